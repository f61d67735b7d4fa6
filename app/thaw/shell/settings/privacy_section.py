"""The passphrase for journal and answers: whether there is one, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent

from thaw.practice.lock import Relocked, WrongPassphrase
from thaw.shell.reasons import reason_text
from thaw.shell.settings.passphrase_form import PassphraseForm, Wanted
from thaw.shell.settings.section import Section
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.setting_rows import ChoiceRow


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
        was_given_up = self.form.wanted is Wanted.GIVE_UP
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
        self.form.show_waiting(is_waiting=False)
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
        if self.form.is_waiting:
            # What is being done goes on, and what comes of it is said to who returns.
            self.form.clear()
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
        self.form = PassphraseForm(theme)
        self._said = label()

    def _lay_out(self) -> None:
        ways = (self.set_button, self.change_button, self.remove_button, self.lost_button)
        self._buttons = flow_row(*ways, spacing=self._theme.unit // 2)
        self.stack([self._what, self._buttons, self.minutes, self.form, self._said])

    def _connect(self) -> None:
        self.set_button.clicked.connect(self._on_set)
        self.change_button.clicked.connect(self._on_change)
        self.remove_button.clicked.connect(self._on_remove)
        self.lost_button.clicked.connect(self._on_lost)
        self.form.given.connect(self._on_given)
        self.form.hinted.connect(self._say)
        self.form.cancelled.connect(self._on_cancelled)

    def _show_lock(self) -> None:
        if self._has_lock:
            words = self.tr("Journal and answers are under a passphrase.")
        else:
            words = self.tr(
                "Your journal and your answers lie in files that only you may read. A passphrase "
                "makes them unreadable for whoever gets at the files all the same."
            )
        self._what.setText(words)
        is_choosing = self.form.wanted is None
        self.set_button.setVisible(self._has_lock is False)
        self.change_button.setVisible(self._has_lock is True)
        self.remove_button.setVisible(self._has_lock is True)
        self.lost_button.setVisible(self._has_lock is True)
        self._buttons.setVisible(is_choosing and self._has_lock is not None)
        self.minutes.setVisible(is_choosing and self._has_lock is True)

    def _show_form(self, wanted: Wanted | None) -> None:
        """Ask for what is needed for that; for nothing, where it is None."""
        self.form.show_wanted(wanted)
        self._say("")
        self._show_lock()
        self.form.focus_first()

    @Slot()
    def _on_set(self) -> None:
        self._show_form(Wanted.SET)

    @Slot()
    def _on_change(self) -> None:
        self._show_form(Wanted.CHANGE)

    @Slot()
    def _on_remove(self) -> None:
        self._show_form(Wanted.REMOVE)

    @Slot()
    def _on_lost(self) -> None:
        self._show_form(Wanted.GIVE_UP)

    @Slot()
    def _on_cancelled(self) -> None:
        self._show_form(None)

    @Slot(object, str, str)
    def _on_given(self, wanted: Wanted, old: str, new: str) -> None:
        match wanted:
            case Wanted.SET:
                self.set_asked.emit(new)
            case Wanted.CHANGE:
                self.change_asked.emit(old, new)
            case Wanted.REMOVE:
                self.remove_asked.emit(old)
            case Wanted.GIVE_UP:
                self.give_up_asked.emit()

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
