"""Lines in the person's own voice: kept, found, listed, deleted."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from thaw.audio.own_lines import LIST_NAME, OwnLine, OwnLines, OwnLinesUnwritable
from thaw.core.own_voice import LONGEST_TAKE_S
from thaw.core.recording_faults import RecordingFault, RecordingUnusable
from thaw.core.units import RATE

TEXT = "Let your feet rest."


def spoken(seconds: float = 1.0, loudness: float = 0.2) -> np.ndarray:
    t = np.arange(round(seconds * RATE)) / RATE
    return (loudness * np.sin(2 * np.pi * 180 * t)).astype(np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recordings"


@pytest.fixture
def lines(folder: Path) -> OwnLines:
    return OwnLines(folder)


def test_with_no_folder_there_are_no_recordings(lines: OwnLines, folder: Path) -> None:
    assert lines.find("body-scan", TEXT) is None
    assert lines.listed() == ()
    lines.delete("body-scan", TEXT)
    assert not folder.exists()


def test_a_recording_is_found_by_its_session_and_words(lines: OwnLines, folder: Path) -> None:
    kept = lines.keep("body-scan", TEXT, spoken())

    assert lines.find("body-scan", TEXT) == kept
    assert OwnLines(folder).find("body-scan", "Let your\n feet  rest.") == kept
    assert lines.find("body-scan", "Let your feet rest") is None
    assert lines.find("walking", TEXT) is None


def test_it_is_kept_as_it_was_recorded(lines: OwnLines) -> None:
    kept = lines.keep("body-scan", TEXT, spoken(loudness=0.03))

    sound, rate = soundfile.read(kept)
    assert rate == RATE
    assert np.abs(sound).max() == pytest.approx(0.03, rel=0.01)
    assert kept.name.startswith("body-scan-let-your-feet-rest-")


def test_recording_again_replaces_it(lines: OwnLines, folder: Path) -> None:
    lines.keep("body-scan", TEXT, spoken(1))
    kept = lines.keep("body-scan", TEXT, spoken(2))

    assert soundfile.info(kept).duration == pytest.approx(2)
    assert len(list(folder.glob("*.flac"))) == 1
    assert len(lines.listed()) == 1


def test_the_list_can_be_read_by_people(lines: OwnLines, folder: Path) -> None:
    lines.keep("walking", "Gehe ganz ruhig, Schritt für Schritt.", spoken())
    lines.keep("body-scan", TEXT, spoken())

    told = (folder / LIST_NAME).read_text("utf-8")
    assert "Schritt für Schritt" in told
    assert [line.session for line in lines.listed()] == ["body-scan", "walking"]
    assert lines.listed()[0] == OwnLine("body-scan", TEXT, lines.find("body-scan", TEXT).name)


def test_a_deleted_recording_is_gone_from_folder_and_list(lines: OwnLines, folder: Path) -> None:
    lines.keep("body-scan", TEXT, spoken())
    lines.keep("body-scan", "Another.", spoken())

    lines.delete("body-scan", TEXT)

    assert lines.find("body-scan", TEXT) is None
    assert [line.text for line in lines.listed()] == ["Another."]
    assert len(list(folder.glob("*.flac"))) == 1


@pytest.mark.parametrize(
    "told", [b"", b"{", b"[]", b'{"recordings": 3}', b'{"recordings": [{"file": "x"}]}', b"\xff"]
)
def test_without_a_list_that_makes_sense_recordings_are_still_found(
    lines: OwnLines, folder: Path, told: bytes
) -> None:
    lines.keep("body-scan", TEXT, spoken())
    (folder / LIST_NAME).write_bytes(told)

    assert lines.find("body-scan", TEXT) is not None
    lines.keep("body-scan", "Another.", spoken())
    assert [line.text for line in lines.listed()] == ["Another."]


def test_a_list_names_no_file_elsewhere(lines: OwnLines, folder: Path, tmp_path: Path) -> None:
    lines.keep("body-scan", TEXT, spoken())
    outside = tmp_path / "outside.flac"
    outside.touch()
    entry = {"session": "a", "text": "b", "file": str(outside)}
    (folder / LIST_NAME).write_text(json.dumps({"recordings": [entry]}))

    assert lines.listed() == ()


@pytest.mark.parametrize(
    ("sound", "fault"),
    [
        (np.zeros(0, np.float32), RecordingFault.EMPTY),
        (np.zeros(RATE, np.float32), RecordingFault.SILENT),
        (np.full(RATE, 1e-5, np.float32), RecordingFault.SILENT),
    ],
)
def test_a_recording_without_a_sound_is_refused_and_replaces_none(
    lines: OwnLines, folder: Path, sound: np.ndarray, fault: RecordingFault
) -> None:
    lines.keep("body-scan", TEXT, spoken())

    with pytest.raises(RecordingUnusable) as told:
        lines.keep("body-scan", TEXT, sound)

    assert told.value.kind is fault
    kept = lines.find("body-scan", TEXT)
    assert kept is not None
    assert soundfile.info(kept).duration == pytest.approx(1)
    assert {path.suffix for path in folder.iterdir()} == {".flac", ".json"}


def test_nothing_longer_than_two_minutes_is_kept(lines: OwnLines) -> None:
    kept = lines.keep("body-scan", TEXT, spoken(LONGEST_TAKE_S + 3))

    assert soundfile.info(kept).duration == LONGEST_TAKE_S


@pytest.mark.parametrize("text", ["../../etc/passwd", "安静", "", "x" * 5000, "a/b\\c:d\0e"])
def test_any_words_make_a_file_in_the_folder(lines: OwnLines, folder: Path, text: str) -> None:
    kept = lines.keep("body-scan", text, spoken(0.5))

    assert kept.parent == folder
    assert lines.find("body-scan", text) == kept


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OwnLinesUnwritable):
        OwnLines(tmp_path / "file").keep("body-scan", TEXT, spoken())
