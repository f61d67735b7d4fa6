"""Sound files as people really have them: odd, broken, or lying."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from tests.audio.recorded import exported, hum, saved, unfinish
from thaw.core.recording_faults import RecordingFault

RATE: Final = 48_000
SECONDS: Final = 4.0


@dataclass(frozen=True)
class BadFile:
    """How one is made, and why it is refused; None where it is to be played.

    Of one that ``is_cut_short`` the person is told all the same.
    """

    name: str
    make: Callable[[Path], object]
    fault: RecordingFault | None = None
    misses_ffmpeg: bool = False
    is_cut_short: bool = False

    def __str__(self) -> str:
        return self.name


def _saved(rate: int = RATE, channels: int = 1, subtype: str = "PCM_16"):
    return lambda path: saved(path, hum(SECONDS, rate, channels), rate, subtype)


def _cut_short(path: Path) -> None:
    data = saved(path, hum(2 * SECONDS)).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _lying(path: Path) -> None:
    data = bytearray(saved(path, hum(SECONDS)).read_bytes())
    data[40:44] = (2**31 - 1).to_bytes(4, "little")
    path.write_bytes(data)


def _no_numbers(share: float) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        sound = hum(SECONDS)
        sound[:: max(1, round(1 / share))] = np.nan
        saved(path, sound, subtype="FLOAT")

    return make


def _header_alone(path: Path) -> None:
    path.write_bytes(saved(path, hum()).read_bytes()[:44])


EVERY: Final = (
    BadFile("empty.wav", lambda path: path.touch(), RecordingFault.EMPTY),
    BadFile("header-alone.wav", _header_alone, RecordingFault.EMPTY),
    BadFile("words.mp3", lambda path: path.write_text("words " * 99), RecordingFault.NOT_SOUND),
    BadFile("cut-short.flac", _cut_short, is_cut_short=True),
    BadFile("cut-short.mp3", _cut_short, is_cut_short=True),
    BadFile("cut-short.ogg", _cut_short, is_cut_short=True),
    BadFile("cut-short.aiff", _cut_short, is_cut_short=True),
    BadFile("cut-short.wav", _cut_short, is_cut_short=True),
    BadFile("lying.wav", _lying, is_cut_short=True),
    BadFile("unfinished.wav", lambda path: unfinish(saved(path, hum(SECONDS)))),
    BadFile("8-bit.wav", _saved(subtype="PCM_U8")),
    BadFile("192-kHz.wav", _saved(rate=192_000, subtype="PCM_24")),
    BadFile("mono.wav", _saved()),
    BadFile("5-1.wav", _saved(channels=6)),
    BadFile("some-nan.wav", _no_numbers(0.001)),
    BadFile("all-nan.wav", _no_numbers(1.0), RecordingFault.DAMAGED),
    BadFile("silence.wav", lambda path: saved(path, 0 * hum(SECONDS)), RecordingFault.SILENT),
    BadFile(
        "constant.wav", lambda path: saved(path, 0 * hum(SECONDS) + 0.9), RecordingFault.SILENT
    ),
    BadFile(
        "constant.mp3", lambda path: saved(path, 0 * hum(SECONDS) + 0.9), RecordingFault.SILENT
    ),
    BadFile(
        "constant.ogg", lambda path: saved(path, 0 * hum(SECONDS) - 0.3), RecordingFault.SILENT
    ),
    BadFile(
        "no-ffmpeg.m4a",
        lambda path: exported(path, hum(SECONDS), "ipod"),
        RecordingFault.NO_FFMPEG,
        misses_ffmpeg=True,
    ),
)
