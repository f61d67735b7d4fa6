"""The session files that could not be read, and what to mend in each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from thaw.shell.library.state import FileProblem
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label


class ProblemsDialog(QDialog):
    """Lists every problem as text that can be selected and copied."""

    def __init__(self, theme: Theme, problems: Sequence[FileProblem], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Session files"))
        unit = theme.unit
        column = QVBoxLayout(self)
        column.setContentsMargins(unit, unit, unit, unit)
        column.setSpacing(unit // 2)
        column.addWidget(label(self.tr("Some files could not be read"), Text.HEADING))
        column.addWidget(
            label(
                self.tr("The rest of the library is not touched by them. What to mend:"),
                is_quiet=True,
            )
        )
        self._list = QPlainTextEdit(_as_text(problems))
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.setAccessibleName(self.tr("What to mend, file by file"))
        column.addWidget(self._list, 1)
        close = Button(theme, self.tr("Close"), "outline")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(min(unit * 32, parent.window().width()), min(unit * 22, 600))

    def text(self) -> str:
        """What the dialog lists."""
        return self._list.toPlainText()


def _as_text(problems: Sequence[FileProblem]) -> str:
    return "\n\n".join(
        "\n".join((problem.file, *(f"    {line}" for line in problem.lines)))
        for problem in problems
    )
