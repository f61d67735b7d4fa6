"""A person wants a session as a sound file: asked, written beside the window, and told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from thaw.core.plan import Choices
from thaw.shell.exporting import Exporting
from thaw.shell.library_state import Card
from thaw.shell.session_export import ExportWish, SessionExport
from thaw.shell.theme import Theme


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
        self._exporting = Exporting(self)

    @Slot(object)
    def ask(self, card: Card) -> None:
        """Ask how and where ``card``'s session is to be saved."""
        # Seldom wanted, and not before the window stands.
        from thaw.shell.export_dialog import ExportDialog
        from thaw.shell.export_words import formats

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
        dialog.open()

    def close(self) -> None:
        """Cancel what is being written, and wait until it has gone."""
        self._exporting.close()

    def _begin(self, card: Card, path: Path, has_own_levels: bool) -> None:
        choices = self._choices_for(card.id, card.minutes)
        wish = ExportWish(card.id, choices, path, has_own_levels)
        self._exporting.begin(partial(self._export.write, wish))

    def _said(self, error: Exception) -> str:
        from thaw.audio.sinks import ExportFailed
        from thaw.shell.export_words import failure_text

        return failure_text(error) if isinstance(error, ExportFailed) else self._words_for(error)
