"""A practice from its beginning to its end, the page in front that belongs to where it is."""

import time
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from thaw.core.breath import Phase
from thaw.core.units import RATE, Frames
from thaw.shell.player.controls import SEEK_S
from thaw.shell.player.end_panel import EndPanel
from thaw.shell.player.grounding import Grounding
from thaw.shell.player.keys import (
    OF_WHAT_GOES,
    Ask,
    ask_beside_writing,
    held_ask,
    pressed_ask,
)
from thaw.shell.player.practice_page import PracticePage
from thaw.shell.player.resting import Resting
from thaw.shell.player.state import PlayerState, PlayerStatus
from thaw.shell.theme import Theme

SMOOTH_MS: Final = 16
SLOW_MS: Final = 50
STILL_MS: Final = 250

STATE_LASTS: Final = RATE // 10
"""What words and controls show may be so many frames old: only the shape moves smoothly."""

ReadState = Callable[[], PlayerState]
ReadFrame = Callable[[], Frames | None]


def _no_frame() -> None:
    return None


class PlayerView(QWidget):
    """Pulls a state as often as what it shows moves, and asks; it changes nothing itself.

    It reads only while it is in sight. After each question it reads at once, so a
    button never shows what was true before it was pressed. Between two states it asks
    ``read_frame`` alone, the frame heard while one plays, and moves the shape there.
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

    def __init__(
        self,
        theme: Theme,
        read_state: ReadState,
        read_frame: ReadFrame = _no_frame,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._read_state = read_state
        self._read_frame = read_frame
        self._lasting = range(0)
        """The frames for which the state in sight is true but for the shape."""
        self._state = PlayerState()
        self.page = PracticePage(theme)
        self.pad = self.page.pad
        self.end = EndPanel(theme)
        self._grounding = Grounding(theme, time.monotonic)
        self._stack = QStackedLayout(self)
        for part in (self.page, self.end, self._grounding):
            self._stack.addWidget(part)
        self._resting = Resting(self.page.chrome, self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_picture_due)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Practice"))
        self.setMouseTracking(True)
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
        self._lasting = _lasting(state)
        is_same = state.title == before.title and state.is_grounding == before.is_grounding
        if state.status is not before.status or not is_same:
            self._on_status_changed(before.status)
        if self._is_over():
            self.end.show_state(state)
        else:
            self._show_on_page(state)

    def controls_shown(self) -> bool:
        """True while the controls are there, or on their way in."""
        return self._resting.is_awake

    def rest_now(self) -> None:
        """Let the controls go, as they do by themselves after a while, unless they are in use."""
        if self._is_used():
            self._resting.wait()
            return
        self._resting.rest()
        self.setCursor(Qt.CursorShape.BlankCursor)

    def interval(self) -> int:
        """How long until what is shown will look different, in milliseconds."""
        state, moment = self._state, self._state.moment
        if self.page.caption.is_fading():
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
        self.page.keep_clear(taken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._wake()
        if self._is_grounding():
            self._grounding.keyPressEvent(event)
        elif self._is_over():
            self._on_key_at_end(event)
        elif self.page.is_writing():
            self._on_key_while_writing(event)
        else:
            self._on_key(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._wake()
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere but on a button goes on at a wait; else it shows the time left."""
        self._wake()
        if event.button() != Qt.MouseButton.LeftButton or self._is_over():
            return
        if self.page.is_writing():
            self.pad.take("")
        else:
            self._answer(Ask.GO_ON if self.page.is_waiting() else Ask.TIME)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_focus()
        self._wake()
        self.refresh()
        self._timer.start(self.interval())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._resting.stop()

    def _connect(self) -> None:
        page = self.page
        for pressed, asked in (
            (page.top.time_asked, Ask.TIME),
            (page.top.count_asked, Ask.COUNT),
            (page.row.easier_asked, Ask.EASIER),
            (page.row.slower_asked, Ask.SLOWER),
            (page.row.go_on_asked, Ask.GO_ON),
            (page.pad.go_on_asked, Ask.GO_ON),
            (page.controls.restart_asked, Ask.RESTART),
            (page.controls.toggle_asked, Ask.TOGGLE),
            (page.controls.stop_asked, Ask.STOP),
            (page.controls.ground_asked, Ask.GROUND),
            (page.fault.retry_asked, Ask.RETRY),
            (page.fault.silent_asked, Ask.SILENT),
            (page.fault.stop_asked, Ask.STOP),
            (page.fault.ground_asked, Ask.GROUND),
        ):
            pressed.connect(partial(self._answer, asked))
        page.top.levels_asked.connect(self.levels_asked)
        page.top.help_asked.connect(self.help_asked)
        page.controls.seek_asked.connect(self._on_seek_asked)
        self._resting.due.connect(self.rest_now)
        page.prompt_changed.connect(self._on_prompt_changed)
        self._grounding.ended.connect(self._on_grounding_ended)
        self._grounding.library_asked.connect(self.library_asked)
        self._grounding.help_asked.connect(self.help_asked)
        self.end.library_asked.connect(self.library_asked)
        self.end.history_asked.connect(self.history_asked)

    @Slot()
    def _on_picture_due(self) -> None:
        frame = self._read_frame() if self._lasting else None
        if frame is not None and frame in self._lasting:
            self.page.show_frame(frame)
        else:
            self.refresh()

    def _on_prompt_changed(self) -> None:
        """Give the keyboard to what may be answered; take it back where that is over."""
        if self.page.is_writing() or not self._is_over():
            self._take_focus()

    def _on_status_changed(self, before: PlayerStatus) -> None:
        self._stack.setCurrentWidget(self._page())
        self.page.show_status(self._state)
        if self._is_grounding():
            self._grounding.begin()
        has_fault = self._state.status is PlayerStatus.FAULT
        is_back = before.is_over or before is PlayerStatus.FAULT
        if not has_fault and (is_back or self._is_over()):
            self._take_focus()
        self._wake()

    def _show_on_page(self, state: PlayerState) -> None:
        """Show it, and take the keyboard from a button that goes.

        Qt would hand it to the next one: to begin again, under a key that was meant to go on.
        """
        held = self.focusWidget()
        self.page.show_state(state)
        if held is not None and self.isVisible() and not held.isVisible():
            self._take_focus()

    def _take_focus(self) -> None:
        """Keys go to the practice; to the ways on, where it is over or its sound is lost."""
        if self._is_grounding():
            self._grounding.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._is_over():
            self.end.focus_first()
        elif self._state.status is PlayerStatus.FAULT:
            self.page.fault.focus_first()
        elif self.page.is_writing():
            self.pad.box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self) -> QWidget:
        if self._is_grounding():
            return self._grounding
        return self.end if self._is_over() else self.page

    def _is_over(self) -> bool:
        return self._state.status.is_over

    def _is_grounding(self) -> bool:
        return self._is_over() and self._state.is_grounding

    def _wake(self) -> None:
        """Bring the controls and the pointer, and let them go again after a while."""
        self._resting.wake()
        self.unsetCursor()

    def _is_used(self) -> bool:
        is_playing = self._state.status is PlayerStatus.PLAYING
        return not is_playing or self.page.is_used() or self._has_focused_control()

    def _has_focused_control(self) -> bool:
        focused = self.focusWidget()
        return focused is not None and focused is not self and focused.hasFocus()

    def _on_key(self, event: QKeyEvent) -> None:
        page = self.page
        asked = held_ask(event.key())
        if asked is None and not event.isAutoRepeat():
            # A key that is held asks once.
            asked = pressed_ask(
                event.key(),
                event.text(),
                is_waiting=page.is_waiting(),
                has_just_waited=page.has_just_waited(),
            )
        if asked is not None:
            self._answer(asked)
        elif not event.isAutoRepeat():
            super().keyPressEvent(event)

    def _on_key_while_writing(self, event: QKeyEvent) -> None:
        """Letters beside the box are meant for it; only what can't be one is for the practice."""
        asked = ask_beside_writing(event.key())
        if asked is not None:
            self._answer(asked)
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

    def _answer(self, asked: Ask) -> None:
        if asked in OF_WHAT_GOES and not self._state.status.is_going:
            # Its button is not there either.
            return
        match asked:
            case Ask.TIME:
                self.page.toggle_time()
            case Ask.COUNT:
                self.page.toggle_count()
            case Ask.LEVELS:
                self.page.top.ask_levels()
            case Ask.BACK | Ask.FURTHER:
                self._on_seek_asked(SEEK_S if asked is Ask.FURTHER else -SEEK_S)
            case Ask.TOGGLE:
                self._toggle()
            case Ask.GO_ON:
                self.pad.finish()
                self._tell(self.go_on_asked)
            case _:
                self._tell(self._question(asked))

    def _question(self, asked: Ask) -> SignalInstance:
        """What is told where nothing else comes of it."""
        return {
            Ask.RESTART: self.restart_asked,
            Ask.GROUND: self.ground_asked,
            Ask.STOP: self.stop_asked,
            Ask.EASIER: self.easier_asked,
            Ask.SLOWER: self.slower_asked,
            Ask.RETRY: self.retry_asked,
            Ask.SILENT: self.silent_asked,
        }[asked]

    def _tell(self, question: SignalInstance) -> None:
        question.emit()
        self.refresh()

    def _toggle(self) -> None:
        if self._state.status is PlayerStatus.PLAYING:
            self._tell(self.pause_asked)
        elif self._state.status is PlayerStatus.PAUSED:
            self._tell(self.resume_asked)

    def _on_grounding_ended(self) -> None:
        self._tell(self.grounding_ended)

    def _on_seek_asked(self, seconds: int) -> None:
        self.seek_asked.emit(seconds)
        self.refresh()


def _lasting(state: PlayerState) -> range:
    """The frames for which ``state`` may stand for what is heard then."""
    moment = state.moment
    if state.status is not PlayerStatus.PLAYING or moment is None:
        return range(0)
    end = moment.frame + STATE_LASTS
    if moment.breath is not None:
        end = min(end, moment.breath.at + moment.breath.length)
    return range(moment.frame, end)
