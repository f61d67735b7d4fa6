"""Changes to the history: each says what it says, no more, and can be taken back whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practice.examples import a_practice, a_start, progress
from tests.practice.fresh_log import fresh_log
from thaw.practice.changes import ChangeFault, ChangeRefused
from thaw.practice.entry import Outcome, PracticeEntry, Source
from thaw.practice.errors import UnknownPractice
from thaw.practice.journal import note_of
from thaw.practice.lock import lock_again, set_lock, unlock
from thaw.practice.log import PracticeLog
from thaw.practice.sealing import Stretching
from thaw.shell.history.changes import Changed, PracticeForm, add, delete, detail, edit

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 6, 30, 12, 345_000, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[PracticeLog]:
    made = fresh_log(tmp_path / "practice.sqlite")
    yield made
    made.shut()


@pytest.fixture
def kept(log: PracticeLog) -> PracticeEntry:
    entry = a_practice(SUMMER, ms=605_432, tz_name="UTC")
    log.put([entry])
    return entry


def test_what_is_not_changed_stays_to_the_millisecond(
    log: PracticeLog, kept: PracticeEntry
) -> None:
    before = detail(log, kept.id)
    assert edit(before, before.form)(log, NOW) is None
    done = edit(before, replace(before.form, title="A Walk"))(log, NOW)
    assert done is not None
    now = log.entry(kept.id)
    assert now.start.title == "A Walk"
    assert (now.start.started, now.progress) == (kept.start.started, kept.progress)


forms = st.builds(
    PracticeForm,
    title=st.sampled_from(["Breath Awareness", "A Walk"]),
    day=st.sampled_from([date(2026, 7, 1), date(2026, 11, 3)]),
    at=st.sampled_from([time(6, 30), time(23, 59)]),
    minutes=st.sampled_from([10, 25]),
    category=st.sampled_from(["breath", "move"]),
    tags=st.sampled_from([(), ("evening", "sea")]),
    note=st.sampled_from(["", "Quiet."]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(forms)
def test_a_change_is_made_and_taken_back(
    tmp_path_factory: pytest.TempPathFactory, form: PracticeForm
) -> None:
    log = fresh_log(tmp_path_factory.mktemp("log") / "practice.sqlite")
    kept = a_practice(SUMMER, ms=605_432, tz_name="UTC")
    log.put([kept])
    before = detail(log, kept.id)
    done = edit(before, form)(log, NOW)
    assert detail(log, kept.id).form == form
    if done is not None:
        done.undo(log, NOW)
    assert (log.entry(kept.id), note_of(log, kept.id)) == (kept, "")
    log.shut()


def test_a_time_means_the_zone_of_the_practice(log: PracticeLog) -> None:
    entry = a_practice(SUMMER.astimezone(UTC), tz_name="Europe/Lisbon")
    log.put([entry])
    before = detail(log, entry.id)
    edit(before, replace(before.form, day=date(2026, 6, 3), at=time(7, 0)))(log, NOW)
    assert log.entry(entry.id).started_utc == datetime(2026, 6, 3, 6, 0, tzinfo=UTC)
    edit(before, replace(before.form, day=date(2026, 1, 3), at=time(7, 0)))(log, NOW)
    moved = log.entry(entry.id)
    assert moved.started_utc == datetime(2026, 1, 3, 7, 0, tzinfo=UTC)
    assert (moved.local_date, moved.start.tz_name) == (date(2026, 1, 3), "Europe/Lisbon")


def test_tags_leave_the_practice_as_it_was_recorded(log: PracticeLog, kept: PracticeEntry) -> None:
    before = detail(log, kept.id)
    edit(before, replace(before.form, tags=("sea",)))(log, NOW)
    assert log.entry(kept.id) == replace(kept, tags=("sea",))


def test_a_deleted_practice_comes_back_with_its_note(log: PracticeLog, kept: PracticeEntry) -> None:
    before = detail(log, kept.id)
    edit(before, replace(before.form, note="Quiet."))(log, NOW)
    done = delete(kept.id)(log, NOW)
    assert (done.changed, done.title) == (Changed.DELETED, "Breath Awareness")
    assert (log.count(), note_of(log, kept.id)) == (0, "")
    done.undo(log, NOW)
    assert (log.entry(kept.id), note_of(log, kept.id)) == (kept, "Quiet.")


def test_a_practice_done_elsewhere_is_added_and_taken_back(log: PracticeLog) -> None:
    form = PracticeForm("A Walk", date(2026, 11, 24), time(1, 5), 40, "move", ("sea",), "Windy.")
    done = add(form, 4, "0.1.0")(log, NOW)
    (entry,) = log.entries()
    assert detail(log, entry.id).form == form
    assert (entry.start.source, entry.local_date) == (Source.MANUAL, date(2026, 11, 23))
    assert entry.progress.practised_ms == 40 * 60_000
    done.undo(log, NOW)
    assert log.count() == 0


def test_what_makes_no_sense_changes_nothing(log: PracticeLog, kept: PracticeEntry) -> None:
    before = detail(log, kept.id)
    late = replace(before.form, day=NOW.date() + timedelta(days=1), note="lost?")
    with pytest.raises(ChangeRefused) as refused:
        edit(before, late)(log, NOW)
    assert refused.value.fault is ChangeFault.IN_THE_FUTURE
    assert (log.entry(kept.id), note_of(log, kept.id)) == (kept, "")


def test_a_practice_that_is_gone_is_said(log: PracticeLog) -> None:
    with pytest.raises(UnknownPractice):
        detail(log, "gone")


def test_a_note_under_the_lock_stays_and_the_rest_can_be_changed(
    log: PracticeLog, kept: PracticeEntry
) -> None:
    before = detail(log, kept.id)
    noted = edit(before, replace(before.form, note="Quiet."))(log, NOW)
    set_lock(log, "heron", Stretching(b"sixteen bytes ok", n=2**10))
    seen = detail(log, kept.id)
    lock_again(log)

    hidden = detail(log, kept.id)
    assert (hidden.has_hidden_note, hidden.form.note) == (True, "")
    edit(hidden, replace(hidden.form, title="A Walk"))(log, NOW)
    with pytest.raises(ChangeRefused) as refused:
        edit(seen, replace(seen.form, title="Else", note="Loud."))(log, NOW)

    assert refused.value.fault is ChangeFault.LOCKED
    assert log.entry(kept.id).start.title == "A Walk"
    unlock(log, "heron")
    assert note_of(log, kept.id) == "Quiet."
    lock_again(log)
    noted.undo(log, NOW)
    assert note_of(log, kept.id) == ""
    assert not detail(log, kept.id).has_hidden_note


def test_tags_taken_back_leave_a_practice_that_goes_on_where_it_is(log: PracticeLog) -> None:
    practice_id = log.begin(a_start(SUMMER))
    log.checkpoint(practice_id, progress(60_000))
    before = detail(log, practice_id)
    done = edit(before, replace(before.form, tags=("sea",)))(log, NOW)
    log.close(practice_id, progress(600_000), Outcome.COMPLETED, SUMMER + timedelta(minutes=10))
    assert done is not None

    done.undo(log, NOW)

    kept = log.entry(practice_id)
    assert kept is not None
    assert (kept.outcome, kept.progress, kept.tags) == (
        Outcome.COMPLETED,
        progress(600_000),
        (),
    )
