"""The voice that is always there: espeak-ng, slow, low and softened."""

import ctypes
import functools
import importlib
import os
import threading
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio.voice import words
from thaw.audio.voice.espeak_data import reachable
from thaw.audio.voice.polish import polished
from thaw.audio.voice.voice import WORDS_PER_MINUTE, Speech, VoiceFault, VoiceUnavailable
from thaw.core.session import VoiceLine
from thaw.core.units import frames

# espeak-ng/speak_lib.h
_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7
_UTF8, _BY_CHARACTER = 1, 1
_OK = 0

_ORDINARY_RATE, _ORDINARY_GAP = 102, 3
_SLOWEST = 80
_A_WORD_AT_SLOWEST_S, _A_STEP_S = 0.713, 0.0282
_PITCHES = (-4, -2, 0, 2, 4), (6, 21.5, 34, 46, 57)
"""Semitones, and espeak-ng's pitch that comes out so far from 83 Hz."""

_BETWEEN = frames(0.6)

_Receive = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)

# The library has one state for the whole process, whoever loads it: so one lock.
_ONE_AT_A_TIME: Final = threading.Lock()


class EspeakVoice:
    """Reads lines with the espeak-ng that ``espeakng-loader`` brings.

    The library is loaded at the first line, not before. Safe to call from any thread.
    """

    def __init__(self, *, pace: float = 1.0, pitch: float = 0.0) -> None:
        """``pace`` is a factor around ``WORDS_PER_MINUTE``; ``pitch`` is in semitones, -4 to 4."""
        self._pace = pace
        self._pitch = pitch

    @property
    def name(self) -> str:
        return f"espeak-ng-2 pace={self._pace:.3f} pitch={self._pitch:.2f}"

    def speak(self, line: VoiceLine) -> Speech:
        pieces = [self._spoken(piece, line) for piece in words.pieces(words.plain(line.text))]
        heard = [piece for piece in pieces if piece.size]
        if not heard:
            return np.zeros(0, np.float32)
        gap = np.zeros(_BETWEEN, np.float32)
        joined = [part for piece in heard for part in (piece, gap)]
        return np.concatenate(joined[:-1])

    def _spoken(self, text: str, line: VoiceLine) -> Speech:
        with _ONE_AT_A_TIME:
            library = _loaded()
            library.choose(line.language)
            rate, word_gap = _rate_and_gap(self._pace * line.pace)
            library.tune(_RATE, rate)
            library.tune(_WORD_GAP, word_gap)
            library.tune(_PITCH, round(float(np.interp(self._pitch, *_PITCHES))))
            library.tune(_RANGE, 38)
            # Lower than the default of 100, which clips some vowels.
            library.tune(_VOLUME, 70)
            samples = library.synthesised(text)
        return polished(samples, library.rate)


def _rate_and_gap(pace: float) -> tuple[int, int]:
    """espeak-ng's words a minute, and its pause after each word in tens of milliseconds.

    It goes no slower than ``_SLOWEST``: from there on the pauses grow. Both were measured.
    """
    rate = round(_ORDINARY_RATE * pace)
    if rate >= _SLOWEST:
        return rate, _ORDINARY_GAP
    missing_s = 60 / (WORDS_PER_MINUTE * pace) - _A_WORD_AT_SLOWEST_S
    return _SLOWEST, _ORDINARY_GAP + max(round(missing_s / _A_STEP_S), 0)


def _loaded() -> "_Library":
    try:
        loader = importlib.import_module("espeakng_loader")
        return _library(Path(loader.get_library_path()), Path(loader.get_data_path()))
    except (ImportError, OSError, RuntimeError) as exc:
        raise VoiceUnavailable(VoiceFault.NOT_INSTALLED, str(exc)) from exc


@functools.cache
def _library(code: Path, data: Path) -> "_Library":
    """The one library of this process: set up a second time, it may crash in later speech."""
    return _Library(code, data)


class _Library:
    """libespeak-ng through ctypes. Not safe for threads: the caller holds the lock."""

    def __init__(self, code: Path, data_folder: Path) -> None:
        """Raises OSError where one of the two is missing, and VoiceUnavailable."""
        self._c = ctypes.CDLL(str(code))
        data = os.fsencode(reachable(data_folder, self))
        self._parts: list[bytes] = []
        # ctypes does not keep callbacks alive; the library keeps only the pointer.
        self._receiver = _Receive(self._receive)
        self.rate = int(self._c.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT))
        if self.rate <= 0:
            raise VoiceUnavailable(VoiceFault.REFUSED, f"no voice data in {data!r}")
        self._c.espeak_SetSynthCallback(self._receiver)

    def choose(self, language: str) -> None:
        """Take the voice for ``language``, or for its main part: ``pt-XX`` falls back to ``pt``."""
        tag = language.strip().lower().replace("_", "-")
        for name in (tag, tag.partition("-")[0]):
            encoded = name.encode("utf-8", "replace")
            if name and self._c.espeak_SetVoiceByName(encoded) == _OK:
                return
        raise VoiceUnavailable(VoiceFault.NO_LANGUAGE, language)

    def tune(self, parameter: int, value: int) -> None:
        self._c.espeak_SetParameter(parameter, value, 0)

    def synthesised(self, text: str) -> NDArray[np.int16]:
        """Speak ``text``; mono, at ``rate``. Without its SSML flag, ``<`` and ``&`` are words."""
        self._parts.clear()
        encoded = text.encode("utf-8", "replace")
        status = self._c.espeak_Synth(
            encoded,
            ctypes.c_size_t(len(encoded) + 1),
            ctypes.c_uint(0),
            ctypes.c_int(_BY_CHARACTER),
            ctypes.c_uint(0),
            ctypes.c_uint(_UTF8),
            None,
            None,
        )
        if status != _OK:
            raise VoiceUnavailable(VoiceFault.REFUSED, f"espeak_Synth returned {status}")
        return np.frombuffer(b"".join(self._parts), np.int16)

    def _receive(self, samples: int | None, count: int, _: object) -> int:
        if count > 0 and samples:
            self._parts.append(ctypes.string_at(samples, count * 2))
        return 0
