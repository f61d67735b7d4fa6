"""Fields side by side in one line, whatever each kind of them would like, under their names."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractSpinBox, QVBoxLayout, QWidget

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import paragraph


def named_field(
    theme: Theme, words: str, field: QWidget, *, is_whole_line: bool = False
) -> QWidget:
    """``field`` below its name, which is told to who can't see it as well."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(max(theme.unit // 6, 2))
    name = paragraph(words, Text.SMALL, is_quiet=True)
    # Side by side, a name is no narrower than its words; alone on a line it may be.
    name.setWordWrap(is_whole_line)
    name.setBuddy(field)
    field.setAccessibleName(words)
    column.addWidget(name)
    column.addWidget(field)
    return made


def keep_in_line(theme: Theme, line: QWidget, fields: Sequence[QWidget]) -> None:
    """Give ``fields`` the height that ``line`` has at the size of text of now."""
    for field in fields:
        field.setFixedHeight(line.sizeHint().height())
        if isinstance(field, QAbstractSpinBox):
            # A style sheet's padding does not reach the text in these.
            field.lineEdit().setTextMargins(round(theme.unit * 0.6), 0, 0, 0)
