"""What is seen of a practice that is on: the breath, the line being said, and the controls."""

from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from thaw.core.plan import fullness
from thaw.core.units import RATE, Frames
from thaw.shell.journal.writing_pad import WritingPad
from thaw.shell.player.breath_canvas import BreathCanvas
from thaw.shell.player.breath_row import BreathRow
from thaw.shell.player.caption import Caption
from thaw.shell.player.controls import FaultPanel, PlayerControls
from thaw.shell.player.state import PlayerState, PlayerStatus
from thaw.shell.player.top import PlayerTop
from thaw.shell.player.words import caption_text, time_left_text
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import label, set_words
from thaw.shell.widgets.fading import Fading
from thaw.shell.widgets.tall_scroll import TallScroll

LATE: Final = 2 * RATE
"""A key comes late where a wait ended by itself no longer ago than this, in frames."""
_ALL_IT_NEEDS: Final = 1000
"""A stretch beside which all others give way."""


class PracticePage(QWidget):
    """Shows a state and asks nothing by itself: its parts tell what was pressed."""

    prompt_changed = Signal()
    """Something else, or nothing any more, may be answered in writing now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = PlayerState()
        self._frame = Frames(0)
        """Where the shape is: on its way on from the state in sight."""
        self._is_low = False
        self._waited_until = -LATE
        """The frame at which the practice was last seen to wait."""
        self._wants_time = False
        self._wants_count = False
        self._make_parts()
        self._lay_out()
        self.chrome = Fading(theme, (self.top, self.controls, *self.row.buttons), self)

    def show_state(self, state: PlayerState) -> None:
        """Show a practice at one moment."""
        self._state = state
        if state.moment is not None:
            self._frame = state.moment.frame
        self._show_moment()

    def show_frame(self, frame: Frames) -> None:
        """Move the shape to ``frame``, in the same breath as the state that is shown.

        Sixty times a second nothing else differs.
        """
        self._frame = frame
        self.caption.advance()
        moment = self._state.moment
        if moment is None:
            return
        breath = moment.breath
        self.canvas.show_breath(breath, frame, 0.0 if breath is None else fullness(breath, frame))
        if moment.is_waiting:
            self._waited_until = frame

    def show_status(self, state: PlayerState) -> None:
        """Show what only changes with the status: what can be done now, and of what."""
        self._state = state
        # Its frames are those of another practice, or somebody has paused since.
        self._waited_until = -LATE
        self.top.show_title(state.title)
        has_fault = state.status is PlayerStatus.FAULT
        self.controls.setVisible(not has_fault)
        self._fault_area.setVisible(has_fault)
        self.controls.show_status(state.status)
        if has_fault:
            self.fault.show_state(state)
            self._fault_area.fit()
            self.fault.focus_first()

    def toggle_time(self) -> None:
        """Show the time left, or no longer."""
        self._wants_time = not self._wants_time
        self._show_wants()

    def toggle_count(self) -> None:
        """Show the seconds of each breath, or no longer."""
        self._wants_count = not self._wants_count
        self._show_wants()

    def is_waiting(self) -> bool:
        moment = self._state.moment
        is_playing = self._state.status is PlayerStatus.PLAYING
        return is_playing and moment is not None and moment.is_waiting

    def has_just_waited(self) -> bool:
        """Whether a wait ended a moment ago: a key that comes late was meant to go on."""
        moment = self._state.moment
        return moment is not None and 0 <= moment.frame - self._waited_until < LATE

    def is_writing(self) -> bool:
        """Whether something may be answered in writing now."""
        return bool(self._prompt())

    def is_used(self) -> bool:
        """Whether the pointer is where something can be pressed."""
        return self.controls.underMouse() or self.top.is_used() or self.row.is_used()

    def keep_clear(self, taken: QRect) -> None:
        """Leave the part of the screen that something beside the breath takes; none, if empty."""
        left = self.mapFromGlobal(taken.topLeft()).x()
        edge = self.width() - self._theme.margin
        # In a narrow window it lies at the foot, and nothing would be left beside it.
        is_beside = not taken.isEmpty() and left > self.width() // 3
        self._column.setContentsMargins(0, 0, max(edge - left, 0) if is_beside else 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the line being said gets the room, rather than the breath."""
        super().resizeEvent(event)
        is_low = self.height() < self._theme.unit * 26
        line = 0 if is_low else round(self._theme.unit * 1.7)
        for words in (self.row, self._time):
            words.setMinimumHeight(line)
        self._column.setStretchFactor(self.canvas, 3 if is_low else 6)
        self._column.setStretchFactor(self.caption, 4 if is_low else 3)
        self._is_low = is_low
        self._show_moment()

    def _make_parts(self) -> None:
        theme = self._theme
        self.top = PlayerTop(theme)
        self.canvas = BreathCanvas(theme)
        self.pad = WritingPad(theme)
        self.row = BreathRow(theme)
        self.caption = Caption(theme)
        self._time = label(is_quiet=True)
        self._time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.controls = PlayerControls(theme)
        self.fault = FaultPanel(theme)
        for part in (self.canvas, self.caption, self._time):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for widget in (self, self.top, self.controls):
            widget.setMouseTracking(True)

    def _lay_out(self) -> None:
        unit, margin = self._theme.unit, self._theme.margin
        spacing = min(round(unit * 0.4), 8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, margin // 2, margin, margin)
        outer.setSpacing(spacing)
        outer.addWidget(self.top)
        self._column = column = QVBoxLayout()
        column.setSpacing(spacing)
        outer.addLayout(column, 1)
        column.addWidget(self.pad, 9)
        column.addWidget(self.canvas, 5)
        column.addWidget(self.row)
        column.addWidget(self.caption, 3)
        column.addWidget(self._time)
        column.addWidget(self.controls)
        self._fault_area = TallScroll(self.fault)
        self._fault_area.hide()
        column.addWidget(self._fault_area, _ALL_IT_NEEDS)
        # With no breath in sight something has to take what is left.
        column.addSpacerItem(QSpacerItem(0, 0, vData=QSizePolicy.Policy.Expanding))
        for words in (self.row, self._time):
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _show_moment(self) -> None:
        state, moment = self._state, self._state.moment
        self.caption.show_line(*caption_text(state))
        self.row.show_state(state, self._wants_count)
        self.top.show_moment(state)
        time_left = time_left_text(moment) if self._wants_time and moment is not None else ""
        set_words(self._time, time_left)
        self.show_frame(self._frame)
        is_new = self.pad.show_prompt(self._prompt())
        self._share_room()
        if is_new:
            self.prompt_changed.emit()

    def _share_room(self) -> None:
        """Have in sight what there is something to show of, and room for."""
        has_time = bool(self._time.text())
        has_fault = self._state.status is PlayerStatus.FAULT
        is_writing = self.is_writing()
        self.caption.setVisible(not has_fault and not is_writing)
        self.canvas.setVisible(not is_writing and (not has_fault or not self._is_low))
        for words, has_words in ((self.row, bool(self.row.word())), (self._time, has_time)):
            words.setVisible(not has_fault and (has_words or not self._is_low))

    def _show_wants(self) -> None:
        self.top.show_wants(time=self._wants_time, count=self._wants_count)
        self._show_moment()

    def _prompt(self) -> str:
        """What may be answered in writing now; who is in the middle of a word may finish."""
        moment = self._state.moment
        if moment is None or not self._state.status.is_going:
            return ""
        return moment.prompt or self.pad.prompt_in_use()
