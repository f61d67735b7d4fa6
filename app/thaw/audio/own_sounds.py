"""The person's own bells and soundscapes, each read once and kept ready."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio import own_beds, own_bells, store
from thaw.audio.decoding import decoded
from thaw.audio.own_beds import RecordedBed
from thaw.audio.own_bells import RecordedBell
from thaw.audio.read_once import ReadOnce
from thaw.audio.store import Samples
from thaw.audio.unpacking import content_key, unpacked
from thaw.core.own_sounds import OwnSounds, SoundKind
from thaw.core.recording_faults import RecordingFault, RecordingUnusable

LIMIT: Final = 3 * 1024 * 1024 * 1024
"""Bytes kept on disk: four hours of one soundscape, or very many short ones."""

_VERSION: Final = 2


class OwnSoundBank:
    """Sounds from files, ready to be heard; kept in ``folder`` where there is one.

    ``look`` says what there is, anew each time. Safe to call from several threads.
    """

    def __init__(self, look: Callable[[], OwnSounds], folder: Path | None) -> None:
        self._look = look
        self._folder = folder
        self._paths: dict[tuple[SoundKind, str], Path] = {}
        self._files = ReadOnce()

    def bell(self, name: str) -> RecordedBell:
        """Raises RecordingUnusable."""
        return RecordedBell(self.samples(SoundKind.BELL, self._path(SoundKind.BELL, name)))

    def bed(self, name: str) -> RecordedBed:
        """Raises RecordingUnusable. The first time, a file of an hour takes half a minute."""
        return RecordedBed(self.samples(SoundKind.BED, self._path(SoundKind.BED, name)))

    def paths(self, bells: Iterable[str], beds: Iterable[str]) -> frozenset[Path]:
        """The files of these bells and soundscapes, as far as there are any."""
        there = self._look()
        found = [there.bells.get(name) for name in bells] + [there.beds.get(name) for name in beds]
        return frozenset(path for path in found if path is not None)

    def samples(self, kind: SoundKind, path: Path) -> Samples:
        """What is stored of the file at ``path`` for this use. Raises RecordingUnusable."""
        return self._files.samples(path, kind, lambda: self._found_or_made(kind, path))

    def _path(self, kind: SoundKind, name: str) -> Path:
        path = self._look().of(kind).get(name) or self._paths.get((kind, name))
        if path is None:
            raise RecordingUnusable(RecordingFault.NO_FILE, Path(name))
        self._paths[kind, name] = path
        return path

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
