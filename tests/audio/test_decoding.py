"""Sound files are read as far as they go, and nothing but the person's sound is told of them."""

import os
import subprocess
import sys

import numpy as np
import pytest
import soundfile

from tests.audio.recorded import exported, hum, saved, unfinish
from thaw.audio import decoding
from thaw.audio.cut_short import cut_short
from thaw.audio.decoding import decoded
from thaw.audio.hushing import hushed
from thaw.core.recording_faults import RecordingUnusable


def read(path):
    return np.concatenate(list(decoded(path).blocks), axis=1)


@pytest.mark.parametrize("share", [0.33, 0.5, 0.9])
def test_of_a_flac_file_that_is_cut_short_no_whole_frame_is_lost(tmp_path, share):
    path = saved(tmp_path / "a.flac", hum(8.0, channels=2))
    whole, data = read(path), path.read_bytes()
    path.write_bytes(data[: round(share * len(data))])
    found = read(path)
    assert found.shape[1] > share * 8 * 48_000 - 20_000
    np.testing.assert_array_equal(found, whole[:, : found.shape[1]])


def test_what_libmpg123_says_of_odd_files_is_not_heard_of(tmp_path, capfd):
    half = saved(tmp_path / "half.mp3", hum(4.0))
    half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
    torn = saved(tmp_path / "torn.mp3", hum(4.0))
    data = bytearray(torn.read_bytes())
    data[4_000:9_000] = os.urandom(5_000)
    torn.write_bytes(data)
    junk = tmp_path / "junk.mp3"
    junk.write_bytes(b"words " * 999)
    for path in (half, torn):
        read(path)
    with pytest.raises(RecordingUnusable):
        read(junk)
    assert capfd.readouterr().err == ""


def test_a_file_that_tells_no_length_is_read_to_its_end(tmp_path, monkeypatch):
    sound = saved(tmp_path / "a.wav", hum(5.0))
    piped = tmp_path / "a.m4a"
    with piped.open("wb") as file:
        command = ["ffmpeg", "-v", "error", "-i", str(sound), "-f", "matroska", "-"]
        subprocess.run(command, stdout=file, check=True)
    monkeypatch.setattr(decoding, "_PIECE_S", 2)
    assert read(piped).shape[1] / decoded(piped).rate == pytest.approx(5.0, abs=0.1)


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "FLOAT"])
@pytest.mark.parametrize("silence_s", [0.0, 1.0])
def test_a_wav_file_whose_recorder_died_is_read_to_its_end(tmp_path, subtype, silence_s):
    sound = np.concatenate((np.zeros((round(silence_s * 48_000), 1)), hum(3.0)[1:]))
    path = saved(tmp_path / "a.wav", sound, subtype=subtype)
    unfinish(path)
    assert soundfile.info(path).frames == 0
    found = read(path)
    assert found.shape == (1, len(sound))
    np.testing.assert_allclose(found[0], sound[:, 0], atol=2e-4)


def test_an_unfinished_wav_file_whose_coding_needs_its_end_has_no_sound(tmp_path):
    path = saved(tmp_path / "a.wav", hum(3.0), subtype="IMA_ADPCM")
    unfinish(path)
    assert list(decoded(path).blocks) == []


def test_what_comes_after_no_sound_is_not_played(tmp_path):
    path = saved(tmp_path / "a.wav", hum(1.0))
    unfinish(path, b"LIST" + (26).to_bytes(4, "little") + b"INFOISFT" + bytes(18))
    assert list(decoded(path).blocks) == []


def test_what_is_hushed_is_heard_again_afterwards(capfd):
    with hushed():
        os.write(2, b"not this")
    os.write(2, b"but this")
    assert capfd.readouterr().err == "but this"


def test_without_an_error_stream_there_is_nothing_to_hush():
    code = (
        "import os; from thaw.audio.hushing import hushed; os.close(2)\n"
        "with hushed(): print('read')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "read\n")


def joined(path, *parts):
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    return path


def test_mp3_files_that_were_made_one_are_heard_to_the_end(tmp_path):
    first = exported(tmp_path / "1.mp3", hum(2.0, hz=300), "mp3")
    second = exported(tmp_path / "2.mp3", hum(3.0, hz=500), "mp3")
    tagged = joined(tmp_path / "t.mp3", first)
    tagged.write_bytes(tagged.read_bytes() + b"TAG" + bytes(125))
    whole = read(joined(tmp_path / "all.mp3", tagged, second, first))
    np.testing.assert_array_equal(
        whole, np.concatenate((read(first), read(second), read(first)), axis=1)
    )
    assert abs(whole.shape[1] / 48_000 - 7.0) < 0.01


def test_what_follows_an_mp3_and_is_none_is_not_played(tmp_path):
    alone = exported(tmp_path / "1.mp3", hum(2.0), "mp3")
    slower = saved(tmp_path / "2.mp3", hum(2.0, 24_000), 24_000)
    junk = tmp_path / "junk"
    for data in (b"", b"TAG", b"APETAGEX" * 99, b"\xff", b"\xff\xfb\x90", b"\xff" * 99):
        junk.write_bytes(data)
        np.testing.assert_array_equal(read(joined(tmp_path / "a.mp3", alone, junk)), read(alone))
    np.testing.assert_array_equal(read(joined(tmp_path / "b.mp3", alone, slower)), read(alone))


@pytest.mark.parametrize("ending", ["wav", "m4a"])
def test_a_name_from_before_unicode_is_read(tmp_path, ending):
    path = tmp_path / os.fsdecode(b"caf\xe9." + ending.encode())
    sound = exported(tmp_path / f"a.{ending}", hum(2.0), "ipod" if ending == "m4a" else "wav")
    sound.rename(path)
    assert abs(read(path).shape[1] / 48_000 - 2.0) < 0.05
    assert cut_short(path) is None


def test_sound_without_a_header_is_refused_and_not_guessed_at(tmp_path):
    path = tmp_path / "a.raw"
    path.write_bytes((hum(2.0) * 32767).astype(np.int16).tobytes())
    with pytest.raises(RecordingUnusable):
        read(path)
    assert cut_short(path) is None


def test_a_float_file_far_above_full_scale_keeps_its_shape(tmp_path):
    sound = hum(2.0, level=9.0)
    found = read(saved(tmp_path / "a.wav", sound, subtype="FLOAT"))[0]
    assert np.abs(found).max() == pytest.approx(1.0)
    np.testing.assert_allclose(found * 9.0, sound[:, 0], atol=1e-3)
