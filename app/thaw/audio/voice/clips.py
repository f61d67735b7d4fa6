"""Spoken lines kept by content, so that each is synthesised once."""

import contextlib
import hashlib
import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio import store
from thaw.audio.store import Samples
from thaw.audio.voice.voice import Voice
from thaw.core.session import VoiceLine

LIMIT: Final = 256 * 1024 * 1024
"""Bytes kept on disk: some forty minutes of speech."""

_VERSION = 1
_OPEN = 1000
"""Lines kept open at once; the one unused for longest is closed first."""


class Clips:
    """What a voice said, in a folder, least recently used going first past ``limit`` bytes.

    With no folder, or where it can't be written, lines stay in memory. Safe to call
    from several threads; the voice is asked for different lines at the same time.
    """

    def __init__(self, voice: Voice, folder: Path | None, limit: int = LIMIT) -> None:
        self._voice = voice
        self._folder = folder
        self._limit = limit
        self._open: OrderedDict[str, Samples] = OrderedDict()
        self._lock = Lock()

    def samples(self, line: VoiceLine) -> Samples:
        """``line`` as spoken: mono, 16 bits. Raises VoiceUnavailable."""
        key = _key(line, self._voice.name)
        with self._lock:
            samples = self._open.get(key)
            if samples is not None:
                self._open.move_to_end(key)
                return samples
        return self._remember(key, self._stored(key) or self._spoken(key, line))

    def _stored(self, key: str) -> Samples | None:
        if self._folder is None:
            return None
        path = self._folder / f"{key}{store.ENDING}"
        samples = store.find(path)
        if samples is None or samples.array.ndim != 1:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return samples

    def _spoken(self, key: str, line: VoiceLine) -> Samples:
        speech = self._voice.speak(line)
        array: NDArray[np.int16] = np.rint(speech * np.float32(32767)).astype(np.int16)
        if self._folder is None:
            array.flags.writeable = False
            return Samples(array)
        samples = store.keep(self._folder / f"{key}{store.ENDING}", array)
        store.forget_oldest(self._folder, self._limit)
        return samples

    def _remember(self, key: str, samples: Samples) -> Samples:
        with self._lock:
            # Another thread may have spoken the same line: all use the first.
            samples = self._open.setdefault(key, samples)
            while len(self._open) > _OPEN:
                self._open.popitem(last=False)
        return samples


def _key(line: VoiceLine, voice: str) -> str:
    told = "\0".join((str(_VERSION), voice, line.language, f"{line.pace:.3f}", line.text))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:40]
