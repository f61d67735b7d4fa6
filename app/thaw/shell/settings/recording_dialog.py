"""A session's lines, one below the other, each with a way to record it in one's own voice."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from thaw.shell.settings.recording_state import Doing, LineState
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row

_STEPS = 100


class LineRow(QWidget):
    """One line: its words, what is known of it, and what can be done with it."""

    record_asked = Signal()
    finish_asked = Signal()
    listen_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme, state: LineState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = state
        self.text = label(state.text)
        self.words = label(kind=Text.SMALL, is_quiet=True)
        self.record = Button(theme, "", "outline")
        self.listen = Button(theme, "", "outline")
        self.delete = Button(theme, self.tr("Delete"), "outline")
        self.level = QProgressBar()
        self.level.setRange(0, _STEPS)
        self.level.setTextVisible(False)
        self.level.setAccessibleName(self.tr("How loud it is"))
        self._lay_out()
        self.record.clicked.connect(self._on_record_clicked)
        self.listen.clicked.connect(self.listen_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.show_state(state)

    def show_state(self, state: LineState) -> None:
        """Show the line as it is now; buttons that can do nothing are not there."""
        self._state = state
        is_recording = state.doing is Doing.RECORDING
        is_idle = state.doing is Doing.NOTHING
        again = self.tr("Record again") if state.is_recorded else self.tr("Record")
        self._name(self.record, self.tr("Finish") if is_recording else again)
        is_listening = state.doing is Doing.LISTENING
        self._name(self.listen, self.tr("Stop") if is_listening else self.tr("Listen"))
        self._name(self.delete, self.tr("Delete"))
        self.record.setEnabled(is_recording or (is_idle and state.can_begin))
        self.listen.setVisible(state.is_recorded and not is_recording)
        self.listen.setEnabled(is_listening or (is_idle and state.can_begin))
        self.delete.setVisible(state.is_recorded and not is_recording)
        self.delete.setEnabled(is_idle and state.can_begin)
        self.level.setVisible(is_recording)
        self.words.setText(state.words or self._known(state))

    def focus_next(self) -> None:
        """Give the keyboard to what comes after a take: listening to it, or another."""
        (self.listen if self._state.is_recorded else self.record).setFocus()

    def show_take(self, words: str, loudness: float) -> None:
        """Show how far a take has come, and how loud it is, from 0 to 1."""
        self.words.setText(words)
        self.level.setValue(round(loudness * _STEPS))

    def _known(self, state: LineState) -> str:
        return self.tr("In your voice") if state.is_recorded else self.tr("Not recorded")

    def _name(self, button: Button, words: str) -> None:
        button.setText(words)
        button.setAccessibleName(self.tr("{0}: {1}").format(words, self._state.text))

    def _lay_out(self) -> None:
        unit = self._theme.unit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, unit // 2, 0, unit // 2)
        column.setSpacing(unit // 3)
        column.addWidget(self.text)
        column.addWidget(self.words)
        column.addWidget(self.level)
        buttons = flow_row(self.record, self.listen, self.delete, spacing=unit // 2)
        column.addWidget(buttons)

    @Slot()
    def _on_record_clicked(self) -> None:
        is_recording = self._state.doing is Doing.RECORDING
        (self.finish_asked if is_recording else self.record_asked).emit()


class RecordingDialog(QDialog):
    """Tells what is asked of which line. Escape ends a take first, and then the dialog."""

    record_asked = Signal(str)
    finish_asked = Signal()
    listen_asked = Signal(str)
    delete_asked = Signal(str)
    cancel_asked = Signal()
    """A take is not wanted after all."""
    left = Signal()

    def __init__(
        self, theme: Theme, title: str, lines: Sequence[LineState], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(self.tr("In your own voice"))
        self._theme = theme
        self._is_recording = False
        self._done_with = ""
        """The line whose take is being kept."""
        self.rows = {state.text: LineRow(theme, state) for state in lines}
        self._lay_out(title)
        for text, row in self.rows.items():
            self._connect(text, row)
        room = parent.window().size()
        self.resize(min(theme.unit * 34, room.width()), min(theme.unit * 36, room.height()))

    def show_lines(self, lines: Sequence[LineState]) -> None:
        """Show every line as it is now."""
        self._is_recording = any(state.doing is Doing.RECORDING for state in lines)
        for state in lines:
            self.rows[state.text].show_state(state)
            if state.text == self._done_with and state.doing is Doing.NOTHING:
                # Its buttons were off meanwhile, and the focus went on without them.
                self._done_with = ""
                self.rows[state.text].focus_next()

    def reject(self) -> None:
        if self._is_recording:
            self.cancel_asked.emit()
            return
        self.left.emit()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancel_asked.emit()
        self.left.emit()
        super().closeEvent(event)

    def _connect(self, text: str, row: LineRow) -> None:
        row.record_asked.connect(lambda: self.record_asked.emit(text))
        row.finish_asked.connect(lambda: self._on_finish_asked(text))
        row.listen_asked.connect(lambda: self.listen_asked.emit(text))
        row.delete_asked.connect(lambda: self.delete_asked.emit(text))

    def _on_finish_asked(self, text: str) -> None:
        self._done_with = text
        self.finish_asked.emit()

    def _lay_out(self, title: str) -> None:
        unit = self._theme.unit
        column = QVBoxLayout(self)
        column.setContentsMargins(unit, unit, unit, unit)
        column.setSpacing(unit // 2)
        column.addWidget(label(title, Text.HEADING))
        says = self.tr("Lines you record are heard in place of the voice. Leave out any you like.")
        column.addWidget(label(says, is_quiet=True))
        column.addWidget(self._scrolled(), 1)
        close = Button(self._theme, self.tr("Close"), "primary")
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _scrolled(self) -> QScrollArea:
        page = QWidget()
        page.setObjectName("page")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, self._theme.unit // 2, 0)
        rows.setSpacing(0)
        for row in self.rows.values():
            rows.addWidget(row)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area
