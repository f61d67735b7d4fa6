"""What a person wrote and kept: to be read, found, changed, taken away and taken along."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from thaw.shell.journal.erasing import ErasePage
from thaw.shell.journal.list import AllPages
from thaw.shell.journal.locked import LockedPage
from thaw.shell.journal.page import WritePage
from thaw.shell.journal.state import JournalState, OpenPage
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import IconButton, paragraph
from thaw.shell.widgets.form_style import form_stylesheet
from thaw.shell.widgets.scroll_column import ScrollColumn
from thaw.shell.widgets.undo_bar import UndoBar


class JournalView(QWidget):
    """Pages, one of them in front. It asks to be told what there is whenever it is shown."""

    library_asked = Signal()
    state_asked = Signal()
    """What there is may have changed: ``show_state`` is wanted."""
    export_chosen = Signal(object)
    """Everything is to be written to this ``Path``, as Markdown."""
    used = Signal()
    """A key was pressed or the pointer used: somebody is there."""
    left = Signal()
    """The view is no longer in front."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = JournalState(date.min, is_read=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.all = AllPages(theme)
        self.page = WritePage(theme)
        self.erasing = ErasePage(theme)
        self.locked = LockedPage(theme)
        self.undo = UndoBar(theme)
        self._back = IconButton(theme, "back", self.tr("Back to the library (Esc)"))
        self._lay_out()
        self._connect()
        self._on_theme_changed()
        self.show_state(self._state)

    def show_state(self, state: JournalState) -> None:
        """Show what there is. A page that is open stays open."""
        was_locked, self._state = self._state.is_locked, state
        self.all.show_state(state)
        current = self._pages.currentWidget()
        if current in (self.page, self.erasing):
            return
        if not state.is_locked:
            self._show(self.all)
        elif current is not self.locked or not was_locked:
            self._show(self.locked)
            self.locked.open()

    def show_page(self, opened: OpenPage) -> None:
        """Open a page."""
        self._show(self.page)
        self.page.show_page(opened, self._state)

    def leave_page(self) -> None:
        """Go back to all pages, or to the lock."""
        self.page.close_page()
        self._pages.setCurrentWidget(self.all)
        self.show_state(self._state)
        if not self._state.is_locked:
            self.all.list.focus_first()

    def show_refusal(self, words: str) -> None:
        """Say why there is nothing to show."""
        self._refused.setText(words)
        self._show(self._refusal)

    def say(self, words: str) -> None:
        """Say what did not work, or what was done that there is no undoing of."""
        if self._pages.currentWidget() is self.page:
            self.page.say(words)
        else:
            self.undo.say(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self._on_back()
        elif event.key() == Qt.Key.Key_Down and self.all.list.isVisible():
            self.all.list.focus_first()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.used.emit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.used.emit()
        self.state_asked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        # What was typed is kept, wherever one goes from here.
        self.page.leave()
        self.undo.hide()
        self.left.emit()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        theme = self._theme
        self._refused = paragraph(kind=Text.HEADING)
        self._refusal = ScrollColumn(theme)
        self._refusal.column.addWidget(self._refused)
        self._refusal.column.addStretch(1)
        self._pages = QStackedWidget()
        for page in (self.all, self.page, self.erasing, self.locked, self._refusal):
            self._pages.addWidget(page)
        bar = QWidget()
        bar.setMaximumWidth(theme.unit * 44)
        top = QHBoxLayout(bar)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self._back)
        top.addStretch(1)
        centred = QHBoxLayout()
        centred.setContentsMargins(theme.margin, theme.margin // 2, theme.margin, 0)
        centred.addStretch(1)
        centred.addWidget(bar, 1000)
        centred.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(centred)
        column.addWidget(self._pages, 1)
        column.addWidget(self.undo)

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self.all.export_asked.connect(self._on_export_asked)
        self.all.erase_asked.connect(self._on_erase_asked)
        self.erasing.left.connect(self.leave_page)
        self._theme.changed.connect(self._on_theme_changed)
        for keys, slot in (
            ("Ctrl+Z", self.undo.undo),
            ("Ctrl+N", self._on_new),
            ("Ctrl+F", self.all.find),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        for widget in self.findChildren(QWidget):
            widget.installEventFilter(self)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        is_within = page in (self.page, self.erasing)
        self._back.say(self.tr("Back (Esc)") if is_within else self.tr("Back to the library (Esc)"))

    def _on_back(self) -> None:
        current = self._pages.currentWidget()
        if current is self.page:
            self.page.leave()
        elif current is self.erasing:
            self.leave_page()
        else:
            self.library_asked.emit()

    def _on_new(self) -> None:
        if self._pages.currentWidget() in (self.all, self.locked):
            self.all.write_asked.emit()

    def _on_erase_asked(self) -> None:
        self._show(self.erasing)
        self.erasing.show_question()

    def _on_export_asked(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the journal"), self.tr("journal.md"), self.tr("Markdown (*.md)")
        )
        if name:
            path = Path(name)
            self.export_chosen.emit(path if path.suffix else path.with_suffix(".md"))

    def _on_theme_changed(self) -> None:
        self.setStyleSheet(form_stylesheet(self._theme))
