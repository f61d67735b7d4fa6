"""One page of the journal: read, written, changed."""

from PySide6.QtCore import Qt, Signal

from thaw.shell.journal.state import JournalState, OpenPage
from thaw.shell.journal.words import heading_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.scroll_column import ScrollColumn
from thaw.shell.widgets.writing_box import WritingBox


class WritePage(ScrollColumn):
    """One page, to be read, written or changed. Leaving keeps what was changed."""

    kept = Signal(object, str)
    """An ``OpenPage``, and the words it is to have."""
    remove_asked = Signal(str)
    let_go = Signal(object, str)
    """An ``OpenPage`` that is not to be kept, and the words that stand on it."""

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
        self._let_go = Button(theme, self.tr("Let it go"), "outline")
        self._remove = Button(theme, self.tr("Remove"), "quiet", "trash")
        self._lay_out()
        self.box.done.connect(self.leave)
        self._done.clicked.connect(self.leave)
        self._let_go.clicked.connect(self._on_let_go_clicked)
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
        self.box.setPlainText(opened.begun if page is None else page.words)
        self.box.setVisible(not is_damaged)
        self._damaged.setVisible(is_damaged)
        self._remove.setVisible(page is not None)
        self._let_go.setVisible(page is None)
        self._done.setText(self.tr("Keep it") if page is None else self.tr("Done"))
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
        unit = self.theme.unit
        ways = (self._done, self._let_go, self._remove)
        self.column.addWidget(flow_row(*ways, spacing=unit // 2, spreads=True))

    def _on_let_go_clicked(self) -> None:
        if self._open is not None:
            self.let_go.emit(self._open, self.box.text())

    def _on_remove_clicked(self) -> None:
        if self._open is not None and self._open.page is not None:
            self.remove_asked.emit(self._open.page.id)
