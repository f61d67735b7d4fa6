"""Looking back: what was lately, a year at a time, and every practice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from thaw.shell.controls import Button, IconButton, label
from thaw.shell.flow_layout import FlowLayout
from thaw.shell.history_lately import LatelyPage
from thaw.shell.history_page import HistoryPage
from thaw.shell.history_state import AskRows, HistoryState
from thaw.shell.history_year import YearPage
from thaw.shell.theme import Text, Theme


class HistoryView(QWidget):
    """Pages, one of them in front. It asks to be told what there is whenever it is shown."""

    library_asked = Signal()
    state_asked = Signal()
    """What there is may have changed: ``show_state`` is wanted."""

    def __init__(self, theme: Theme, ask_rows: AskRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lately = LatelyPage(theme, ask_rows)
        self.year = YearPage(theme, ask_rows)
        self._make_parts()
        self._lay_out()
        self._connect()

    def show_state(self, state: HistoryState) -> None:
        """Show what there is, and read the practices again."""
        self.lately.show_state(state)
        self.year.show_state(state)
        self._tabs.setVisible(not state.is_empty)
        if state.is_empty:
            self._pages.setCurrentWidget(self._empty)
        elif self._pages.currentWidget() in (self._empty, self._refusal):
            self._pages.setCurrentIndex(self._chips.checkedId())

    def show_refusal(self, words: str) -> None:
        """Say why there is nothing to show."""
        self._refused.setText(words)
        self._tabs.setVisible(False)
        self._pages.setCurrentWidget(self._refusal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.library_asked.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._focus_page()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.state_asked.emit()

    def _make_parts(self) -> None:
        self._back = IconButton(self._theme, "back", self.tr("Back to the library (Esc)"))
        self._tabs = QWidget()
        self._chips = QButtonGroup(self)
        flow = FlowLayout(self._tabs, spacing=max(self._theme.unit // 3, 4))
        for number, words in enumerate((self.tr("Lately"), self.tr("Year"))):
            chip = Button(self._theme, words, "chip")
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            self._chips.addButton(chip, number)
            flow.addWidget(chip)
        self._begin = Button(self._theme, self.tr("See the library"), "primary")
        self._empty = self._empty_page()
        self._refused = label(kind=Text.HEADING)
        self._refusal = HistoryPage(self._theme)
        self._refusal.column.addWidget(self._refused)
        self._refusal.column.addStretch(1)

    def _lay_out(self) -> None:
        theme = self._theme
        self._pages = QStackedWidget()
        for page in (self.lately, self.year, self._empty, self._refusal):
            self._pages.addWidget(page)
        # In line with the column of the pages below.
        bar = QWidget()
        bar.setMaximumWidth(theme.unit * 44)
        top = QHBoxLayout(bar)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(theme.unit // 3)
        top.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._tabs, 1, Qt.AlignmentFlag.AlignVCenter)
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

    def _connect(self) -> None:
        self._back.clicked.connect(self.library_asked)
        self._begin.clicked.connect(self.library_asked)
        self._chips.idClicked.connect(self._pages.setCurrentIndex)

    def _empty_page(self) -> HistoryPage:
        unit = self._theme.unit
        page = HistoryPage(self._theme)
        page.column.addSpacing(unit * 2)
        page.column.addWidget(label(self.tr("Nothing is kept here yet."), Text.TITLE))
        page.column.addWidget(label(self.tr("One minute is enough to begin."), is_quiet=True))
        page.column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        page.column.addStretch(1)
        return page

    def _focus_page(self) -> None:
        page = self._pages.currentWidget()
        if page is self.lately:
            self.lately.list.focus_first()
        elif page is self.year:
            self.year.focus()
