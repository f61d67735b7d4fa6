"""All pages of the journal: to be searched, opened, and dealt with as a whole."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal

from thaw.shell.journal.model import JournalList, JournalModel
from thaw.shell.journal.state import JournalState
from thaw.shell.journal.words import nothing_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label, paragraph
from thaw.shell.widgets.filter_box import FilterBox
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.scroll_column import ScrollColumn

_PAUSE_MS: Final = 250
"""After so long without another letter the words are looked for."""


class AllPages(ScrollColumn):
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
        top = flow_row(self._write, self._export, self._lock, self._erase, spacing=unit // 2)
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
