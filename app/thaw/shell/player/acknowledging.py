"""One plain sentence after a practice that began something, came back to it, or kept on."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtWidgets import QLabel

from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.practice.lost_dates import lost_dates
from thaw.practice.milestones import Milestone, MilestoneKind, milestone
from thaw.settings import Settings
from thaw.shell.background import Background
from thaw.shell.history.reading import least_ms
from thaw.shell.player.end_panel import EndPanel
from thaw.shell.player.sitting import Ended
from thaw.shell.widgets.controls import label
from thaw.shell.wording import number_word, sentence

logger = logging.getLogger(__name__)


class Acknowledging(QObject):
    """Looks at the log after each practice, beside the window. Mostly nothing is said."""

    def __init__(
        self,
        read_log: Callable[[], PracticeLog],
        settings: Callable[[], Settings],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``read_log`` is called on the thread of ``background``, and raises LogError."""
        super().__init__(parent)
        self._read_log = read_log
        self._settings = settings
        self._background = background
        self._asked_for: str | None = None
        self.words: QLabel | None = None
        """Where it is said, once there is a panel."""

    def serve(self, panel: EndPanel) -> None:
        """Say it there."""
        self.words = label()
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        panel.put(self.words)

    @Slot()
    def forget(self) -> None:
        """Another practice begins: nothing is said of the last one any more."""
        self._asked_for = None
        self._say("")

    @Slot(object)
    def notice(self, ended: Ended) -> None:
        """A practice is over."""
        self.forget()
        practice_id = self._asked_for = ended.practice_id
        if practice_id is None:
            return
        least = least_ms(self._settings())
        self._background.run(
            lambda: _found(self._read_log(), practice_id, least),
            lambda found: self._on_found(practice_id, found),
            self._on_failed,
        )

    def _on_found(self, practice_id: str, found: Milestone | None) -> None:
        if practice_id == self._asked_for:
            self._say("" if found is None else milestone_text(found))

    def _on_failed(self, error: Exception) -> None:
        # That a practice could not be kept is said where that is told.
        level = logging.INFO if isinstance(error, LogError) else logging.ERROR
        logger.log(level, "Nothing can be said of a practice", exc_info=error)

    def _say(self, text: str) -> None:
        if self.words is not None:
            self.words.setText(text)
            self.words.setVisible(bool(text))


def milestone_text(found: Milestone) -> str:
    """What is said: what was, and nothing of what it is worth."""
    tr = QCoreApplication.translate
    match found.kind:
        case MilestoneKind.FIRST:
            return tr("end", "That was your first practice here.")
        case MilestoneKind.RETURN:
            return tr("end", "You came back, after {0} days.").format(number_word(found.days))
        case MilestoneKind.FIVE_DAYS:
            days = sentence(number_word(found.days))
            return tr("end", "{0} days of practice this month.").format(days)


def _found(log: PracticeLog, practice_id: str, least: int) -> Milestone | None:
    entry = log.entry(practice_id)
    if entry is None:
        return None
    day = entry.local_date
    never_were = lost_dates(log, entry.start.started, day)
    return milestone(log.day_totals(), day, entry.progress.practised_ms, least, never_were)
