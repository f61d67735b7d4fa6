"""What happens when a person is asked how it is, before a practice and after it."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from thaw.care import check_ins
from thaw.care.items import Item
from thaw.care.offering import in_place
from thaw.care.rules import Now, Response, responses
from thaw.core.catalogue import Catalogue
from thaw.core.session import Category
from thaw.practice.answers import Occasion
from thaw.practice.entry import Source
from thaw.practice.errors import LogError
from thaw.shell.check_ins.answer_keeping import AnswerKeeping
from thaw.shell.check_ins.answer_sheet import Almanac, AnswerSheet
from thaw.shell.check_ins.question_rows import Given
from thaw.shell.check_ins.question_wishes import wishes
from thaw.shell.check_ins.words import rating_words
from thaw.shell.front_desk import FrontDesk
from thaw.shell.library.aside import Aside, AsideChoice
from thaw.shell.library.suggesting import offer_of
from thaw.shell.player.end_panel import EndPanel
from thaw.shell.player.sitting import Ended, Sitting, Wish
from thaw.shell.reasons import reason_text
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before somebody is asked, so not loaded before.
    from thaw.shell.check_ins.after import AfterPart
    from thaw.shell.check_ins.question_page import Asking, QuestionPage

logger = logging.getLogger(__name__)


class CheckInDesk(QObject):
    """Asks before a practice that was chosen in the window, and after every one but for sleep.

    Nothing is asked before the very first one, which somebody new would rather just begin.
    What is answered before is held until the practice has its row. A practice never
    waits for an answer: it is made ready while the questions are in sight.
    """

    energy_rated = Signal(object)
    """How much energy there is before the practice that is next, or None for no answer."""

    def __init__(
        self,
        desk: FrontDesk,
        sitting: Sitting,
        catalogue: Catalogue,
        keeping: AnswerKeeping,
        almanac: Almanac,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sitting = sitting
        self._catalogue = catalogue
        self._keeping = keeping
        self._almanac = almanac
        self._theme = theme
        self._page: QuestionPage | None = None
        self._after: AfterPart | None = None
        self._wish: Wish | None = None
        self._before: AnswerSheet | None = None
        self._of_after: AnswerSheet | None = None
        self._has_said = False
        sitting.began.connect(self._on_began)
        sitting.ended.connect(self._on_ended)
        keeping.kept.connect(self._on_kept)
        keeping.refused.connect(self._on_refused)

    def asks(self, wish: Wish) -> bool:
        """Ask before ``wish`` is played, where that is wanted; False where it is not."""
        desk = self._desk
        asked = check_ins.before(wishes(desk.settings), has_practised=desk.has_practised)
        if not asked.items:
            return False
        page = self._page or self._made_page()
        page.ask(self._asking(wish, asked.items))
        self._wish = wish
        self._before = self._sheet(Occasion.BEFORE, waits=True)
        self._sitting.prepare(wish)
        self._desk.show_other(page, wish.title)
        return True

    def connect_end(self, end: EndPanel) -> None:
        """Ask on the panel at the end of a practice, once it is made."""
        from thaw.shell.check_ins.after import AfterPart

        self._after = AfterPart(self._theme)
        self._after.answered.connect(self._on_answered_after)
        end.put(self._after)

    def _asking(self, wish: Wish, items: Iterable[Item]) -> "Asking":
        from thaw.shell.check_ins.question_page import Asking

        return Asking(
            title=self.tr("How is it now?"),
            note=self.tr("{0} is next. Answer what you like, or nothing.").format(wish.title),
            questions=tuple(map(rating_words, items)),
            done=self.tr("Begin"),
            stop=self.tr("Don't ask before a practice"),
            stopped=self.tr("From now on a practice begins at once. The settings can change that."),
        )

    def _made_page(self) -> "QuestionPage":
        from thaw.shell.check_ins.question_page import QuestionPage

        self._page = page = QuestionPage(self._theme, self.tr("Back to the library (Esc)"))
        page.answered.connect(self._on_answered_before)
        page.aside_answered.connect(self._on_aside_answered)
        page.done.connect(self._on_begin_asked)
        page.back_asked.connect(self._on_back_asked)
        page.stop_asked.connect(self._on_stop_asked)
        return page

    def _sheet(
        self, occasion: Occasion, practice_id: str | None = None, *, waits: bool = False
    ) -> AnswerSheet:
        return AnswerSheet(self._keeping, self._almanac, occasion, practice_id, waits=waits)

    def _instead(self, energy: Given | None) -> Aside | None:
        """What to offer in place of what was chosen, with so little or so much energy."""
        rated = energy if isinstance(energy, int) else None
        hour = self._almanac.clock().hour
        asked = responses((), Now(self._almanac.today(), hour, energy_before=rated))
        choices = [
            AsideChoice(name, words)
            for response, name, words in (
                (Response.OFFER_MOVEMENT, Category.MOVE, self.tr("Move instead")),
                (Response.OFFER_GROUNDING, Category.GROUND, self.tr("Ground instead")),
            )
            if response in asked and self._wish_in_place(name) is not None
        ]
        if not choices:
            return None
        words = self.tr("Something with open eyes may be easier just now.")
        return Aside("energy", words, tuple(choices))

    def _wish_in_place(self, category: str) -> Wish | None:
        """The gentle way to move or to ground; None where there is none, or it is chosen."""
        found = in_place(map(offer_of, self._catalogue.entries()), Category(category))
        chosen = None if self._wish is None else self._category(self._wish)
        if found is None or chosen == category:
            return None
        minutes = self._desk.settings.last_minutes.get(found.id)
        return self._desk.wish_for(found.id, minutes, Source.LIBRARY)

    def _category(self, wish: Wish) -> str:
        if wish.session is not None:
            return wish.session.category
        entry = self._catalogue.entry(wish.session_id)
        return Category.TIMER if entry is None else entry.category

    @Slot(str, object)
    def _on_answered_before(self, item: str, given: Given | None) -> None:
        if self._before is not None:
            self._before.take(item, given)
        if item == Item.ENERGY and self._page is not None:
            self.energy_rated.emit(given)
            self._page.show_aside(self._instead(given))

    @Slot(str, object)
    def _on_answered_after(self, item: str, given: Given | None) -> None:
        if self._of_after is not None:
            self._of_after.take(item, given)

    @Slot(str)
    def _on_aside_answered(self, category: str) -> None:
        wish = self._wish_in_place(category)
        if wish is not None:
            # What was answered stays: it was before this one.
            self._wish = wish
            self._desk.play(wish)

    @Slot()
    def _on_begin_asked(self) -> None:
        if self._wish is not None:
            self._desk.play(self._wish)

    @Slot()
    def _on_back_asked(self) -> None:
        self._wish = self._before = None
        self._sitting.put_aside()
        self._desk.show_library()

    @Slot()
    def _on_stop_asked(self) -> None:
        self._desk.change_settings(replace(self._desk.settings, ask_before=False))
        if self._page is not None:
            self._page.show_stopped()

    @Slot()
    def _on_began(self) -> None:
        if self._after is not None:
            self._after.hide()
        if self._before is None:
            return
        if self._sitting.wish is self._wish:
            self._before.belongs_to(self._sitting.practice_id)
        else:
            # Another practice has come in between, by one click.
            self._wish = self._before = None

    @Slot(object)
    def _on_ended(self, ended: Ended) -> None:
        has_row = ended.practice_id is not None and ended.practised_ms > 0
        if self._before is not None and ended.wish is self._wish and not has_row:
            self._before.belongs_to(None)
        self._wish = self._before = None
        asked = check_ins.after(wishes(self._desk.settings), self._category(ended.wish))
        if self._after is not None and asked.after_effect and has_row:
            self._of_after = self._sheet(Occasion.AFTER, ended.practice_id)
            self._after.ask()

    @Slot()
    def _on_kept(self) -> None:
        self._has_said = False

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        """Say it once: they are tried again with the next answer, and at the end."""
        if not isinstance(error, LogError):
            logger.error("An answer could not be kept", exc_info=error)
        if not self._has_said:
            self._has_said = True
            words = self.tr("Answers can't be kept just now: {0}")
            self._desk.say(words.format(reason_text(error)))
