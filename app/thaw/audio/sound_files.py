"""Opens what libsndfile reads, whatever it is called, and parts of it."""

import importlib
import io
import os
import sys
from pathlib import Path
from typing import Any, Final

_BARE: Final = ".raw"
"""Sound without a header: nobody knows how to read it."""


def opened(path: Path) -> Any:  # noqa: ANN401 - soundfile has no types
    """The file at ``path`` as soundfile's SoundFile, to be read.

    Raises OSError, and soundfile's SoundFileError where libsndfile does not read it.
    """
    library: Any = importlib.import_module("soundfile")
    if path.suffix.lower() == _BARE:
        # soundfile goes by that ending, whatever is in the file, and asks how to read it.
        raise library.SoundFileRuntimeError("no header")
    return library.SoundFile(name_for_library(path))


def name_for_library(path: Path) -> str | bytes:
    """``path`` as soundfile opens it: it refuses a name that is not UTF-8, save as bytes."""
    return str(path) if sys.platform == "win32" else os.fsencode(path)


class PartOfFile(io.FileIO):
    """The bytes of a file from ``begin`` to ``end``, or to its own end, as a file to read."""

    def __init__(self, path: Path, begin: int, end: int | None = None) -> None:
        super().__init__(path)
        self._begin = begin
        whole = super().seek(0, io.SEEK_END)
        self._end = whole if end is None else min(end, whole)
        self.seek(0)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        origins = {io.SEEK_SET: self._begin, io.SEEK_CUR: super().tell(), io.SEEK_END: self._end}
        return super().seek(origins[whence] + offset) - self._begin

    def tell(self) -> int:
        return super().tell() - self._begin

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(self._end - super().tell(), 0)
        return super().read(left if size is None or size < 0 else min(size, left))

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - what a buffer is, 3.12 can say
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)
