"""The pages of the journal's view: all pages, one of them, the way to erase them, the lock."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from thaw.shell.controls import Button, label
from thaw.shell.flow_layout import FlowLayout
from thaw.shell.history_page import HistoryPage, paragraph
from thaw.shell.journal_model import JournalList, JournalModel
from thaw.shell.journal_state import JournalState, OpenPage
from thaw.shell.journal_words import heading_text, nothing_text
from thaw.shell.library_view import FilterBox
from thaw.shell.setting_rows import SwitchRow
from thaw.shell.theme import Text, Theme
from thaw.shell.writing_box import WritingBox

_PAUSE_MS: Final = 250
"""After so long without another letter the words are looked for."""


class AllPages(HistoryPage):
    """Every page, newest first, and what can be done with all of them."""

    sought = Signal(str)
    opened = Signal(str)
    remove_asked = Signal(str)
    write_asked = Signal()
    export_asked = Signal()
    erase_asked = Signal()
    lock_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.model = JournalModel(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._make_parts()
        self._lay_out()
        self._connect()

    def show_state(self, state: JournalState) -> None:
        self.model.show_state(state)
        nothing = nothing_text(state)
        self._nothing.setText(nothing)
        self._nothing.setVisible(bool(nothing))
        has_some = bool(state.rows) or bool(state.sought.strip())
        self.list.setVisible(bool(state.rows))
        self.words.setVisible(has_some)
        self._export.setVisible(has_some)
        self._erase.setVisible(has_some)
        self._lock.setVisible(state.has_lock)

    def find(self) -> None:
        """Give the keyboard to the box that finds pages."""
        if self.words.isVisible():
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.words.selectAll()

    def _make_parts(self) -> None:
        theme = self.theme
        self._write = Button(theme, self.tr("Write a page"), "primary", "plus")
        self._write.setToolTip(self.tr("Write a page (Ctrl+N)"))
        self._export = Button(theme, self.tr("Export…"), "outline")
        self._lock = Button(theme, self.tr("Lock now"), "outline")
        self._erase = Button(theme, self.tr("Erase all…"), "quiet", "trash")
        self.words = FilterBox()
        self.words.setPlaceholderText(self.tr("Search the journal"))
        self.words.setAccessibleName(self.tr("Search the journal"))
        self._nothing = paragraph(is_quiet=True)
        self.list = JournalList(theme, self.model, self.tr("Pages, newest first"))

    def _lay_out(self) -> None:
        unit = self.theme.unit
        top = QWidget()
        flow = FlowLayout(top, spacing=unit // 2)
        for button in (self._write, self._export, self._lock, self._erase):
            flow.addWidget(button)
        self.column.addWidget(label(self.tr("Journal"), Text.TITLE))
        self.column.addWidget(top)
        self.column.addWidget(self.words)
        self.column.addWidget(self._nothing)
        self.list.setMinimumHeight(unit * 8)
        self.column.addWidget(self.list, 1)
        self.column.addStretch(0)

    def _connect(self) -> None:
        self._write.clicked.connect(self.write_asked)
        self._export.clicked.connect(self.export_asked)
        self._erase.clicked.connect(self.erase_asked)
        self._lock.clicked.connect(self.lock_asked)
        self.words.textChanged.connect(self._on_words_changed)
        self.words.left_downwards.connect(self.list.focus_first)
        self._pause.timeout.connect(self._on_pause)
        self.list.opened.connect(self.opened)
        self.list.delete_asked.connect(self.remove_asked)

    def _on_words_changed(self) -> None:
        self._pause.start()

    def _on_pause(self) -> None:
        self.sought.emit(self.words.text())


class WritePage(HistoryPage):
    """One page, to be read, written or changed. Leaving keeps what was changed."""

    kept = Signal(object, str)
    """An ``OpenPage``, and the words it is to have."""
    remove_asked = Signal(str)
    left = Signal()
    """Nothing was begun, or it is not to be kept."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._open: OpenPage | None = None
        self._is_leaving = False
        self._heading = paragraph(kind=Text.HEADING)
        self._prompt = paragraph(is_quiet=True)
        self._damaged = paragraph(
            self.tr(
                "This page can't be read: what is kept of it is damaged. It stays as it is "
                "until you remove it."
            )
        )
        self.box = WritingBox(theme, self.tr("What you write"))
        self._note = paragraph(kind=Text.SMALL, is_quiet=True)
        self._done = Button(theme, self.tr("Done"), "primary")
        self._cancel = Button(theme, self.tr("Let it go"), "outline")
        self._remove = Button(theme, self.tr("Remove"), "quiet", "trash")
        self._lay_out()
        self.box.done.connect(self.leave)
        self._done.clicked.connect(self.leave)
        self._cancel.clicked.connect(self.left)
        self._remove.clicked.connect(self._on_remove_clicked)

    @property
    def opened(self) -> OpenPage | None:
        """The page that is open, and not left yet."""
        return self._open

    def show_page(self, opened: OpenPage, state: JournalState) -> None:
        """Open a page, kept or only begun."""
        self._open = opened
        self._is_leaving = False
        page = opened.page
        is_damaged = page is not None and page.sealed is not None
        self._heading.setText(heading_text(opened, state))
        prompt = "" if page is None else page.prompt
        self._prompt.setText(prompt)
        self._prompt.setVisible(bool(prompt))
        self.box.setPlainText("" if page is None else page.words)
        self.box.setVisible(not is_damaged)
        self._damaged.setVisible(is_damaged)
        self._remove.setVisible(page is not None)
        self._cancel.setVisible(page is None)
        self.say("")
        self.verticalScrollBar().setValue(0)
        (self._done if is_damaged else self.box).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what was written or changed, and go back."""
        if self._open is not None and not self._is_leaving:
            # Asked once: whoever goes away and ends the program leaves twice.
            self._is_leaving = True
            self.kept.emit(self._open, self.box.text())

    def close_page(self) -> None:
        """Forget the page that is open: it is kept, or was let go."""
        self._open = None
        self.box.clear()

    def say(self, words: str) -> None:
        """Say why it can't be kept like this; what was typed stays."""
        self._is_leaving = False
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _lay_out(self) -> None:
        for part in (self._heading, self._prompt, self._damaged):
            self.column.addWidget(part)
        self.column.addWidget(self.box, 1)
        self.column.addWidget(self._note)
        row = QHBoxLayout()
        row.addWidget(self._done)
        row.addWidget(self._cancel)
        row.addStretch(1)
        row.addWidget(self._remove)
        self.column.addLayout(row)

    def _on_remove_clicked(self) -> None:
        if self._open is not None and self._open.page is not None:
            self.remove_asked.emit(self._open.page.id)


class ErasePage(HistoryPage):
    """What erasing means, and then what came of it."""

    erase_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._words = paragraph()
        self._sure = SwitchRow(theme, "sure", self.tr("All I wrote here may go for good"))
        self._erase = Button(theme, self.tr("Erase the journal"), "outline", "trash")
        self._back = Button(theme, self.tr("Leave it as it is"), "primary")
        self._lay_out()
        self._sure.chosen.connect(self._on_sure)
        self._erase.clicked.connect(self._on_erase)
        self._back.clicked.connect(self.left)

    def show_question(self) -> None:
        """Say what would go, and what would stay."""
        self._words.setText(
            self.tr(
                "Every page and every note on a practice goes: from the history's file and from "
                "all copies of it, overwritten, so that no file of Thaw's holds a word of it. "
                "There is no way back. Your practices stay, and so do your answers. What you "
                "exported stays where you put it."
            )
        )
        self._sure.show_value(False)
        self._sure.show()
        self._erase.setEnabled(False)
        self._erase.show()
        self._back.setText(self.tr("Leave it as it is"))
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_answer(self, words: str) -> None:
        """Say what is gone, or why it isn't."""
        self._words.setText(words)
        self._sure.hide()
        self._erase.hide()
        self._back.setText(self.tr("All right"))
        self._back.setEnabled(True)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        unit = self.theme.unit
        self.column.addWidget(label(self.tr("Erase the journal"), Text.TITLE))
        self.column.addWidget(self._words)
        self.column.addWidget(self._sure)
        row = QWidget()
        flow = FlowLayout(row, spacing=unit // 2)
        flow.addWidget(self._back)
        flow.addWidget(self._erase)
        self.column.addWidget(row)
        self.column.addStretch(1)

    def _on_sure(self, _name: str, is_sure: object) -> None:
        self._erase.setEnabled(bool(is_sure))

    def _on_erase(self) -> None:
        self._sure.hide()
        self._erase.hide()
        self._back.setEnabled(False)
        self._words.setText(self.tr("Erasing…"))
        self.erase_asked.emit()


class LockedPage(HistoryPage):
    """Nothing but the lock, and a way to write all the same."""

    unlock_asked = Signal(str)
    write_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self.passphrase.setPlaceholderText(self.tr("Passphrase"))
        self._unlock = Button(theme, self.tr("Unlock"), "primary")
        self._write = Button(theme, self.tr("Write a page"), "outline", "plus")
        self._said = paragraph()
        self._lay_out()
        self.passphrase.returnPressed.connect(self._on_unlock)
        self._unlock.clicked.connect(self._on_unlock)
        self._write.clicked.connect(self.write_asked)
        self.say("")

    def open(self) -> None:
        """Begin with an empty field."""
        self.passphrase.clear()
        self.say("")
        self._set_waiting(is_waiting=False)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Say what came of it; what was typed may be mended."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._set_waiting(is_waiting=False)
        if words:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            self.passphrase.selectAll()

    def _lay_out(self) -> None:
        theme = self.theme
        self.column.addWidget(label(self.tr("Journal"), Text.TITLE))
        self.column.addWidget(paragraph(self.tr("The journal is under your passphrase.")))
        entry = QWidget()
        entry.setMaximumWidth(theme.unit * 24)
        inner = QVBoxLayout(entry)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.unit // 2)
        inner.addWidget(self.passphrase)
        row = QWidget()
        flow = FlowLayout(row, spacing=theme.unit // 2)
        flow.addWidget(self._unlock)
        flow.addWidget(self._write)
        inner.addWidget(row)
        self.column.addWidget(entry)
        self.column.addWidget(self._said)
        hint = self.tr("What you write meanwhile is sealed at once, and can be read once unlocked.")
        self.column.addWidget(paragraph(hint, Text.SMALL, is_quiet=True))
        self.column.addStretch(1)

    def _on_unlock(self) -> None:
        if self.passphrase.text() and self._unlock.isEnabled():
            self._set_waiting(is_waiting=True)
            self.unlock_asked.emit(self.passphrase.text())

    def _set_waiting(self, *, is_waiting: bool) -> None:
        self._unlock.setEnabled(not is_waiting)
        self.passphrase.setReadOnly(is_waiting)
        self._unlock.setText(self.tr("Unlocking…") if is_waiting else self.tr("Unlock"))
