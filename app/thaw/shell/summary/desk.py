"""A person wants a summary to hand to somebody: asked, made beside the window, and told."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from thaw.practice.clock import Clock
from thaw.practice.days import local_date
from thaw.practice.errors import LogError
from thaw.shell.background import Background
from thaw.shell.front_desk import FrontDesk
from thaw.shell.reasons import reason_text
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.practice.log import PracticeLog
    from thaw.practice.summary import Span, Wanted
    from thaw.shell.summary.dialog import SummaryDialog

logger = logging.getLogger(__name__)


class SummaryDesk(QObject):
    """Opens the dialog over whatever is in front. Nothing is made before it is asked for."""

    def __init__(
        self,
        desk: FrontDesk,
        window: QWidget,
        read_log: "Callable[[], PracticeLog]",
        clock: Clock,
        theme: Theme,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """The log is asked for on the thread of ``background``, and may raise LogError."""
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._read_log = read_log
        self._clock = clock
        self._theme = theme
        self._background = background
        self._dialog: SummaryDialog | None = None
        self._is_looking = False

    @Slot()
    def ask(self) -> None:
        """Ask what is to be in it, once at a time; which days there are is looked up first."""
        if self._dialog is not None or self._is_looking:
            return
        self._is_looking = True
        self._background.run(
            lambda: self._read_log().first_day(), self._open, self._on_refused, is_awaited=True
        )

    def _open(self, first_day: date | None) -> None:
        from thaw.shell.summary.dialog import SummaryDialog

        self._is_looking = False
        self._dialog = dialog = SummaryDialog(self._theme, self._spans(first_day), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_asked.connect(self._on_save_asked)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _spans(self, first_day: date | None) -> "list[tuple[str, Span]]":
        from thaw.practice.summary import span_of_all, spans
        from thaw.shell.day_words import date_text
        from thaw.shell.summary.words import span_text

        today = self._today()
        found = [(span_text(span), span) for span in spans(first_day, today)]
        whole = span_of_all(first_day, today)
        words = self.tr("All, since {0}").format(date_text(whole.first))
        return [*found, (words, whole)]

    @Slot(object, object, str)
    def _on_save_asked(self, wanted: "Wanted", path: Path, ending: str) -> None:
        from thaw.shell.summary.files import Ending, save_summary
        from thaw.shell.summary.reading import read_paper

        settings, today = self._desk.settings, self._today()

        def work() -> None:
            paper = read_paper(self._read_log(), wanted, settings, today)
            save_summary(paper, path, Ending(ending))

        self._background.run(
            work, lambda _: self._on_saved(path), self._on_not_saved, is_awaited=True
        )

    def _on_saved(self, path: Path) -> None:
        if self._dialog is None:
            # It was closed meanwhile.
            self._desk.say(self.tr("The summary is saved as {0}").format(path))
        else:
            self._dialog.say_saved(path)

    def _on_not_saved(self, error: Exception) -> None:
        from thaw.shell.summary.files import SummaryNotSaved

        if not isinstance(error, LogError | SummaryNotSaved):
            logger.error("A summary could not be made", exc_info=error)
        words = self.tr("The summary can't be saved: {0}").format(reason_text(error))
        if self._dialog is None:
            self._desk.say(words)
        else:
            self._dialog.say_refused(words)

    def _on_refused(self, error: Exception) -> None:
        self._is_looking = False
        if not isinstance(error, LogError):
            logger.error("The days could not be read", exc_info=error)
        words = self.tr("A summary can't be made just now: {0}")
        self._desk.say(words.format(reason_text(error)))

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None

    def _today(self) -> date:
        return local_date(self._clock(), self._desk.settings.day_start_hour)
