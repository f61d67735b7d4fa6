"""A bell from a file: from its strike on, as loud as the bells that are made."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio import loudness
from thaw.audio.loudness import Planar
from thaw.audio.store import Samples
from thaw.audio.unpacking import BOTH_SPEAKERS_DB, MOST_BOOST_DB, SILENT_LUFS, sound_of
from thaw.core.recording_faults import RecordingFault, RecordingUnusable
from thaw.core.units import RATE, Frames, frames

LONGEST_S: Final = 60
"""A strike that rings longer fades out by then."""
SEARCHED_S: Final = 60
"""The strike comes within so much of the file's beginning."""
LUFS: Final = -24.0
"""The loudest 400 ms, as of every bell that is made."""
_PEAK_DB: Final = -10.0
"""A sharp knock stays below, and is not as loud then."""
_STORED_DB: Final = 6.0
"""Louder in store than in use, for the sake of what rings on very softly."""

_STEP: Final = frames(0.005)
_SWELLS: Final = 400
"""A rubbed bowl swells for two seconds at most, in steps."""
_LOUD_DB, _FAINT_DB, _RUNG_OUT_DB = -20.0, -40.0, -60.0
"""Of the loudest moment: what a strike surely has, what comes before it, what is left of it."""
_ABOVE_NOISE: Final = 4.0
_ABOVE_ROOM: Final = 2.0
_SMOOTHED: Final = 100
"""Steps over which a ringing is averaged, so that a rumble doesn't count as one."""
_BEFORE: Final = frames(0.002)
_RISE: Final = frames(0.002)
_FADE: Final = frames(4.0)
_MOST_FADED: Final = 0.4
"""The share of a short sound that its fading takes."""


class RecordedBell:
    """A strike kept as samples, ready to be heard from any frame, on any thread."""

    def __init__(self, samples: Samples) -> None:
        """``samples``: what ``strike_in`` returned."""
        self._array = samples.array
        self.length = Frames(samples.array.shape[1])

    def add(self, sound: Planar, offset: int, gain: float = 1.0) -> None:
        """Add this strike to ``sound``, whose first frame is ``offset`` after the blow.

        A negative offset puts the blow inside ``sound``.
        """
        skip = max(-offset, 0)
        first = offset + skip
        count = min(sound.shape[1] - skip, self.length - first)
        if count > 0:
            factor = np.float32(gain * loudness.gain(-_STORED_DB) / 32767)
            sound[:, skip : skip + count] += self._array[:, first : first + count] * factor


def strike_in(raw: NDArray[np.int16], path: Path) -> NDArray[np.int16]:
    """Return the strike in what was unpacked, to be stored; shape (channels, frames).

    Raises RecordingUnusable where there is nothing to be heard.
    """
    sound = sound_of(raw[: (SEARCHED_S + LONGEST_S) * RATE])
    powers = _powers(sound)
    if powers[: frames(SEARCHED_S) // _STEP].max() <= 0.0:
        raise RecordingUnusable(RecordingFault.SILENT, path)
    first, last = _blow(powers)
    start = max(first * _STEP - _BEFORE, 0)
    strike = sound[:, start : min(last * _STEP, start + frames(LONGEST_S))].copy()
    _fade_ends(strike)
    strike *= np.float32(_factor(strike, path))
    return np.rint(strike * np.float32(32767)).astype(np.int16)


def _powers(sound: Planar) -> NDArray[np.float64]:
    """The power of each step, the last of what is left."""
    padded = np.pad(sound, ((0, 0), (0, -sound.shape[1] % _STEP)))
    steps = padded.reshape(sound.shape[0], -1, _STEP)
    return np.einsum("csf,csf->s", steps, steps).astype(np.float64) / _STEP


def _blow(powers: NDArray[np.float64]) -> tuple[int, int]:
    """The step in which the strike begins, and the one after it has rung out."""
    loudest = float(powers[: frames(SEARCHED_S) // _STEP].max())
    loud = int(np.argmax(powers >= loudest * loudness.gain(2 * _LOUD_DB)))
    quiet = powers[:loud]
    noise = float(np.median(quiet)) if quiet.size else 0.0
    begun = max(loudest * loudness.gain(2 * _FAINT_DB), _ABOVE_NOISE * noise)
    first = loud
    while first > max(loud - _SWELLS, 0) and powers[first - 1] > begun:
        first -= 1
    return first, max(_rung_out(powers, loudest), loud + 1)


def _rung_out(powers: NDArray[np.float64], loudest: float) -> int:
    """The step after the last in which the strike is heard above the room it rang in."""
    padded = np.pad(powers, (0, -powers.size % _SMOOTHED), mode="edge")
    smooth = padded.reshape(-1, _SMOOTHED).mean(axis=1)
    faint = max(loudest * loudness.gain(2 * _RUNG_OUT_DB), _ABOVE_ROOM * float(smooth.min()))
    heard = np.flatnonzero(smooth > faint)
    last = int(heard[-1]) if heard.size else smooth.size - 1
    return min((last + 1) * _SMOOTHED, powers.size)


def _fade_ends(strike: Planar) -> None:
    count = strike.shape[1]
    rise = min(_RISE, count // 2)
    strike[:, :rise] *= _curve(rise)
    fade = min(_FADE, round(count * _MOST_FADED))
    strike[:, count - fade :] *= _curve(fade)[::-1]


def _curve(count: int) -> NDArray[np.float32]:
    """From nothing to one, gently at both ends."""
    at = (np.arange(count) + 0.5) / max(count, 1)
    return (0.5 - 0.5 * np.cos(np.pi * at)).astype(np.float32)


def _factor(strike: Planar, path: Path) -> float:
    alone = BOTH_SPEAKERS_DB if strike.shape[0] == 1 else 0.0
    measured = loudness.max_momentary(strike) + alone
    if measured < SILENT_LUFS:
        raise RecordingUnusable(RecordingFault.SILENT, path)
    boost = loudness.gain(min(LUFS - measured, MOST_BOOST_DB))
    peak = max(float(strike.max()), -float(strike.min()))
    return min(boost, loudness.gain(_PEAK_DB) / peak) * loudness.gain(_STORED_DB)
