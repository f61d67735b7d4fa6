"""A summary to hand over: what was practised in a span, and nothing that was not wanted."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice.examples import MINUTE_MS, a_practice, on_day
from tests.practice.fresh_log import fresh_log
from thaw.practice.changes import write_note
from thaw.practice.journal import keep_page
from thaw.practice.lock import lock_again, set_lock
from thaw.practice.log import PracticeLog
from thaw.practice.sealing import Stretching
from thaw.practice.summary import (
    MOST_SPANS,
    SPAN_DAYS,
    Span,
    Wanted,
    span_facts,
    span_of_all,
    spans,
)

TODAY = date(2026, 11, 23)
LAST = Span(date(2026, 10, 27), TODAY)
NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
QUICK = Stretching(b"sixteen bytes ok", n=2**10)


@given(st.none() | st.dates(TODAY - timedelta(days=900), TODAY))
def test_spans_lie_end_to_end_and_reach_back_to_the_first_day(first_day: date | None) -> None:
    found = spans(first_day, TODAY)
    assert found[0] == LAST
    assert 1 <= len(found) <= MOST_SPANS
    for later, earlier in pairwise(found):
        assert earlier.last + timedelta(days=1) == later.first
    assert all((one.last - one.first).days + 1 == SPAN_DAYS for one in found)
    if first_day is not None and len(found) < MOST_SPANS:
        assert found[-1].first <= first_day <= found[0].last
        assert len(found) == 1 or first_day <= found[-1].last


def test_all_is_since_practice_began() -> None:
    assert span_of_all(date(2026, 1, 3), TODAY) == Span(date(2026, 1, 3), TODAY)
    assert span_of_all(None, TODAY) == Span(TODAY, TODAY)
    # Whoever flew east practised on a day that is not here yet.
    assert span_of_all(TODAY + timedelta(days=1), TODAY) == Span(TODAY, TODAY)


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.dates(date(2026, 9, 1), TODAY), st.integers(1, 90 * MINUTE_MS)), max_size=12
    ),
    st.integers(0, 6),
)
def test_it_adds_up_as_adding_by_hand_does(practised: list[tuple[date, int]], start: int) -> None:
    with TemporaryDirectory() as folder:
        log = fresh_log(Path(folder) / "practice.sqlite")
        try:
            log.put([on_day(day, ms) for day, ms in practised])
            facts = span_facts(log, Wanted(LAST), start)
        finally:
            log.shut()
    within = [(day, ms) for day, ms in practised if LAST.holds(day)]
    by_day: dict[date, int] = {}
    for day, ms in within:
        by_day[day] = by_day.get(day, 0) + ms
    assert facts.practised_ms == sum(ms for _, ms in within)
    assert facts.practices == len(within)
    assert facts.practice_days == sum(ms >= MINUTE_MS for ms in by_day.values())
    assert sum(week.practised_ms for week in facts.weeks) == facts.practised_ms
    assert sum(week.practice_days for week in facts.weeks) == facts.practice_days
    assert sum(kind.practised_ms for kind in facts.kinds) == facts.practised_ms
    assert 4 <= len(facts.weeks) <= 5
    assert all(week.first_day.weekday() == start for week in facts.weeks)


def test_kinds_are_told_by_name_the_most_practised_first(log: PracticeLog) -> None:
    morning = datetime(2026, 11, 20, 8, tzinfo=UTC)
    log.put(
        [
            a_practice(morning, 5 * MINUTE_MS, category="move"),
            a_practice(morning, 20 * MINUTE_MS, category="body"),
            a_practice(morning.replace(month=1), 90 * MINUTE_MS, category="sleep"),
        ]
    )
    facts = span_facts(log, Wanted(LAST), 0)
    assert [(kind.name, kind.practices) for kind in facts.kinds] == [("body", 1), ("move", 1)]


def test_what_is_not_wanted_is_not_there(log: PracticeLog) -> None:
    practice = on_day(TODAY)
    log.put([practice])
    write_note(log, practice.id, "for nobody else", NOW)
    facts = span_facts(log, Wanted(LAST, weeks=False, kinds=False), 0)
    assert (facts.weeks, facts.kinds, facts.notes) == ((), (), ())
    assert "nobody else" not in repr(facts)


def test_notes_of_the_span_are_told_oldest_first_and_journal_pages_never(log: PracticeLog) -> None:
    days = [date(2026, 10, 1), date(2026, 11, 2), date(2026, 11, 20)]
    for day in days:
        practice = on_day(day)
        log.put([practice])
        write_note(log, practice.id, f"on {day}", NOW)
    keep_page(log, "a page of the journal", NOW, TODAY, "What is here?")
    facts = span_facts(log, Wanted(LAST, notes=True), 0)
    assert [(note.day, note.title, note.words) for note in facts.notes] == [
        (day, "Breath Awareness", f"on {day}") for day in days[1:]
    ]


def test_a_note_under_the_passphrase_is_counted_and_left_out(log: PracticeLog) -> None:
    practice = on_day(TODAY)
    log.put([practice])
    write_note(log, practice.id, "for nobody else", NOW)
    set_lock(log, "the heron by the mill", QUICK)
    lock_again(log)
    facts = span_facts(log, Wanted(LAST, notes=True), 0)
    assert (facts.notes, facts.sealed_notes) == ((), 1)
