"""What is made of sound files, each read once for as long as it stays as it is."""

import os
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from thaw.audio.decoding import checked
from thaw.audio.store import Samples
from thaw.core.recording_faults import MAY_PASS, RecordingUnusable

_State: TypeAlias = tuple[int, int]
_Read: TypeAlias = Samples | RecordingUnusable


class ReadOnce:
    """Samples by file and use; why there are none is remembered as well, if it is the file's own.

    A file that changes is read again; one that goes is heard all the same once it was read,
    for somebody may be listening to it. Safe to call from several threads.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[Path, Hashable], tuple[_State, _Read]] = {}
        # Decoding takes memory and both cores as it is: one at a time.
        self._reading = Lock()

    def samples(self, path: Path, use: Hashable, read: Callable[[], Samples]) -> Samples:
        """What ``read`` makes of the file for this use. Raises RecordingUnusable, as it may."""
        with self._reading:
            before = self._read.get((path, use))
            if before is None or os.path.exists(path):  # noqa: PTH110 - it never raises
                status = checked(path)
                state = (status.st_mtime_ns, status.st_size)
                if before is None or before[0] != state:
                    before = state, _tried(read)
                    self._read[path, use] = before
        if isinstance(before[1], RecordingUnusable):
            raise before[1]
        return before[1]


def _tried(read: Callable[[], Samples]) -> _Read:
    """What is to be remembered. Raises RecordingUnusable where that may pass."""
    try:
        return read()
    except RecordingUnusable as fault:
        if fault.kind in MAY_PASS:
            raise
        return fault
