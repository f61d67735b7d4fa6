"""The passphrase for journal and answers: what it means, then setting, changing, taking away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from thaw.practice.lock import Relocked, WrongPassphrase
from thaw.shell.reasons import reason_text
from thaw.shell.settings.section import Section
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.widgets.setting_rows import ChoiceRow, SwitchRow

SHORTEST = 8
"""Characters. What is shorter is guessed in no time by whoever has the file."""


class PrivacySection(Section):
    """Shows one form at a time; what is typed into it is cleared as soon as it is used."""

    shown = Signal()
    """Whether a lock is set is to be looked up."""
    set_asked = Signal(str)
    change_asked = Signal(str, str)
    remove_asked = Signal(str)
    give_up_asked = Signal()
    """The passphrase is lost: what is under it is to be erased."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._has_lock: bool | None = None
        self._is_waiting = False
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_form(None)
        self._show_lock()

    def show_state(self, state: SettingsState) -> None:
        self.minutes.show_value(state.settings.lock_after_min)

    def show_lock(self, has_lock: bool) -> None:
        """Show what can be done, now that it is known whether a lock is set."""
        self._has_lock = has_lock
        self._show_lock()

    def show_anew(self, has_lock: bool) -> None:
        """Begin anew: another history may be there, with a lock of its own or none."""
        self._has_lock = has_lock
        self._show_form(None)

    def show_relocked(self, relocked: Relocked) -> None:
        """Say what was done."""
        was_given_up = self._asked is self.lost_button
        self._show_form(None)
        if self._has_lock:
            said = self.tr(
                "Done: the history and its copies were gone through. Journal and answers are "
                "under your passphrase, and open until you lock them."
            )
        elif was_given_up:
            said = self.tr(
                "What was under the passphrase is erased, from the history and its copies, and "
                "no passphrase is set any more."
            )
        else:
            said = self.tr("The passphrase is gone, and everything can be read without it.")
        if relocked.left_in:
            rest = self.tr(
                "These files could not be changed, and are as they were. Close what may be "
                "reading them and change the passphrase, to the same one if you like; or delete "
                "them:"
            )
            said = "\n".join([f"{said} {rest}", *map(str, relocked.left_in)])
        self._say(said)
        if self.isVisible():
            way_on = self.change_button if self._has_lock else self.set_button
            way_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, error: Exception) -> None:
        """Say why nothing was done; the form stays."""
        self._set_waiting(is_waiting=False)
        if isinstance(error, WrongPassphrase):
            self._say(self.tr("That is not the passphrase. Nothing has changed; take your time."))
            return
        self._say(self.tr("That can't be done just now: {0}").format(reason_text(error)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():
            # The window is put away for a moment: to look the passphrase up, maybe.
            return
        if self._is_waiting:
            # What is being done goes on, and what comes of it is said to who returns.
            self._clear()
        else:
            self._show_form(None)

    def _make_parts(self) -> None:
        theme = self._theme
        self._what = label()
        self.set_button = Button(theme, self.tr("Set a passphrase…"), "outline")
        self.set_button.set_short_text(self.tr("Set one…"))
        self.change_button = Button(theme, self.tr("Change it…"), "outline")
        self.change_button.setAccessibleName(self.tr("Change the passphrase"))
        self.remove_button = Button(theme, self.tr("Take it away…"), "quiet")
        self.remove_button.setAccessibleName(self.tr("Take the passphrase away"))
        self.lost_button = Button(theme, self.tr("I have lost it…"), "quiet")
        self.lost_button.setAccessibleName(self.tr("I have lost the passphrase"))
        self.minutes = ChoiceRow(
            theme,
            "lock_after_min",
            self.tr("Lock again after"),
            [Choice(n, self.tr("{0} minutes").format(n)) for n in (2, 5, 10, 30, 60)],
        )
        self._losing = label(
            self.tr(
                "Without the passphrase nobody can open it, and nothing in Thaw can bring it "
                "back: what you wrote and answered would be lost. Write it down where you keep "
                "things that matter. Some words in a row are easier to keep than signs."
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
        self.old = _field(self.tr("The passphrase it has now"))
        self.new = _field(self.tr("New passphrase, {0} characters or more").format(SHORTEST))
        self.again = _field(self.tr("The same once more"))
        self.sure = SwitchRow(
            theme, "sure", self.tr("I know that nobody can open it without the passphrase")
        )
        self.gone = SwitchRow(theme, "gone", self.tr("All that is under it may go for good"))
        self.do = Button(theme, "", "outline")
        self.cancel = Button(theme, self.tr("Cancel"), "quiet")
        self._said = label()

    def _lay_out(self) -> None:
        buttons, ways = QWidget(), QWidget()
        flow = FlowLayout(buttons, spacing=self._theme.unit // 2)
        for button in (
            self.set_button,
            self.change_button,
            self.remove_button,
            self.lost_button,
        ):
            flow.addWidget(button)
        self._buttons = buttons
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(self._theme.unit * 0.5))
        flow = FlowLayout(ways, spacing=self._theme.unit // 2)
        flow.addWidget(self.do)
        flow.addWidget(self.cancel)
        for part in (
            self._losing,
            self._scope,
            self._giving_up,
            self.old,
            self.new,
            self.again,
            self.sure,
            self.gone,
            ways,
        ):
            column.addWidget(part)
        self.stack([self._what, self._buttons, self.minutes, self._form, self._said])

    def _connect(self) -> None:
        self.set_button.clicked.connect(self._on_set)
        self.change_button.clicked.connect(self._on_change)
        self.remove_button.clicked.connect(self._on_remove)
        self.lost_button.clicked.connect(self._on_lost)
        self.cancel.clicked.connect(self._on_cancel)
        self.do.clicked.connect(self._on_do)
        for field in (self.old, self.new, self.again):
            field.textChanged.connect(self._see_what_is_missing)
            field.returnPressed.connect(self._on_do)
        for box in (self.sure, self.gone):
            box.chosen.connect(self._see_what_is_missing)

    def _show_lock(self) -> None:
        if self._has_lock:
            words = self.tr("Journal and answers are under a passphrase.")
        else:
            words = self.tr(
                "Your journal and your answers lie in files that only you may read. A passphrase "
                "makes them unreadable for whoever gets at the files all the same."
            )
        self._what.setText(words)
        is_choosing = self._asked is None
        self.set_button.setVisible(self._has_lock is False)
        self.change_button.setVisible(self._has_lock is True)
        self.remove_button.setVisible(self._has_lock is True)
        self.lost_button.setVisible(self._has_lock is True)
        self._buttons.setVisible(is_choosing and self._has_lock is not None)
        self.minutes.setVisible(is_choosing and self._has_lock is True)

    def _show_form(self, asked: Button | None) -> None:
        """Show the fields that what was asked for needs; none of them for None."""
        self._asked = asked
        is_setting, is_giving_up = asked is self.set_button, asked is self.lost_button
        is_naming = asked in (self.set_button, self.change_button)
        self._clear()
        self.old.setVisible(asked in (self.change_button, self.remove_button))
        for part in (self.new, self.again, self._losing, self.sure):
            part.setVisible(is_naming)
        self._scope.setVisible(is_setting)
        self._giving_up.setVisible(is_giving_up)
        self.gone.setVisible(is_giving_up)
        self._form.setVisible(asked is not None)
        self._say("")
        self._set_waiting(is_waiting=False)
        self._show_lock()
        if asked is not None:
            first = self.gone.box if is_giving_up else self.new if is_setting else self.old
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()
        for box in (self.sure, self.gone):
            box.show_value(False)

    def _see_what_is_missing(self) -> None:
        if self._is_waiting:
            return
        self._say(self._missing())
        self.do.setEnabled(self._is_complete())

    def _missing(self) -> str:
        if self.again.text() and self.new.text() != self.again.text():
            return self.tr("The two are not the same yet.")
        return ""

    def _is_complete(self) -> bool:
        if self._asked is self.lost_button:
            return self.gone.box.isChecked()
        has_old = self._asked is self.set_button or bool(self.old.text())
        if self._asked is self.remove_button:
            return has_old
        is_new = len(self.new.text()) >= SHORTEST and self.new.text() == self.again.text()
        return has_old and is_new and self.sure.box.isChecked()

    def _set_waiting(self, *, is_waiting: bool) -> None:
        self._is_waiting = is_waiting
        words: dict[Button | None, str] = {
            self.set_button: self.tr("Set it"),
            self.change_button: self.tr("Change it"),
            self.remove_button: self.tr("Take it away"),
            self.lost_button: self.tr("Erase it"),
        }
        self.do.setText(
            self.tr("Working…") if is_waiting else words.get(self._asked, self.tr("Set it"))
        )
        self.do.setEnabled(not is_waiting and self._asked is not None and self._is_complete())
        self.cancel.setEnabled(not is_waiting)

    def _on_set(self) -> None:
        self._show_form(self.set_button)

    def _on_change(self) -> None:
        self._show_form(self.change_button)

    def _on_remove(self) -> None:
        self._show_form(self.remove_button)

    def _on_lost(self) -> None:
        self._show_form(self.lost_button)

    def _on_cancel(self) -> None:
        self._show_form(None)

    def _on_do(self) -> None:
        if not self.do.isEnabled():
            return
        old, new = self.old.text(), self.new.text()
        self._set_waiting(is_waiting=True)
        if self._asked is self.set_button:
            self.set_asked.emit(new)
        elif self._asked is self.change_button:
            self.change_asked.emit(old, new)
        elif self._asked is self.remove_button:
            self.remove_asked.emit(old)
        else:
            self.give_up_asked.emit()

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))


def _field(words: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    return field
