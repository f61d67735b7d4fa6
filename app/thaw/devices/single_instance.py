"""One running Thaw for each person and each home: a second start speaks to the first."""

import getpass
import hashlib
import json
import logging
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QDeadlineTimer,
    QDir,
    QLockFile,
    QObject,
    QThread,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtNetwork import QLocalServer, QLocalSocket

logger = logging.getLogger(__name__)

PROTOCOL: Final = 1
ANSWER_MS: Final = 2000
"""How long a second start waits for the first to answer."""
SILENCE_MS: Final = 1000
"""How long the first waits for a connection to say something."""
MAX_BYTES: Final = 64 * 1024
_LONGEST_SOCKET: Final = 100
"""Unix sockets have room for some 108 bytes of path; QLockFile and Qt add none."""


def instance_name(home: Path) -> str:
    """A name of its own for each person and each home folder of Thaw."""
    digest = hashlib.sha256(os.fsencode(home.absolute())).hexdigest()[:16]
    # In a container a person may have a number and no name.
    person = str(os.getuid()) if sys.platform != "win32" else getpass.getuser()
    return f"thaw-{hashlib.sha256(person.encode()).hexdigest()[:8]}-{digest}"


class SingleInstance(QObject):
    """Whoever claims the name first owns it, until released or until the process ends.

    The lock decides; the socket only carries messages. So two starts at the same
    instant end with exactly one owner, and a socket left by a crash is simply replaced.
    ``folder`` holds the lock and, where its path is short enough, the socket; None is
    the system's temporary folder.
    """

    message_received = Signal(str)
    """Another start has said something."""

    def __init__(
        self, name: str, folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        temporary = Path(QDir.tempPath())
        folder = folder or temporary
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        # Never stale by age: only the end of its process frees it.
        self._lock.setStaleLockTime(0)
        socket = folder / f"{name}.sock"
        is_short = len(os.fsencode(socket)) < _LONGEST_SOCKET
        self._socket_path = str(socket if is_short else temporary / f"{name}.sock")
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Own the name and listen, or return False where another process owns it."""
        if self._server is not None:
            return True
        if not self._lock.tryLock(0):
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                return False
            # Nowhere to put a lock is no reason not to open: nobody can be told apart.
            logger.warning("no lock can be made: a second copy would not be noticed")
            return True
        QLocalServer.removeServer(self._socket_path)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_new_connection)
        self._server = server
        if not server.listen(self._socket_path):
            # Still the only one: a second start will be told nothing, but starts nothing.
            logger.warning("cannot be reached by a second start: %s", server.errorString())
        return True

    def send(self, message: str) -> bool:
        """Tell the owner ``message``; False when it did not answer in time.

        Waits up to ``ANSWER_MS``: for a start that is about to end anyway.
        """
        deadline = QDeadlineTimer(ANSWER_MS)
        socket = QLocalSocket()
        if not self._connect(socket, deadline):
            return False
        socket.write(_packed(message))
        answer = b""
        while b"\n" not in answer and not deadline.hasExpired():
            is_open = socket.waitForReadyRead(max(deadline.remainingTime(), 1))
            answer += bytes(socket.readAll().data())
            if not is_open:
                break
        socket.abort()
        return answer == b"ok\n"

    def release(self) -> None:
        """Give the name back."""
        if self._server is None:
            return
        self._server.close()
        self._server.deleteLater()
        self._server = None
        self._lock.unlock()

    def _connect(self, socket: QLocalSocket, deadline: QDeadlineTimer) -> bool:
        while True:
            socket.connectToServer(self._socket_path)
            if socket.waitForConnected(max(deadline.remainingTime(), 1)):
                return True
            if deadline.hasExpired():
                logger.warning("the running copy does not answer: %s", socket.errorString())
                return False
            # The owner has the lock but may not be listening yet.
            socket.abort()
            QThread.msleep(20)

    @Slot()
    def _on_new_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            _Caller(self._server.nextPendingConnection(), self)


class _Caller(QObject):
    """One connection: read a message, acknowledge it, hang up."""

    def __init__(self, socket: QLocalSocket, owner: SingleInstance) -> None:
        super().__init__(owner)
        self._socket = socket
        self._owner = owner
        self._said = b""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_patience_ended)
        self._patience.start(SILENCE_MS)
        socket.readyRead.connect(self._on_ready_read)
        socket.disconnected.connect(self._on_disconnected)
        if socket.bytesAvailable():
            self._on_ready_read()

    @Slot()
    def _on_ready_read(self) -> None:
        self._said += bytes(self._socket.readAll().data())
        if len(self._said) > MAX_BYTES:
            self._socket.abort()
            return
        line, newline, _ = self._said.partition(b"\n")
        if not newline:
            return
        message = _unpacked(line)
        self._socket.write(b"no\n" if message is None else b"ok\n")
        self._socket.disconnectFromServer()
        if message is not None:
            self._owner.message_received.emit(message)

    @Slot()
    def _on_patience_ended(self) -> None:
        self._socket.abort()

    @Slot()
    def _on_disconnected(self) -> None:
        self._patience.stop()
        self._socket.deleteLater()
        self.deleteLater()


def _packed(message: str) -> bytes:
    return json.dumps({"thaw": PROTOCOL, "message": message}).encode("utf-8") + b"\n"


def _unpacked(line: bytes) -> str | None:
    """The message in ``line``; None when it is not one, or of another version."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("thaw") != PROTOCOL:
        return None
    message = said.get("message")
    return message if isinstance(message, str) else None
