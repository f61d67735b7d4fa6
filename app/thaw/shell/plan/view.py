"""The plan on one page: how often, after what, when to rest, and how it fits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from thaw.shell.plan.line_form import LineForm
from thaw.shell.plan.rest import RestDays
from thaw.shell.plan.state import PlanState
from thaw.shell.plan.words import begun_text, proposal_text, review_text, weeks_text
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button, label, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.form_style import FormStyle
from thaw.shell.widgets.page import ColumnPage
from thaw.shell.widgets.panel import Panel
from thaw.shell.widgets.setting_rows import SwitchRow
from thaw.shell.widgets.stepper import Stepper

FEWEST_DAYS, MOST_DAYS = 1, 7


class PlanView(ColumnPage):
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

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._make_parts()
        self._lay_out()
        self._connect()
        FormStyle(theme, self)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

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

    def _make_parts(self) -> None:
        theme = self._theme
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
        self.anew.set_short_text(self.tr("Count from today"))

    def _lay_out(self) -> None:
        self._add_top(self.tr("Your plan"))
        intro = self.tr("What you would like to do. Change it on any day; nothing is lost by it.")
        self._column.addWidget(paragraph(intro, is_quiet=True))
        self._proposal_panel = self._panel(self._proposal, self._row(self.take, self.leave))
        self._column.addWidget(self._proposal_panel)
        for words, panel in (
            (self.tr("How often"), self._panel(self._days_row(), self._weeks)),
            (self.tr("After what"), self._panel(self.line)),
            (self.tr("When to rest"), self._panel(self.rest)),
            (self.tr("How it fits"), self._panel(self.asks, self._begun, self._review, self.anew)),
        ):
            panel.setAccessibleName(words)
            self._add_section(words, panel, gap=0.2)
        self._column.addStretch(1)

    def _panel(self, *parts: QWidget) -> Panel:
        panel = Panel(self._theme)
        panel.put(*parts)
        return panel

    def _days_row(self) -> QWidget:
        words = label(self.tr("Days a week"))
        words.setWordWrap(False)
        return self._row(words, self.days, spreads=True)

    def _row(self, *parts: QWidget, spreads: bool = False) -> QWidget:
        return flow_row(*parts, spacing=self._theme.unit // 2, spreads=spreads)

    def _connect(self) -> None:
        self.days.changed.connect(self.target_changed)
        self.line.changed.connect(self.line_changed)
        self.rest.changed.connect(self.rest_changed)
        self.asks.chosen.connect(self._on_asks_chosen)
        self.anew.clicked.connect(self.anew_asked)
        self.take.clicked.connect(self.proposal_taken)
        self.leave.clicked.connect(self.proposal_left)

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
        self.line.follow_theme()
        self.rest.follow_theme()


def _say(where: QLabel, text: str) -> None:
    """Say ``text`` there; "" takes no room."""
    where.setText(text)
    where.setVisible(bool(text))
