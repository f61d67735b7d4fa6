"""``thaw check`` on a session with recordings."""

import pytest

from tests.audio.recorded import hum, saved
from tests.commands.shelf import personal, services_at
from tests.core.written_sessions import written
from thaw.audio.decoding import RecordingFault
from thaw.commands.check import check_files
from thaw.commands.recordings import REASONS

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
