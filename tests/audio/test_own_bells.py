"""Bells from files."""

from pathlib import Path

import numpy as np
import pytest

from tests.audio.meters import decibels
from tests.audio.own_files import noise, only, struck
from tests.audio.recorded import saved
from thaw.audio import loudness
from thaw.audio.bank import SoundBank
from thaw.audio.tones import Rings
from thaw.core.units import RATE

MS = RATE // 1000


def bell(path: Path, sound: np.ndarray, rate: int = RATE, subtype: str | None = None) -> Rings:
    return SoundBank(None, None, only(bell=saved(path, sound, rate, subtype))).ringing("gong", 0)


def heard(ringing: Rings) -> np.ndarray:
    """All of it, shape (2, frames)."""
    sound = np.zeros((2, ringing.length), np.float32)
    ringing.add(sound, 0)
    return sound


@pytest.mark.parametrize("level", [0.02, 0.3, 1.9])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_bell_from_a_file_is_as_loud_as_those_that_are_made(tmp_path, level, channels):
    sound = level * np.repeat(struck(), channels, axis=1)
    strike = heard(bell(tmp_path / "a.wav", sound, subtype="FLOAT"))
    assert loudness.max_momentary(strike) == pytest.approx(-24, abs=0.2)
    np.testing.assert_array_equal(strike[0], strike[1])


def test_a_sharp_knock_keeps_its_peak_low(tmp_path):
    strike = heard(bell(tmp_path / "a.wav", struck(seconds=0.05, t60_s=0.02)))
    assert decibels(np.abs(strike).max()) == pytest.approx(-10, abs=0.1)


@pytest.mark.parametrize("hiss", [0.0, 1e-3])
def test_it_begins_with_the_strike(tmp_path, hiss):
    before = np.zeros((3 * RATE, 1))
    sound = np.concatenate((before, struck()))
    sound += noise(len(sound) / RATE, 1, hiss)
    strike = np.abs(heard(bell(tmp_path / "a.wav", sound)))[0]
    loud = int(np.argmax(strike > strike.max() / 4))
    assert loud < 12 * MS


def test_a_bowl_that_is_rubbed_keeps_its_swell(tmp_path):
    t = np.arange(6 * RATE) / RATE
    swelling = (np.clip(t / 1.5, 0, 1) ** 2 * 0.4 * np.sin(2 * np.pi * 300 * t))[:, None]
    strike = heard(bell(tmp_path / "a.wav", np.concatenate((np.zeros((RATE, 1)), swelling))))[0]
    loudest = np.abs(strike[: 3 * RATE]).max()
    assert np.abs(strike[: 100 * MS]).max() < 0.1 * loudest
    assert RATE < np.argmax(np.abs(strike) > 0.9 * loudest) < 2 * RATE


def test_it_neither_begins_nor_ends_with_a_click(tmp_path):
    t = np.arange(3 * RATE) / RATE
    cut = 0.5 * np.cos(2 * np.pi * 200 * t)[:, None]
    strike = heard(bell(tmp_path / "a.wav", cut))
    steps = np.abs(np.diff(np.pad(strike, ((0, 0), (1, 1)))))
    assert steps.max() < 1.2 * steps[:, RATE : RATE + 1000].max()


def test_it_is_faded_by_the_end_of_a_minute(tmp_path):
    endless = struck(seconds=100, t60_s=400)
    ringing = bell(tmp_path / "a.flac", endless)
    assert ringing.length == 60 * RATE
    assert np.abs(heard(ringing)[:, -10:]).max() < 1e-5


def test_what_the_microphone_heard_after_it_rang_out_is_left_away(tmp_path):
    sound = np.concatenate((struck(t60_s=2.0), np.zeros((20 * RATE, 1))))
    sound += noise(len(sound) / RATE, 1, 2e-4)
    assert bell(tmp_path / "a.wav", sound).length < 5 * RATE


def test_it_sounds_the_same_from_any_frame(tmp_path):
    ringing = bell(tmp_path / "a.wav", struck(1.0))
    whole = heard(ringing)
    for offset in (-500, 0, 1, 4_799, ringing.length - 10, ringing.length + 5):
        piece = np.zeros((2, 2_000), np.float32)
        ringing.add(piece, offset)
        meant = np.pad(whole, ((0, 0), (500, 3_000)))[:, 500 + offset :][:, :2_000]
        np.testing.assert_array_equal(piece, meant)
