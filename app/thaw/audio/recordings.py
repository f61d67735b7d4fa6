"""The recordings that sessions name, each read once."""

from pathlib import Path
from typing import Final

from thaw.audio import store
from thaw.audio.read_once import ReadOnce
from thaw.audio.recording import read_recording
from thaw.audio.store import Samples

LIMIT: Final = 1024 * 1024 * 1024
"""Bytes kept on disk: some three hours of music, and many of speech."""


class Recordings:
    """Recordings by path, ready to be played; kept in ``folder`` where there is one.

    Safe to call from several threads.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files = ReadOnce()

    def samples(self, path: Path, *, trims: bool = True) -> Samples:
        """Shape (channels, frames), as loud as the voice. Raises RecordingUnusable."""
        return self._files.samples(path, trims, lambda: self._read(path, trims=trims))

    def _read(self, path: Path, *, trims: bool) -> Samples:
        samples = read_recording(path, self._folder, trims=trims).samples
        if self._folder is not None:
            store.forget_oldest(self._folder, LIMIT)
        return samples
