"""Samples on disk: whole or not there, read without filling memory."""

import contextlib
import io
import mmap
import os
import tempfile
import zlib
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.private_files import private_folder

ENDING: Final = ".npy"
_MARK: Final = b"thaw"
_TRAILER = len(_MARK) + 4
_BLOCK = 1 << 20


class Samples:
    """16-bit samples, in memory or mapped from a file. ``array`` is read-only."""

    def __init__(self, array: NDArray[np.int16], mapped: mmap.mmap | None = None) -> None:
        self.array = array
        self._mapped = mapped

    @property
    def is_stored(self) -> bool:
        """Whether a file stands behind it, so that forgetting it costs nothing."""
        return self._mapped is not None

    def let_go(self) -> None:
        """Give mapped pages back to the system; they are read again when next needed."""
        if self._mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._mapped.madvise(mmap.MADV_DONTNEED)


def let_go(array: NDArray[np.int16]) -> None:
    """Give the pages of a ``numpy.memmap``, or a part of one, back to the system.

    They are read again when next needed; of any other array nothing happens.
    """
    mapped = getattr(array, "_mmap", None)
    if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)


def keep(path: Path, array: NDArray[np.int16]) -> Samples:
    """Write ``array`` to ``path`` and return it mapped from there.

    Where nothing can be written (full disk, read-only home) it stays in memory: a
    cache may fail, its owner may not.
    """
    with contextlib.suppress(OSError):
        private_folder(path.parent)
        _write(path, array)
        stored = find(path)
        if stored is not None:
            return stored
    array.flags.writeable = False
    return Samples(array)


def find(path: Path) -> Samples | None:
    """What ``keep`` wrote to ``path``; None if there is nothing, or nothing whole."""
    try:
        with path.open("rb") as file:
            if not _is_whole(file):
                return None
            file.seek(0)
            shape, dtype = _header(file)
            offset = file.tell()
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        count = int(np.prod(shape))
        flat = np.frombuffer(mapped, dtype, count, offset)
    except (OSError, ValueError, EOFError):
        return None
    return Samples(flat.reshape(shape), mapped)


def forget_oldest(folder: Path, limit: int) -> None:
    """Delete what was used least recently of what ``keep`` wrote, past ``limit`` bytes.

    What is open elsewhere stays readable.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        files = [(entry.stat(), entry.path) for entry in entries if entry.name.endswith(ENDING)]
        files.sort(key=lambda file: file[0].st_mtime_ns, reverse=True)
        kept = 0
        for status, path in files:
            kept += status.st_size
            if kept > limit:
                # Windows refuses to delete what is mapped: it goes another time.
                with contextlib.suppress(OSError):
                    Path(path).unlink()


def _write(path: Path, array: NDArray[np.int16]) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            header = io.BytesIO()
            np.lib.format.write_array_header_1_0(
                header, np.lib.format.header_data_from_array_1_0(array)
            )
            file.write(header.getvalue())
            sum_ = zlib.crc32(header.getvalue())
            samples = np.ascontiguousarray(array).data.cast("B")
            for start in range(0, len(samples), _BLOCK):
                sum_ = zlib.crc32(samples[start : start + _BLOCK], sum_)
                file.write(samples[start : start + _BLOCK])
                let_go(array)
            file.write(_MARK + sum_.to_bytes(4, "little"))
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _is_whole(file: io.BufferedReader) -> bool:
    """Whether the sum at the end is that of all before it. Read, not mapped, to spare memory."""
    left = file.seek(0, os.SEEK_END) - _TRAILER
    if left <= 0:
        return False
    file.seek(0)
    sum_ = 0
    while left:
        block = file.read(min(left, _BLOCK))
        if not block:
            return False
        sum_ = zlib.crc32(block, sum_)
        left -= len(block)
    return file.read() == _MARK + sum_.to_bytes(4, "little")


def _header(file: io.BufferedReader) -> tuple[tuple[int, ...], np.dtype[np.int16]]:
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("not a version 1.0 header")
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(file)
    if fortran or dtype != np.dtype("<i2"):
        raise ValueError("not 16-bit samples in C order")
    return shape, dtype
