"""What a sound measures, by means other than the app's own."""

import numpy as np
import pyloudnorm

from thaw.core.units import RATE


def lufs(sound: np.ndarray) -> float:
    """Integrated loudness of shape (frames, channels); mono as heard from both speakers."""
    heard = np.stack((sound, sound), axis=1) if sound.ndim == 1 else sound
    return pyloudnorm.Meter(RATE).integrated_loudness(heard.astype(np.float64))


def true_peak_db(sound: np.ndarray) -> float:
    """The peak after eight-fold oversampling of shape (frames, channels), in dBTP."""
    size = 1 << (len(sound) + 2000).bit_length()
    spectrum = np.fft.rfft(sound.astype(np.float64), size, axis=0)
    wide = np.zeros((4 * size + 1, *sound.shape[1:]), complex)
    wide[: len(spectrum)] = spectrum
    return decibels(np.abs(np.fft.irfft(wide, 8 * size, axis=0)).max() * 8)


def level_db(sound: np.ndarray) -> float:
    """Mean power in dB."""
    return 10 * np.log10(np.mean(sound.astype(np.float64) ** 2) + 1e-30)


def decibels(factor: float) -> float:
    return 20 * np.log10(factor)


def fundamental(voice: np.ndarray) -> float:
    """The pitch of speech in Hz: the median of what repeats in tenths of a second."""
    found: list[float] = []
    slowest, quickest = RATE // 50, RATE // 300
    for start in range(0, voice.size - 4800, 2400):
        piece = voice[start : start + 4800] * np.hanning(4800)
        alike = np.fft.irfft(np.abs(np.fft.rfft(piece, 16_384)) ** 2)[:slowest]
        period = quickest + int(np.argmax(alike[quickest:]))
        if np.abs(piece).max() > 0.03 and alike[period] > 0.5 * alike[0]:
            found.append(RATE / period)
    return float(np.median(found))
