"""From a synthesiser's raw samples to a line that can sit beside bells."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio import loudness, spectra
from thaw.audio.limiting import limited
from thaw.audio.spectra import Spectrum
from thaw.core.units import RATE, frames

VOICE_LUFS: Final = -20.0
"""Loudness of speech as it is heard, alike in both channels. Alone, one reads 3 LU less."""

_BOTH_CHANNELS = 3.01
_QUIET = 0.006
"""What counts as silence around a line, as a share of its peak: 44 dB below it."""
_BEFORE_S, _AFTER_S = 0.012, 0.06
_FADE_IN, _FADE_OUT = frames(0.006), frames(0.04)


def polished(samples: NDArray[np.int16], rate: int) -> NDArray[np.float32]:
    """Trim, soften, level to ``VOICE_LUFS``, resample to ``RATE``, limit and fade. Mono.

    The sound is padded so that its length is whole at both rates; the new rate is
    then its spectrum extended, which adds nothing of its own.
    """
    raw = _trimmed(samples, rate)
    if raw.size == 0:
        return np.zeros(0, np.float32)
    shared = math.gcd(rate, RATE)
    down, up = rate // shared, RATE // shared
    # A tenth of a second of zeros keeps the ends from ringing into each other.
    whole = spectra.fast_size(-(-(raw.size + rate // 10) // down))
    f = spectra.frequencies(whole * down, rate)
    spectrum = spectra.spectrum(raw, whole * down)
    spectrum *= np.interp(f, _TABLE_HZ, _TABLE).astype(np.float32)
    heard = spectra.sound(spectrum * loudness.k_gain(f), whole * down)[None, : raw.size]
    level = loudness.gain(VOICE_LUFS - _BOTH_CHANNELS - loudness.gated(heard, rate))
    voice = _stretched(spectrum * np.float32(level * up / down), whole * up)
    voice = limited(voice[None, : -(-raw.size * up // down)])[0]
    _fade_ends(voice)
    return voice


def _trimmed(samples: NDArray[np.int16], rate: int) -> NDArray[np.float32]:
    raw = samples.astype(np.float32) * np.float32(1 / 32768)
    size = np.abs(raw)
    peak = float(size.max(initial=0.0))
    if peak < 1e-3:
        return raw[:0]
    sounding = np.flatnonzero(size > _QUIET * peak)
    first = max(int(sounding[0]) - round(_BEFORE_S * rate), 0)
    return raw[first : int(sounding[-1]) + round(_AFTER_S * rate)]


def _stretched(spectrum: Spectrum, size: int) -> NDArray[np.float32]:
    kept = min(spectrum.size, size // 2 + 1)
    wide = np.zeros(size // 2 + 1, np.complex64)
    wide[:kept] = spectrum[:kept]
    return spectra.sound(wide, size)


def _softness(f: NDArray[np.float64]) -> NDArray[np.float64]:
    """The gain at each frequency: warmer below 250 Hz, gentler above 4 kHz, no rumble."""
    warm = 1.0 + 0.35 / (1.0 + (f / 250.0) ** 2)
    gentle = 1.0 / np.sqrt(1.0 + (f / 4200.0) ** 4)
    rumble = (f / 70.0) ** 2 / (1.0 + (f / 70.0) ** 2)
    # Nothing is left at the old Nyquist frequency, so there is no edge to ring.
    closing = np.cos(np.pi / 2 * np.clip((f - 8500.0) / 2000.0, 0.0, 1.0)) ** 2
    return warm * gentle * rumble * closing


def _fade_ends(voice: NDArray[np.float32]) -> None:
    fade_in, fade_out = min(_FADE_IN, voice.size), min(_FADE_OUT, voice.size)
    voice[:fade_in] *= _rise(fade_in)
    voice[voice.size - fade_out :] *= np.flip(_rise(fade_out))


def _rise(count: int) -> NDArray[np.float32]:
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / count)).astype(np.float32)


_TABLE_HZ = np.arange(0.0, RATE / 2 + 1, 10.0)
_TABLE = _softness(_TABLE_HZ)
