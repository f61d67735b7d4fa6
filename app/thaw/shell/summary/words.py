"""What a summary says: plain sentences and small tables, with nothing that judges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.core.session import Category
from thaw.practice.stats import Period, Share
from thaw.practice.summary import Note, Span, SpanFacts
from thaw.shell.day_words import date_text
from thaw.shell.history.words import days_text, practices_text
from thaw.shell.wording import category_text, number_text, practised_text, sentence

_NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, and below it a table, entries and lines, as far as there are any."""

    heading: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """The first cell of each is words, the others are numbers."""
    entries: tuple[tuple[str, str], ...] = ()
    """A line that names it, and what was written."""


@dataclass(frozen=True, slots=True)
class Paper:
    """All that a summary says, in order; every text is plain."""

    title: str
    lead: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: str


def paper(facts: SpanFacts, ratings: Sequence[str] | None, today: date) -> Paper:
    """Word what was found; ``ratings`` are sentences, None where they are not wanted."""
    tr = QCoreApplication.translate
    parts = [_weeks(facts), _kinds(facts), _ratings(ratings, facts.span), _notes(facts)]
    foot = tr(
        "summary",
        "Made with Thaw on {0}, when it was asked for, from a person’s own records. It says what"
        " was practised. It does not say how anybody is.",
    )
    return Paper(
        title=tr("summary", "A summary of practice"),
        lead=(span_text(facts.span), _total_text(facts), _practice_day_text(facts)),
        parts=tuple(part for part in parts if part is not None),
        foot=foot.format(date_text(today)),
    )


def span_text(span: Span) -> str:
    """``27 October 2026 to 23 November 2026``."""
    words = QCoreApplication.translate("summary", "{0} to {1}")
    return words.format(date_text(span.first), date_text(span.last))


def _total_text(facts: SpanFacts) -> str:
    tr = QCoreApplication.translate
    if not facts.practices:
        return tr("summary", "No practice is written down for these days.")
    practices, practised = practices_text(facts.practices), facts.practised_ms // 1000
    if not facts.practice_days:
        words = tr("summary", "{0}, {1} in all.")
        return sentence(words.format(practices, practised_text(practised)))
    words = tr("summary", "{0} on {1}, {2} in all.")
    days = days_text(facts.practice_days)
    return sentence(words.format(practices, days, practised_text(practised)))


def _practice_day_text(facts: SpanFacts) -> str:
    words = QCoreApplication.translate("summary", "A day counts with {0} of practice or more.")
    seconds = facts.least_ms // 1000
    if seconds % 60:
        return words.format(
            QCoreApplication.translate("summary", "{0} seconds").format(f"{seconds}")
        )
    return words.format(practised_text(seconds))


def _weeks(facts: SpanFacts) -> Part | None:
    if not facts.weeks:
        return None
    tr = QCoreApplication.translate
    rows = tuple(_week_row(week, facts.span) for week in facts.weeks)
    columns = tr("summary", "Week from"), tr("summary", "Days"), tr("summary", "Minutes")
    return Part(tr("summary", "Week by week"), columns=columns, rows=rows)


def _week_row(week: Period, span: Span) -> tuple[str, ...]:
    first = date_text(max(week.first_day, span.first))
    if not week.practised_ms:
        return first, _NOTHING, _NOTHING
    return first, f"{week.practice_days}", _minutes(week.practised_ms)


def _kinds(facts: SpanFacts) -> Part | None:
    if not facts.kinds:
        return None
    tr = QCoreApplication.translate
    rows = tuple(
        (_kind_text(kind), number_text(kind.practices), _minutes(kind.practised_ms))
        for kind in facts.kinds
    )
    columns = tr("summary", "Kind"), tr("summary", "Practices"), tr("summary", "Minutes")
    return Part(tr("summary", "Kinds of practice"), columns=columns, rows=rows)


def _kind_text(kind: Share) -> str:
    try:
        return category_text(Category(kind.name))
    except ValueError:
        # From another Thaw or an import: told as it is.
        return kind.name or QCoreApplication.translate("summary", "Not said")


def _ratings(ratings: Sequence[str] | None, span: Span) -> Part | None:
    if ratings is None:
        return None
    tr = QCoreApplication.translate
    few = tr(
        "summary",
        "There are too few to tell: it takes six in these four weeks, and six in the four before.",
    )
    heading = tr("summary", "Own ratings from 0 to 10, the middle ones, up to {0}")
    return Part(heading.format(date_text(span.last)), lines=tuple(ratings or [few]))


def _notes(facts: SpanFacts) -> Part | None:
    if not facts.notes and not facts.sealed_notes:
        return None
    tr = QCoreApplication.translate
    sealed = tr("summary", "Under the passphrase, and so not here: {0}.")
    return Part(
        tr("summary", "Notes on practices"),
        lines=(sealed.format(number_text(facts.sealed_notes)),) if facts.sealed_notes else (),
        entries=tuple((_note_name(note), note.words) for note in facts.notes),
    )


def _note_name(note: Note) -> str:
    day = date_text(note.day)
    if not note.title:
        return day
    return QCoreApplication.translate("summary", "{0} · {1}").format(day, note.title)


def _minutes(ms: int) -> str:
    return number_text(ms // 60_000)
