import os
from pathlib import Path

import pytest
import soundfile

from tests.audio.recorded import hum, saved
from thaw.audio.cut_short import CutShort, cut_short
from thaw.core.recording_faults import RecordingFault, RecordingUnusable

LONG = hum(8.0)


def cut(path: Path, share: float) -> Path:
    data = saved(path, LONG).read_bytes()
    path.write_bytes(data[: round(share * len(data))])
    return path


def with_length(path: Path, length: int) -> Path:
    data = bytearray(saved(path, LONG).read_bytes())
    data[40:44] = length.to_bytes(4, "little")
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.mp3", "a.ogg", "a.aiff"])
def test_of_a_whole_file_nothing_is_missing(tmp_path, name):
    assert cut_short(saved(tmp_path / name, LONG)) is None


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.aiff", "a.mp3"])
def test_of_half_a_file_about_half_can_be_read(tmp_path, name):
    found = cut_short(cut(tmp_path / name, 0.5))
    assert found is not None
    assert found.promised_s == pytest.approx(8.0)
    assert 2.0 < found.read_s < 4.1


def test_a_flac_file_that_is_damaged_in_its_middle_is_told_of(tmp_path):
    path = saved(tmp_path / "a.flac", LONG)
    data = bytearray(path.read_bytes())
    half = len(data) // 2
    data[half : half + 4000] = bytes(4000)
    path.write_bytes(data)

    found = cut_short(path)

    assert found is not None
    assert found.promised_s == pytest.approx(8.0)
    assert 2.0 < found.read_s < 4.1


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.wav")
    with pytest.raises(RecordingUnusable) as told:
        cut_short(tmp_path / "a.wav")
    assert told.value.kind is RecordingFault.NOT_A_FILE


@pytest.mark.parametrize("subtype", ["VORBIS", "OPUS"])
def test_an_ogg_file_without_its_end_tells_no_length(tmp_path, subtype):
    path = tmp_path / "a.ogg"
    soundfile.write(path, LONG, 48_000, format="OGG", subtype=subtype)
    assert cut_short(path) is None
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    found = cut_short(path)
    assert found is not None
    assert found.promised_s is None
    assert 2.0 < found.read_s < 5.0


def test_an_mp3_with_a_picture_in_front_is_told_of(tmp_path):
    path = cut(tmp_path / "a.mp3", 0.5)
    size = 300_000
    length = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\x04\x00\x00" + length + bytes(size) + path.read_bytes())
    found = cut_short(path)
    assert found is not None
    assert found.promised_s == pytest.approx(8.0)


def test_an_mp3_that_only_lets_its_length_be_guessed_promises_nothing(tmp_path):
    path = cut(tmp_path / "a.mp3", 0.5)
    path.write_bytes(path.read_bytes().replace(b"Xing", b"none").replace(b"Info", b"none"))
    assert cut_short(path) is None


def test_a_wav_file_that_promises_hours_is_told_of(tmp_path):
    found = cut_short(with_length(tmp_path / "a.wav", 0xFFFF_FFF0))
    assert found is not None
    assert found.read_s == pytest.approx(8.0)
    assert found.promised_s == pytest.approx(0xFFFF_FFF0 / 96_000)


@pytest.mark.parametrize("length", [0, 96_000 * 8 - 4, 96_000 * 8 + 900, 0xFFFF_FFFF])
def test_a_length_that_is_unknown_or_a_little_wrong_is_nothing_to_tell(tmp_path, length):
    assert cut_short(with_length(tmp_path / "a.wav", length)) is None


def test_a_flac_file_written_into_a_pipe_promises_nothing(tmp_path):
    path = saved(tmp_path / "a.flac", LONG)
    data = bytearray(path.read_bytes())
    # STREAMINFO holds the frames in the last 36 bits before its 16 bytes of MD5.
    data[21] &= 0xF0
    data[22:26] = bytes(4)
    path.write_bytes(data)
    assert cut_short(path) is None


def test_what_is_no_sound_file_is_for_others_to_tell(tmp_path):
    path = tmp_path / "a.wav"
    path.write_text("words")
    assert cut_short(path) is None


@pytest.mark.parametrize(
    ("read_s", "promised_s", "is_clear"),
    [
        (1.0, None, True),
        (1.0, 1.09, False),
        (1.0, 1.11, True),
        (99.1, 100.0, False),
        (98.9, 100.0, True),
    ],
)
def test_a_tenth_of_a_second_and_a_hundredth_must_be_missing(read_s, promised_s, is_clear):
    assert CutShort(read_s, promised_s).is_clear == is_clear
