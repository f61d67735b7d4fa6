"""From the sessions there are, and what was chosen before, to what the library shows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from thaw.core.catalogue_index import CatalogueEntry
from thaw.core.own_plan import IfThen
from thaw.core.problem_words import worded
from thaw.core.problems import Problem
from thaw.core.units import RATE
from thaw.settings import Settings
from thaw.shell.library.beginning import FIRST_MINUTES, FIRST_SESSION
from thaw.shell.library.planned import plan_text, planned_line, planned_suggestion
from thaw.shell.library.quick import quick_choice
from thaw.shell.library.state import Card, FileProblem, Holds, LibraryState, Suggestion

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.shell.library.suggesting import Guidance

_MINUTE: Final = 60 * RATE


def library_state(
    entries: Sequence[CatalogueEntry],
    problems: Sequence[Problem],
    settings: Settings,
    last_practised: str | None,
    guidance: "Guidance | None" = None,
    *,
    is_rest_day: bool = False,
) -> LibraryState:
    """Return the whole library. ``last_practised`` is the id of the latest practice.

    ``guidance`` is what the log says; None where it was not read yet. On a day of rest,
    and while grounding is all that is suggested, nothing that is planned is offered; then
    nothing else is, either.
    """
    cards = tuple(_card(entry, settings) for entry in entries)
    by_id = {card.id: card for card in cards}
    quick = quick_choice({entry.id: entry for entry in entries}.get, settings)
    is_only_grounding = guidance is not None and guidance.is_only_grounding
    if is_only_grounding:
        quick = None
    planned = None if is_rest_day or is_only_grounding else planned_line(by_id, settings)
    if guidance is None and not settings.gentle:
        suggestion = _suggestion(by_id, last_practised, planned, settings)
    else:
        beside = None if quick is None else quick.entry.id
        cards, suggestion = _guided(
            entries, cards, settings, last_practised, planned, guidance, beside
        )
    return LibraryState(
        cards=cards,
        suggestion=suggestion,
        quick=None if quick is None else _quick_card(by_id[quick.entry.id], quick.minutes),
        offers_breathing=not is_only_grounding,
        problems=_by_file(problems),
        plan=plan_text(by_id, planned, is_rest_day=is_rest_day),
    )


def _card(entry: CatalogueEntry, settings: Settings) -> Card:
    shortest, longest = entry.lengths.whole_minutes
    minutes = settings.last_minutes.get(entry.id, round(entry.lengths.default / _MINUTE))
    return Card(
        id=entry.id,
        title=entry.title,
        goal=entry.goal,
        category=entry.category,
        level=entry.level,
        shortest=shortest,
        longest=longest,
        minutes=min(max(minutes, shortest), longest),
        under_a_minute_s=entry.lengths.under_a_minute_s,
        holds=_holds(entry, settings),
    )


def _quick_card(card: Card, minutes: int) -> Card:
    return replace(card, minutes=card.clamped(minutes))


def _holds(entry: CatalogueEntry, settings: Settings) -> Holds:
    if not entry.has_holds:
        return Holds.NONE
    return Holds.KEPT if settings.with_holds else Holds.LEFT_OUT


def _guided(
    entries: Sequence[CatalogueEntry],
    cards: tuple[Card, ...],
    settings: Settings,
    last_practised: str | None,
    planned: IfThen | None,
    guidance: "Guidance | None",
    quick: str | None,
) -> tuple[tuple[Card, ...], Suggestion | None]:
    """What is suggested by the rules of care, and the cards with a word on what isn't.

    In gentle mode few sessions fit, and the quiet moment is one of them: two different
    ones are offered. Otherwise the quiet moment is what somebody chose.
    """
    from thaw.shell.library.suggesting import Guidance, deep_note, suggestion

    known, is_gentle = guidance or Guidance(), settings.gentle
    notes = (deep_note(card.level, known, is_gentle=is_gentle) for card in cards)
    noted = tuple(
        replace(card, note=note) if note else card for card, note in zip(cards, notes, strict=True)
    )
    lengths = settings.last_minutes
    offered = suggestion(
        entries,
        last_practised,
        known,
        planned,
        lengths,
        is_gentle=is_gentle,
        quick=quick if is_gentle else None,
    )
    return noted, offered


def _suggestion(
    by_id: Mapping[str, Card],
    last_practised: str | None,
    planned: IfThen | None,
    settings: Settings,
) -> Suggestion | None:
    if planned is not None:
        return planned_suggestion(planned)
    if last_practised is not None and last_practised in by_id:
        return Suggestion(
            last_practised, QCoreApplication.translate("LibraryView", "The one you did last")
        )
    if FIRST_SESSION in by_id:
        words = QCoreApplication.translate("LibraryView", "A place to begin")
        is_chosen = FIRST_SESSION in settings.last_minutes
        return Suggestion(FIRST_SESSION, words, longest=0 if is_chosen else FIRST_MINUTES)
    return Suggestion(next(iter(by_id))) if by_id else None


def _by_file(problems: Sequence[Problem]) -> tuple[FileProblem, ...]:
    lines: dict[Path, list[str]] = {}
    for problem in problems:
        said = worded(problem).removeprefix(f"{problem.file}").removeprefix(":").strip()
        lines.setdefault(problem.file, []).append(said)
    return tuple(FileProblem(str(file), tuple(said)) for file, said in lines.items())
