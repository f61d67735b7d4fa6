"""The three fields of an if-then line, read back as one sentence."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from thaw.core.own_plan import LONGEST_CUE, IfThen
from thaw.shell.plan.line_words import line_text
from thaw.shell.plan.state import PlannedSession, PlanState
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import label
from thaw.shell.widgets.fields import keep_in_line, named_field
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.page_boxes import NumberBox
from thaw.shell.widgets.setting_controls import PlainCombo

ANY_MINUTES = (1, 90)
"""As long as no session is chosen."""


class LineForm(QWidget):
    """After I …, I will practise … for … minutes. What is chosen is told at once."""

    changed = Signal(object)
    """The ``IfThen`` that the fields say now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state: PlanState | None = None
        self._told = IfThen()
        self._make_fields()
        self._lay_out()
        self.after.textEdited.connect(self._show_sentence)
        self.after.editingFinished.connect(self._tell)
        self.session.activated.connect(self._on_session_chosen)
        self.minutes.valueChanged.connect(self._tell)

    def show_state(self, state: PlanState) -> None:
        """Show the line; what is being typed stays as it is."""
        line = state.plan.line
        self._offer(state)
        self._state, self._told = state, line
        if not self.after.isModified() or not self.after.hasFocus():
            self.after.setText(line.after)
        self._show_session(line.session_id)
        self._show_minutes(line.minutes)
        self._show_sentence()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Whoever leaves with Escape has not left the field first.
        self._tell()

    def line(self) -> IfThen:
        """What the fields say now."""
        return IfThen(
            after=self.after.text().strip(),
            session_id=str(self.session.currentData() or ""),
            minutes=self.minutes.value(),
        )

    def follow_theme(self) -> None:
        """Be as high as the text is now."""
        keep_in_line(self._theme, self.after, (self.session, self.minutes))
        self.minutes.setMinimumWidth(self._theme.unit * 6)

    def _make_fields(self) -> None:
        self.after = QLineEdit()
        self.after.setMaxLength(LONGEST_CUE)
        self.after.setPlaceholderText(self.tr("for example: have had breakfast"))
        self.session = PlainCombo(self._theme)
        self.minutes = NumberBox()
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setRange(*ANY_MINUTES)
        # Typing 12 does not mean 1 first.
        self.minutes.setKeyboardTracking(False)
        self.sentence = label()

    def _lay_out(self) -> None:
        unit = self._theme.unit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(unit * 0.6))
        column.addWidget(self._named(self.tr("After I"), self.after))
        row = flow_row(
            self._named(self.tr("I will practise"), self.session),
            self._named(self.tr("For"), self.minutes),
            spacing=round(unit * 0.9),
        )
        column.addWidget(row)
        column.addWidget(self.sentence)

    def _named(self, words: str, field: QWidget) -> QWidget:
        return named_field(self._theme, words, field)

    def _offer(self, state: PlanState) -> None:
        """Have the sessions there are to choose from."""
        if self._state is not None and self._state.sessions == state.sessions:
            return
        self.session.clear()
        self.session.addItem(self.tr("No session yet"), "")
        for one in state.sessions:
            self.session.addItem(one.title, one.id)

    def _show_session(self, session_id: str) -> None:
        at = self.session.findData(session_id)
        if at < 0:
            # Its file may come back; until then it is kept, and shown as it is.
            self.session.addItem(self.tr("{0} (not in the library)").format(session_id), session_id)
            at = self.session.count() - 1
        self.session.setCurrentIndex(at)

    def _show_minutes(self, minutes: int) -> None:
        if self.minutes.hasFocus() and self.minutes.lineEdit().isModified():
            return
        chosen = self._chosen()
        shortest, longest = ANY_MINUTES if chosen is None else (chosen.shortest, chosen.longest)
        with QSignalBlocker(self.minutes):
            # What was planned before the session changed its lengths is shown as it is.
            self.minutes.setRange(min(shortest, minutes), max(longest, minutes))
            self.minutes.setValue(minutes)

    def _chosen(self) -> PlannedSession | None:
        if self._state is None:
            return None
        return self._state.session(str(self.session.currentData() or ""))

    def _show_sentence(self) -> None:
        line = self.line()
        chosen = self._chosen()
        said = line_text(line, line.session_id if chosen is None else chosen.title)
        self.sentence.setText(
            said or self.tr("With a moment and a session it can be read here as one sentence.")
        )
        self.sentence.setProperty("quiet", "false" if said else "true")
        self.sentence.style().polish(self.sentence)

    def _on_session_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            with QSignalBlocker(self.minutes):
                self.minutes.setRange(chosen.shortest, chosen.longest)
        self._tell()

    def _tell(self) -> None:
        self._show_sentence()
        if self._state is not None and self.line() != self._told:
            self._told = self.line()
            self.after.setModified(False)
            self.changed.emit(self._told)
