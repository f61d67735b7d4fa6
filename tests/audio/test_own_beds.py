"""Soundscapes from files: their loudness, and that nobody hears where they come round."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audio.meters import decibels, lufs
from tests.audio.own_files import noise, only, struck
from tests.audio.plans import at, plan
from tests.audio.recorded import hum, saved
from thaw.audio import own_beds
from thaw.audio.bank import SoundBank
from thaw.audio.own_beds import RecordedBed
from thaw.audio.rendering import Renderer
from thaw.core.own_sounds import OwnSounds
from thaw.core.plan import BedSpan, Strike
from thaw.core.recording_faults import RecordingFault, RecordingUnusable
from thaw.core.units import RATE, Frames

MOMENT = RATE // 20


def bed(path: Path, sound: np.ndarray, rate: int = RATE) -> RecordedBed:
    return SoundBank(None, None, only(bed=saved(path, sound, rate))).own.bed("sea")


def heard(source: RecordedBed, start: int, count: int) -> np.ndarray:
    """Shape (2, frames)."""
    sound = np.empty((2, count), np.float32)
    source.into(sound, sound, start)
    return sound


def around_the_seam(source: RecordedBed, seconds: float = 6.0) -> np.ndarray:
    return heard(source, source.period - round(seconds * RATE), round(2 * seconds * RATE))


def moments_db(sound: np.ndarray, length: int) -> np.ndarray:
    """The level of each piece of that length."""
    whole = sound[:, : sound.shape[1] // length * length]
    return 10 * np.log10((whole.reshape(2, -1, length) ** 2).mean(axis=(0, 2)))


def steepest_bend(sound: np.ndarray) -> float:
    return float(np.abs(np.diff(sound, n=2, axis=1)).max())


@pytest.mark.parametrize("channels", [1, 2, 6])
@pytest.mark.parametrize("level", [0.005, 0.2])
def test_a_soundscape_from_a_file_is_as_loud_as_those_that_are_made(tmp_path, channels, level):
    sound = heard(bed(tmp_path / "a.wav", noise(12, channels, level)), 0, 30 * RATE)
    assert lufs(sound.T) == pytest.approx(-34, abs=0.5)


@pytest.mark.parametrize("seconds", [2.0, 7.3, 30.0])
def test_noise_comes_round_at_an_even_level_and_without_a_click(tmp_path, seconds):
    source = bed(tmp_path / "a.wav", noise(seconds))
    sound = around_the_seam(source)
    levels = moments_db(sound, MOMENT)
    assert np.abs(levels - np.median(levels)).max() < 1.0
    assert steepest_bend(sound) < 1.3 * steepest_bend(heard(source, source.period // 3, RATE))


@pytest.mark.parametrize("hz", [61.7, 200.3, 1_234.5])
def test_a_hum_goes_on_in_step(tmp_path, hz):
    t = np.arange(round(9.77 * RATE)) / RATE
    tone = 0.2 * np.sin(2 * np.pi * hz * t)[:, None]
    source = bed(tmp_path / "a.wav", tone)
    levels = moments_db(around_the_seam(source), 2 * MOMENT)
    assert levels.max() - levels.min() < 0.6


def test_a_file_that_fades_at_both_ends_has_no_hole(tmp_path):
    sound = noise(40.0)
    fade = np.linspace(0, 1, 5 * RATE)[:, None]
    sound[: 5 * RATE] *= fade
    sound[-5 * RATE :] *= fade[::-1]
    source = bed(tmp_path / "a.wav", np.pad(sound, ((RATE, 2 * RATE), (0, 0))))
    levels = moments_db(around_the_seam(source, 10), RATE // 4)
    assert levels.min() > np.median(levels) - 3.5


def test_peaks_are_tamed_and_not_torn(tmp_path):
    sound = noise(10, level=0.002)
    sound[3 * RATE : 3 * RATE + 200] = 0.9
    source = bed(tmp_path / "a.wav", sound)
    assert decibels(np.abs(heard(source, 0, 10 * RATE)).max()) < -12.9


@pytest.mark.parametrize("rate", [8_000, 44_100, 192_000])
def test_it_is_as_long_as_the_file_but_for_the_crossing(tmp_path, rate):
    t = np.arange(10 * rate) / rate
    sound = 0.1 * np.sin(2 * np.pi * 220 * t + 3 * np.sin(2 * np.pi * 0.4 * t))[:, None]
    period = bed(tmp_path / "a.wav", sound, rate).period
    assert 7.4 * RATE < period <= 7.5 * RATE


def test_what_is_too_short_to_go_round_is_refused(tmp_path):
    with pytest.raises(RecordingUnusable) as refusal:
        bed(tmp_path / "a.wav", noise(0.7))
    assert refusal.value.kind is RecordingFault.TOO_SHORT


def test_hours_are_never_held_in_memory(tmp_path, monkeypatch):
    held: list[int] = []
    whole = own_beds.sound_of

    def watched(raw: np.ndarray) -> np.ndarray:
        held.append(len(raw))
        return whole(raw)

    monkeypatch.setattr(own_beds, "sound_of", watched)
    path = saved(tmp_path / "a.flac", noise(150, channels=1))
    source = SoundBank(None, tmp_path / "cache", only(bed=path)).own.bed("sea")
    assert max(held) < 3 * RATE
    assert source.period > 140 * RATE


def test_what_was_made_is_found_again(tmp_path, monkeypatch):
    path = saved(tmp_path / "a.flac", noise(5))
    first = heard(SoundBank(None, tmp_path / "cache", only(bed=path)).own.bed("sea"), 0, RATE)
    monkeypatch.setattr(own_beds, "period_of", None)
    again = SoundBank(None, tmp_path / "cache", only(bed=path)).own.bed("sea")
    np.testing.assert_array_equal(heard(again, 0, RATE), first)


def test_a_file_that_changes_is_read_again(tmp_path):
    path = saved(tmp_path / "a.flac", noise(5))
    bank = SoundBank(None, None, only(bed=path)).own
    before = bank.bed("sea").period
    saved(path, noise(8))
    assert bank.bed("sea").period > before


def test_a_file_that_goes_while_it_is_heard_is_heard_on(tmp_path):
    path = saved(tmp_path / "a.flac", noise(5))
    found = [OwnSounds(beds={"sea": path})]
    bank = SoundBank(None, None, lambda: found[-1])
    before = heard(bank.own.bed("sea"), 0, RATE)
    path.unlink()
    np.testing.assert_array_equal(heard(bank.own.bed("sea"), 0, RATE), before)
    found.append(OwnSounds())
    np.testing.assert_array_equal(heard(bank.own.bed("sea"), 0, RATE), before)


def test_one_that_has_gone_is_told(tmp_path):
    with pytest.raises(RecordingUnusable) as refusal:
        SoundBank(None, None).bed("sea")
    assert refusal.value.kind is RecordingFault.NO_FILE


@pytest.fixture(scope="module")
def renderer(tmp_path_factory) -> Renderer:
    folder = tmp_path_factory.mktemp("own")
    bank = SoundBank(
        None,
        folder / "cache",
        only(saved(folder / "a.wav", struck(3.0)), saved(folder / "b.wav", noise(2.7))),
    )
    bed = BedSpan(at(0), at(9), "sea", 0.0, at(1), at(2), ducks=True)
    strikes = (Strike(at(1), "gong", 0.0, 0), Strike(at(4.4), "gong", -6.0, 1))
    return Renderer(plan(bed, *strikes, length_s=9), bank)


@pytest.fixture(scope="module")
def whole(renderer) -> np.ndarray:
    sound = np.zeros((renderer.end, 2), np.float32)
    renderer.into(sound, 0)
    return sound


@settings(max_examples=60)
@given(frame=st.integers(0, 9 * RATE), size=st.integers(1, 30_000))
def test_own_sounds_are_the_same_samples_whatever_the_block(renderer, whole, frame, size):
    block = np.zeros((size, 2), np.float32)
    renderer.into(block, Frames(frame))
    meant = np.pad(whole, ((0, size + 1), (0, 0)))[frame : frame + size]
    np.testing.assert_array_equal(block, meant)


def test_a_hum_in_both_speakers_stays_in_both(tmp_path):
    sound = heard(bed(tmp_path / "a.wav", hum(5.0)), 0, RATE)
    np.testing.assert_array_equal(sound[0], sound[1])
