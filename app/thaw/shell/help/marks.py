"""Five boxes in which a person may say how it is just now. Nothing of it is kept."""

from PySide6.QtCore import Signal

from thaw.care.rules import Distress
from thaw.shell.help.words import mark_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import paragraph
from thaw.shell.widgets.panel import Panel
from thaw.shell.widgets.setting_rows import SwitchRow


class MarksPanel(Panel):
    """The boxes, what they are for, and what is said once one of them is ticked."""

    marked = Signal(object)
    """All that is ticked now: a frozenset of ``Distress``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=0.7)
        self.put(
            paragraph(
                self.tr("Tick what is so, or nothing. It holds until you untick it, or Thaw ends.")
            )
        )
        self.boxes = {mark: SwitchRow(theme, mark.value, mark_text(mark)) for mark in Distress}
        for row in self.boxes.values():
            self.put(row)
            row.chosen.connect(self._on_chosen)
        self._answer = paragraph(
            self.tr(
                "Then somebody to talk to comes first, from above or anybody else. Practice can"
                " wait: until the boxes are empty, a grounding is all that Thaw suggests."
            )
        )
        self.put(self._answer)
        self.put(
            paragraph(self.tr("What you tick is not kept and not sent."), Text.SMALL, is_quiet=True)
        )
        self._answer.hide()

    def clear(self) -> None:
        """Tick nothing."""
        for row in self.boxes.values():
            row.show_value(False)
        self._on_chosen("", False)

    def marks(self) -> frozenset[Distress]:
        return frozenset(mark for mark, row in self.boxes.items() if row.box.isChecked())

    def _on_chosen(self, _name: str, _is_on: bool) -> None:
        marks = self.marks()
        self._answer.setVisible(bool(marks))
        self.marked.emit(marks)
