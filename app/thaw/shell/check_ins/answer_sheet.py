"""What is answered on one occasion, each answer kept as soon as it is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from thaw.care.items import WAVED_AWAY, Question
from thaw.practice.answers import Answer, Occasion, answered
from thaw.practice.clock import Clock
from thaw.practice.days import local_date
from thaw.shell.check_ins.answer_keeping import AnswerKeeping
from thaw.shell.check_ins.question_rows import Given


@dataclass(frozen=True, slots=True)
class Almanac:
    """What time it is, and which practice day that is."""

    clock: Clock
    day_start_hour: Callable[[], int]

    def today(self) -> date:
        return local_date(self.clock(), self.day_start_hour())


class AnswerSheet:
    """The answers of one occasion, of one practice where it is about one.

    With ``waits`` they are held until the practice is known.
    """

    def __init__(
        self,
        keeping: AnswerKeeping,
        almanac: Almanac,
        occasion: Occasion,
        practice_id: str | None = None,
        *,
        waits: bool = False,
    ) -> None:
        self._keeping = keeping
        self._almanac = almanac
        self._occasion = occasion
        self._practice_id = practice_id
        self._waits = waits
        self._answers: dict[str, Answer] = {}

    def given(self) -> Mapping[str, Given]:
        """What has been answered so far, by item."""
        return {
            item: answer.word if answer.rating is None else answer.rating
            for item, answer in self._answers.items()
        }

    def take(self, item: str, given: Given | None) -> None:
        """Take an answer; None takes it back."""
        before = self._answers.pop(item, None)
        if given is None:
            if before is not None and not self._waits:
                self._keeping.take_back([before])
            return
        almanac = self._almanac
        made = answered(
            self._occasion, item, given, almanac.clock(), almanac.today(), self._practice_id
        )
        # Changed, it is still the same answer.
        self._answers[item] = made if before is None else replace(made, id=before.id)
        if not self._waits:
            self._keeping.keep([self._answers[item]])

    def wave_away(self) -> None:
        """Nothing was answered, and nothing is to be asked again so soon."""
        if not self._answers:
            self.take(Question.ASKED, WAVED_AWAY)

    def belongs_to(self, practice_id: str | None) -> None:
        """Keep the answers with a practice; None for one of which nothing was kept."""
        self._waits = False
        self._practice_id = practice_id
        self._answers = {
            item: replace(answer, practice_id=practice_id) for item, answer in self._answers.items()
        }
        if self._answers:
            self._keeping.keep(self._answers.values())
