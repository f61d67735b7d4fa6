"""Sound through simpleaudio, for machines that have ALSA and no sound server.

Thaw calls ``play_buffer`` once for each start and writes the buffer while it is played (see
``live_buffer``). Buffers one after another leave a gap of 50 ms between them, and buffers
that overlap click; besides, the library ends each of them with a release of memory that is
not safe beside other threads, so the fewer the better. docs/decisions.md has the figures.
"""

import ctypes
import importlib.util
import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from thaw.audio.output import PAUSE_FADE_MS, FaultKind, Fill, OutputFault
from thaw.core.units import RATE
from thaw.devices.live_buffer import LiveBuffer, can_be_watched
from thaw.devices.live_piece import LivePiece
from thaw.devices.refusals import (
    NoSoundDevice,
    SimpleAudioElsewhere,
    SimpleAudioMissing,
    SimpleAudioUnsafe,
)

logger = logging.getLogger(__name__)

UNSAFE_FROM: Final = (3, 12)
"""From this Python on, play_buffer crashes the process: it frees memory without a thread state."""
PIECE_FRAMES: Final = 60 * 60 * RATE
"""The library counts bytes in a C int: 93 minutes are the most that one buffer can hold."""
DELAY_FRAMES: Final = RATE * 80 // 1000
"""The library asks ALSA for a buffer of 100 ms, in which this much waits on average."""
STALL_S: Final = 1.5
WAKE_S: Final = 4.0
"""A device may take this long before it plays its first frame."""

_CUT_FRAMES: Final = RATE * 5 // 1000
"""Even what is dropped at once is rounded off: a step is a click."""
_STEP_S: Final = 0.01
_OPEN_WITHIN_S: Final = 3.0
_GOODBYE_S: Final = 3.0
_LEAVE_WITHIN_S: Final = 0.5
"""A device that plays has read the end of a piece by then."""
_ALSA: Final = "libasound.so.2"
_ErrorHandler: Final = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)


class Playing(Protocol):
    """A buffer that plays, as simpleaudio's ``PlayObject``."""

    def stop(self) -> None: ...
    def is_playing(self) -> bool: ...


PlayBuffer = Callable[[Any, int, int, int], Playing]
"""simpleaudio's: a buffer, its channels, bytes a sample and rate. Raises when it can't."""


def loaded() -> PlayBuffer:
    """Return simpleaudio's ``play_buffer`` where it is safe, installed and has a device.

    Raises SimpleAudioUnsafe, SimpleAudioElsewhere, SimpleAudioMissing or NoSoundDevice.
    """
    check_python(sys.version_info[:2])
    if not can_be_watched():
        raise SimpleAudioElsewhere
    if not is_installed():
        raise SimpleAudioMissing
    if not has_alsa_device():
        raise NoSoundDevice
    import simpleaudio

    return simpleaudio.play_buffer


def check_python(version: tuple[int, int]) -> None:
    """Raise SimpleAudioUnsafe for a Python that simpleaudio would crash."""
    if version >= UNSAFE_FROM:
        raise SimpleAudioUnsafe


def is_installed() -> bool:
    return importlib.util.find_spec("simpleaudio") is not None


def has_alsa_device() -> bool:
    """Whether ALSA's default device opens for playing, which is what simpleaudio will ask for."""
    try:
        alsa = ctypes.CDLL(_ALSA)
    except OSError:
        return False
    # ALSA writes its complaints to stderr, where a person may be reading captions.
    quiet = _ErrorHandler(lambda _file, _line, _function, _error, _format: None)
    alsa.snd_lib_error_set_handler(quiet)
    try:
        device = ctypes.c_void_p()
        playback, nonblocking = 0, 1
        if alsa.snd_pcm_open(ctypes.byref(device), b"default", playback, nonblocking) < 0:
            return False
        alsa.snd_pcm_close(device)
        return True
    finally:
        alsa.snd_lib_error_set_handler(None)


@dataclass(frozen=True, slots=True)
class _Wish:
    fill: Fill
    frame: int


@dataclass(frozen=True, slots=True)
class _Leaving:
    """A piece that plays on until its end was read: stopped sooner, it would end in a click."""

    piece: LivePiece
    playing: Playing
    latest_s: float


class SimpleAudioOutput:
    """Plays on ALSA's default device, fed by a thread of its own."""

    rate = RATE

    def __init__(self, play_buffer: PlayBuffer, piece_frames: int = PIECE_FRAMES) -> None:
        self._play_buffer = play_buffer
        self._piece_frames = piece_frames
        self._changed = threading.Condition()
        # All below is guarded by the condition.
        self._wish: _Wish | None = None
        self._piece: LivePiece | None = None
        self._playing: Playing | None = None
        self._leaving: list[_Leaving] = []
        self._old: list[Playing] = []
        self._alive_s = 0.0
        self._is_leaving = False
        self._is_closed = False
        self._floor = 0
        """Heard, or as good as heard, before the piece that plays now."""
        self._fault: OutputFault | None = None
        self._thread: threading.Thread | None = None
        # The caller's own.
        self._latest = 0

    @property
    def fault(self) -> OutputFault | None:
        return self._fault

    @property
    def is_running(self) -> bool:
        return self._wish is not None

    def start(self, fill: Fill, frame: int) -> None:
        with self._changed:
            self._end_piece()
            self._fault = None
            self._latest = self._floor = frame
            self._is_leaving = False
            self._wish = _Wish(fill, frame)
            if self._thread is None:
                self._thread = threading.Thread(target=self._feed, name="sound", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def stop(self, fade_ms: int = PAUSE_FADE_MS) -> None:
        """As the port says; what ALSA holds already, some 100 ms, is heard and is counted."""
        with self._changed:
            if self._piece is None or fade_ms <= 0:
                self._end_piece()
                self._wish = None
            else:
                self._piece.fade_out(fade_ms * RATE // 1000, time.monotonic())
                self._is_leaving = True

    def heard(self) -> int:
        piece = self._piece
        heard = 0 if piece is None else piece.heard(time.monotonic())
        self._latest = max(self._latest, self._floor, heard)
        return self._latest

    def close(self) -> None:
        self.stop(0)
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_GOODBYE_S)
        # A buffer still draining when Python ends would be released into nothing.
        self._wait_for_old(_GOODBYE_S)

    def _feed(self) -> None:
        """Open, feed and look after one piece after another. The sound thread."""
        while True:
            with self._changed:
                self._let_go()
                if self._is_closed and not self._leaving:
                    return
                wish = self._wish
                has_piece = self._piece is not None
                if wish is not None and has_piece:
                    self._step(wish)
                is_idle = wish is None and not self._leaving and not self._is_closed
                if wish is None or has_piece:
                    self._changed.wait(None if is_idle else _STEP_S)
            if wish is not None and not has_piece:
                self._open(wish)

    def _open(self, wish: _Wish) -> None:
        """Begin a piece. Not under the lock: opening a device may take its time."""
        try:
            piece, playing = self._begun(wish)
        except Exception as error:  # noqa: BLE001  the thread's outer edge: fill's and ALSA's own
            with self._changed:
                if self._wish is wish:
                    self._fail(FaultKind.REFUSED, error)
            return
        with self._changed:
            if self._wish is not wish:
                self._silence(piece, playing)
                return
            self._piece, self._playing = piece, playing
            self._alive_s = time.monotonic() + WAKE_S - STALL_S

    def _begun(self, wish: _Wish) -> tuple[LivePiece, Playing]:
        buffer = LiveBuffer(self._piece_frames)
        try:
            piece = LivePiece(wish.fill, wish.frame, buffer, DELAY_FRAMES)
            piece.write(time.monotonic())
            return piece, self._play(piece)
        except BaseException:
            buffer.close()
            raise

    def _play(self, piece: LivePiece) -> Playing:
        """Hand over a piece. A device that plays for one at a time is let go of first."""
        reader = piece.buffer.reader
        try:
            return self._play_buffer(reader, 2, 4, RATE)
        except Exception:
            if not self._wait_for_old(_OPEN_WITHIN_S):
                raise
            return self._play_buffer(reader, 2, 4, RATE)

    def _step(self, wish: _Wish) -> None:
        now_s = time.monotonic()
        piece, playing = self._piece, self._playing
        assert piece is not None
        assert playing is not None
        try:
            piece.look(now_s)
            piece.write(now_s)
        except Exception as error:  # noqa: BLE001  the thread's outer edge
            self._fail(FaultKind.REFUSED, error)
            return
        if piece.is_nearly_full:
            piece.end_softly()
        if piece.is_faded(now_s):
            self._end_piece()
            self._wish = None if self._is_leaving else _Wish(wish.fill, self._floor)
        elif now_s - max(self._alive_s, piece.seen_s or 0.0) > STALL_S:
            self._fail(FaultKind.STALLED)
        elif not playing.is_playing():
            self._fail(FaultKind.STALLED, "the device ended the sound")

    def _fail(self, kind: FaultKind, why: Exception | str = "") -> None:
        if isinstance(why, Exception):
            logger.error("Sound through simpleaudio failed", exc_info=why)
        detail = repr(why) if isinstance(why, Exception) else why
        self._end_piece(is_lost=True)
        self._wish = None
        self._fault = OutputFault(kind, detail)

    def _end_piece(self, *, is_lost: bool = False) -> None:
        """Silence what plays. All that still comes out counts as heard, unless it is lost."""
        piece, playing = self._piece, self._playing
        if piece is None or playing is None:
            return
        heard = piece.heard(time.monotonic())
        self._silence(piece, playing)
        self._floor = max(self._floor, heard if is_lost else piece.end)
        self._piece = self._playing = None

    def _silence(self, piece: LivePiece, playing: Playing) -> None:
        now_s = time.monotonic()
        piece.fade_out(_CUT_FRAMES, now_s)
        self._leaving.append(_Leaving(piece, playing, now_s + _LEAVE_WITHIN_S))
        self._changed.notify_all()

    def _let_go(self) -> None:
        """Stop the pieces that nobody hears any more."""
        now_s = time.monotonic()
        for leaving in self._leaving:
            leaving.piece.look(now_s)
            if leaving.piece.is_cut_off(now_s) or now_s > leaving.latest_s:
                leaving.playing.stop()
                leaving.piece.buffer.close()
                self._old.append(leaving.playing)
        gone = {id(playing) for playing in self._old}
        self._leaving = [one for one in self._leaving if id(one.playing) not in gone]
        self._old = [playing for playing in self._old if playing.is_playing()]

    def _wait_for_old(self, within_s: float) -> bool:
        """Wait until all that was stopped is over; False when there was none, or it takes long."""
        deadline_s = time.monotonic() + within_s
        had_any = False
        while True:
            with self._changed:
                self._let_go()
                if not self._leaving and not self._old:
                    return had_any
            if time.monotonic() > deadline_s:
                logger.warning("simpleaudio does not let go of the device")
                return False
            had_any = True
            time.sleep(_STEP_S)
