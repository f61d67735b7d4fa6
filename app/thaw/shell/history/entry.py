"""One practice: all that is kept of it, and what can be said differently."""

from datetime import date

from PySide6.QtCore import Qt, Signal

from thaw.shell.history.changes import PracticeDetail, PracticeForm
from thaw.shell.history.facts import practice_facts
from thaw.shell.history.form import EntryForm
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.scroll_column import ScrollColumn


class EntryPage(ScrollColumn):
    """A practice that is kept, or one done elsewhere that is being written down.

    What was changed is kept when the page is left, and can be undone: nothing is asked.
    """

    edited = Signal(object, object)
    """A ``PracticeDetail``, and the ``PracticeForm`` it is to have; the same if it may stay."""
    added = Signal(object)
    """A ``PracticeForm`` of something done elsewhere."""
    delete_asked = Signal(str)
    left = Signal()
    """Nothing is to be written down after all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._detail: PracticeDetail | None = None
        self._make_parts()
        self._lay_out()
        self._done.clicked.connect(self.done)
        self._cancel.clicked.connect(self.left)
        self._delete.clicked.connect(self._on_delete_clicked)

    def show_practice(self, detail: PracticeDetail, today: date) -> None:
        """Show a practice as it is kept."""
        self._detail = detail
        self._heading.setText(detail.entry.start.title)
        self._facts.setText(practice_facts(detail.entry))
        self._facts.show()
        self._open(detail.form, today)
        self.form.hide_note(detail.has_hidden_note)
        self._done.setText(self.tr("Done"))
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_new(self, form: PracticeForm, today: date, has_just_ended: bool) -> None:
        """Have a practice written down that was done elsewhere."""
        self._detail = None
        self._heading.setText(self.tr("A practice done elsewhere"))
        self._facts.hide()
        self._open(form, today, has_just_ended)
        self.form.hide_note(False)
        self._done.setText(self.tr("Add it"))
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, words: str) -> None:
        """Say why it can't be kept like this; what was typed stays."""
        self._refusal.setText(words)
        self._refusal.setVisible(bool(words))
        self.ensureWidgetVisible(self._refusal)

    def done(self) -> None:
        """Keep what the fields say."""
        self.show_refusal("")
        if self._detail is None:
            self.added.emit(self.form.form())
        else:
            self.edited.emit(self._detail, self.form.changed(self._detail.form))

    def leave(self) -> None:
        """Go back: what was changed is kept, and what was only begun is not."""
        if self._detail is None:
            self.left.emit()
        else:
            self.done()

    def _open(self, form: PracticeForm, today: date, has_just_ended: bool = False) -> None:
        self.form.show_form(form, today, has_just_ended)
        self.show_refusal("")
        is_new = self._detail is None
        self._cancel.setVisible(is_new)
        self._delete.setVisible(not is_new)
        self.verticalScrollBar().setValue(0)

    def _make_parts(self) -> None:
        theme = self.theme
        self._heading = paragraph(kind=Text.TITLE)
        self._facts = paragraph(is_quiet=True)
        self.form = EntryForm(theme)
        self._refusal = paragraph()
        self._refusal.hide()
        self._done = Button(theme, "", "primary")
        self._cancel = Button(theme, self.tr("Cancel"), "outline")
        self._delete = Button(theme, self.tr("Delete"), "quiet", "trash")

    def _lay_out(self) -> None:
        for part in (self._heading, self._facts, self.form, self._refusal):
            self.column.addWidget(part)
        row = flow_row(
            self._done, self._cancel, self._delete, spacing=self.theme.unit // 2, spreads=True
        )
        self.column.addWidget(row)
        self.column.addStretch(1)

    def _on_delete_clicked(self) -> None:
        if self._detail is not None:
            self.delete_asked.emit(self._detail.entry.id)
