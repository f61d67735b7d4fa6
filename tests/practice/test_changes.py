from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.examples import A_MORNING, MINUTE_MS, a_practice, a_start, practices, progress
from thaw.practice.answers import Occasion, answered, answers, keep_answers
from thaw.practice.changes import (
    LONGEST_TITLE,
    MOST_TAGS,
    ChangeFault,
    ChangeRefused,
    Edit,
    Elsewhere,
    add_practice,
    delete_practice,
    edit_practice,
    edited,
    put_back,
    set_tags,
    undelete,
    write_note,
)
from thaw.practice.entry import Outcome, Source
from thaw.practice.errors import LogDamaged, UnknownPractice
from thaw.practice.journal import keep_page, note_of, pages

NOW = A_MORNING + timedelta(days=2)
DAY = date(2026, 11, 21)


@pytest.fixture
def practice(log):
    entry = a_practice()
    log.put([entry])
    return entry


def elsewhere(**changes):
    given_ = Elsewhere(
        title="In the park",
        started=A_MORNING,
        tz_name="Europe/Lisbon",
        practised_ms=20 * MINUTE_MS,
        day_start_hour=0,
        app_version="0.1.0",
    )
    return replace(given_, **changes)


def test_minutes_put_right_move_the_end_and_the_day_s_total(log, practice):
    before = edit_practice(log, practice.id, Edit(practised_ms=5 * MINUTE_MS), NOW)

    after = log.entry(practice.id)
    assert before == practice
    assert after.progress.practised_ms == 5 * MINUTE_MS
    assert after.ended_utc == after.started_utc + timedelta(minutes=5)
    assert after.edited_utc == NOW
    assert log.day_totals()[0].practised_ms == 5 * MINUTE_MS


def test_a_time_put_right_takes_its_day_along(log, practice):
    at_night = datetime(2026, 11, 20, 23, 50, tzinfo=ZoneInfo("Europe/Lisbon"))

    edit_practice(log, practice.id, Edit(started=at_night), NOW)

    after = log.entry(practice.id)
    assert after.local_date == date(2026, 11, 20)
    assert after.ended_utc == datetime(2026, 11, 21, 0, 0, tzinfo=UTC)
    assert [total.day for total in log.day_totals()] == [date(2026, 11, 20)]


def test_a_time_put_right_keeps_the_hour_at_which_the_day_began(log):
    entry = a_practice(day_start_hour=4)
    log.put([entry])

    edit_practice(log, entry.id, Edit(started=A_MORNING.replace(hour=1)), NOW)

    assert log.entry(entry.id).local_date == date(2026, 11, 20)


def test_a_practice_in_another_zone_gets_its_name_and_offset(log, practice):
    there = datetime(2026, 11, 20, 7, 0, tzinfo=ZoneInfo("Asia/Tokyo"))

    edit_practice(log, practice.id, Edit(started=there), NOW)

    after = log.entry(practice.id)
    assert (after.start.tz_name, after.utc_offset_start_min) == ("Asia/Tokyo", 540)


def test_an_edit_is_undone(log, practice):
    before = edit_practice(log, practice.id, Edit(title="Other", tags=("a",)), NOW)
    assert log.entry(practice.id).start.title == "Other"

    put_back(log, before)

    assert log.entry(practice.id) == practice


def test_what_a_person_changed_is_not_changed_back_by_what_comes_late(log):
    entry = replace(a_practice(outcome=Outcome.INTERRUPTED))
    log.put([entry])
    edit_practice(log, entry.id, Edit(practised_ms=3 * MINUTE_MS), NOW)

    log.put([entry])

    assert log.entry(entry.id).progress.practised_ms == 3 * MINUTE_MS


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (Edit(title="  "), ChangeFault.NO_TITLE),
        (Edit(title="t" * (LONGEST_TITLE + 1)), ChangeFault.TEXT_TOO_LONG),
        (Edit(practised_ms=0), ChangeFault.NOTHING_PRACTISED),
        (Edit(practised_ms=-1), ChangeFault.NOTHING_PRACTISED),
        (Edit(practised_ms=24 * 60 * MINUTE_MS), ChangeFault.LONGER_THAN_A_DAY),
        (Edit(started=NOW + timedelta(minutes=6)), ChangeFault.IN_THE_FUTURE),
        (Edit(started=NOW - timedelta(minutes=1)), ChangeFault.IN_THE_FUTURE),
        (Edit(tags=tuple(map(str, range(MOST_TAGS + 1)))), ChangeFault.TOO_MANY_TAGS),
        (Edit(tags=("t" * (LONGEST_TITLE + 1),)), ChangeFault.TEXT_TOO_LONG),
    ],
)
def test_what_cannot_have_been_is_refused_and_all_stays(edit, fault, log, practice):
    with pytest.raises(ChangeRefused) as refused:
        edit_practice(log, practice.id, edit, NOW)

    assert refused.value.fault is fault
    assert log.entry(practice.id) == practice


def test_what_was_practised_while_the_clock_was_ahead_can_have_another_name(log):
    ahead = a_practice(NOW + timedelta(days=400))
    log.put([ahead])

    edit_practice(log, ahead.id, Edit(title="By the sea", tags=("odd",)), NOW)

    assert log.entry(ahead.id).start.title == "By the sea"
    assert log.entry(ahead.id).started_utc == ahead.started_utc
    with pytest.raises(ChangeRefused):
        edit_practice(log, ahead.id, Edit(practised_ms=5 * MINUTE_MS), NOW)


def test_a_practice_that_runs_is_not_changed_by_hand(log):
    running = log.begin(a_start())

    for change in (
        lambda: edit_practice(log, running, Edit(title="Other"), NOW),
        lambda: delete_practice(log, running),
    ):
        with pytest.raises(ChangeRefused) as refused:
            change()
        assert refused.value.fault is ChangeFault.STILL_RUNNING
    assert log.count() == 1


def test_a_practice_that_is_not_there_is_said(log):
    entry = a_practice()
    for change in (
        lambda: edit_practice(log, "no", Edit(title="Other"), NOW),
        lambda: put_back(log, entry),
        lambda: write_note(log, "no", "words", NOW),
        lambda: set_tags(log, "no", ("a",)),
        lambda: delete_practice(log, "no"),
    ):
        with pytest.raises(UnknownPractice):
            change()


def test_tags_are_kept_once_each_without_blanks(log, practice):
    set_tags(log, practice.id, (" kitchen  table ", "", "evening", "kitchen table"))

    after = log.entry(practice.id)
    assert after.tags == ("kitchen table", "evening")
    assert after.edited_utc is None


def test_a_note_is_kept_changed_and_taken_away(log, practice):
    write_note(log, practice.id, "rain on the roof", NOW)
    write_note(log, practice.id, "rain on the roof, all along", NOW + timedelta(hours=1))

    (page,) = pages(log)
    assert note_of(log, practice.id) == page.words == "rain on the roof, all along"
    assert (page.local_date, page.edited_utc) == (DAY, NOW + timedelta(hours=1))
    assert log.entry(practice.id) == practice

    write_note(log, practice.id, " \n", NOW)
    assert note_of(log, practice.id) == ""
    assert pages(log) == []


def test_a_note_as_long_as_a_book_is_refused(log, practice):
    with pytest.raises(ChangeRefused):
        write_note(log, practice.id, "w" * 1_000_001, NOW)


def test_a_deleted_practice_takes_its_words_along_and_brings_them_back(log, practice):
    other = a_practice(A_MORNING - timedelta(days=1))
    log.put([other])
    write_note(log, practice.id, "a note", NOW)
    write_note(log, other.id, "another", NOW)
    page = keep_page(log, "a page", NOW, DAY, "What is here?", practice.id)
    answer = answered(Occasion.AFTER, "body", 7, NOW, DAY, practice.id)
    keep_answers(log, [answer])
    before = pages(log)

    deleted = delete_practice(log, practice.id)

    assert log.entries() == [other]
    assert [left.words for left in pages(log)] == ["another"]
    assert answers(log, date.min) == []

    for _ in range(2):
        undelete(log, deleted)
    assert log.entry(practice.id) == practice
    assert pages(log) == before
    assert page in before
    assert answers(log, date.min) == [answer]


def test_a_practice_done_elsewhere_counts_like_any_other(log):
    practice_id = add_practice(log, elsewhere(note="birds", tags=("park",)), NOW)

    entry = log.entry(practice_id)
    assert entry.is_manual
    assert entry.start.source is Source.MANUAL
    assert (entry.outcome, entry.local_date) == (Outcome.COMPLETED, DAY)
    assert entry.ended_utc == A_MORNING + timedelta(minutes=20)
    assert (entry.tags, entry.edited_utc) == (("park",), NOW)
    assert note_of(log, practice_id) == "birds"
    assert log.day_totals()[0].practised_ms == 20 * MINUTE_MS


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": ""}, ChangeFault.NO_TITLE),
        ({"practised_ms": -5}, ChangeFault.NOTHING_PRACTISED),
        ({"practised_ms": 25 * 60 * MINUTE_MS}, ChangeFault.LONGER_THAN_A_DAY),
        ({"started": NOW + timedelta(hours=1)}, ChangeFault.IN_THE_FUTURE),
        ({"note": "w" * 1_000_001}, ChangeFault.TEXT_TOO_LONG),
    ],
)
def test_what_cannot_have_been_done_elsewhere_is_refused(changes, fault, log):
    with pytest.raises(ChangeRefused) as refused:
        add_practice(log, elsewhere(**changes), NOW)

    assert refused.value.fault is fault
    assert log.count() == 0


@given(practices(), st.integers(1, 20 * 60 * MINUTE_MS))
def test_an_edit_of_anything_ends_when_it_says(entry, practised_ms):
    entry = replace(entry, start=replace(entry.start, title="t"))
    now = entry.started_utc + timedelta(days=400)

    changed = edited(entry, Edit(practised_ms=practised_ms), now)

    assert changed.ended_utc is not None
    assert changed.ended_utc - changed.started_utc == timedelta(
        milliseconds=practised_ms + entry.progress.paused_ms
    )
    assert not changed.clock_suspect
    assert changed.local_date == entry.local_date
    assert changed.progress == replace(
        entry.progress,
        practised_ms=practised_ms,
        wall_ms=practised_ms + entry.progress.paused_ms,
    )


def test_progress_of_a_running_practice_is_not_disturbed_by_changes_to_others(log, practice):
    running = log.begin(a_start())
    edit_practice(log, practice.id, Edit(title="Other"), NOW)
    log.checkpoint(running, progress(5_000))
    delete_practice(log, practice.id)

    assert log.entry(running).progress.practised_ms == 5_000


def test_a_row_that_makes_no_sense_is_damage_and_not_ours_to_change(log, practice):
    with log.changing() as writing:
        writing.execute("UPDATE practice SET outcome = 'sideways'")

    with pytest.raises(LogDamaged, match="sideways"):
        set_tags(log, practice.id, ("a",))
