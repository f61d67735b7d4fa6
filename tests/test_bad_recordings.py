"""Whatever a sound file is, wherever it is used: it plays, or one plain sentence says why not."""

from pathlib import Path

import numpy as np
import pytest

from tests.audio.meters import lufs
from tests.audio.plans import HummingVoice
from tests.bad_recordings import EVERY, SECONDS, BadFile
from tests.commands.shelf import personal, services_at
from tests.core.written_sessions import written
from thaw.audio.bank import SoundBank
from thaw.audio.rendering import Levels
from thaw.commands.answer import InputError
from thaw.commands.asked import Asked
from thaw.commands.asking import find_session, make_plan
from thaw.commands.check import check_files
from thaw.commands.doctor import examine
from thaw.core.own_sounds import SoundFolders, own_sounds
from thaw.core.plan import Choices
from thaw.core.problem_words import worded
from thaw.core.recording_faults import REASONS, RecordingUnusable
from thaw.core.session import Session
from thaw.core.units import RATE
from thaw.player.preparing import compile_for, perform
from thaw.services import Services

LENGTHS = {"lengths": "{default: 30s, from: 10s, to: 60s}", "category": "timer", "closing": ""}
REST = "rest: {min: 1s, ideal: 8s, max: 2m}"
SILENTLY = Asked(minutes=None, holds=True, spoken=False)

# The doctor asks for sound devices, which takes an application: the one of all other tests.
pytestmark = pytest.mark.usefixtures("qapp")
every = pytest.mark.parametrize("file", EVERY, ids=str)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, beds: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "beds").symlink_to(beds)


@pytest.fixture(autouse=True)
def ffmpeg(file: BadFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Called once the file is made: ffmpeg goes missing where it is to."""
    return lambda: file.misses_ffmpeg and monkeypatch.setenv("PATH", str(tmp_path))


def made(file: BadFile, folder: Path, ffmpeg, stem: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (f"{stem}{Path(file.name).suffix}" if stem else file.name)
    file.make(path)
    ffmpeg()
    return path


def heard(session: Session, bank: SoundBank) -> np.ndarray:
    plan = compile_for(session, Choices(), bank)
    performance = perform(plan, bank, Levels())
    sound = np.zeros((performance.end, 2), np.float32)
    performance.fill(sound, 0)
    return sound


def assert_calm(sound: np.ndarray, no_louder_than: float) -> None:
    """Something is heard, and there is no click and no burst of noise in it."""
    edged = np.pad(sound, ((1, 1), (0, 0)))
    assert np.isfinite(sound).all()
    assert lufs(sound) < no_louder_than + 1
    assert 0.001 < np.abs(sound).max() < 0.71
    assert np.abs(np.diff(edged, axis=0)).max() < 0.1


def assert_told_if_cut_short(file: BadFile, said: str) -> None:
    assert said.count("\n") == file.is_cut_short
    assert ("is cut short: " in said) == file.is_cut_short


@every
def test_said_from_a_recording(file: BadFile, tmp_path: Path, ffmpeg, capsys) -> None:
    step = f"say: {{text: Hello there., file: {file.name}}}"
    written_to = personal(tmp_path, written(step, REST, **LENGTHS))
    made(file, written_to.parent, ffmpeg)
    services = services_at(tmp_path)
    assert check_files(services, [written_to]) == 0
    said = capsys.readouterr().out
    voice = HummingVoice(loudness=0.1)
    session = find_session(services, str(written_to))
    assert_calm(heard(session, SoundBank(voice, None)), -20)
    if file.fault is None:
        assert_told_if_cut_short(file, said)
        assert voice.asked == []
    else:
        assert said.count("\n") == 1
        assert REASONS[file.fault][0] in said
        assert voice.asked == ["Hello there."]


@every
def test_played_as_a_track(file: BadFile, tmp_path: Path, ffmpeg, capsys) -> None:
    written_to = personal(tmp_path, written(f"play: {file.name}", REST, **LENGTHS))
    made(file, written_to.parent, ffmpeg)
    services = services_at(tmp_path)
    session = find_session(services, str(written_to))
    if file.fault is None:
        assert_calm(heard(session, services.bank), -20)
        assert check_files(services, [written_to]) == 0
        assert_told_if_cut_short(file, capsys.readouterr().out)
        return
    with pytest.raises(InputError, match=REASONS[file.fault][0]) as refusal:
        make_plan(services, session, SILENTLY)
    assert "\n" not in str(refusal.value)
    assert check_files(services, [written_to]) == 1
    assert REASONS[file.fault][0] in capsys.readouterr().out


@every
def test_dropped_as_a_session(file: BadFile, tmp_path: Path, ffmpeg) -> None:
    made(file, tmp_path / "data" / "sessions", ffmpeg, stem="dropped")
    services = services_at(tmp_path)
    services.catalogue.refresh()
    problems = [worded(problem) for problem in services.catalogue.problems()]
    session = services.catalogue.session("dropped")
    if file.fault is None:
        assert problems == []
        assert isinstance(session, Session)
        assert_calm(heard(session, services.bank), -20)
        # Half of a file's bytes is not half of its sound.
        nearly = 2.0 if file.name.startswith("cut-short") else 0.2
        assert abs(session.lengths.default / RATE - 22 - SECONDS) < nearly
    elif isinstance(session, Session):
        # Its length is counted when it is found; that it is silent is heard later.
        with pytest.raises(RecordingUnusable) as refusal:
            heard(session, services.bank)
        assert refusal.value.kind is file.fault
    else:
        (problem,) = problems
        assert REASONS[file.fault][0] in problem


OWN = written(
    "bed: {name: sea, fade: 1s}", "bell: gong", "rest: {min: 1s, ideal: 8s, max: 2m}", **LENGTHS
)


@every
@pytest.mark.parametrize("kind", ["bells", "soundscapes"])
def test_used_as_a_sound_of_ones_own(
    file: BadFile, kind: str, tmp_path: Path, ffmpeg, capsys
) -> None:
    name, other = ("gong", "soft-rain") if kind == "bells" else ("sea", "warm-bowl")
    text = OWN.replace("sea", other) if kind == "bells" else OWN.replace("gong", other)
    written_to = personal(tmp_path, text)
    made(file, tmp_path / "data" / "sounds" / kind, ffmpeg, stem=name)
    services = services_at(tmp_path)
    session = find_session(services, str(written_to))
    if file.fault is None:
        assert check_files(services, [written_to]) == 0
        assert_told_if_cut_short(file, capsys.readouterr().out)
        assert_calm(heard(session, services.bank), -24)
        word = "which is cut short: " if file.is_cut_short else f" s from {name}."
        assert_told_by_the_doctor(services, f"{name}: ", word, capsys)
        return
    with pytest.raises(RecordingUnusable) as refusal:
        heard(session, services.bank)
    assert refusal.value.kind is file.fault
    assert check_files(services, [written_to]) == 1
    assert REASONS[file.fault][0] in capsys.readouterr().out
    assert_told_by_the_doctor(services, f"{name}: ", REASONS[file.fault][0], capsys)


def assert_told_by_the_doctor(services: Services, name: str, word: str, capsys) -> None:
    examine(services)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if name in line]
    assert word in line


@pytest.mark.parametrize("file", EVERY[:1], ids=str)
def test_a_sound_whose_name_is_taken_is_told_by_the_doctor(file: BadFile, tmp_path, capsys) -> None:
    bells = tmp_path / "data" / "sounds" / "bells"
    bells.mkdir(parents=True)
    (bells / "Warm Bowl.wav").touch()
    (bells / "gong.flac").touch()
    (bells / "gong.wav").touch()
    examine(services_at(tmp_path))
    said = capsys.readouterr().out
    assert "Warm Bowl.wav is left out: warm-bowl is taken, Thaw has one" in said
    assert "gong.wav is left out: gong is taken, it is that of gong.flac" in said
    folders = SoundFolders(bells, tmp_path)
    assert len(own_sounds(folders, frozenset({"warm-bowl"}), frozenset()).overlooked) == 2
