"""A quiet page of questions, none of which need be answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from thaw.shell.check_ins.question_rows import Given, QuestionRows, RatingRow
from thaw.shell.check_ins.words import ChoiceWords, RatingWords
from thaw.shell.library.aside import Aside, AsidePanel
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.page import ColumnPage
from thaw.shell.widgets.scroll_column import FORM_WIDTH


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked together.

    ``done`` is on the button that leads on, ``stop`` on the one for whoever would
    rather not be asked this again, and ``stopped`` is said once they have pressed it.
    """

    title: str
    note: str
    questions: tuple[RatingWords | ChoiceWords, ...]
    done: str
    stop: str
    stopped: str
    source: str = ""
    """Whose questions they are, where they are not Thaw's."""


class QuestionPage(ColumnPage):
    """Enter goes on, Escape goes back, a digit answers the first question."""

    answered = Signal(str, object)
    """The item, and what was given, or None for an answer taken back."""
    aside_answered = Signal(str)
    """The name of the choice made in the aside that is shown."""
    done = Signal()
    stop_asked = Signal()
    """These are not to be asked any more."""

    def __init__(self, theme: Theme, back: str, parent: QWidget | None = None) -> None:
        """``back`` is what the button at the top is called."""
        super().__init__(theme, parent, width=FORM_WIDTH, spacing=0.6)
        self._asking: Asking | None = None
        self._aside: AsidePanel | None = None
        self._title = label(kind=Text.TITLE)
        self._note = label(is_quiet=True)
        self.rows = QuestionRows(theme)
        self._source = label(kind=Text.SMALL, is_quiet=True)
        self.stop = self._made_stop("")
        self._stopped = label(is_quiet=True)
        self.go_on = Button(theme, "", "primary")
        self._lay_out(back)
        self.rows.answered.connect(self.answered)
        self.go_on.clicked.connect(self.done)

    def ask(self, asking: Asking) -> None:
        """Ask these, none of them answered yet."""
        if asking != self._asking:
            self.rows.ask(asking.questions)
        self._asking = asking
        self.setAccessibleName(asking.title)
        self.setAccessibleDescription(asking.note)
        self._title.setText(asking.title)
        self._note.setText(asking.note)
        self._source.setText(asking.source)
        self._source.setVisible(bool(asking.source))
        self._put_stop(asking.stop)
        self._stopped.setText(asking.stopped)
        self._stopped.hide()
        self.go_on.setText(asking.done)
        self.show_aside(None)
        self.show_given({})
        self.show_top()

    def show_given(self, given: Mapping[str, Given]) -> None:
        """Show these answers, and none where there are none; nothing is told."""
        self.rows.show_given(given)

    def show_stopped(self) -> None:
        """Say that these will not be asked any more."""
        self.stop.hide()
        self._stopped.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_aside(self, aside: Aside | None) -> None:
        """Offer something below the questions; None takes it away."""
        if aside == (None if self._aside is None else self._aside.aside):
            return
        if self._aside is not None:
            self._asides.removeWidget(self._aside)
            self._aside.hide()
            self._aside.deleteLater()
            self._aside = None
        if aside is not None:
            self._aside = AsidePanel(self._theme, aside)
            self._aside.answered.connect(self._on_aside_answered)
            self._asides.addWidget(self._aside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.isAutoRepeat():
                self.done.emit()
            case _ if event.text().isdecimal() and self._first_scale() is not None:
                self._answer_first(event)
            case _:
                super().keyPressEvent(event)

    def _made_stop(self, words: str) -> Button:
        stop = Button(self._theme, words, "outline")
        if words:
            stop.set_short_text(self.tr("Don't ask"))
        stop.clicked.connect(self.stop_asked)
        return stop

    def _put_stop(self, words: str) -> None:
        """A button's long and short words are its own, so others take another button."""
        before, self.stop = self.stop, self._made_stop(words)
        self._stops.replaceWidget(before, self.stop)
        before.hide()
        before.deleteLater()
        self.stop.show()

    def _first_scale(self) -> RatingRow | None:
        rows = (row for row in self.rows.rows.values() if isinstance(row, RatingRow))
        return next(rows, None)

    def _answer_first(self, event: QKeyEvent) -> None:
        row = self._first_scale()
        if row is not None and not row.scale.hasFocus():
            row.scale.setFocus(Qt.FocusReason.TabFocusReason)
            row.scale.keyPressEvent(event)

    def _on_aside_answered(self, _key: str, name: str) -> None:
        self.aside_answered.emit(name)

    def _lay_out(self, back: str) -> None:
        unit, margin, column = self._theme.unit, self._theme.margin, self._column
        self._add_top(self._title, back)
        column.addWidget(self._note)
        column.addSpacing(round(unit * 0.4))
        column.addWidget(self.rows)
        self._asides = QVBoxLayout()
        column.addLayout(self._asides)
        column.addWidget(self._source)
        column.addSpacing(round(unit * 0.4))
        self._stops = QHBoxLayout()
        self._stops.addWidget(self.stop)
        self._stops.addStretch(1)
        column.addLayout(self._stops)
        column.addWidget(self._stopped)
        column.addStretch(1)
        below = QHBoxLayout()
        below.setContentsMargins(margin, margin // 2, margin, margin)
        below.addStretch(1)
        below.addWidget(self.go_on)
        below.addStretch(1)
        # Always in sight, however far down the questions go.
        self._outer.addLayout(below)
