"""Looking back: what was lately, a year at a time, and every practice."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from thaw.shell.history.changes import PracticeDetail, PracticeForm
from thaw.shell.history.entry import EntryPage
from thaw.shell.history.lately import LatelyPage
from thaw.shell.history.state import AskRows, HistoryState
from thaw.shell.history.trends import TrendsPage
from thaw.shell.history.year import YearPage
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import FlowLayout, flow_row
from thaw.shell.widgets.scroll_column import ScrollColumn
from thaw.shell.widgets.stacked_page import StackedPage


class HistoryView(StackedPage):
    """Pages, one of them in front. It asks to be told what there is whenever it is shown."""

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
        super().__init__(theme, parent)
        self.setAcceptDrops(True)
        self.lately = LatelyPage(theme, ask_rows)
        self.year = YearPage(theme, ask_rows)
        self.trends = TrendsPage(theme)
        self.entry = EntryPage(theme)
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
        """Say why there is nothing to show; what somebody is typing stays in sight."""
        if self._pages.currentWidget() is self.entry:
            self.entry.show_refusal(words)
            return
        super().show_refusal(words)
        self._tabs.setVisible(False)

    def say(self, words: str) -> None:
        """Say what did not work: in the practice that is open, or below the page."""
        if self._pages.currentWidget() is self.entry:
            self.entry.show_refusal(words)
        else:
            self.undo.say(words)

    def go_back(self) -> None:
        """From a practice to where it was opened; from anywhere else to the library."""
        if self._pages.currentWidget() is self.entry:
            self.entry.leave()
        else:
            super().go_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
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
        self.state_asked.emit()

    def _make_parts(self) -> None:
        theme = self._theme
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
        self._add.set_short_text(self.tr("Add one"))
        self._empty = self._empty_page()

    def _lay_out(self) -> None:
        pages = (self.lately, self.year, self.trends, self.entry, self._empty)
        self._stack(pages, beside=self._tabs)

    def _connect(self) -> None:
        self._begin.clicked.connect(self.back_asked)
        self._add.clicked.connect(self._on_add)
        self._chips.idClicked.connect(self._pages.setCurrentIndex)
        for page in (self.lately, self.year):
            page.opened.connect(self.entry_asked)
            page.delete_asked.connect(self.delete_asked)
        self.lately.add_asked.connect(self._on_add)
        self.year.add_asked.connect(self.add_asked)
        self.entry.delete_asked.connect(self.delete_asked)
        self.entry.left.connect(self.leave_entry)
        self._add_keys({"Ctrl+N": self._on_add, "Ctrl+F": self._on_find})

    def _empty_page(self) -> ScrollColumn:
        unit = self._theme.unit
        page = ScrollColumn(self._theme)
        page.column.addSpacing(unit * 2)
        page.column.addWidget(label(self.tr("Nothing is kept here yet."), Text.TITLE))
        page.column.addWidget(label(self.tr("One minute is enough to begin."), is_quiet=True))
        page.column.addWidget(flow_row(self._begin, self._add, spacing=unit // 2))
        page.column.addStretch(1)
        return page

    def _open_entry(self) -> None:
        self._tabs.setVisible(False)
        self._turn_to(self.entry, is_within=True)

    def _show_page(self) -> None:
        self._tabs.setVisible(not self._is_empty)
        chosen = (self.lately, self.year, self.trends)[self._chips.checkedId()]
        self._turn_to(self._empty if self._is_empty else chosen)

    def _focus_page(self) -> None:
        page = self._pages.currentWidget()
        if page is self.lately:
            self.lately.list.focus_first()
        elif page is self.year:
            self.year.focus()
        elif page is self.trends:
            self.trends.focus()

    def _on_find(self) -> None:
        if self._tabs.isVisible():
            self._chips.button(0).click()
            self.lately.find()

    def _on_add(self) -> None:
        if self._pages.currentWidget() is not self.entry:
            self.add_asked.emit(None)
