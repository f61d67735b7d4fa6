"""What happens when a person answers what is asked now and then, apart from a practice."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from thaw.care.check_ins import Wishes
from thaw.practice.answers import Occasion
from thaw.shell.check_ins.answer_keeping import AnswerKeeping
from thaw.shell.check_ins.answer_sheet import Almanac, AnswerSheet
from thaw.shell.check_ins.question_page import Asking, QuestionPage
from thaw.shell.check_ins.question_rows import Given
from thaw.shell.check_ins.question_wishes import wishes
from thaw.shell.front_desk import FrontDesk
from thaw.shell.theme import Theme


class AskingDesk(QObject):
    """Opens a page of questions, keeps each answer at once, and goes back to the library.

    Whoever leaves the page without an answer has waved it away.
    """

    def __init__(
        self,
        desk: FrontDesk,
        keeping: AnswerKeeping,
        almanac: Almanac,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keeping = keeping
        self.almanac = almanac
        self._theme = theme
        self._page: QuestionPage | None = None
        self._sheet: AnswerSheet | None = None
        self._setting = ""

    def wishes(self) -> Wishes:
        """What a person lets themselves be asked. On any thread."""
        return wishes(self._desk.settings)

    def open(
        self, asking: Asking, setting: str, occasion: Occasion, practice_id: str | None = None
    ) -> None:
        """Ask; ``setting`` is the name of the one that switches it off."""
        page = self._page or self._made_page()
        page.ask(asking)
        self._setting = setting
        self._sheet = AnswerSheet(self._keeping, self.almanac, occasion, practice_id)
        self._desk.show_other(page, asking.title)

    def wave_away(self, occasion: Occasion, practice_id: str | None = None) -> None:
        """Nobody wants to be asked this now."""
        AnswerSheet(self._keeping, self.almanac, occasion, practice_id).wave_away()

    def _made_page(self) -> QuestionPage:
        self._page = page = QuestionPage(self._theme, self.tr("Back to the library (Esc)"))
        page.answered.connect(self._on_answered)
        page.done.connect(self._on_done)
        page.back_asked.connect(self._on_done)
        page.stop_asked.connect(self._on_stop_asked)
        return page

    @Slot(str, object)
    def _on_answered(self, item: str, given: Given | None) -> None:
        if self._sheet is not None:
            self._sheet.take(item, given)

    @Slot()
    def _on_done(self) -> None:
        if self._sheet is not None:
            self._sheet.wave_away()
        self._sheet = None
        self._desk.show_library()

    @Slot()
    def _on_stop_asked(self) -> None:
        off = {self._setting: False}
        self._desk.change_settings(replace(self._desk.settings, **off))  # type: ignore[arg-type]  # all are flags
        if self._page is not None:
            self._page.show_stopped()
