"""The way to erase the journal: what it means, then what came of it."""

from PySide6.QtCore import Qt, Signal

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.scroll_column import ScrollColumn
from thaw.shell.widgets.setting_rows import SwitchRow


class ErasePage(ScrollColumn):
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
        self._back.setText(self.tr("Back to the journal"))
        self._back.setEnabled(True)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        unit = self.theme.unit
        self.column.addWidget(label(self.tr("Erase the journal"), Text.TITLE))
        self.column.addWidget(self._words)
        self.column.addWidget(self._sure)
        row = flow_row(self._back, self._erase, spacing=unit // 2)
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
