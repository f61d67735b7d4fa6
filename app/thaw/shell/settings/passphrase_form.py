"""What a person types to set, change or take away a passphrase, or to give up a lost one."""

from enum import StrEnum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.fields import named_field
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.setting_rows import SwitchRow

SHORTEST = 8
"""Characters. What is shorter is guessed in no time by whoever has the file."""


class Wanted(StrEnum):
    """What is to be done with the passphrase."""

    SET = auto()
    CHANGE = auto()
    REMOVE = auto()
    GIVE_UP = auto()
    """It is lost: what is under it is to be erased."""


class PassphraseForm(QWidget):
    """The fields for what is wanted, and nothing more; it takes only what is complete."""

    given = Signal(object, str, str)
    """What is ``Wanted`` is to be done, with the passphrase there was and the new one."""
    hinted = Signal(str)
    """What is not right yet; "" where there is nothing to say."""
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wanted: Wanted | None = None
        self._is_waiting = False
        self._make_words()
        self._make_fields()
        self._lay_out()
        self._connect()

    @property
    def wanted(self) -> Wanted | None:
        """What the fields are for; None where nothing is asked."""
        return self._wanted

    @property
    def is_waiting(self) -> bool:
        """Whether what was given is being done."""
        return self._is_waiting

    def show_wanted(self, wanted: Wanted | None) -> None:
        """Show the fields it needs, all of them empty; none for None."""
        self._wanted = wanted
        is_naming = wanted in (Wanted.SET, Wanted.CHANGE)
        self.clear()
        self._old_line.setVisible(wanted in (Wanted.CHANGE, Wanted.REMOVE))
        for part in (self._new_line, self._again_line, self._losing, self.sure):
            part.setVisible(is_naming)
        self._scope.setVisible(wanted is Wanted.SET)
        self._giving_up.setVisible(wanted is Wanted.GIVE_UP)
        self.gone.setVisible(wanted is Wanted.GIVE_UP)
        self.setVisible(wanted is not None)
        self.show_waiting(is_waiting=False)

    def focus_first(self) -> None:
        """Give the keyboard to what is filled in first."""
        first = {Wanted.GIVE_UP: self.gone.box, Wanted.SET: self.new}
        if self._wanted is not None:
            first.get(self._wanted, self.old).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.old, self.new, self.again):
            field.clear()
        for box in (self.sure, self.gone):
            box.show_value(False)

    def show_waiting(self, *, is_waiting: bool) -> None:
        """Show whether it is being done."""
        self._is_waiting = is_waiting
        words = {
            Wanted.CHANGE: self.tr("Change it"),
            Wanted.REMOVE: self.tr("Take it away"),
            Wanted.GIVE_UP: self.tr("Erase it"),
        }
        set_it = self.tr("Set it")
        usual = set_it if self._wanted is None else words.get(self._wanted, set_it)
        self.do.setText(self.tr("Working…") if is_waiting else usual)
        self.do.setEnabled(not is_waiting and self._wanted is not None and self._is_complete())
        self.cancel.setEnabled(not is_waiting)

    def _make_words(self) -> None:
        self._losing = label(
            self.tr(
                "Without the passphrase nobody can open it, and nothing in Thaw can bring it "
                "back: what you wrote and answered would be lost. Write it down where you keep "
                "things that matter. A few words in a row are easier to remember."
            )
        )
        self._scope = label(
            self.tr(
                "Under it: notes and pages, every rating, and the answers of the weekly and "
                "monthly questions, in the copies as well. Still readable: on which days, when "
                "and about which practice something was written or answered, and the one word "
                "after a practice and on the day after, because Thaw goes by it when it offers "
                "what comes next. While it is locked you can write and answer as ever; the "
                "middle of your answers is shown once it is open."
            ),
            Text.SMALL,
            is_quiet=True,
        )
        self._giving_up = label(
            self.tr(
                "What is under the passphrase can't be opened any more, by anybody. It can be "
                "erased, from the history and its copies; then journal and answers begin anew, "
                "without a passphrase. Your practices stay."
            )
        )

    def _make_fields(self) -> None:
        theme = self._theme
        self.old, self.new, self.again = _field(), _field(), _field()
        new = self.tr("New passphrase, {0} characters or more").format(SHORTEST)
        self._old_line = self._named(self.tr("The passphrase it has now"), self.old)
        self._new_line = self._named(new, self.new)
        self._again_line = self._named(self.tr("The same once more"), self.again)
        self.sure = SwitchRow(
            theme, "sure", self.tr("I know that nobody can open it without the passphrase")
        )
        self.gone = SwitchRow(theme, "gone", self.tr("All that is under it may go for good"))
        self.do = Button(theme, "", "outline")
        self.cancel = Button(theme, self.tr("Cancel"), "quiet")

    def _named(self, words: str, field: QLineEdit) -> QWidget:
        return named_field(self._theme, words, field, is_whole_line=True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(self._theme.unit * 0.5))
        for part in (
            self._losing,
            self._scope,
            self._giving_up,
            self._old_line,
            self._new_line,
            self._again_line,
            self.sure,
            self.gone,
            flow_row(self.do, self.cancel, spacing=self._theme.unit // 2),
        ):
            column.addWidget(part)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.cancelled)
        self.do.clicked.connect(self._on_do)
        for field in (self.old, self.new, self.again):
            field.textChanged.connect(self._see_what_is_missing)
            field.returnPressed.connect(self._on_do)
        for box in (self.sure, self.gone):
            box.chosen.connect(self._see_what_is_missing)

    def _see_what_is_missing(self) -> None:
        if self._is_waiting:
            return
        is_other = bool(self.again.text()) and self.new.text() != self.again.text()
        self.hinted.emit(self.tr("The two are not the same yet.") if is_other else "")
        self.do.setEnabled(self._is_complete())

    def _is_complete(self) -> bool:
        if self._wanted is Wanted.GIVE_UP:
            return self.gone.box.isChecked()
        has_old = self._wanted is Wanted.SET or bool(self.old.text())
        if self._wanted is Wanted.REMOVE:
            return has_old
        is_new = len(self.new.text()) >= SHORTEST and self.new.text() == self.again.text()
        return has_old and is_new and self.sure.box.isChecked()

    def _on_do(self) -> None:
        if not self.do.isEnabled():
            return
        old, new = self.old.text(), self.new.text()
        self.show_waiting(is_waiting=True)
        self.given.emit(self._wanted, old, new)


def _field() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
