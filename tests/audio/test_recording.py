import errno
import tempfile
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.audio.meters import lufs, true_peak_db
from tests.audio.recorded import between_silences, exported, hum, saved
from thaw.audio import decoding, recording, unpacking
from thaw.audio.recording import read_recording, track_length
from thaw.audio.resampling import resampled
from thaw.core.recording_faults import RecordingFault, RecordingUnusable

RATE = 48_000


def heard(read: recording.Recording) -> np.ndarray:
    """What both speakers play, shape (frames, 2)."""
    sound = read.sound()
    return np.repeat(sound, 3 - sound.shape[0], axis=0)[:2].T


def fault(path: Path) -> RecordingFault:
    with pytest.raises(RecordingUnusable) as refusal:
        read_recording(path)
    assert refusal.value.path == path
    return refusal.value.kind


def biggest_step(sound: np.ndarray) -> float:
    edged = np.pad(sound, ((1, 1), (0, 0)))
    return float(np.abs(np.diff(edged, axis=0)).max())


@pytest.mark.parametrize(
    ("name", "rate", "channels", "subtype"),
    [
        ("a.wav", 48_000, 1, "PCM_16"),
        ("a.wav", 44_100, 2, "PCM_24"),
        ("a.wav", 8_000, 1, "PCM_U8"),
        ("a.wav", 192_000, 2, "FLOAT"),
        ("a.wav", 11_025, 1, "ALAW"),
        ("a.wav", 44_101, 1, "PCM_16"),
        ("a.wav", 48_000, 6, "PCM_16"),
        ("a.wav", 48_000, 3, "PCM_16"),
        ("a.wav", 48_000, 11, "PCM_16"),
        ("a.flac", 96_000, 2, "PCM_24"),
        ("a.ogg", 44_100, 1, "VORBIS"),
        ("a.opus", 48_000, 1, "OPUS"),
        ("a.mp3", 44_100, 2, None),
        ("a.aiff", 32_000, 1, "PCM_16"),
    ],
)
def test_any_form_of_file_comes_out_alike(tmp_path, name, rate, channels, subtype):
    sound = hum(rate=rate, channels=channels)
    if name == "a.opus":
        soundfile.write(tmp_path / name, sound, rate, format="OGG", subtype=subtype)
    else:
        saved(tmp_path / name, sound, rate, subtype)
    read = read_recording(tmp_path / name)
    assert read.channels == min(channels, 2)
    assert abs(read.length - 2 * RATE) < 0.12 * RATE
    assert abs(lufs(heard(read)) - -20) < 0.5
    spectrum = np.abs(np.fft.rfft(heard(read)[:RATE, 0] * np.hanning(RATE)))
    assert spectrum.argmax() == 200


@pytest.mark.parametrize("ending", ["m4a", "wma"])
def test_what_libsndfile_cannot_read_comes_through_pydub(tmp_path, ending):
    kind = {"m4a": "ipod", "wma": "asf"}[ending]
    path = exported(tmp_path / f"line.{ending}", hum(level=0.3), kind)
    read = read_recording(path)
    assert abs(read.length - 2 * RATE) < 0.15 * RATE
    assert abs(lufs(heard(read)) - -20) < 0.5


def test_a_long_file_decoded_in_pieces_has_no_seam(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "_PIECE_S", 1)
    path = exported(tmp_path / "line.m4a", hum(3.5), "ipod", "alac")
    read = read_recording(path, trims=False)
    assert read.length == 3.5 * RATE
    assert biggest_step(heard(read)) < 0.01


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 44_101, 96_000, 192_000])
def test_resampling_in_blocks_is_as_exact_as_the_tone_itself(rate):
    sound = hum(6, rate, hz=1_000).T.astype(np.float32)
    blocks = [sound[:, start : start + 9_999] for start in range(0, sound.shape[1], 9_999)]
    made = np.concatenate(list(resampled(blocks, rate)), axis=1)
    assert made.shape[1] == -(-sound.shape[1] * RATE // rate)
    middle = slice(RATE // 2, 11 * RATE // 2)
    ideal = 0.2 * np.sin(2 * np.pi * 1_000 * np.arange(made.shape[1]) / RATE)
    assert np.abs(made[0] - ideal)[middle].max() < 2e-5


def test_resampling_lets_nothing_fold_back():
    sound = hum(2, 192_000, hz=40_000).T.astype(np.float32)
    made = np.concatenate(list(resampled([sound], 192_000)), axis=1)
    assert np.abs(made).max() < 1e-4


def test_silence_at_both_ends_goes(tmp_path):
    path = saved(tmp_path / "a.wav", between_silences(hum(2.0), seconds=3.0))
    assert abs(read_recording(path).length - 2.2 * RATE) < 0.05 * RATE
    assert read_recording(path, trims=False).length == 8 * RATE


def test_silence_within_stays(tmp_path):
    twice = np.concatenate((hum(1.0), np.zeros((2 * RATE, 1)), hum(1.0)))
    assert read_recording(saved(tmp_path / "a.wav", twice)).length == 4 * RATE


@pytest.mark.parametrize("level", [0.005, 0.02, 0.99])
def test_quiet_and_loud_recordings_are_heard_alike(tmp_path, level):
    path = saved(tmp_path / "a.wav", hum(level=level), subtype="PCM_24")
    assert abs(lufs(heard(read_recording(path))) - -20) < 0.5


def test_peaks_stay_below_the_ceiling(tmp_path):
    sound = hum(4.0, level=0.05)
    sound[RATE : RATE + 40] = 0.99
    sound[2 * RATE : 2 * RATE + 2] = -0.99
    read = read_recording(saved(tmp_path / "a.wav", sound))
    assert true_peak_db(heard(read)) < -3.0


def test_no_click_at_either_end(tmp_path):
    t = np.arange(RATE) / RATE
    cut = 0.5 * np.cos(2 * np.pi * 200 * t)[:, None]
    assert biggest_step(heard(read_recording(saved(tmp_path / "a.wav", cut)))) < 0.01


def test_a_few_samples_that_are_no_numbers_are_mended_without_a_click(tmp_path):
    sound = hum(2.0)
    sound[RATE], sound[RATE + 9], sound[RATE + 99 : RATE + 110] = np.nan, np.inf, 1e30
    read = read_recording(saved(tmp_path / "a.wav", sound, subtype="FLOAT"))
    assert biggest_step(heard(read)) < 0.02
    assert abs(lufs(heard(read)) - -20) < 0.5


def test_a_float_file_past_full_scale_is_not_torn(tmp_path):
    read = read_recording(saved(tmp_path / "a.wav", hum(level=1.6), subtype="FLOAT"))
    assert biggest_step(heard(read)) < 0.01


@pytest.mark.parametrize("sound", [np.zeros((RATE, 1)), 1e-5 * hum()])
def test_silence_is_refused_rather_than_made_loud(tmp_path, sound):
    assert fault(saved(tmp_path / "a.wav", sound, subtype="FLOAT")) is RecordingFault.SILENT


@pytest.mark.parametrize("count", [1, 2, 50, 900])
def test_what_would_be_a_click_is_refused(tmp_path, count):
    path = saved(tmp_path / "a.wav", 0.5 * (-1.0) ** np.arange(count)[:, None])
    assert fault(path) in (RecordingFault.EMPTY, RecordingFault.SILENT)
    with pytest.raises(RecordingUnusable):
        track_length(path)


def test_what_is_mostly_no_numbers_is_refused(tmp_path):
    path = saved(tmp_path / "a.wav", np.full((RATE, 1), np.nan), subtype="FLOAT")
    assert fault(path) is RecordingFault.DAMAGED


def test_what_is_no_sound_file_is_refused(tmp_path):
    (tmp_path / "empty.wav").touch()
    (tmp_path / "no-samples.wav").write_bytes(
        saved(tmp_path / "whole.wav", hum()).read_bytes()[:44]
    )
    (tmp_path / "words.mp3").write_text("This is a text, and no sound.\n" * 500)
    (tmp_path / "list.m4a").write_text("#EXTM3U\n#EXTINF:5,\nwhole.wav\n#EXT-X-ENDLIST\n")
    (tmp_path / "noise.mp3").write_bytes(np.random.RandomState(3).bytes(200_000))
    (tmp_path / "folder.wav").mkdir()
    assert fault(tmp_path / "empty.wav") is RecordingFault.EMPTY
    assert fault(tmp_path / "no-samples.wav") is RecordingFault.EMPTY
    assert fault(tmp_path / "words.mp3") is RecordingFault.NOT_SOUND
    assert fault(tmp_path / "list.m4a") is RecordingFault.NOT_SOUND
    assert fault(tmp_path / "noise.mp3") is RecordingFault.NOT_SOUND
    assert fault(tmp_path / "folder.wav") is RecordingFault.NOT_A_FILE
    assert fault(tmp_path / "gone.wav") is RecordingFault.NO_FILE


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3"])
def test_a_file_that_is_cut_short_plays_as_far_as_it_goes(tmp_path, name):
    whole = saved(tmp_path / name, hum(30.0)).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    read = read_recording(tmp_path / name)
    assert 5 * RATE < read.length < 25 * RATE
    assert biggest_step(heard(read)) < 0.05


@pytest.mark.parametrize("claimed", [4_000, 2**31 - 1])
def test_a_length_that_is_a_lie_makes_neither_noise_nor_hours(tmp_path, claimed):
    path = saved(tmp_path / "a.wav", hum(2.0))
    data = bytearray(path.read_bytes())
    data[40:44] = claimed.to_bytes(4, "little")
    path.write_bytes(data)
    read = read_recording(path)
    assert read.length <= 2 * RATE
    assert biggest_step(heard(read)) < 0.2


def test_without_ffmpeg_what_needs_it_says_so(tmp_path, monkeypatch):
    exported(tmp_path / "a.m4a", hum(), "ipod")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fault(tmp_path / "a.m4a") is RecordingFault.NO_FFMPEG


def test_what_is_too_much_is_refused(tmp_path, monkeypatch):
    path = saved(tmp_path / "a.flac", hum(3.0))
    monkeypatch.setattr(unpacking, "LONGEST_S", 2)
    assert fault(path) is RecordingFault.TOO_LONG
    monkeypatch.setattr(decoding, "MOST_BYTES", 100)
    assert fault(path) is RecordingFault.TOO_BIG


def test_where_nothing_can_be_unpacked_it_is_told(tmp_path, monkeypatch):
    path = saved(tmp_path / "a.wav", hum())

    def full():
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert fault(path) is RecordingFault.DISK_FULL


def test_what_was_read_is_kept_by_content(tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    first = read_recording(saved(tmp_path / "a.wav", hum()), cache)
    (tmp_path / "b.wav").write_bytes((tmp_path / "a.wav").read_bytes())
    monkeypatch.setattr(recording, "decoded", None)
    again = read_recording(tmp_path / "b.wav", cache)
    assert again.samples.is_stored
    np.testing.assert_array_equal(again.samples.array, first.samples.array)


def test_another_content_under_the_same_name_is_read_anew(tmp_path):
    cache = tmp_path / "cache"
    read_recording(saved(tmp_path / "a.wav", hum(1.0)), cache)
    assert read_recording(saved(tmp_path / "a.wav", hum(2.0)), cache).length == 2 * RATE
