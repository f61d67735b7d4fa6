"""The voice of Windows or macOS, through pyttsx3, in a program of its own."""

import functools
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio import system_speech
from thaw.audio.decoding import decoded
from thaw.audio.voice import words
from thaw.audio.voice.piper_config import main_part
from thaw.audio.voice.polish import polished
from thaw.audio.voice.trial import TRIAL, stretch
from thaw.audio.voice.voice import Speech, VoiceFault, VoiceUnavailable
from thaw.core.recording_faults import RecordingUnusable
from thaw.core.session import VoiceLine
from thaw.core.units import frames

LONGEST_WAIT_S: Final = 30.0
"""For one line; what takes longer hangs."""

_ORDINARY_RATE: Final = 140
_SLOWEST, _QUICKEST = 50, 400
_BETWEEN: Final = frames(0.6)
_FAULTS: Final = {
    system_speech.EXIT_NOT_INSTALLED: VoiceFault.NOT_INSTALLED,
    system_speech.EXIT_NO_LANGUAGE: VoiceFault.NO_LANGUAGE,
}


def own_program(*, is_frozen: bool) -> tuple[str, ...]:
    """What says a line to a file; the file of the wish follows."""
    if is_frozen:
        return sys.executable, system_speech.WORD
    return sys.executable, "-m", system_speech.__name__


class SystemVoice:
    """Reads lines with the voice that the system is set to, one line after another.

    Each line is said to a file by ``program``, which is ended if it takes longer than
    ``patience_s``. Its pace is measured by a trial, for each language. Safe to call
    from any thread.
    """

    def __init__(
        self,
        *,
        pace: float = 1.0,
        pitch: float = 0.0,
        platform: str = sys.platform,
        program: Sequence[str] | None = None,
        patience_s: float = LONGEST_WAIT_S,
    ) -> None:
        """``pace`` is a factor around the tuned one; ``pitch`` is in semitones."""
        self._pace = pace
        self._pitch = pitch
        self._platform = platform
        self._program = program or own_program(is_frozen=getattr(sys, "frozen", False))
        self._patience_s = patience_s
        # Spoken slower and played quicker by as much, it is higher and takes as long.
        self._higher = 2 ** (pitch / 12)
        self._speaking = threading.Lock()
        self._ordinary = functools.cache(self._ordinary_rate)

    @property
    def name(self) -> str:
        return f"system-1 {self._platform} pace={self._pace:.3f} pitch={self._pitch:.2f}"

    def speak(self, line: VoiceLine) -> Speech:
        if self._platform not in ("win32", "darwin"):
            raise VoiceUnavailable(VoiceFault.NOT_HERE, self._platform)
        text = words.plain(line.text)
        if not text:
            return np.zeros(0, np.float32)
        with self._speaking:
            language = main_part(line.language)
            rate = self._ordinary(language) * self._pace * line.pace / self._higher
            pieces = [self._said(one, language, rate, self._higher) for one in words.pieces(text)]
        gap = np.zeros(_BETWEEN, np.float32)
        return np.concatenate([part for piece in pieces for part in (piece, gap)][:-1])

    def _ordinary_rate(self, language: str) -> float:
        """The nominal rate at which it takes as long as it should."""
        taken = self._said(TRIAL, language, _ORDINARY_RATE, 1.0).size
        return _ORDINARY_RATE / stretch(taken, language)

    def _said(self, text: str, language: str, rate: float, higher: float) -> Speech:
        with tempfile.TemporaryDirectory(prefix="thaw-") as folder:
            # AIFF on macOS, whatever its name says; it is read by what it holds.
            file = Path(folder) / "line.wav"
            whole = round(min(max(rate, _SLOWEST), _QUICKEST))
            wish = {"text": text, "language": language, "rate": whole, "file": str(file)}
            asked = Path(folder) / "wish.json"
            asked.write_text(json.dumps(wish), "utf-8")
            self._run(asked)
            samples, at = _samples(file)
        played = at if higher == 1.0 else round(at * higher / 50) * 50
        speech = polished(samples, played)
        if not speech.size:
            raise VoiceUnavailable(VoiceFault.BAD_SOUND, "silence")
        return speech

    def _run(self, wish: Path) -> None:
        try:
            done = subprocess.run(
                [*self._program, str(wish)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=self._patience_s,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as exc:
            raise VoiceUnavailable(VoiceFault.REFUSED, type(exc).__name__) from exc
        if done.returncode:
            fault = _FAULTS.get(done.returncode, VoiceFault.REFUSED)
            raise VoiceUnavailable(fault, done.stderr.strip()[-500:])


def _samples(file: Path) -> tuple[NDArray[np.int16], int]:
    try:
        source = decoded(file)
        sound = [block.mean(axis=0) for block in source.blocks]
    except RecordingUnusable as exc:
        raise VoiceUnavailable(VoiceFault.BAD_SOUND, exc.kind) from exc
    joined = np.concatenate(sound) if sound else np.zeros(0, np.float32)
    return np.rint(np.clip(joined, -1.0, 1.0) * 32767).astype(np.int16), source.rate
