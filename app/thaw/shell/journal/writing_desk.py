"""What becomes of words that were written in a practice, or about it.

While it lasts they are in memory alone. A crash, a new practice and the end of the
program let them go; only "keep" puts them into the journal.
"""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from thaw.practice.changes import write_note
from thaw.practice.clock import Clock
from thaw.practice.days import local_date
from thaw.practice.errors import LogError
from thaw.practice.journal import JournalPage, put_pages, written_page
from thaw.practice.log import PracticeLog
from thaw.settings import Settings
from thaw.shell.background import Background
from thaw.shell.player.sitting import Ended
from thaw.shell.reasons import reason_text
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.shell.journal.end_writing import KeepPart, LinePart
    from thaw.shell.player.view import PlayerView

logger = logging.getLogger(__name__)

LAST_WORDS_MS: Final = 1500
"""How long the end of the program waits for a line that was just written to be kept."""


class WritingDesk(QObject):
    """Answers the pad of the player, and what of it is shown at the end."""

    def __init__(
        self,
        write_log: Callable[[], PracticeLog],
        settings: Callable[[], Settings],
        clock: Clock,
        background: Background,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        """``write_log`` is called on the thread of ``background``, and raises LogError."""
        super().__init__(parent)
        self._write_log = write_log
        self._settings = settings
        self._clock = clock
        self._background = background
        self._theme = theme
        self._ended: Ended | None = None
        self._notes: dict[str, JournalPage] = {}
        """The note written last, by its practice; used on the background's thread alone."""
        self._view: PlayerView | None = None
        self._keeping: KeepPart | None = None
        self._line: LinePart | None = None

    def serve(self, view: "PlayerView") -> None:
        """Put what there is to say to one's words below the end of a practice."""
        from thaw.shell.journal.end_writing import KeepPart, LinePart

        self._view = view
        self._keeping, self._line = KeepPart(self._theme), LinePart(self._theme)
        view.end.put(self._keeping)
        view.end.put(self._line)
        view.end.hold(self._keeping.holds_back)
        self._keeping.keep_asked.connect(self._on_keep_asked)
        self._line.line_given.connect(self._on_line_given)

    @Slot()
    def begin(self) -> None:
        """Another practice begins: what was not kept of the last one is let go."""
        if self._view is not None and self._keeping is not None and self._line is not None:
            self._line.hide()
            self._view.pad.forget()
            self._keeping.show_written(())
        self._ended = None

    @Slot(object)
    def notice(self, ended: Ended) -> None:
        """A practice is over."""
        if self._view is None or self._keeping is None or self._line is None:
            return
        self._ended = ended
        self._keeping.show_written(self._view.pad.written())
        if ended.practice_id is not None and ended.practised_ms > 0:
            self._line.open()
        else:
            self._line.hide()

    def close(self) -> None:
        """Keep the line that was just written, before the log is shut."""
        if self._line is not None:
            self._line.tell()
            self._background.settle(LAST_WORDS_MS)

    @Slot()
    def _on_keep_asked(self) -> None:
        if self._view is None or self._keeping is None:
            return
        written, ended, day = self._view.pad.written(), self._ended, self._today()
        practice_id = None if ended is None else ended.practice_id
        self._background.run(
            lambda: _kept(self._write_log(), written, self._clock, day, practice_id),
            lambda _: self._on_kept(ended),
            lambda error: self._on_keep_refused(ended, error),
            is_awaited=True,
        )

    def _on_kept(self, ended: Ended | None) -> None:
        if ended is self._ended and self._keeping is not None:
            self._keeping.show_kept()

    def _on_keep_refused(self, ended: Ended | None, error: Exception) -> None:
        if ended is self._ended and self._keeping is not None:
            self._keeping.show_failure(self._refusal(error))

    @Slot(str)
    def _on_line_given(self, words: str) -> None:
        ended = self._ended
        if ended is None or ended.practice_id is None:
            return
        practice_id = ended.practice_id
        self._background.run(
            lambda: self._noted(practice_id, words),
            lambda is_kept: self._on_noted(ended, is_kept),
            self._on_note_refused,
            is_awaited=True,
        )

    def _noted(self, practice_id: str, words: str) -> bool:
        # What was written a moment ago may be changed, though nobody can read it by now.
        known = self._notes.get(practice_id)
        note = write_note(self._write_log(), practice_id, words, self._clock(), known)
        self._notes = {} if note is None else {practice_id: note}
        return note is not None

    def _on_noted(self, ended: Ended, is_kept: bool) -> None:
        if ended is self._ended and self._line is not None:
            self._line.say(self.tr("Kept as its note.") if is_kept else self.tr("No line is kept."))

    def _on_note_refused(self, error: Exception) -> None:
        if self._line is not None:
            self._line.show_failure(self._refusal(error))

    def _refusal(self, error: Exception) -> str:
        if not isinstance(error, LogError):
            logger.error("Words could not be kept", exc_info=error)
        return self.tr("It can't be kept just now: {0}").format(reason_text(error))

    def _today(self) -> date:
        return local_date(self._clock(), self._settings().day_start_hour)


def _kept(
    log: PracticeLog,
    written: tuple[tuple[str, str], ...],
    clock: Clock,
    day: date,
    practice_id: str | None,
) -> None:
    """Keep a page for each question, on the practice's own day where it has a row.

    All of them or none: whoever has to try again has nothing twice.
    """
    entry = None if practice_id is None else log.entry(practice_id)
    known_day, now = day if entry is None else entry.local_date, clock()
    # A moment apart, so that they stay in the order in which they were asked.
    put_pages(
        log,
        [
            written_page(words, now + timedelta(milliseconds=n), known_day, asked, practice_id)
            for n, (asked, words) in enumerate(written)
        ],
    )
