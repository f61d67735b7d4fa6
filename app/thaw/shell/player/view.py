"""The practice itself: the breath, the line being said, and nothing else unless wanted."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QSpacerItem,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from thaw.core.breath import Phase
from thaw.core.units import RATE
from thaw.shell.journal.writing_pad import WritingPad
from thaw.shell.player.breath_canvas import BreathCanvas
from thaw.shell.player.breath_row import BreathRow
from thaw.shell.player.caption import Caption
from thaw.shell.player.controls import SEEK_S, FaultPanel, PlayerControls
from thaw.shell.player.end_panel import EndPanel
from thaw.shell.player.grounding import Grounding
from thaw.shell.player.state import PlayerState, PlayerStatus
from thaw.shell.player.top import PlayerTop
from thaw.shell.player.words import caption_text, time_left_text
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import label
from thaw.shell.widgets.fading import Fading
from thaw.shell.widgets.tall_scroll import TallScroll

SMOOTH_MS: Final = 16
SLOW_MS: Final = 50
STILL_MS: Final = 250
REST_MS: Final = 3000
"""How long the controls stay after the last movement."""
OVER: Final = (PlayerStatus.FINISHED, PlayerStatus.STOPPED)
LATE: Final = 2 * RATE
"""A key comes late where a wait ended by itself no longer ago than this, in frames."""
_ALL_IT_NEEDS: Final = 1000
"""A stretch beside which all others give way."""

ReadState = Callable[[], PlayerState]


class PlayerView(QWidget):
    """Pulls a state as often as what it shows moves, and asks; it changes nothing itself.

    It reads only while it is in sight. After each question it reads at once, so a
    button never shows what was true before it was pressed.
    """

    pause_asked = Signal()
    resume_asked = Signal()
    restart_asked = Signal()
    stop_asked = Signal()
    """End here, with a fade; what was practised counts."""
    ground_asked = Signal()
    """End here as well, and show a grounding."""
    grounding_ended = Signal()
    seek_asked = Signal(int)
    """Go so many seconds on, or back where negative."""
    easier_asked = Signal()
    slower_asked = Signal()
    go_on_asked = Signal()
    """End the wait that is on."""
    levels_asked = Signal(QWidget)
    """The levels are wanted, below this button."""
    retry_asked = Signal()
    """Try the sound device again."""
    silent_asked = Signal()
    """Go on from here without sound."""
    library_asked = Signal()
    history_asked = Signal()
    help_asked = Signal()
    """Help is wanted now, and afterwards what is here."""

    def __init__(self, theme: Theme, read_state: ReadState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._read_state = read_state
        self._state = PlayerState()
        self._wants_time = False
        self._wants_count = False
        self._is_low = False
        self._waited_until = -LATE
        """The frame at which the practice was last seen to wait."""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.refresh)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.rest_now)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.show_state(self._state)

    def refresh(self) -> None:
        """Read the state and show it."""
        self.show_state(self._read_state())
        interval = self.interval()
        if self._timer.interval() != interval:
            self._timer.setInterval(interval)

    def show_state(self, state: PlayerState) -> None:
        """Show a practice at one moment."""
        before, self._state = self._state, state
        is_same = state.title == before.title and state.is_grounding == before.is_grounding
        if state.status is not before.status or not is_same:
            self._on_status_changed(before.status)
        if self._is_over():
            self.end.show_state(state)
            return
        self._show_moment()

    def shows_time(self) -> bool:
        return self._wants_time

    def controls_shown(self) -> bool:
        """True while the controls are there, or on their way in."""
        return self._chrome.is_shown

    def rest_now(self) -> None:
        """Let the controls go, as they do by themselves after a while, unless they are in use."""
        in_use = (
            self._state.status is not PlayerStatus.PLAYING
            or self._controls.underMouse()
            or self._top.is_used()
            or self._row.is_used()
            or self._has_focused_control()
        )
        if in_use:
            self._rest.start()
            return
        self._chrome.set_shown(False)
        self.setCursor(Qt.CursorShape.BlankCursor)

    def interval(self) -> int:
        """How long until what is shown will look different, in milliseconds."""
        state, moment = self._state, self._state.moment
        if self.caption.is_fading():
            return SMOOTH_MS
        if state.status is not PlayerStatus.PLAYING or moment is None:
            return STILL_MS
        if self._theme.reduces_motion:
            return SLOW_MS if moment.breath is not None else STILL_MS
        if moment.breath is None or moment.breath.phase in (Phase.HOLD, Phase.REST):
            return SLOW_MS
        return SMOOTH_MS

    def keep_clear(self, taken: QRect) -> None:
        """Leave the part of the screen that something beside the breath takes; none, if empty."""
        left = self.mapFromGlobal(taken.topLeft()).x()
        edge = self.width() - self._theme.margin
        # In a narrow window it lies at the foot, and nothing would be left beside it.
        is_beside = not taken.isEmpty() and left > self.width() // 3
        self._column.setContentsMargins(0, 0, max(edge - left, 0) if is_beside else 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._wake()
        if self._is_grounding():
            self._grounding.keyPressEvent(event)
        elif self._is_over():
            self._on_key_at_end(event)
        elif self._is_writing():
            self._on_key_while_writing(event)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._on_seek_asked(SEEK_S if event.key() == Qt.Key.Key_Right else -SEEK_S)
        elif not event.isAutoRepeat():
            # A key that is held asks once.
            self._on_key(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._wake()
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere but on a button goes on at a wait; else it shows the time left."""
        self._wake()
        if event.button() != Qt.MouseButton.LeftButton or self._is_over():
            return
        if self._is_writing():
            self.pad.take("")
        elif self._is_waiting():
            self._ask(self.go_on_asked)
        else:
            self._on_time_asked()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_focus()
        self._wake()
        self.refresh()
        self._timer.start(self.interval())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the line being said gets the room, rather than the breath."""
        super().resizeEvent(event)
        is_low = self.height() < self._theme.unit * 26
        line = 0 if is_low else round(self._theme.unit * 1.7)
        for words in (self._row, self._time):
            words.setMinimumHeight(line)
        self._column.setStretchFactor(self.canvas, 3 if is_low else 6)
        self._column.setStretchFactor(self.caption, 4 if is_low else 3)
        self._is_low = is_low
        self._show_moment()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._rest.stop()

    def _make_parts(self) -> None:
        theme = self._theme
        self._top = PlayerTop(theme)
        self.canvas = BreathCanvas(theme)
        self.pad = WritingPad(theme)
        self._row = BreathRow(theme)
        self.caption = Caption(theme)
        self._time = label(is_quiet=True)
        self._time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._controls = PlayerControls(theme)
        self._fault = FaultPanel(theme)
        self.end = EndPanel(theme)
        self._grounding = Grounding(theme, time.monotonic)
        for part in (self.canvas, self.caption, self._time):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _lay_out(self) -> None:
        unit, margin = self._theme.unit, self._theme.margin
        self._practice = QWidget()
        spacing = min(round(unit * 0.4), 8)
        outer = QVBoxLayout(self._practice)
        outer.setContentsMargins(margin, margin // 2, margin, margin)
        outer.setSpacing(spacing)
        outer.addWidget(self._top)
        self._column = column = QVBoxLayout()
        column.setSpacing(spacing)
        outer.addLayout(column, 1)
        column.addWidget(self.pad, 9)
        column.addWidget(self.canvas, 5)
        column.addWidget(self._row)
        column.addWidget(self.caption, 3)
        column.addWidget(self._time)
        column.addWidget(self._controls)
        self._fault_area = TallScroll(self._fault)
        self._fault_area.hide()
        column.addWidget(self._fault_area, _ALL_IT_NEEDS)
        # With no breath in sight something has to take what is left.
        column.addSpacerItem(QSpacerItem(0, 0, vData=QSizePolicy.Policy.Expanding))
        for words in (self._row, self._time):
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._practice)
        self._stack.addWidget(self.end)
        self._stack.addWidget(self._grounding)
        for widget in (self, self._practice, self._top, self._controls):
            widget.setMouseTracking(True)
        self._chrome = Fading(self._theme, (self._top, self._controls, *self._row.buttons), self)

    def _connect(self) -> None:
        self._top.time_asked.connect(self._on_time_asked)
        self._top.count_asked.connect(self._on_count_asked)
        self._top.levels_asked.connect(self.levels_asked)
        self._top.help_asked.connect(self.help_asked)
        self._row.easier_asked.connect(self._on_easier_asked)
        self._row.slower_asked.connect(self._on_slower_asked)
        self._row.go_on_asked.connect(self._on_go_on_asked)
        self.pad.go_on_asked.connect(self._on_go_on_asked)
        self._controls.restart_asked.connect(self._on_restart_asked)
        self._controls.seek_asked.connect(self._on_seek_asked)
        self._controls.toggle_asked.connect(self._on_toggle_asked)
        self._controls.stop_asked.connect(self._on_stop_asked)
        self._controls.ground_asked.connect(self._on_ground_asked)
        self._fault.retry_asked.connect(self._on_retry_asked)
        self._fault.silent_asked.connect(self._on_silent_asked)
        self._fault.stop_asked.connect(self._on_stop_asked)
        self._fault.ground_asked.connect(self._on_ground_asked)
        self._grounding.ended.connect(self._on_grounding_ended)
        self._grounding.library_asked.connect(self.library_asked)
        self._grounding.help_asked.connect(self.help_asked)
        self.end.library_asked.connect(self.library_asked)
        self.end.history_asked.connect(self.history_asked)

    def _show_moment(self) -> None:
        state, moment = self._state, self._state.moment
        self.caption.show_line(*caption_text(state))
        self.caption.advance()
        self._row.show_state(state, self._wants_count)
        if moment is not None:
            self.canvas.show_breath(moment.breath, moment.frame, moment.fullness)
            self._waited_until = moment.frame if moment.is_waiting else self._waited_until
        self._top.show_moment(state)
        time_left = time_left_text(moment) if self._wants_time and moment is not None else ""
        _say(self._time, time_left)
        has_fault = state.status is PlayerStatus.FAULT
        self._show_pad(self._prompt())
        is_writing = self._is_writing()
        self.caption.setVisible(not has_fault and not is_writing)
        self.canvas.setVisible(not is_writing and (not has_fault or not self._is_low))
        for words, text in ((self._row, self._row.word()), (self._time, time_left)):
            words.setVisible(not has_fault and (bool(text) or not self._is_low))

    def _show_pad(self, prompt: str) -> None:
        """Show a question and give it the keyboard; take that back where it is over."""
        if not self.pad.show_prompt(prompt):
            return
        if prompt or not self._is_over():
            self._take_focus()

    def _on_status_changed(self, before: PlayerStatus) -> None:
        state = self._state
        self._top.show_title(state.title)
        self._stack.setCurrentWidget(self._page())
        if self._is_grounding():
            self._grounding.begin()
        has_fault = state.status is PlayerStatus.FAULT
        self._controls.setVisible(not has_fault)
        self._fault_area.setVisible(has_fault)
        self._controls.show_status(state.status)
        if has_fault:
            self._fault.show_state(state)
            self._fault_area.fit()
            self._fault.focus_first()
        elif self._is_over() or before in (PlayerStatus.FAULT, *OVER):
            self._take_focus()
        self._wake()

    def _take_focus(self) -> None:
        """Keys go to the practice; once it is over, to the way on."""
        if self._is_grounding():
            self._grounding.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._is_over():
            self.end.focus_first()
        elif self._is_writing():
            self.pad.box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self) -> QWidget:
        if self._is_grounding():
            return self._grounding
        return self.end if self._is_over() else self._practice

    def _is_over(self) -> bool:
        return self._state.status in OVER

    def _is_grounding(self) -> bool:
        return self._is_over() and self._state.is_grounding

    def _wake(self) -> None:
        """Bring the controls, and let them go again after a while."""
        self._chrome.set_shown(True)
        self.unsetCursor()
        self._rest.start()

    def _has_focused_control(self) -> bool:
        focused = self.focusWidget()
        return focused is not None and focused is not self and focused.hasFocus()

    def _is_waiting(self) -> bool:
        moment = self._state.moment
        is_playing = self._state.status is PlayerStatus.PLAYING
        return is_playing and moment is not None and moment.is_waiting

    def _prompt(self) -> str:
        """What may be answered in writing now; who is in the middle of a word may finish."""
        moment = self._state.moment
        if moment is None or self._state.status not in (PlayerStatus.PLAYING, PlayerStatus.PAUSED):
            return ""
        return moment.prompt or self.pad.prompt_in_use()

    def _is_writing(self) -> bool:
        return bool(self._prompt())

    def _has_just_waited(self) -> bool:
        """Whether a wait ended a moment ago: a key that comes late was meant to go on."""
        moment = self._state.moment
        return moment is not None and 0 <= moment.frame - self._waited_until < LATE

    def _on_key(self, event: QKeyEvent) -> None:
        question = self._question(event.key())
        match event.key():
            case _ if question is not None:
                self._ask(question)
            case Qt.Key.Key_MediaTogglePlayPause:
                self._on_toggle_asked()
            case Qt.Key.Key_T:
                self._on_time_asked()
            case Qt.Key.Key_C:
                self._on_count_asked()
            case Qt.Key.Key_L:
                self._top.ask_levels()
            case _ if self._is_waiting() and event.text():
                # With closed eyes nobody looks for one key.
                self._ask(self.go_on_asked)
            case Qt.Key.Key_Space if not self._has_just_waited():
                self._on_toggle_asked()
            case _:
                super().keyPressEvent(event)

    def _question(self, key: int) -> SignalInstance | None:
        """What a key alone asks for."""
        questions: dict[int, SignalInstance] = {
            Qt.Key.Key_R: self.restart_asked,
            Qt.Key.Key_Escape: self.ground_asked,
            Qt.Key.Key_Q: self.stop_asked,
            Qt.Key.Key_E: self.easier_asked,
            Qt.Key.Key_S: self.slower_asked,
        }
        return questions.get(key)

    def _on_key_while_writing(self, event: QKeyEvent) -> None:
        """Letters beside the box are meant for it; only what can't be one is for the practice."""
        if event.key() == Qt.Key.Key_Escape:
            self._ask(self.ground_asked)
        elif event.key() == Qt.Key.Key_MediaTogglePlayPause:
            self._on_toggle_asked()
        elif event.text().isprintable():
            self.pad.take(event.text())

    def _on_key_at_end(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            # One that is still held from before is no wish to leave this as well.
            return
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.end.leave_for_library()
        else:
            super().keyPressEvent(event)

    def _ask(self, question: SignalInstance) -> None:
        question.emit()
        self.refresh()

    def _on_toggle_asked(self) -> None:
        if self._state.status is PlayerStatus.PLAYING:
            self._ask(self.pause_asked)
        elif self._state.status is PlayerStatus.PAUSED:
            self._ask(self.resume_asked)

    def _on_restart_asked(self) -> None:
        self._ask(self.restart_asked)

    def _on_easier_asked(self) -> None:
        self._ask(self.easier_asked)

    def _on_slower_asked(self) -> None:
        self._ask(self.slower_asked)

    def _on_go_on_asked(self) -> None:
        self.pad.finish()
        self._ask(self.go_on_asked)

    def _on_stop_asked(self) -> None:
        self._ask(self.stop_asked)

    def _on_ground_asked(self) -> None:
        self._ask(self.ground_asked)

    def _on_grounding_ended(self) -> None:
        self._ask(self.grounding_ended)

    def _on_retry_asked(self) -> None:
        self._ask(self.retry_asked)

    def _on_silent_asked(self) -> None:
        self._ask(self.silent_asked)

    def _on_seek_asked(self, seconds: int) -> None:
        self.seek_asked.emit(seconds)
        self.refresh()

    def _on_time_asked(self) -> None:
        self._wants_time = not self._wants_time
        self._top.show_wants(time=self._wants_time, count=self._wants_count)
        self._show_moment()

    def _on_count_asked(self) -> None:
        self._wants_count = not self._wants_count
        self._top.show_wants(time=self._wants_time, count=self._wants_count)
        self._show_moment()


def _say(words: QLabel, text: str) -> None:
    """Set a label's text only where it changes: setting it lays the view out anew."""
    if words.text() != text:
        words.setText(text)
