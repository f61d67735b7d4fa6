import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audio.meters import level_db
from tests.audio.recorded import between_silences, hum, saved
from thaw.audio.centring import centred
from thaw.audio.recording import read_recording
from thaw.core.recording_faults import RecordingFault, RecordingUnusable

RATES = pytest.mark.parametrize("rate", [4_000, 44_100, 48_000, 768_000])


def tone(rate: int, hz: float, seconds: float = 1.0) -> np.ndarray:
    return (0.3 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate))[None]


def all_of(sound: np.ndarray, rate: int) -> np.ndarray:
    blocks = np.array_split(sound.astype(np.float32), 7, axis=1)
    return np.concatenate(list(centred(blocks, rate)), axis=1)


@RATES
def test_nothing_is_left_of_a_constant(rate):
    steady = np.full((2, rate), [[0.9], [-0.3]], np.float32)
    assert np.abs(all_of(steady, rate)).max() < 1e-6


@RATES
def test_a_deep_tone_keeps_its_level_and_loses_its_offset(rate):
    sound = tone(rate, 60.0)
    made = all_of(sound + 0.5, rate)
    assert abs(level_db(made) - level_db(sound)) < 0.1
    assert abs(made[:, rate // 2 :].mean()) < 1e-3
    assert np.abs(np.diff(made)).max() < 1.1 * np.abs(np.diff(sound)).max()


@given(st.lists(st.integers(0, 9_000), min_size=1, max_size=8))
def test_how_it_comes_in_blocks_changes_nothing(lengths):
    sound = (tone(8_000, 97.0, 9.0) + 0.2).astype(np.float32)
    first = sound[:, :1_000]
    cuts = np.cumsum([1_000, *lengths])
    blocks = [first[:, :0], first, *np.split(sound[:, : cuts[-1]], cuts, axis=1)[1:-1]]
    made = np.concatenate(list(centred(blocks, 8_000)), axis=1)
    (whole,) = centred([sound[:, : cuts[-1]]], 8_000)
    np.testing.assert_allclose(made, whole, atol=1e-6)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_recording_beside_the_middle_is_read_as_if_it_were_not(tmp_path, rate):
    plain = read_recording(saved(tmp_path / "plain.wav", hum(rate=rate), rate)).sound()
    path = saved(tmp_path / "beside.wav", hum(rate=rate) + 0.6, rate)
    beside = read_recording(path, trims=False).sound()
    assert abs(beside.mean()) < 1e-4
    assert abs(level_db(beside) - level_db(plain)) < 0.1


@pytest.mark.parametrize("name", ["a.mp3", "a.ogg"])
@pytest.mark.parametrize("offset", [0.9, -0.1])
def test_what_a_lossy_encoder_makes_of_a_constant_is_silence(tmp_path, name, offset):
    path = saved(tmp_path / name, 0 * hum(seconds=3.0) + offset)
    with pytest.raises(RecordingUnusable) as refusal:
        read_recording(path)
    assert refusal.value.kind is RecordingFault.SILENT


def test_a_faint_word_beside_a_large_offset_is_heard(tmp_path):
    faint = between_silences(hum(seconds=0.5, level=0.03), seconds=3.0) + 0.6
    assert read_recording(saved(tmp_path / "faint.ogg", faint)).length > 0


@pytest.mark.parametrize("rate", [8_000, 44_100])
def test_a_constant_is_silence_at_any_rate(tmp_path, rate):
    path = saved(tmp_path / "steady.flac", 0 * hum(rate=rate, channels=2) + [0.9, -0.4], rate)
    with pytest.raises(RecordingUnusable) as refusal:
        read_recording(path)
    assert refusal.value.kind is RecordingFault.SILENT
