"""What is seen once, before the library, where nobody has used Thaw yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from thaw.shell.care.about_words import (
    applies_texts,
    gently_text,
    kept_text,
    limits_text,
    what_texts,
)
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.first_paint import FirstPaint
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.page import ColumnPage
from thaw.shell.widgets.panel import Panel


class FirstPage(ColumnPage):
    """What Thaw is, and one question that two buttons answer. Escape leaves it open."""

    begun = Signal(bool)
    """Whether to begin gently."""
    left = Signal()
    """It is not answered now."""
    help_asked = Signal()
    first_painted = Signal()
    """The view has been seen for the first time: what is slow may be loaded now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Welcome to Thaw"))
        self.gently = Button(theme, self.tr("Begin gently"), "outline")
        self.as_it_is = Button(theme, self.tr("Begin as it is"), "outline")
        self.later = Button(theme, self.tr("Later (Esc)"), "quiet")
        self.help = Button(theme, self.tr("Help (F1)"), "quiet")
        self._mark = QLabel()
        self._lay_out()
        self.gently.clicked.connect(self._on_gently_clicked)
        self.as_it_is.clicked.connect(self._on_as_it_is_clicked)
        self.later.clicked.connect(self.left)
        self.help.clicked.connect(self.help_asked)
        FirstPaint(self).done.connect(self.first_painted)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def go_back(self) -> None:
        self.left.emit()

    def _lay_out(self) -> None:
        column = self._column
        column.addStretch(1)
        column.addLayout(self._heading())
        for text in what_texts():
            column.addWidget(paragraph(text))
        column.addWidget(paragraph(limits_text(), Text.SMALL, is_quiet=True))
        column.addWidget(self._question())
        answers = (self.gently, self.as_it_is, self.later, self.help)
        column.addWidget(flow_row(*answers, spacing=self._theme.unit // 2))
        column.addWidget(paragraph(kept_text(), Text.SMALL, is_quiet=True))
        column.addStretch(2)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._mark)
        row.addWidget(paragraph(self.tr("Welcome to Thaw"), Text.TITLE), 1)
        return row

    def _question(self) -> Panel:
        panel = Panel(self._theme, spacing=0.35)
        panel.put(
            paragraph(self.tr("Does any of this apply? You need not say which."), Text.HEADING)
        )
        for text in applies_texts():
            panel.column.addLayout(self._point(text))
        panel.column.addSpacing(round(self._theme.unit * 0.35))
        panel.put(paragraph(gently_text()))
        return panel

    def _point(self, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(round(self._theme.unit * 0.5))
        row.addWidget(QLabel("–"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(paragraph(text), 1)
        return row

    def _on_gently_clicked(self) -> None:
        self.begun.emit(True)

    def _on_as_it_is_clicked(self) -> None:
        self.begun.emit(False)

    def _on_theme_changed(self) -> None:
        size = round(self._theme.unit * 2)
        self._mark.setPixmap(self._theme.pixmap("thaw-symbolic", "accent", size))
