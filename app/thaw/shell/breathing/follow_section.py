"""Follow me, with its words, and a way to begin from the pace that was told."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.core.breath import Pattern
from thaw.core.following import is_moved
from thaw.shell.breathing.follow_pad import FollowPad
from thaw.shell.breathing.form import BreathingForm
from thaw.shell.breathing.words import phases_text, rate_text, times_text
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row


class FollowSection(QWidget):
    """The pad, what it has learnt, and the button for that."""

    begin_asked = Signal(object)
    """Begin, slowing down from this ``Pattern``."""

    def __init__(
        self, theme: Theme, now_ms: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._form: BreathingForm | None = None
        self.pad = FollowPad(theme, now_ms)
        self._words = label(is_quiet=True)
        self.begin = Button(theme, self.tr("Begin from this pace"), "outline")
        self.forget = Button(theme, self.tr("Start over"), "quiet")
        self._lay_out(theme)
        self.pad.pace_changed.connect(self._show_pace)
        self.begin.clicked.connect(self._on_begin_clicked)
        self.forget.clicked.connect(self._on_forget_clicked)
        self._show_pace()

    def show_form(self, form: BreathingForm) -> None:
        """Offer to begin only what may begin at a pace."""
        self._form = form
        self._show_pace()

    def _lay_out(self, theme: Theme) -> None:
        how = self.tr(
            "Hold the space bar, or press on the shape, while you breathe in; let go while you"
            " breathe out."
        )
        answers = flow_row(self.begin, self.forget, spacing=theme.unit // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.unit * 0.6))
        for part in (label(how, is_quiet=True), self.pad, self._words, answers):
            column.addWidget(part)

    def _show_pace(self) -> None:
        pace, form = self.pad.pace, self._form
        is_counted = form is not None and form.is_counted
        self.begin.setVisible(pace is not None)
        self.forget.setVisible(pace is not None)
        self.begin.setEnabled(form is not None and form.is_allowed and not is_counted)
        self._words.setText(self._told_text(is_counted))

    def _told_text(self, is_counted: bool) -> str:
        told, pace = self.pad.told, self.pad.pace
        if told is None or pace is None:
            return self.tr("Two whole breaths, and the beginning of a third, are enough.")
        if is_counted:
            begins = self.tr("What is breathed a few times begins at once.")
            return f"{self._breath_text(told, pace)} {begins}"
        if is_moved(told, pace):
            begins = self.tr("It begins from the nearest there is: {0}.").format(phases_text(pace))
            return f"{self._breath_text(told, pace)} {begins}"
        return self._breath_text(told, pace)

    def _breath_text(self, told: Pattern, pace: Pattern) -> str:
        """What the person told, in parts where those parts are what it begins from."""
        if is_moved(told, pace):
            return self.tr("You breathe about {0} times a minute.").format(times_text(told))
        return self.tr("You breathe {0}: about {1}.").format(phases_text(pace), rate_text(pace))

    def _on_begin_clicked(self) -> None:
        if self.pad.pace is not None:
            self.begin_asked.emit(self.pad.pace)

    def _on_forget_clicked(self) -> None:
        if self.forget.hasFocus():
            # The button goes, and Qt would have the space bar write into the next box.
            self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pad.forget()
