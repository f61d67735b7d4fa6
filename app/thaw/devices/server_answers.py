"""What the sound server says of the stream that plays: asked often at first, and then seldom."""

from collections.abc import Callable
from typing import Final

from thaw.devices.pulse_stream import StreamReport, StreamWatch

OFTEN_S, SELDOM_S = 0.1, 2.0
YOUNG_S: Final = 1.0
"""For so long a stream is young, and asked about often."""
_AWAITED_S: Final = 0.25
"""An answer that has not come by then is no longer waited for: it comes late, or never."""


class ServerAnswers:
    """Of one stream after another. Without a server that can be asked there are none.

    Used on one thread.
    """

    def __init__(self, find_stream: Callable[[], StreamWatch | None]) -> None:
        self._find_stream = find_stream
        self._stream: StreamWatch | None = None
        self._began_s = self._asked_s = 0.0
        self._is_asking = False

    @property
    def can_come(self) -> bool:
        return self._stream is not None

    def begin(self, now_s: float) -> None:
        """A stream was begun just now."""
        self.close()
        self._stream = self._find_stream()
        self._began_s = now_s

    def is_young(self, now_s: float) -> bool:
        return now_s - self._began_s < YOUNG_S

    def are_near(self, now_s: float) -> bool:
        """Whether one may come any moment: each millisecond until it is read makes it older."""
        return self._is_asking and now_s - self._asked_s < _AWAITED_S

    def ask(self) -> None:
        """Ask now, beside the questions that come by themselves."""
        if self._stream is not None:
            self._stream.ask()

    def turn(self, now_s: float) -> StreamReport | None:
        """An answer that has come since the last turn. To be called many times a second."""
        if self._stream is None:
            return None
        if now_s - self._asked_s > (OFTEN_S if self.is_young(now_s) else SELDOM_S):
            self._asked_s = now_s
            self._is_asking = True
            self._stream.ask()
        report = self._stream.turn()
        self._is_asking = self._is_asking and report is None
        return report

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
        self._stream = None
