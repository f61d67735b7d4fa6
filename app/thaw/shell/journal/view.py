"""What a person wrote and kept: to be read, found, changed, taken away and taken along."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from thaw.shell.journal.erasing import ErasePage
from thaw.shell.journal.list import AllPages
from thaw.shell.journal.locked import LockedPage
from thaw.shell.journal.page import WritePage
from thaw.shell.journal.state import JournalState, OpenPage
from thaw.shell.theme import Theme
from thaw.shell.widgets.form_style import FormStyle
from thaw.shell.widgets.stacked_page import StackedPage


class JournalView(StackedPage):
    """Pages, one of them in front. It asks to be told what there is whenever it is shown."""

    state_asked = Signal()
    """What there is may have changed: ``show_state`` is wanted."""
    export_chosen = Signal(object)
    """Everything is to be written to this ``Path``, as Markdown."""
    used = Signal()
    """A key was pressed or the pointer used: somebody is there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._state = JournalState(date.min, is_read=False)
        self.all = AllPages(theme)
        self.page = WritePage(theme)
        self.erasing = ErasePage(theme)
        self.locked = LockedPage(theme)
        self._stack((self.all, self.page, self.erasing, self.locked))
        self._connect()
        FormStyle(theme, self)
        self.show_state(self._state)

    def show_state(self, state: JournalState) -> None:
        """Show what there is. A page that is open stays open."""
        was_locked, self._state = self._state.is_locked, state
        self.all.show_state(state)
        current = self._pages.currentWidget()
        if current in (self.page, self.erasing):
            return
        if not state.is_locked:
            self._turn_to(self.all)
        elif current is not self.locked or not was_locked:
            self._turn_to(self.locked)
            self.locked.open()

    def show_page(self, opened: OpenPage) -> None:
        """Open a page."""
        self._turn_to(self.page, is_within=True)
        self.page.show_page(opened, self._state)

    def leave_page(self) -> None:
        """Go back to all pages, or to the lock."""
        self.page.close_page()
        self._pages.setCurrentWidget(self.all)
        self.show_state(self._state)
        if not self._state.is_locked:
            self.all.list.focus_first()

    def say(self, words: str) -> None:
        """Say what did not work, or what was done that there is no undoing of."""
        if self._pages.currentWidget() is self.page:
            self.page.say(words)
        else:
            self.undo.say(words)

    def go_back(self) -> None:
        """From within to all pages; from there to the library."""
        current = self._pages.currentWidget()
        if current is self.page:
            self.page.leave()
        elif current is self.erasing:
            self.leave_page()
        else:
            super().go_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.all.list.isVisible():
            self.all.list.focus_first()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.used.emit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.used.emit()
        self.state_asked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            # What was typed is kept, wherever one goes from here. A window that is put
            # away for a moment is not left.
            self.page.leave()
            self.undo.hide()

    def _connect(self) -> None:
        self.all.export_asked.connect(self._on_export_asked)
        self.all.erase_asked.connect(self._on_erase_asked)
        self.erasing.left.connect(self.leave_page)
        self._add_keys({"Ctrl+N": self._on_new, "Ctrl+F": self.all.find})
        for widget in self.findChildren(QWidget):
            widget.installEventFilter(self)

    def _on_new(self) -> None:
        if self._pages.currentWidget() in (self.all, self.locked):
            self.all.write_asked.emit()

    def _on_erase_asked(self) -> None:
        self._turn_to(self.erasing, is_within=True)
        self.erasing.show_question()

    def _on_export_asked(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the journal"), self.tr("journal.md"), self.tr("Markdown (*.md)")
        )
        if name:
            path = Path(name)
            self.export_chosen.emit(path if path.suffix else path.with_suffix(".md"))
