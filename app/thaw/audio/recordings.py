"""The recordings that sessions name, each read once."""

from pathlib import Path
from threading import Lock
from typing import Final, TypeAlias

from thaw.audio import store
from thaw.audio.decoding import checked
from thaw.audio.recording import read_recording
from thaw.audio.store import Samples
from thaw.core.recording_faults import RecordingUnusable

LIMIT: Final = 1024 * 1024 * 1024
"""Bytes kept on disk: some three hours of music, and many of speech."""

_State: TypeAlias = tuple[int, int]


class Recordings:
    """Recordings by path, ready to be played; kept in ``folder`` where there is one.

    Safe to call from several threads. A file that changes is read again; one that goes is
    heard all the same once it was read, for somebody may be listening to it.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._read: dict[tuple[Path, bool], tuple[_State, Samples | RecordingUnusable]] = {}
        # Decoding takes memory and both cores as it is: one at a time.
        self._reading = Lock()

    def samples(self, path: Path, *, trims: bool = True) -> Samples:
        """Shape (channels, frames), as loud as the voice. Raises RecordingUnusable."""
        with self._reading:
            before = self._read.get((path, trims))
            if before is None or path.exists():
                status = checked(path)
                state = (status.st_mtime_ns, status.st_size)
                if before is None or before[0] != state:
                    before = state, self._now(path, trims=trims)
                    self._read[path, trims] = before
        if isinstance(before[1], RecordingUnusable):
            raise before[1]
        return before[1]

    def _now(self, path: Path, *, trims: bool) -> Samples | RecordingUnusable:
        try:
            samples = read_recording(path, self._folder, trims=trims).samples
        except RecordingUnusable as fault:
            return fault
        if self._folder is not None:
            store.forget_oldest(self._folder, LIMIT)
        return samples
