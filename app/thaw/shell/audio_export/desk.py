"""A person wants a session as a sound file: asked, written beside the window, and told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from thaw.core.plan import Choices
from thaw.shell.audio_export.session_export import ExportWish, SessionExport
from thaw.shell.library.state import Card
from thaw.shell.long_work import LongWork
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.shell.audio_export.dialog import ExportDialog


class ExportDesk(QObject):
    """Opens the dialog for a session. ``close`` leaves no half file behind.

    ``choices_for`` says what is chosen for a session at so many minutes, ``words_for`` why
    it can't be played.
    """

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        export: SessionExport,
        choices_for: Callable[[str, int], Choices],
        words_for: Callable[[Exception], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._window = window
        self._export = export
        self._choices_for = choices_for
        self._words_for = words_for
        self._exporting = LongWork("export", self)
        self._dialog: ExportDialog | None = None

    @Slot(object)
    def ask(self, card: Card) -> None:
        """Ask how and where ``card``'s session is to be saved; one at a time."""
        if self._dialog is not None:
            self._dialog.show()
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        # Seldom wanted, and not before the window stands.
        from thaw.shell.audio_export.dialog import ExportDialog
        from thaw.shell.audio_export.words import formats

        dialog = ExportDialog(
            self._theme,
            card,
            formats(),
            self._begin,
            self._exporting,
            self._said,
            self._window,
            offers_levels=self._export.has_own_levels(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        # Not in the way of anything: a practice begun meanwhile hears its keys.
        dialog.show()

    @Slot()
    def put_aside(self) -> None:
        """Take the dialog out of sight; what is being written goes on."""
        if self._dialog is not None:
            self._dialog.hide()

    @Slot()
    def bring_back(self) -> None:
        """Show again what was put aside, and how it went meanwhile."""
        if self._dialog is not None:
            self._dialog.show()

    def close(self) -> None:
        """Cancel what is being written, and wait until it has gone."""
        self._exporting.close()

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None

    def _begin(self, card: Card, path: Path, has_own_levels: bool) -> None:
        choices = self._choices_for(card.id, card.minutes)
        wish = ExportWish(card.id, choices, path, has_own_levels)
        self._exporting.begin(partial(self._export.write, wish))

    def _said(self, error: Exception) -> str:
        from thaw.audio.sinks import ExportFailed
        from thaw.shell.audio_export.words import failure_text

        return failure_text(error) if isinstance(error, ExportFailed) else self._words_for(error)
