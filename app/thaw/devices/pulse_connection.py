"""Whether Qt can still talk to PulseAudio. Qt doesn't say, and aborts the process when it can't.

WORKAROUND Qt 6.11: when the server goes, QPulseAudioContextManager lets go of its
connection, and tries once, three seconds later, to make a new one. Until then, and for
good when that fails, QAudioSink.start hands libpulse a connection that isn't there, and
libpulse aborts. Each connection has a thread of its own for as long as it lives, which
can be seen from outside.
"""

import os
import socket
import sys
from pathlib import Path
from typing import Final

_TASKS: Final = Path("/proc/self/task")
_MAPS: Final = Path("/proc/self/maps")
_THREAD_NAME: Final = "QPulseAudioEngi"
"""All that fits of Qt's name for it: fifteen letters."""
_ANSWER_WITHIN_S: Final = 1.0
_PIPEWIRE: Final = "libpipewire-0.3"


class PulseConnection:
    """Remembers how many connections Qt had; fewer later means that one is gone.

    Qt makes one to list devices and another for the first sink.
    """

    def __init__(self) -> None:
        self._most = 0

    def is_lost(self) -> bool:
        """Whether starting a sink would abort. Ask before each start."""
        if not sys.platform.startswith("linux"):
            return False
        now = self._count()
        if now == 0 and self._most == 0:
            # Never seen any: Qt plays through PipeWire, or the server went before we came.
            return not _is_loaded(_PIPEWIRE)
        return now < self._most or (now == 1 and _refuses_to_talk())

    def note(self) -> None:
        """Remember the connections there are now, with a sink playing."""
        if sys.platform.startswith("linux"):
            self._most = max(self._most, self._count())

    def _count(self) -> int:
        return sum(_name_of(task) == _THREAD_NAME for task in _TASKS.iterdir())


def _refuses_to_talk() -> bool:
    """Whether nobody is behind the server's socket. False where that can't be told."""
    named = os.environ.get("PULSE_SERVER", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    path = named.removeprefix("unix:") if named else f"{runtime}/pulse/native"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(_ANSWER_WITHIN_S)
        try:
            probe.connect(path)
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
    return False


def _name_of(task: Path) -> str:
    try:
        return (task / "comm").read_text("utf-8").strip()
    except OSError:  # it has ended since it was listed
        return ""


def _is_loaded(library: str) -> bool:
    return library in _MAPS.read_text("utf-8", errors="replace")
