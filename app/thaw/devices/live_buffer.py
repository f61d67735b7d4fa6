"""Sound that is written while a library reads it, and that tells how far it was read.

``simpleaudio`` takes a whole buffer and says nothing until it is over. So it is given one
long stretch of memory, which is written a little ahead of where the library reads. That
place is found without asking: a page of the library's mapping shows in this process's page
table once it has been read, and not before. The kernel maps a few pages ahead together (64 KiB
on Linux), so a look tells the place to the frame only when it has just moved on.

Linux alone: memfd_create(2), madvise(2), and /proc/self/pagemap (proc_pid_pagemap(5), of
which the bit "present" is open to everyone).
"""

import ctypes
import mmap
import os
from pathlib import Path
from types import TracebackType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio.output import Block

FRAME_BYTES: Final = 8
_PAGEMAP: Final = Path("/proc/self/pagemap")
_ENTRY_BYTES: Final = 8
_PRESENT: Final = np.uint64(1 << 63)
_PAGES_A_LOOK: Final = 256
_PAGE_FRAMES: Final = mmap.PAGESIZE // FRAME_BYTES


def can_be_watched() -> bool:
    """Whether this system tells which pages were read."""
    return hasattr(os, "memfd_create") and os.access(_PAGEMAP, os.R_OK)


class LiveBuffer:
    """``length`` frames of stereo float32, silent until they are written.

    ``reader`` is to be handed to who plays it; nothing else may read it. It stays valid for as
    long as they hold it, even when this object is gone. Raises OSError without room.
    """

    def __init__(self, length: int) -> None:
        self.length = length
        file = os.memfd_create("thaw-sound", os.MFD_CLOEXEC)
        try:
            os.ftruncate(file, length * FRAME_BYTES)
            # Written through a mapping of its own: writing shows in the page table as well.
            self._writer = mmap.mmap(file, length * FRAME_BYTES)
            self.reader = mmap.mmap(file, length * FRAME_BYTES)
        finally:
            os.close(file)
        # A page of 2 MiB would tell the place to five seconds.
        self.reader.madvise(mmap.MADV_NOHUGEPAGE)
        self.sound: Block = np.frombuffer(self._writer, np.float32).reshape(-1, 2)
        self._first_page = _address(self.reader) // mmap.PAGESIZE
        self._unread_page = 0
        self._kept_page = 0
        self._pagemap = os.open(_PAGEMAP, os.O_RDONLY | os.O_CLOEXEC)

    def __enter__(self) -> "LiveBuffer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def read_to(self) -> int:
        """The reader had not come further than this frame at the last look."""
        return self._unread_page * _PAGE_FRAMES

    def moved_to(self) -> int | None:
        """The frame the reader has come to since the last look; None when it shows no move.

        The reader is a few frames past it: it took the first frame of a page, the kernel
        mapped that page and its neighbours, and this is that first frame.
        """
        page = self._unread_page
        present = self._present_from(page)
        if not present:
            return None
        self._unread_page = page + present
        while present == _PAGES_A_LOOK:
            page = self._unread_page
            present = self._present_from(page)
            self._unread_page += present
        return page * _PAGE_FRAMES

    def forget(self, frame: int) -> None:
        """Give back the memory before ``frame``: it was read and is not wanted again."""
        page = min(frame // _PAGE_FRAMES, self._unread_page)
        if page > self._kept_page:
            begin = self._kept_page * mmap.PAGESIZE
            size = (page - self._kept_page) * mmap.PAGESIZE
            self._writer.madvise(mmap.MADV_REMOVE, begin, size)
            self._kept_page = page

    def close(self) -> None:
        """Stop looking. The memory goes when the reader lets go of it."""
        if self._pagemap >= 0:
            os.close(self._pagemap)
            self._pagemap = -1

    def _present_from(self, page: int) -> int:
        """How many pages on end, from ``page`` on, have been read."""
        pages = min(_PAGES_A_LOOK, -(-self.length // _PAGE_FRAMES) - page)
        size = pages * _ENTRY_BYTES
        entries = os.pread(self._pagemap, size, (self._first_page + page) * _ENTRY_BYTES)
        missing: NDArray[np.intp] = np.flatnonzero(
            (np.frombuffer(entries, np.uint64) & _PRESENT) == 0
        )
        return int(missing[0]) if len(missing) else pages


def _address(memory: mmap.mmap) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(memory))
