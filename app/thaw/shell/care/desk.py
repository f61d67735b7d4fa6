"""What recent practice asks of Thaw, and what follows from it in the window."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from thaw.care.offering import settling_in_s
from thaw.care.rules import (
    Distress,
    Now,
    Response,
    responses,
    suggests_deep,
    worse_count,
)
from thaw.care.saying import Due, Saying, due
from thaw.player.looking_after import Lately, lately, recent_sittings
from thaw.practice.clock import Clock
from thaw.practice.days import local_date
from thaw.practice.entry import Source
from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.shell.background import Background
from thaw.shell.care.words import CARE, Way, after_worse_aside, care_aside
from thaw.shell.front_desk import FrontDesk
from thaw.shell.library.aside import Aside, AsideChoice, AsidePanel
from thaw.shell.library.suggesting import Guidance
from thaw.shell.player.grounding import Grounding
from thaw.shell.player.sitting import Ended, Sitting
from thaw.shell.theme import Theme

logger = logging.getLogger(__name__)

WALK: Final = "slow-steps"
_OF_THE_MOMENT: Final = frozenset({Response.STOP_AND_GROUND})
"""What is answered at once, and says nothing of what to suggest."""


class CareDesk(QObject):
    """Publishes what is asked for, and has it seen. It locks nothing.

    Looks at the log, beside the window, after each practice, after each answer
    (``refresh``) and whenever the library comes to the front.
    """

    changed = Signal()
    """``asked`` is something else now."""
    help_asked = Signal()
    """The help page is wanted."""
    passed = Signal()
    """What a person had marked of themselves is over."""

    def __init__(
        self,
        front: FrontDesk,
        sitting: Sitting,
        theme: Theme,
        read_log: Callable[[], PracticeLog],
        clock: Clock,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``read_log`` is called on the thread of ``background``, and raises LogError."""
        super().__init__(parent)
        self._front = front
        self._sitting = sitting
        self._theme = theme
        self._read_log = read_log
        self._clock = clock
        self._background = background
        self._lately = Lately()
        self._energy: int | None = None
        self._marks: frozenset[Distress] = frozenset()
        self._ended: str | None = None
        self._asked: frozenset[Response] = frozenset()
        self._guidance: Guidance | None = None
        sitting.began.connect(self._on_began)
        sitting.ended.connect(self._on_ended)
        sitting.status_changed.connect(self._publish)
        front.library_shown.connect(self._on_library_shown)

    @property
    def order(self) -> int:
        """Among what is said beside the library: see ``AsideSource``."""
        return 10

    @property
    def key(self) -> str:
        return CARE

    @property
    def asked(self) -> frozenset[Response]:
        """All that is asked for now. A programme that is to be paused is asked for here."""
        return self._asked

    @property
    def is_dim(self) -> bool:
        """Whether the window had better be dark: a night after a hard practice."""
        return Response.DIM in self._asked

    @cached_property
    def end_part(self) -> AsidePanel:
        """What is put at the end of a practice; it is seen where that was hard."""
        made = AsidePanel(self._theme, after_worse_aside())
        made.answered.connect(self._on_way_chosen)
        return made

    @Slot()
    def refresh(self) -> None:
        """Look at the log again: something was practised, or answered."""
        today, ended = self._now().today, self._ended
        self._background.run(
            lambda: lately(self._read_log(), today, ended),
            lambda found: self._on_read(found, ended),
            self._on_failed,
        )

    def tell_energy(self, rating: int | None) -> None:
        """Take what was answered before a practice, from 0 to 10, until that is over."""
        self._energy = rating
        self._publish()

    @Slot(object)
    def mark(self, marks: frozenset[Distress]) -> None:
        """Take what a person marks of themselves, until it has passed or Thaw ends."""
        self._marks = marks
        self._publish()

    @Slot()
    def ground(self) -> None:
        """Put a grounding in front; after it comes the library."""
        self._front.show_other(self._grounding, self.tr("Grounding"))
        self._grounding.begin()

    @Slot()
    def walk(self) -> None:
        """Begin a slow walk at once: whoever needs it has just said how it is."""
        wish = self._front.wish_for(WALK, None, Source.LIBRARY)
        if wish is not None:
            self._front.play(wish)

    def offer(self, log: PracticeLog) -> Aside | None:
        """What is to be said beside the library. Called beside the window's thread."""
        now = self._now()
        sittings = recent_sittings(log, now.today)
        found = responses(sittings, now)
        said = due(found, sittings, now, self._answered())
        return None if said is None else _answerable(care_aside(said.saying), said)

    def answer(self, name: str) -> None:
        """Go the way that was chosen, and don't say the same again."""
        way, saying, day = name.split()
        self._keep_answer(Saying(saying), date.fromisoformat(day))
        self._go(Way(way))

    @cached_property
    def _grounding(self) -> Grounding:
        view = Grounding(self._theme, monotonic)
        view.ended.connect(self._front.show_library)
        view.library_asked.connect(self._front.show_library)
        view.help_asked.connect(self.help_asked)
        return view

    def _keep_answer(self, saying: Saying, day: date) -> None:
        # What a person marked of themselves leaves no trace.
        if saying is not Saying.HELP_FIRST:
            days = {**self._front.settings.care_answered, saying.value: day}
            self._front.change_settings(replace(self._front.settings, care_answered=days))

    def _go(self, way: Way) -> None:
        match way:
            case Way.HELP:
                self.help_asked.emit()
            case Way.GROUND:
                self.ground()
            case Way.WALK:
                self.walk()
            case Way.PASSED:
                self.mark(frozenset())
                self.passed.emit()
            case Way.LEAVE:
                pass

    def _now(self) -> Now:
        now = self._clock()
        return Now(
            today=local_date(now, self._front.settings.day_start_hour),
            hour=now.hour,
            energy_before=self._energy,
            marks=self._marks,
            stop_asked=self._sitting.is_grounding,
        )

    def _answered(self) -> Mapping[Saying, date]:
        known = {saying.value: saying for saying in Saying}
        stored = self._front.settings.care_answered
        return {known[name]: day for name, day in stored.items() if name in known}

    @Slot()
    def _publish(self) -> None:
        now, before = self._now(), self._asked
        self._asked = responses(self._lately.sittings, now)
        self._guide(worse_count(self._lately.sittings, now.today))
        if self._asked != before:
            self.changed.emit()

    def _guide(self, recent_worse: int) -> None:
        """Have the library suggest by what is known now, where that is something else."""
        practised_ms = self._lately.practised_ms
        is_deep = suggests_deep(len(practised_ms), self._asked, recent_worse)
        settling_in = settling_in_s(ms / 1000 for ms in practised_ms)
        guidance = Guidance(self._asked - _OF_THE_MOMENT, is_deep, settling_in)
        if guidance != self._guidance:
            self._guidance = guidance
            self._front.guide(guidance)

    def _on_read(self, found: Lately, ended: str | None) -> None:
        self._lately = found
        if ended == self._ended:
            self.end_part.setVisible(found.was_worse)
        self._publish()

    def _on_failed(self, error: Exception) -> None:
        # That the log can't be read is said where it is opened.
        level = logging.INFO if isinstance(error, LogError) else logging.ERROR
        logger.log(level, "What was practised of late isn't known", exc_info=error)
        self._publish()

    @Slot(str, str)
    def _on_way_chosen(self, _key: str, name: str) -> None:
        # Not offered once more in the library, by other words.
        self._keep_answer(Saying.GROUNDING, self._now().today)
        self._go(Way(name))

    @Slot()
    def _on_began(self) -> None:
        self._ended = None
        self.end_part.hide()

    @Slot(object)
    def _on_ended(self, ended: Ended) -> None:
        self._ended = ended.practice_id
        self._energy = None
        self.refresh()

    @Slot()
    def _on_library_shown(self) -> None:
        self._energy = None
        self.refresh()


def _answerable(aside: Aside, said: Due) -> Aside:
    """``aside`` with answers that tell what they are to: another may be due by then."""
    choices = tuple(
        AsideChoice(f"{choice.name} {said.saying} {said.day}", choice.words)
        for choice in aside.choices
    )
    return replace(aside, choices=choices)
