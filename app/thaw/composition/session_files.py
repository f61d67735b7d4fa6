"""The files of sessions and sounds that are the person's own: looked at, watched, taken in."""

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from thaw.core.recording_faults import RecordingUnusable
from thaw.devices.folder_watch import FolderWatch
from thaw.private_files import private_folder
from thaw.services import Services
from thaw.shell.background import Background

if TYPE_CHECKING:
    # It brings numpy with it.
    from thaw.audio.cut_short import CutShort

logger = logging.getLogger(__name__)


class SessionFiles(QObject):
    """Keeps the catalogue as the files are, beside the window. ``say`` tells the person."""

    changed = Signal()
    """Other sessions are there than before."""
    touched = Signal()
    """Something changed in a folder that is watched."""

    def __init__(
        self,
        services: Services,
        background: Background,
        say: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._background = background
        self._say = say
        self._watch = FolderWatch(self._folders, self)
        self._watch.changed.connect(self.look)
        self._watch.changed.connect(self.touched)

    def begin(self, then: Callable[[], None]) -> None:
        """Look for the first time, call ``then`` once all is known, and watch from there on."""
        self._background.run(self._make_folders)
        self._background.run(
            self._services.catalogue.refresh, lambda has_changed: self._on_first(has_changed, then)
        )

    @Slot()
    def look(self) -> None:
        """Look at the files again."""
        self._background.run(self._services.catalogue.refresh, self._on_looked)

    def move(self) -> None:
        """Look from now on in the folders that the settings name."""
        folders = self._services.session_folders
        # Beside the window: it waits for a look that is on.
        self._background.run(
            lambda: self._services.catalogue.look_in(folders), lambda _: self._on_moved()
        )

    @Slot(list)
    def take_in(self, files: list[Path]) -> None:
        """Copy sound files into the person's own folder, as sessions."""
        from thaw.core.taking_in import take_in

        folder = self._services.session_folders[-1]
        self._background.run(
            lambda: take_in(files, folder),
            lambda copies: self._on_taken_in(files, copies),
            self._on_not_taken_in,
            is_awaited=True,
        )

    def _make_folders(self) -> None:
        """Have the folders there that are watched for what is one's own."""
        sounds = self._services.sound_folders
        try:
            sessions = self._services.paths.personal_sessions
            for folder in (sessions, sounds.bells, sounds.beds):
                private_folder(folder)
        except OSError as exc:
            logger.info("There is no folder for what is one's own: %s", exc)

    def _folders(self) -> tuple[Path, ...]:
        sounds = self._services.sound_folders
        return (*self._services.catalogue.folders, sounds.bells, sounds.beds)

    def _on_first(self, has_changed: bool, then: Callable[[], None]) -> None:
        # That there are none is news as well.
        self._on_looked(has_changed or not self._services.catalogue.entries())
        self._watch.begin()
        then()

    def _on_looked(self, has_changed: bool) -> None:
        if has_changed:
            self.changed.emit()

    def _on_moved(self) -> None:
        self._watch.begin()
        self.look()

    def _on_taken_in(self, files: list[Path], copies: tuple[Path, ...]) -> None:
        # Only a look at the copies tells which of them can be played.
        self._background.run(
            lambda: self._looked_at(copies),
            lambda seen: self._on_seen(files, copies, *seen),
            is_awaited=True,
        )

    def _looked_at(
        self, copies: tuple[Path, ...]
    ) -> tuple[bool, tuple[Path, ...], list[tuple[Path, "CutShort"]]]:
        """Whether the library has changed, which subtitles have no caption, what has no end."""
        from thaw.core.subtitles import unread_subtitles

        has_changed = self._services.catalogue.refresh()
        unread = tuple(file for copy in copies for file in unread_subtitles(copy))
        return has_changed, unread, list(_cut_short(copies))

    def _on_seen(
        self,
        files: list[Path],
        copies: tuple[Path, ...],
        has_changed: bool,
        unread: tuple[Path, ...],
        cut: "list[tuple[Path, CutShort]]",
    ) -> None:
        from thaw.core.taking_in import no_sounds
        from thaw.shell.library.taking_in_words import taken_in_texts

        self._on_looked(has_changed)
        problems = self._services.catalogue.problems()
        for text in taken_in_texts(copies, problems, no_sounds(files), unread, cut):
            self._say(text)

    def _on_not_taken_in(self, error: Exception) -> None:
        logger.warning("A dropped file could not be copied", exc_info=error)
        self._say(self.tr("That file can't be copied: {0}").format(error))
        self.look()


def _cut_short(copies: Iterable[Path]) -> "Iterator[tuple[Path, CutShort]]":
    """Those that play, and have lost their end."""
    from thaw.audio.cut_short import cut_short

    for copy in copies:
        # Why others don't play is told apart.
        with contextlib.suppress(RecordingUnusable):
            cut = cut_short(copy)
            if cut is not None:
                yield copy, cut
