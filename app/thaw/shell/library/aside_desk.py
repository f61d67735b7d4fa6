"""Which aside the library shows: at most one, the weightiest that is due."""

import logging
from collections.abc import Callable
from operator import attrgetter
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.shell.background import Background
from thaw.shell.library.aside import Aside

logger = logging.getLogger(__name__)


class AsideSource(Protocol):
    """What may have something to say or to ask."""

    @property
    def order(self) -> int:
        """Lower goes first: 10 care, 20 the next day, 30 the plan, 40 the week and month."""
        ...

    @property
    def key(self) -> str:
        """That of the asides it offers."""
        ...

    def offer(self, log: PracticeLog) -> Aside | None:
        """Return what is due now. Called beside the window's thread; may raise LogError."""
        ...

    def answer(self, name: str) -> None:
        """Take the choice that was made, on the window's thread."""
        ...


class AsideDesk(QObject):
    """Asks its sources beside the window, and hands an answer to the one it belongs to."""

    shown = Signal(object)
    """The ``Aside`` to show from now on, or None."""

    def __init__(
        self,
        read_log: Callable[[], PracticeLog],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``read_log`` is called on the thread of ``background``, and raises LogError."""
        super().__init__(parent)
        self._read_log = read_log
        self._background = background
        self._sources: list[AsideSource] = []
        self._looks = 0
        """How often it was asked what is due: only the last time is told of."""

    def add(self, source: AsideSource) -> None:
        """Ask ``source`` too, from now on."""
        self._sources = sorted([*self._sources, source], key=attrgetter("order"))

    @Slot()
    def refresh(self) -> None:
        """See what is due, and show it once that is known."""
        sources = tuple(self._sources)
        if not sources:
            return
        look = self._looks = self._looks + 1
        self._background.run(
            lambda: self._first(sources),
            lambda found: self._on_found(look, found),
            self._on_failed,
        )

    @Slot(str, str)
    def answer(self, key: str, name: str) -> None:
        """Take an answer to the aside that is shown: it goes, and what else is due comes."""
        self.shown.emit(None)
        for source in self._sources:
            if source.key == key:
                source.answer(name)
        self.refresh()

    def _first(self, sources: tuple[AsideSource, ...]) -> Aside | None:
        log = self._read_log()
        offers = (source.offer(log) for source in sources)
        return next((offer for offer in offers if offer is not None), None)

    def _on_found(self, look: int, found: Aside | None) -> None:
        # What was found before an answer would ask for it once more.
        if look == self._looks:
            self.shown.emit(found)

    def _on_failed(self, error: Exception) -> None:
        # That the log can't be read is said where it is opened.
        level = logging.INFO if isinstance(error, LogError) else logging.ERROR
        logger.log(level, "Nothing can be said beside the library", exc_info=error)
