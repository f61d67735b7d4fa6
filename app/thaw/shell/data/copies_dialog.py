"""The copies of the history there are, and going back to one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QWidget

from thaw.practice.copies import CopyContent, CopyKind, LogCopy
from thaw.shell.data.import_words import counted_practices
from thaw.shell.day_words import date_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.selectable_text import SelectableText
from thaw.shell.widgets.step_dialog import StepDialog


@dataclass(frozen=True, slots=True)
class CopyState:
    """A copy, and what is in it; None where it can't be read."""

    copy: LogCopy
    content: CopyContent | None


class CopiesDialog(StepDialog):
    """Lists the copies, asks once more, and stays until it is closed."""

    restore_asked = Signal(object)
    """The history is to be as this ``LogCopy`` has it."""

    def __init__(self, theme: Theme, found: Sequence[CopyState], parent: QWidget) -> None:
        super().__init__(theme, self.tr("Copies of the history"), 34, parent)
        self.rows: list[Button] = []
        self._asked_from: Button | None = None
        self._list = self._list_page(found)
        self._pages.addWidget(self._list)

    def ask_about(self, state: CopyState) -> None:
        """Say what going back to it means, and ask."""
        copy = state.copy
        said = self.tr(
            "The history will be as it was on {0}. What you have practised and written since is"
            " not in it. Today's history is kept beside the copies, so that you can take this back."
        ).format(_moment_text(copy))
        self.go_back = Button(self._theme, self.tr("Go back to it"), "outline")
        self.keep = Button(self._theme, self.tr("Keep today's"), "primary")
        self.go_back.clicked.connect(lambda: self._on_go_back_clicked(copy))
        self.keep.clicked.connect(self._show_list)
        heading = self.tr("Go back?")
        self._turn_to(self._page(heading, [paragraph(said)], [self.keep, self.go_back]), self.keep)

    def show_outcome(self, heading: str, words: str) -> None:
        """Say what came of it."""
        self.is_running = False
        self.close_it = self._closer("primary")
        said = SelectableText(words, heading)
        said.viewport().setAutoFillBackground(False)
        self._turn_to(self._page(heading, [said], [self.close_it]), self.close_it)

    def reject(self) -> None:
        # It is over in a moment, and is whole then; what came of it must be read.
        if not self.is_running:
            super().reject()

    def _list_page(self, found: Sequence[CopyState]) -> QWidget:
        words = self.tr(
            "One is made on each day of use. A week of them is kept, and four more weeks."
        )
        if not found:
            words = self.tr("There is no copy yet. One is made on each day of use.")
        parts: list[QWidget] = [paragraph(words, is_quiet=True)]
        for state in found:
            parts += self._row(state)
        return self._page(self.tr("Go back to a copy"), parts, [self._closer()])

    def _row(self, state: CopyState) -> list[QWidget]:
        button = Button(self._theme, self.tr("Go back"), "outline")
        button.setAccessibleName(self.tr("Go back to {0}").format(_moment_text(state.copy)))
        button.setEnabled(state.content is not None)
        button.clicked.connect(lambda: self._on_row_clicked(button, state))
        self.rows.append(button)
        day = QLabel(date_text(state.copy.day))
        line = flow_row(day, button, spacing=self._theme.unit // 2, spreads=True)
        return [line, paragraph(_content_text(state), Text.SMALL, is_quiet=True)]

    def _is_to_stay(self, page: QWidget) -> bool:
        return page is self._list

    def _show_list(self) -> None:
        self._turn_to(self._list, self._asked_from or self._list)

    def _on_row_clicked(self, button: Button, state: CopyState) -> None:
        self._asked_from = button
        self.ask_about(state)

    def _on_go_back_clicked(self, copy: LogCopy) -> None:
        self.is_running = True
        self.go_back.setEnabled(False)
        self.keep.setEnabled(False)
        self.restore_asked.emit(copy)


def _moment_text(copy: LogCopy) -> str:
    return f"{date_text(copy.day)}, {copy.at:%H:%M}"


def _content_text(state: CopyState) -> str:
    tr = QCoreApplication.translate
    at, content = f"{state.copy.at:%H:%M}", state.content
    if content is None:
        return tr("CopiesDialog", "{0}. It can't be read.").format(at)
    said = f"{at}. {counted_practices(content.practices)}"
    if content.last_day is not None:
        last = date_text(content.last_day)
        said = tr("CopiesDialog", "{0}, the last on {1}").format(said, last)
    kinds = {
        CopyKind.DAY: "",
        CopyKind.SCHEMA: tr("CopiesDialog", "Before an update."),
        CopyKind.REPLACED: tr("CopiesDialog", "Set aside when a copy took its place."),
    }
    return f"{said}. {kinds[state.copy.kind]}".rstrip()
