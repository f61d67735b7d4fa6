"""Tells when files in some folders change, so that a saved session appears by itself."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from thaw.core.files import SUFFIXES
from thaw.core.recorded_files import SOUND_SUFFIXES

SETTLE_MS: Final = 300
"""An editor saves in several steps: look once they are over."""

MOST_FILES: Final = 2_000
"""Each watched file costs a handle; beyond this only new and renamed files are noticed."""


class FolderWatch(QObject):
    """Watches folders and the files in them. ``folders`` is asked anew after each change."""

    changed = Signal()

    def __init__(
        self, folders: Callable[[], Sequence[Path]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folders = folders
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_touched)
        self._watcher.fileChanged.connect(self._on_touched)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)

    def begin(self) -> None:
        """Watch what is there now. Folders that don't exist yet are left out."""
        watched = {*self._watcher.directories(), *self._watcher.files()}
        missing = [path for path in self._paths() if path not in watched]
        if missing:
            self._watcher.addPaths(missing)

    def _paths(self) -> list[str]:
        folders = [folder for folder in self._folders() if os.path.isdir(folder)]  # noqa: PTH112 - it never raises
        files = islice(chain.from_iterable(map(_files_in, folders)), MOST_FILES)
        return [*map(str, folders), *map(str, files)]

    @Slot()
    def _on_touched(self) -> None:
        self._settle.start()

    @Slot()
    def _on_settled(self) -> None:
        # A file that was replaced is no longer watched: it is a new one.
        self.begin()
        self.changed.emit()


def _files_in(folder: Path) -> list[Path]:
    """What may be a session: a large sound file is there long before all of it is."""
    with suppress(OSError):
        return [file for file in folder.iterdir() if file.suffix.lower() in _WATCHED]
    return []


_WATCHED: Final = frozenset({*SUFFIXES, *SOUND_SUFFIXES})
