"""A session as a sound file: what is asked, how far it has come, and how it ended."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QProgressBar, QWidget

from thaw.shell.audio_export.form import ExportForm, Format
from thaw.shell.library.state import Card
from thaw.shell.long_work import LongWork
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.step_dialog import StepDialog
from thaw.shell.wording import breakable

_STEPS: Final = 1000


class ExportDialog(StepDialog):
    """Asks, shows progress, and says how it ended. Closing it while it writes cancels that.

    ``begin`` has the session of a card, at its ``minutes``, written to a file by
    ``exporting``, and hears whether at the person's own levels; ``words_for`` says what
    went wrong, or "" where that was wanted. With ``offers_levels`` the levels are asked.
    """

    def __init__(
        self,
        theme: Theme,
        card: Card,
        formats: Sequence[Format],
        begin: Callable[[Card, Path, bool], None],
        exporting: LongWork,
        words_for: Callable[[Exception], str],
        parent: QWidget,
        *,
        offers_levels: bool = False,
    ) -> None:
        super().__init__(theme, self.tr("Export as audio"), 36, parent)
        self._begin_writing = begin
        self._exporting = exporting
        self._words_for = words_for
        self.form = ExportForm(theme, card, formats, offers_levels=offers_levels)
        self._make_buttons()
        self._make_pages(card.title)
        self._connect()
        self._show_form()
        self._fit(self.width())

    def path(self) -> Path:
        """Where the file will be."""
        return self.form.path()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._exporting.cancel()
        super().closeEvent(event)

    def reject(self) -> None:
        self._exporting.cancel()
        super().reject()

    def _is_to_stay(self, page: QWidget) -> bool:
        del page  # Each of them may be turned to again.
        return True

    def _make_buttons(self) -> None:
        theme = self._theme
        self._elsewhere = Button(theme, self.tr("Elsewhere…"), "outline")
        self._leave = Button(theme, self.tr("Cancel"), "outline")
        self._save = Button(theme, self.tr("Save"), "primary")
        self._replace = Button(theme, self.tr("Replace it"), "outline")
        self._keep = Button(theme, self.tr("Keep it"), "primary")
        self._cancel = Button(theme, self.tr("Cancel"), "outline")
        self._folder = Button(theme, self.tr("Open the folder"), "outline")
        self._close = self._closer()

    def _make_pages(self, title: str) -> None:
        self._taken, self._saying, self._ended = paragraph(), paragraph(), paragraph()
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How much is written"))
        buttons = (self._elsewhere, self._leave, self._save)
        self._asking = self._page(title, [self.form], buttons)
        self._doubting = self._page(title, [self._taken], (self._replace, self._keep))
        self._writing = self._page(title, [self._saying, self._bar], (self._cancel,))
        self._done = self._page(title, [self._ended], (self._folder, self._close))

    def _connect(self) -> None:
        self._elsewhere.clicked.connect(self.form.ask_where)
        self._leave.clicked.connect(self.reject)
        self._save.clicked.connect(self._on_save_clicked)
        self._replace.clicked.connect(self._begin)
        self._keep.clicked.connect(self._show_form)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._folder.clicked.connect(self._on_folder_clicked)
        self._exporting.progressed.connect(self._on_progressed)
        self._exporting.finished.connect(self._on_finished)
        self._exporting.failed.connect(self._on_failed)

    def _fit(self, width: int) -> None:
        """Be as high as what is asked at this width, where the screen has the room."""
        # The style sheet gives the chips their size; Qt would do so when they are shown.
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        sheet = self._asking.widget()
        assert sheet is not None, "it was given one when it was made"
        asked = sheet.heightForWidth(width)
        self.resize(width, min(asked, self.screen().availableSize().height()))

    def _show_form(self) -> None:
        self._turn_to(self._asking, self._save)

    def _on_save_clicked(self) -> None:
        path = self.path()
        if os.path.exists(path):  # noqa: PTH110 - it never raises
            self._taken.setText(self.tr("There is a file called {0} already.").format(path.name))
            self._turn_to(self._doubting, self._keep)
        else:
            self._begin()

    def _begin(self) -> None:
        self._saying.setText(self.tr("Writing {0}").format(self.path().name))
        self._bar.setValue(0)
        self._cancel.setEnabled(True)
        self._turn_to(self._writing, self._cancel)
        self._begin_writing(self.form.card(), self.path(), self.form.has_own_levels())

    def _on_cancel_clicked(self) -> None:
        self._cancel.setEnabled(False)
        self._exporting.cancel()

    def _is_writing(self) -> bool:
        return self._pages.currentWidget() is self._writing

    def _on_progressed(self, share: float) -> None:
        self._bar.setValue(round(share * _STEPS))

    def _on_finished(self) -> None:
        if not self._is_writing():
            # The one before could not be cancelled in time: it is none of this dialog's.
            return
        self._ended.setText(self.tr("Saved as {0}").format(breakable(self.path())))
        self._turn_to(self._done, self._close)

    def _on_failed(self, error: Exception) -> None:
        if not self._is_writing():
            return
        self.form.show_refusal(self._words_for(error))
        self._show_form()

    def _on_folder_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path().parent)))
