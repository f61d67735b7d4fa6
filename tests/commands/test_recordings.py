"""``thaw check`` on a session with recordings."""

import json

import pytest
import soundfile

from tests.audio.recorded import hum, saved
from tests.commands.shelf import personal, services_at
from tests.core.written_sessions import written
from thaw.commands.answer import InputError
from thaw.commands.asked import Asked
from thaw.commands.check import check_files
from thaw.commands.plan import show_plan
from thaw.commands.render import render_session
from thaw.core.recording_faults import REASONS, RecordingFault

LINE = written("say: {text: Stand up., file: line.wav}", category="timer", closing="")


def test_a_recording_that_can_be_played_needs_no_word(tmp_path, capsys):
    file = personal(tmp_path, LINE)
    saved(file.parent / "line.wav", hum())
    assert check_files(services_at(tmp_path), [file]) == 0
    assert capsys.readouterr().out == ""


def test_one_that_cannot_is_told_by_line_and_forbids_nothing(tmp_path, capsys):
    file = personal(tmp_path, LINE)
    (file.parent / "line.wav").write_text("words")
    assert check_files(services_at(tmp_path), [file]) == 0
    said = capsys.readouterr().out
    assert f"{file}:10:1: `line.wav` cannot be played, and the voice speaks instead" in said


def test_one_that_is_missing_is_told_once(tmp_path, capsys):
    file = personal(tmp_path, LINE)
    assert check_files(services_at(tmp_path), [file]) == 0
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize("fault", RecordingFault)
def test_every_fault_has_words(fault):
    reason, mend = REASONS[fault]
    assert reason
    assert mend


TRACK = written(
    "play: songs/a.wav",
    "rest: {min: 1s, ideal: 8s, max: 50s}",
    lengths="{default: 12s, from: 10s, to: 60s}",
    category="timer",
    closing="",
)
LOOK = Asked(minutes=None, holds=True, spoken=False)


def test_a_track_is_laid_out_with_its_own_length(tmp_path, capsys):
    file = personal(tmp_path, TRACK)
    saved(file.parent / "songs" / "a.wav", hum(3.5))
    assert show_plan(services_at(tmp_path), str(file), LOOK, as_json=True) == 0
    events = json.loads(capsys.readouterr().out)["events"]
    assert [(event["kind"], event["duration_s"]) for event in events] == [
        ("track", 3.5),
        ("rest", 8.5),
    ]
    assert show_plan(services_at(tmp_path), str(file), LOOK, as_json=False) == 0
    assert "0:00  track: a.wav, 0:03" in capsys.readouterr().out


def test_a_session_with_a_track_is_rendered_to_a_file(tmp_path):
    file = personal(tmp_path, TRACK)
    saved(file.parent / "songs" / "a.wav", hum(3.5))
    render_session(services_at(tmp_path), str(file), LOOK, tmp_path / "out.flac")
    sound, rate = soundfile.read(tmp_path / "out.flac")
    assert len(sound) == 12 * rate
    assert abs(sound[rate : 3 * rate]).max() > 0.1
    assert not sound[4 * rate :].any()


def test_a_track_that_cannot_be_played_is_refused_with_a_reason(tmp_path, capsys):
    file = personal(tmp_path, TRACK)
    (file.parent / "songs").mkdir()
    (file.parent / "songs" / "a.wav").write_text("words")
    with pytest.raises(InputError, match="it is not a sound file that can be read"):
        show_plan(services_at(tmp_path), str(file), LOOK, as_json=False)
    assert check_files(services_at(tmp_path), [file]) == 1
    assert f"{file}:10:1: `a.wav` cannot be played" in capsys.readouterr().out
