"""Looking back: what was lately, a year at a time, and every practice."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from thaw.shell.history.changes import PracticeDetail, PracticeForm
from thaw.shell.history.entry import EntryPage
from thaw.shell.history.lately import LatelyPage
from thaw.shell.history.state import AskRows, HistoryState
from thaw.shell.history.trends import TrendsPage
from thaw.shell.history.year import YearPage
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, IconButton, label
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.widgets.scroll_column import ScrollColumn
from thaw.shell.widgets.undo_bar import UndoBar


class HistoryView(QWidget):
    """Pages, one of them in front. It asks to be told what there is whenever it is shown."""

    library_asked = Signal()
    state_asked = Signal()
    """What there is may have changed: ``show_state`` is wanted."""
    entry_asked = Signal(str)
    """A practice is to be looked at: its id."""
    delete_asked = Signal(str)
    """A practice is to be deleted: its id."""
    add_asked = Signal(object)
    """A practice is to be written down, done on a day, or on None for now."""
    file_dropped = Signal(object)
    """A file that may be a history: its path."""

    def __init__(self, theme: Theme, ask_rows: AskRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.lately = LatelyPage(theme, ask_rows)
        self.year = YearPage(theme, ask_rows)
        self.trends = TrendsPage(theme)
        self.entry = EntryPage(theme)
        self.undo = UndoBar(theme)
        self._is_empty = True
        self._make_parts()
        self._lay_out()
        self._connect()

    def show_state(self, state: HistoryState) -> None:
        """Show what there is, and read the practices again. An open practice stays open."""
        self.show_lately(state)
        self.show_years(state)

    def show_years(self, state: HistoryState) -> None:
        """Show all the years there are."""
        self.year.show_state(state)
        self.trends.show_state(state)
        for chip in self._chips.buttons():
            chip.setEnabled(True)

    def show_lately(self, state: HistoryState) -> None:
        """Show these days, and read the practices again; the years come with ``show_years``."""
        self._is_empty = state.is_empty
        self.lately.show_state(state)
        if self._pages.currentWidget() is not self.entry:
            self._show_page()

    def show_practice(self, detail: PracticeDetail, today: date) -> None:
        """Open a practice."""
        self._open_entry()
        self.entry.show_practice(detail, today)

    def show_new(self, form: PracticeForm, today: date, has_just_ended: bool) -> None:
        """Have a practice written down."""
        self._open_entry()
        self.entry.show_new(form, today, has_just_ended)

    def leave_entry(self) -> None:
        """Go back from a practice to where it was opened."""
        if self._pages.currentWidget() is self.entry:
            self._show_page()
            self._focus_page()

    def show_refusal(self, words: str) -> None:
        """Say why there is nothing to show."""
        self._refused.setText(words)
        self._tabs.setVisible(False)
        self._pages.setCurrentWidget(self._refusal)

    def say(self, words: str) -> None:
        """Say what did not work: in the practice that is open, or below the page."""
        if self._pages.currentWidget() is self.entry:
            self.entry.show_refusal(words)
        else:
            self.undo.say(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self._on_back()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._focus_page()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self.file_dropped.emit(Path(files[0]))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.state_asked.emit()

    def _make_parts(self) -> None:
        theme = self._theme
        self._back = IconButton(theme, "back", self.tr("Back to the library (Esc)"))
        self._tabs = QWidget()
        self._chips = QButtonGroup(self)
        flow = FlowLayout(self._tabs, spacing=max(theme.unit // 3, 4))
        for number, words in enumerate((self.tr("Lately"), self.tr("Year"), self.tr("Trends"))):
            chip = Button(theme, words, "chip")
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            chip.setEnabled(number == 0)
            self._chips.addButton(chip, number)
            flow.addWidget(chip)
        self._begin = Button(theme, self.tr("See the library"), "primary")
        self._add = Button(theme, self.tr("Add a practice done elsewhere"), "outline", "plus")
        self._empty = self._empty_page()
        self._refused = label(kind=Text.HEADING)
        self._refusal = ScrollColumn(theme)
        self._refusal.column.addWidget(self._refused)
        self._refusal.column.addStretch(1)

    def _lay_out(self) -> None:
        theme = self._theme
        self._pages = QStackedWidget()
        for page in (
            self.lately,
            self.year,
            self.trends,
            self.entry,
            self._empty,
            self._refusal,
        ):
            self._pages.addWidget(page)
        # In line with the column of the pages below.
        bar = QWidget()
        bar.setMaximumWidth(theme.unit * 44)
        top = QHBoxLayout(bar)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(theme.unit // 3)
        top.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._tabs, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(0)
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
        self._begin.clicked.connect(self.library_asked)
        self._add.clicked.connect(self._on_add)
        self._chips.idClicked.connect(self._pages.setCurrentIndex)
        for page in (self.lately, self.year):
            page.opened.connect(self.entry_asked)
            page.delete_asked.connect(self.delete_asked)
        self.lately.add_asked.connect(self._on_add)
        self.year.add_asked.connect(self.add_asked)
        self.entry.delete_asked.connect(self.delete_asked)
        self.entry.left.connect(self.leave_entry)
        for keys, slot in (
            ("Ctrl+Z", self.undo.undo),
            ("Ctrl+N", self._on_add),
            ("Ctrl+F", self._on_find),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _empty_page(self) -> ScrollColumn:
        unit = self._theme.unit
        page = ScrollColumn(self._theme)
        page.column.addSpacing(unit * 2)
        page.column.addWidget(label(self.tr("Nothing is kept here yet."), Text.TITLE))
        page.column.addWidget(label(self.tr("One minute is enough to begin."), is_quiet=True))
        row = QWidget()
        flow = FlowLayout(row, spacing=unit // 2)
        flow.addWidget(self._begin)
        flow.addWidget(self._add)
        page.column.addWidget(row)
        page.column.addStretch(1)
        return page

    def _open_entry(self) -> None:
        self._tabs.setVisible(False)
        self._back.say(self.tr("Back (Esc)"))
        self._pages.setCurrentWidget(self.entry)

    def _show_page(self) -> None:
        self._back.say(self.tr("Back to the library (Esc)"))
        self._tabs.setVisible(not self._is_empty)
        if self._is_empty:
            self._pages.setCurrentWidget(self._empty)
        else:
            self._pages.setCurrentIndex(self._chips.checkedId())

    def _focus_page(self) -> None:
        page = self._pages.currentWidget()
        if page is self.lately:
            self.lately.list.focus_first()
        elif page is self.year:
            self.year.focus()
        elif page is self.trends:
            self.trends.focus()

    def _on_back(self) -> None:
        if self._pages.currentWidget() is self.entry:
            self.entry.leave()
        else:
            self.library_asked.emit()

    def _on_find(self) -> None:
        if self._tabs.isVisible():
            self._chips.button(0).click()
            self.lately.find()

    def _on_add(self) -> None:
        if self._pages.currentWidget() is not self.entry:
            self.add_asked.emit(None)
