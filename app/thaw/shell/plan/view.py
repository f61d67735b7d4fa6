"""The plan on one page: how often, after what, when to rest, and how it fits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from thaw.shell.plan.line_form import LineForm
from thaw.shell.plan.rest import RestDays
from thaw.shell.plan.state import PlanState
from thaw.shell.plan.words import begun_text, proposal_text, review_text, weeks_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, IconButton, label, paragraph
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.widgets.form_style import form_stylesheet
from thaw.shell.widgets.scroll_column import ScrollColumn
from thaw.shell.widgets.setting_rows import SwitchRow
from thaw.shell.widgets.stepper import Stepper

FEWEST_DAYS, MOST_DAYS = 1, 7


class PlanView(QWidget):
    """Every change holds at once; nothing is confirmed, and nothing is lost by it."""

    target_changed = Signal(int)
    line_changed = Signal(object)
    """The ``IfThen`` of now."""
    rest_changed = Signal(object, object)
    """Days of the week and single dates, as frozen sets."""
    asks_changed = Signal(bool)
    anew_asked = Signal()
    """The weeks are to be counted from today."""
    proposal_taken = Signal()
    proposal_left = Signal()
    library_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._on_theme_changed()

    def show_state(self, state: PlanState) -> None:
        """Show the plan as it is now."""
        self._show_proposal(state)
        self.days.show_value(state.target_days, FEWEST_DAYS, MOST_DAYS)
        _say(self._weeks, weeks_text(state.weeks))
        self.line.show_state(state)
        self.rest.show_state(state)
        self.asks.show_value(state.plan.asks)
        self._begun.setText(begun_text(state))
        _say(self._review, review_text(state))
        self.anew.setVisible(state.plan.begun is not None and state.plan.begun != state.today)

    def show_top(self) -> None:
        """Bring the first lines into sight."""
        self._page.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.library_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_parts(self) -> None:
        theme = self._theme
        self._back = IconButton(theme, "back", self.tr("Back to the library (Esc)"))
        self._proposal = paragraph()
        self.take = Button(theme, self.tr("Use this"), "primary")
        self.leave = Button(theme, self.tr("Leave it as it is"), "outline")
        self.days = Stepper(theme, self.tr("Days a week"))
        self._weeks = paragraph(is_quiet=True)
        self.line = LineForm(theme)
        self.rest = RestDays(theme)
        self.asks = SwitchRow(
            theme,
            "asks",
            self.tr("Ask me how it fits"),
            self.tr("After two, four and eight weeks, and then every eight. It can wait."),
        )
        self._begun = paragraph(is_quiet=True)
        self._review = paragraph(is_quiet=True)
        self.anew = Button(theme, self.tr("Count the weeks from today"), "outline")

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = page = ScrollColumn(self._theme)
        outer.addWidget(page)
        page.column.addLayout(self._top())
        intro = self.tr("What you would like to do. Change it on any day; nothing is lost by it.")
        page.column.addWidget(paragraph(intro, is_quiet=True))
        self._proposal_panel = self._panel(self._proposal, self._proposal_buttons())
        page.column.addWidget(self._proposal_panel)
        for words, panel in (
            (self.tr("How often"), self._panel(self._days_row(), self._weeks)),
            (self.tr("After what"), self._panel(self.line)),
            (self.tr("When to rest"), self._panel(self.rest)),
            (self.tr("How it fits"), self._panel(self.asks, self._begun, self._review, self.anew)),
        ):
            panel.setAccessibleName(words)
            page.column.addSpacing(round(self._theme.unit * 0.2))
            page.column.addWidget(paragraph(words, Text.HEADING))
            page.column.addWidget(panel)
        page.column.addStretch(1)

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(label(self.tr("Your plan"), Text.TITLE), 1)
        return top

    def _panel(self, *parts: QWidget) -> QFrame:
        panel = QFrame()
        panel.setObjectName("panel")
        pad = min(self._theme.margin, 16)
        column = QVBoxLayout(panel)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(round(self._theme.unit * 0.5))
        for part in parts:
            is_button = isinstance(part, Button)
            side = Qt.AlignmentFlag.AlignLeft if is_button else Qt.AlignmentFlag(0)
            column.addWidget(part, 0, side)
        return panel

    def _days_row(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=self._theme.unit // 2, spreads=True)
        words = label(self.tr("Days a week"))
        words.setWordWrap(False)
        flow.addWidget(words)
        flow.addWidget(self.days)
        return row

    def _proposal_buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=self._theme.unit // 2)
        flow.addWidget(self.take)
        flow.addWidget(self.leave)
        return row

    def _connect(self) -> None:
        self._back.clicked.connect(self.library_asked)
        self.days.changed.connect(self.target_changed)
        self.line.changed.connect(self.line_changed)
        self.rest.changed.connect(self.rest_changed)
        self.asks.chosen.connect(self._on_asks_chosen)
        self.anew.clicked.connect(self.anew_asked)
        self.take.clicked.connect(self.proposal_taken)
        self.leave.clicked.connect(self.proposal_left)
        self._theme.changed.connect(self._on_theme_changed)

    def _show_proposal(self, state: PlanState) -> None:
        said = proposal_text(state)
        self._proposal.setText(said)
        self.take.setVisible(state.proposal is not None)
        self.leave.setText(
            self.tr("Leave it as it is") if state.proposal is not None else self.tr("All right")
        )
        self._proposal_panel.setVisible(bool(said))

    def _on_asks_chosen(self, _name: str, is_on: bool) -> None:
        self.asks_changed.emit(is_on)

    def _on_theme_changed(self) -> None:
        self.setStyleSheet(form_stylesheet(self._theme))
        self.line.follow_theme()
        self.rest.follow_theme()


def _say(where: QLabel, text: str) -> None:
    """Say ``text`` there; "" takes no room."""
    where.setText(text)
    where.setVisible(bool(text))
