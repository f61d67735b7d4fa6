"""The person's own bells and soundscapes, each read once and kept ready."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from thaw.audio import own_beds, own_bells, store
from thaw.audio.decoding import checked, decoded
from thaw.audio.own_beds import RecordedBed
from thaw.audio.own_bells import RecordedBell
from thaw.audio.store import Samples
from thaw.audio.unpacking import content_key, unpacked
from thaw.core.own_sounds import OwnSounds, SoundKind
from thaw.core.recording_faults import RecordingFault, RecordingUnusable

LIMIT: Final = 3 * 1024 * 1024 * 1024
"""Bytes kept on disk: four hours of one soundscape, or very many short ones."""

_VERSION: Final = 2
_State: TypeAlias = tuple[int, int]


class OwnSoundBank:
    """Sounds from files, ready to be heard; kept in ``folder`` where there is one.

    ``look`` says what there is, anew each time. A file that changes is read again; one that
    goes is heard all the same once it was read, for somebody may be listening to it.
    Safe to call from several threads.
    """

    def __init__(self, look: Callable[[], OwnSounds], folder: Path | None) -> None:
        self._look = look
        self._folder = folder
        self._paths: dict[tuple[SoundKind, str], Path] = {}
        self._read: dict[tuple[SoundKind, Path], tuple[_State, Samples | RecordingUnusable]] = {}
        # Decoding takes memory and both cores as it is: one at a time.
        self._reading = Lock()

    def bell(self, name: str) -> RecordedBell:
        """Raises RecordingUnusable."""
        return RecordedBell(self.samples(SoundKind.BELL, self._path(SoundKind.BELL, name)))

    def bed(self, name: str) -> RecordedBed:
        """Raises RecordingUnusable. The first time, a file of an hour takes half a minute."""
        return RecordedBed(self.samples(SoundKind.BED, self._path(SoundKind.BED, name)))

    def samples(self, kind: SoundKind, path: Path) -> Samples:
        """What is stored of the file at ``path`` for this use. Raises RecordingUnusable."""
        with self._reading:
            before = self._read.get((kind, path))
            if before is None or path.exists():
                status = checked(path)
                state = (status.st_mtime_ns, status.st_size)
                if before is None or before[0] != state:
                    before = state, self._now(kind, path)
                    self._read[kind, path] = before
        if isinstance(before[1], RecordingUnusable):
            raise before[1]
        return before[1]

    def _path(self, kind: SoundKind, name: str) -> Path:
        path = self._look().of(kind).get(name) or self._paths.get((kind, name))
        if path is None:
            raise RecordingUnusable(RecordingFault.NO_FILE, Path(name))
        self._paths[kind, name] = path
        return path

    def _now(self, kind: SoundKind, path: Path) -> Samples | RecordingUnusable:
        try:
            return self._found_or_made(kind, path)
        except RecordingUnusable as fault:
            return fault

    def _found_or_made(self, kind: SoundKind, path: Path) -> Samples:
        if self._folder is None:
            return _made(kind, path, None)
        kept = self._folder / f"{content_key(path, f'{kind} {_VERSION}')}{store.ENDING}"
        found = store.find(kept)
        if found is None or found.array.ndim != 2:
            found = _made(kind, path, kept)
            store.forget_oldest(self._folder, LIMIT)
        else:
            with contextlib.suppress(OSError):
                os.utime(kept)
        return found


def _made(kind: SoundKind, path: Path, kept: Path | None) -> Samples:
    with contextlib.ExitStack() as closings:
        try:
            array = _unpacked(kind, path, closings)
        except OSError as exc:
            raise RecordingUnusable(RecordingFault.DISK_FULL, path, str(exc)) from exc
        return Samples(np.array(array)) if kept is None else store.keep(kept, array)


def _unpacked(kind: SoundKind, path: Path, closings: contextlib.ExitStack) -> NDArray[np.int16]:
    waiting = closings.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - it is one
    if kind is SoundKind.BELL:
        most_s = own_bells.SEARCHED_S + own_bells.LONGEST_S
        return own_bells.strike_in(unpacked(decoded(path), waiting, path, most_s), path)
    return own_beds.period_of(unpacked(decoded(path), waiting, path), path, closings)
