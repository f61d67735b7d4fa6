"""Refuses to let the test process write below the person's real home."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FOLDER_EVENTS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink"}


class HomeGuard:
    """Watches files being opened, made and removed. ``refused`` tells what it turned away.

    Folders in ``allowed`` may lie in the home: the checkout, the Python that runs this,
    the folder for temporary files.
    """

    def __init__(self, home: Path, allowed: Sequence[Path]) -> None:
        self.refused: list[str] = []
        self._home = str(home.resolve())
        self._allowed = [str(folder.resolve()) for folder in allowed]
        self._is_standing = False

    def stand(self) -> None:
        # An audit hook can't be taken away again, only told to look elsewhere.
        self._is_standing = True
        sys.addaudithook(self._on_event)

    def stand_down(self) -> None:
        self._is_standing = False

    def _on_event(self, event: str, args: tuple[object, ...]) -> None:
        if not self._is_standing or not self._is_write(event, args):
            return
        target = args[0]
        if isinstance(target, str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(target))  # noqa: PTH100 - quick, and no links read
            if self._is_forbidden(path):
                self.refused.append(path)
                raise PermissionError(f"a test wrote to the real home: {path}")

    def _is_write(self, event: str, args: tuple[object, ...]) -> bool:
        if event == "open":
            return isinstance(args[2], int) and bool(args[2] & _WRITING)
        return event in _FOLDER_EVENTS or event == "sqlite3.connect"

    def _is_forbidden(self, path: str) -> bool:
        if not _is_below(path, self._home):
            return False
        return not any(_is_below(path, folder) for folder in self._allowed)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
