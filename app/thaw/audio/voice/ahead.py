"""Lines made ahead of need, beside whatever else goes on."""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from threading import Condition, Thread

from thaw.core.session import VoiceLine
from thaw.core.units import Frames

logger = logging.getLogger(__name__)


class LinesAhead:
    """``lines`` being made in their order, on threads of their own, from the beginning on.

    ``make`` returns how long a line takes, and None for one that nobody can say. The
    threads keep no program from ending. Safe to call from any thread.
    """

    def __init__(
        self,
        lines: Iterable[VoiceLine],
        make: Callable[[VoiceLine], Frames | None],
        workers: int = 2,
    ) -> None:
        waiting = deque(dict.fromkeys(lines))
        self.total = len(waiting)
        self._make = make
        self._waiting = waiting
        self._lengths: dict[VoiceLine, Frames | None] = {}
        self._news: dict[VoiceLine, Frames] = {}
        self._made = Condition()
        for _ in range(min(workers, self.total)):
            Thread(target=self._work, name="lines", daemon=True).start()

    @property
    def made(self) -> int:
        """How many lines are made, or cannot be."""
        with self._made:
            return len(self._lengths)

    def wait(self, seconds: float, count: int | None = None) -> bool:
        """Wait for ``count`` lines, or all, but no longer than that; return whether they are."""
        wanted = self.total if count is None else count
        with self._made:
            return self._made.wait_for(lambda: len(self._lengths) >= wanted, seconds)

    def lengths(self) -> dict[VoiceLine, Frames | None]:
        """How long each line takes that is made so far; None for what nobody can say."""
        with self._made:
            self._news.clear()
            return dict(self._lengths)

    def news(self) -> dict[VoiceLine, Frames]:
        """The lines made since this, or ``lengths``, was last asked for."""
        with self._made:
            news, self._news = self._news, {}
            return news

    def stop(self) -> None:
        """Begin no further line."""
        with self._made:
            self._waiting.clear()

    def _work(self) -> None:
        while (line := self._next()) is not None:
            try:
                length = self._make(line)
            except Exception:
                # The thread's outer edge: one line less is heard, and its caption is there.
                logger.exception("A line could not be made")
                length = None
            with self._made:
                self._lengths[line] = length
                if length is not None:
                    self._news[line] = length
                self._made.notify_all()

    def _next(self) -> VoiceLine | None:
        with self._made:
            return self._waiting.popleft() if self._waiting else None
