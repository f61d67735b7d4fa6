"""What is seen once, before the library, where nobody has used Thaw yet."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from thaw.shell.care.about_words import (
    applies_texts,
    gently_text,
    kept_text,
    limits_text,
    what_texts,
)
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.widgets.scroll_column import ScrollColumn


class FirstPage(QWidget):
    """What Thaw is, and one question that two buttons answer. Escape leaves it unanswered."""

    begun = Signal(bool)
    """Whether to begin gently."""
    help_asked = Signal()
    first_painted = Signal()
    """The view has been seen for the first time: what is slow may be loaded now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._was_painted = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Welcome to Thaw"))
        self.gently = Button(theme, self.tr("Begin gently"), "outline")
        self.as_it_is = Button(theme, self.tr("Begin as it is"), "outline")
        self.help = Button(theme, self.tr("Help (F1)"), "quiet")
        self._mark = QLabel()
        self._lay_out()
        self.gently.clicked.connect(self._on_gently_clicked)
        self.as_it_is.clicked.connect(self._on_as_it_is_clicked)
        self.help.clicked.connect(self.help_asked)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.begun.emit(False)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # Once this picture is on the screen, not while it is being drawn.
            told = QTimer(self)
            told.setSingleShot(True)
            told.timeout.connect(self.first_painted)
            told.start()

    def _lay_out(self) -> None:
        page = ScrollColumn(self._theme)
        column = page.column
        column.addStretch(1)
        column.addLayout(self._heading())
        for text in what_texts():
            column.addWidget(paragraph(text))
        column.addWidget(paragraph(limits_text(), Text.SMALL, is_quiet=True))
        column.addWidget(self._question())
        column.addWidget(self._answers())
        column.addWidget(paragraph(kept_text(), Text.SMALL, is_quiet=True))
        column.addStretch(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._mark)
        row.addWidget(paragraph(self.tr("Welcome to Thaw"), Text.TITLE), 1)
        return row

    def _question(self) -> QFrame:
        panel = QFrame()
        panel.setObjectName("panel")
        pad = min(self._theme.margin, 16)
        column = QVBoxLayout(panel)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(round(self._theme.unit * 0.35))
        asked = self.tr("Does any of this apply? You need not say which.")
        column.addWidget(paragraph(asked, Text.HEADING))
        for text in applies_texts():
            column.addLayout(self._point(text))
        column.addSpacing(round(self._theme.unit * 0.35))
        column.addWidget(paragraph(gently_text()))
        return panel

    def _point(self, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(round(self._theme.unit * 0.5))
        row.addWidget(QLabel("–"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(paragraph(text), 1)
        return row

    def _answers(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=self._theme.unit // 2)
        flow.addWidget(self.gently)
        flow.addWidget(self.as_it_is)
        flow.addWidget(self.help)
        return row

    def _on_gently_clicked(self) -> None:
        self.begun.emit(True)

    def _on_as_it_is_clicked(self) -> None:
        self.begun.emit(False)

    def _on_theme_changed(self) -> None:
        size = round(self._theme.unit * 2)
        self._mark.setPixmap(self._theme.pixmap("thaw-symbolic", "accent", size))
