"""The sums that are kept in memory never differ from adding up every row again."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.practice.examples import MINUTE_MS, a_practice, on_day
from tests.practice.fresh_log import fresh_log
from thaw.practice.changes import Edit, delete_practice, edit_practice, undelete
from thaw.practice.entry import Outcome
from thaw.practice.totals import FRESH_DAYS, DayTotal, KindTotal

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
LONG_AGO = TODAY - timedelta(days=3 * FRESH_DAYS)


def day_sums(entries):
    sums = {}
    for entry in entries:
        if entry.progress.practised_ms > 0:
            ms, practices = sums.get(entry.local_date, (0, 0))
            sums[entry.local_date] = (ms + entry.progress.practised_ms, practices + 1)
    return [DayTotal(day, *sums[day]) for day in sorted(sums)]


def kind_sums(entries):
    sums = {}
    for entry in entries:
        if entry.progress.practised_ms > 0:
            kind = (entry.start.category, entry.start.level, entry.start.anchor)
            ms, practices, completed = sums.get(kind, (0, 0, 0))
            is_complete = entry.outcome is Outcome.COMPLETED
            sums[kind] = (ms + entry.progress.practised_ms, practices + 1, completed + is_complete)
    return {KindTotal(*kind, *sums[kind]) for kind in sums}


def test_kinds_are_told_apart_over_any_stretch_of_days(log):
    log.put(
        [
            a_practice(datetime(2026, 11, day, 8, tzinfo=UTC), category=category, level=level)
            for day in (1, 2, 3, 4)
            for category in ("breath", "body", "")
            for level in ("gentle", "")
        ]
    )

    found = log.kind_totals(date(2026, 11, 2), date(2026, 11, 3))

    assert {(one.category, one.level, one.practices) for one in found} == {
        (category, level, 2) for category in ("breath", "body", "") for level in ("gentle", "")
    }
    assert set(log.kind_totals()) == kind_sums(log.entries())
    assert set(log.kind_totals(date(2026, 11, 4))) == kind_sums(log.entries(date(2026, 11, 4)))


def test_what_another_program_writes_long_ago_is_seen(log, open_log):
    log.put([on_day(LONG_AGO), on_day(TODAY)])
    assert len(log.day_totals()) == 2
    assert log.kind_totals()[0].practices == 2

    other = open_log()
    other.put([on_day(LONG_AGO - timedelta(days=1))])

    assert len(log.day_totals()) == 3
    assert log.kind_totals()[0].practices == 3


def test_what_was_taken_back_is_not_added_up(log):
    log.put([on_day(LONG_AGO), on_day(TODAY)])
    before = log.day_totals()

    def change_one_s_mind():
        with log.changing() as writing:
            writing.execute("DELETE FROM practice")
            raise KeyError

    with pytest.raises(KeyError):
        change_one_s_mind()

    assert log.day_totals() == before


def test_a_log_that_begins_empty_is_added_up_from_then_on(log):
    assert log.day_totals() == []
    assert log.kind_totals() == []

    log.put([on_day(LONG_AGO), on_day(TODAY)])

    assert [total.day for total in log.day_totals()] == [LONG_AGO, TODAY]
    assert log.kind_totals()[0].practices == 2


def test_the_minute_at_which_practices_began_is_that_of_the_place_they_were_done_in(log):
    west, east = (datetime.fromisoformat(f"2026-11-21T23:50:00{z}") for z in ("-10:00", "+14:00"))
    log.put([a_practice(west), a_practice(east)])

    assert log.starting_minutes(date(2026, 11, 1)) == [23 * 60 + 50] * 2
    assert log.starting_minutes(date(2026, 11, 22)) == []


class WritingAndAddingUp(RuleBasedStateMachine):
    """Any writing in any order, with looks in between."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.log = fresh_log(Path(self.folder.name, "log.db"))
        self.deleted = []

    def teardown(self):
        self.log.shut()
        self.folder.cleanup()

    days = st.integers(0, 3 * FRESH_DAYS).map(lambda number: TODAY - timedelta(days=number))

    def some(self, number):
        entries = self.log.entries()
        return entries[number % len(entries)]

    @rule(day=days, ms=st.sampled_from([0, 30_000, MINUTE_MS, 20 * MINUTE_MS]), many=days)
    def practise(self, day, ms, many):
        self.log.put([on_day(day, ms), on_day(many, ms)])

    @precondition(lambda self: self.log.count())
    @rule(number=st.integers(0, 50), day=days)
    def move(self, number, day):
        started = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        entry = self.some(number)
        if entry.progress.practised_ms:
            edit_practice(self.log, entry.id, Edit(started=started), NOW)

    @precondition(lambda self: self.log.count())
    @rule(number=st.integers(0, 50))
    def delete(self, number):
        self.deleted.append(delete_practice(self.log, self.some(number).id))

    @precondition(lambda self: self.deleted)
    @rule()
    def bring_back(self):
        undelete(self.log, self.deleted.pop())

    @invariant()
    def sums_are_right(self):
        entries = self.log.entries()
        assert self.log.day_totals() == day_sums(entries)
        assert set(self.log.kind_totals()) == kind_sums(entries)


def test_sums_stay_right_whatever_is_written():
    run_state_machine_as_test(
        WritingAndAddingUp, settings=settings(max_examples=15, stateful_step_count=12)
    )


def test_what_is_written_while_the_kinds_are_added_up_is_in_the_days_as_well(log, monkeypatch):
    log.put([on_day(date(2026, 11, 23)), on_day(date(2020, 1, 1))])
    days = log._totals._settled_days

    def meanwhile(reading):
        settled = days(reading)
        log.put([on_day(date(2020, 1, 2))])
        return settled

    with monkeypatch.context() as patched:
        patched.setattr(log._totals, "_settled_days", meanwhile)
        log.kind_totals()

    assert [total.day for total in log.day_totals()] == [
        date(2020, 1, 1),
        date(2020, 1, 2),
        date(2026, 11, 23),
    ]
