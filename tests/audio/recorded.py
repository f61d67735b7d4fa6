"""Recordings made for tests: a voice-like hum with silence around it, in any shape of file."""

from io import BufferedRandom
from pathlib import Path

import numpy as np
import soundfile
from pydub import AudioSegment

Sound = np.ndarray


def hum(
    seconds: float = 2.0, rate: int = 48_000, channels: int = 1, level: float = 0.2, hz: float = 200
) -> Sound:
    """A steady tone that rises and sinks within 20 ms, shape (frames, channels)."""
    t = np.arange(round(seconds * rate)) / rate
    swell = np.minimum(1.0, np.minimum(t, t[::-1]) / 0.02)
    tone = level * swell * np.sin(2 * np.pi * hz * t)
    return np.repeat(tone[:, None], channels, axis=1)


def between_silences(sound: Sound, rate: int = 48_000, seconds: float = 1.0) -> Sound:
    quiet = np.zeros((round(seconds * rate), sound.shape[1]))
    return np.concatenate((quiet, sound, quiet))


def saved(path: Path, sound: Sound, rate: int = 48_000, subtype: str | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, sound, rate, subtype=subtype)
    return path


def exported(path: Path, sound: Sound, kind: str, codec: str | None = None) -> Path:
    """Save by way of ffmpeg, in one channel at 48 kHz."""
    samples = (sound[:, 0] * 32767).astype(np.int16)
    segment = AudioSegment(samples.tobytes(), frame_rate=48_000, sample_width=2, channels=1)
    file = segment.export(path, format=kind, codec=codec)
    assert isinstance(file, BufferedRandom)
    file.close()
    return path


def unfinish(path: Path, instead: bytes | None = None) -> None:
    """Take the lengths out of the wav file at ``path``, and put ``instead`` where its sound is."""
    data = bytearray(path.read_bytes())
    begin = data.index(b"data") + 8
    data[4:8] = data[begin - 4 : begin] = bytes(4)
    if instead is not None:
        data[begin:] = instead
    path.write_bytes(data)
