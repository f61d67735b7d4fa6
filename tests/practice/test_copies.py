"""A copy on each day of use, and the way back."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.examples import A_MORNING, a_practice, a_start
from thaw.practice.copies import (
    CopyKind,
    CopyStopped,
    LogCopy,
    _no_longer_kept,
    content_of,
    copies,
    copy_for_today,
    restore,
)
from thaw.practice.errors import LogBusy, LogDamaged, LogTooNew, LogUnwritable
from thaw.practice.file_lock import FileLock
from thaw.practice.log import PracticeLog
from thaw.practice.opening import backup_folder, locks_folder

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)


@pytest.fixture
def kept(open_log):
    """A log with ten practices, open."""
    log = open_log()
    log.put([a_practice(A_MORNING - timedelta(days=n)) for n in range(10)])
    return log


def only_copy(path):
    (copy,) = copies(path)
    return copy


def set_version(path, number):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {number}")


def test_a_copy_holds_what_the_log_held_even_what_is_only_in_its_write_ahead_log(kept, log_path):
    made = copy_for_today(log_path, NOW)

    copy = only_copy(log_path)
    assert made == copy.path
    assert (copy.kind, copy.day, f"{copy.at:%H:%M}") == (CopyKind.DAY, date(2026, 11, 23), "08:15")
    assert content_of(copy).practices == 10
    assert content_of(copy).last_day == date(2026, 11, 21)
    assert made.stat().st_mode & 0o077 == 0
    assert [file.name for file in backup_folder(log_path).iterdir()] == [made.name]


def test_a_log_in_which_nothing_was_practised_is_not_copied(log, log_path):
    assert copy_for_today(log_path, NOW) is None
    assert list(backup_folder(log_path).iterdir()) == []


def test_one_copy_a_day_is_enough(kept, log_path):
    assert copy_for_today(log_path, NOW) is not None
    assert copy_for_today(log_path, NOW + timedelta(hours=5)) is None
    assert copy_for_today(log_path, NOW + timedelta(days=1)) is not None
    assert len(copies(log_path)) == 2


def test_two_running_copies_of_thaw_do_not_both_copy(kept, log_path):
    lock = FileLock.try_taking(locks_folder(log_path) / "copying.lock")
    try:
        assert copy_for_today(log_path, NOW) is None
        assert copies(log_path) == []
    finally:
        lock.release()


def test_practices_written_while_it_is_copied_neither_wait_nor_begin_it_again(log_path, open_log):
    log = open_log()
    log.put([a_practice(title="t" * 5_000) for _ in range(2_000)])
    looks = []

    def write_meanwhile():
        looks.append(log.begin(a_start()))
        return False

    made = copy_for_today(log_path, NOW, write_meanwhile)

    assert 2 <= len(looks) < 50
    assert log.count() == 2_000 + len(looks)
    assert made is not None
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT COUNT(*) FROM practice").fetchone()[0] == 2_000


def test_copying_that_is_not_wanted_any_more_leaves_nothing(kept, log_path):
    with pytest.raises(CopyStopped):
        copy_for_today(log_path, NOW, lambda: True)

    assert list(backup_folder(log_path).iterdir()) == []


def test_what_a_killed_copying_left_is_removed_by_the_next(kept, log_path):
    copy_for_today(log_path, NOW - timedelta(days=1))
    left_over = backup_folder(log_path) / "practice.sqlite.part"
    left_over.write_bytes(b"half of a log")

    copy_for_today(log_path, NOW)

    assert not left_over.exists()
    assert len(copies(log_path)) == 2


def test_a_damaged_log_makes_no_copy_and_pushes_none_out(kept, log_path):
    copy_for_today(log_path, NOW - timedelta(days=1))
    kept.shut()
    content = bytearray(log_path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    log_path.write_bytes(content)

    with pytest.raises(LogDamaged):
        copy_for_today(log_path, NOW)

    assert [copy.day for copy in copies(log_path)] == [date(2026, 11, 22)]


def test_a_folder_that_cannot_be_made_is_said(kept, log_path):
    backup_folder(log_path).write_text("in the way", "utf-8")

    with pytest.raises(LogUnwritable):
        copy_for_today(log_path, NOW)


def test_after_a_year_of_daily_use_seven_days_and_four_weeks_are_kept(kept, log_path):
    begun = datetime(2026, 1, 1, 8, tzinfo=UTC)
    for number in range(60):
        copy_for_today(log_path, begun + timedelta(days=number))

    days = [copy.day for copy in copies(log_path)]

    last = date(2026, 3, 1)
    assert last.weekday() == 6
    # That Sunday's week is in the seven days whole; four Sundays come before it.
    assert days == [
        *(last - timedelta(days=n) for n in range(7)),
        *(last - timedelta(days=7 * n) for n in range(1, 5)),
    ]


def test_a_long_absence_costs_no_copy(kept, log_path):
    for number in (0, 1, 2, 200):
        copy_for_today(log_path, NOW + timedelta(days=number))

    assert len(copies(log_path)) == 4


@given(st.sets(st.integers(0, 400), min_size=1), st.integers(1, 3))
def test_what_is_kept_is_what_counting_by_hand_keeps(numbers, a_day):
    day_copies = [
        LogCopy(Path(f"{n}-{i}"), CopyKind.DAY, date(2025, 6, 1) + timedelta(days=n), time(8, i))
        for n in sorted(numbers, reverse=True)
        for i in range(a_day, 0, -1)
    ]
    other = LogCopy(Path("old"), CopyKind.SCHEMA, date(2020, 1, 1), time(8))

    gone = _no_longer_kept([*day_copies, other])

    days = sorted({copy.day for copy in day_copies}, reverse=True)
    weeks = {}
    for day in days[7:]:
        weeks.setdefault(day.isocalendar()[:2], day)
    expected = [*days[:7], *list(weeks.values())[:4]]
    left = [copy.day for copy in day_copies if copy not in gone]
    assert sorted(set(left), reverse=True) == expected
    assert other not in gone


def test_a_copy_is_put_back_and_the_way_forth_is_kept(kept, log_path, open_log):
    copy_for_today(log_path, NOW - timedelta(days=1))
    kept.put([a_practice() for _ in range(5)])
    kept.shut()

    aside = restore(log_path, only_copy(log_path), NOW)

    log = open_log()
    assert log.count() == 10
    log.shut()
    replaced = copies(log_path)[0]
    assert (replaced.path, replaced.kind) == (aside, CopyKind.REPLACED)
    assert content_of(replaced).practices == 15
    assert len(list(backup_folder(log_path).iterdir())) == 2
    restore(log_path, replaced, NOW + timedelta(minutes=1))
    assert open_log().count() == 15


def test_a_log_that_is_gone_comes_back_from_a_copy(kept, log_path, open_log):
    copy_for_today(log_path, NOW)
    kept.shut()
    log_path.unlink()

    assert restore(log_path, only_copy(log_path), NOW) is None
    assert open_log().count() == 10


def test_a_damaged_log_is_kept_as_it_was_when_a_copy_takes_its_place(kept, log_path, open_log):
    copy_for_today(log_path, NOW)
    kept.shut()
    log_path.write_bytes(b"no log at all")

    aside = restore(log_path, only_copy(log_path), NOW)

    assert aside.read_bytes() == b"no log at all"
    assert open_log().count() == 10


def test_nothing_is_put_back_under_a_running_copy_of_thaw(kept, log_path):
    copy_for_today(log_path, NOW)

    with pytest.raises(LogBusy):
        restore(log_path, only_copy(log_path), NOW, patience_s=0)

    assert kept.count() == 10


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (lambda path: path.write_bytes(b"nothing"), LogDamaged),
        (lambda path: path.write_bytes(path.read_bytes()[:9_000]), LogDamaged),
        (lambda path: set_version(path, 99), LogTooNew),
    ],
    ids=["no database", "cut off", "newer"],
)
def test_a_copy_that_is_not_sound_is_refused_and_all_stays(
    spoil, refusal, kept, log_path, open_log
):
    copy_for_today(log_path, NOW)
    kept.shut()
    copy = only_copy(log_path)
    spoil(copy.path)

    with pytest.raises(refusal):
        restore(log_path, copy, NOW)

    assert copies(log_path) == [copy]
    assert open_log().count() == 10


def test_a_copy_of_an_older_schema_is_brought_up_to_date(log_path, open_log, kept):
    kept.shut()
    old = backup_folder(log_path) / "practice.day-20260504-081500.sqlite"
    old.parent.mkdir(exist_ok=True)
    old.write_bytes((DATA / "schema-1.db").read_bytes())

    restore(log_path, only_copy(log_path), NOW)

    log = open_log()
    assert log.opening.migrated_from == 1
    assert log.count() == 4


def test_other_files_in_the_folder_are_nobody_s_business(kept, log_path):
    copy_for_today(log_path, NOW)
    folder = backup_folder(log_path)
    for name in ("notes.txt", "practice.day-20269999-081500.sqlite", "other.sqlite"):
        (folder / name).write_bytes(b"mine")

    for number in range(1, 9):
        copy_for_today(log_path, NOW + timedelta(days=number))

    assert {file.name for file in folder.iterdir()} >= {"notes.txt", "other.sqlite"}
    assert len(copies(log_path)) == 8


def test_a_damaged_log_falls_back_on_a_copy_and_not_on_what_was_replaced(kept, log_path, open_log):
    copy_for_today(log_path, NOW)
    kept.shut()
    restore(log_path, only_copy(log_path), NOW)
    open_log().shut()
    log_path.write_bytes(b"\0" * 3_000)

    log = open_log()

    assert log.opening.restored_from.name.startswith("practice.day-")


@pytest.mark.parametrize("seed", range(6))
def test_a_log_cut_anywhere_is_never_silently_empty(seed, kept, log_path, open_log):
    copy_for_today(log_path, NOW)
    kept.shut()
    whole = log_path.read_bytes()
    log_path.write_bytes(whole[: random.Random(seed).randrange(1, len(whole))])

    log = open_log()

    assert log.count() == 10
    assert (log.opening.set_aside is None) == (log.opening.restored_from is None)


def test_a_log_opened_for_reading_alone_lists_its_copies(kept, log_path):
    copy_for_today(log_path, NOW)
    kept.shut()
    reading = PracticeLog.open_to_read(log_path)
    try:
        assert len(copies(log_path)) == 1
    finally:
        reading.shut()


def test_a_copy_that_cannot_be_read_holds_nothing_anybody_knows_of(kept, log_path):
    copy_for_today(log_path, NOW)
    copy = only_copy(log_path)
    copy.path.write_bytes(b"nothing")

    assert content_of(copy) is None


def test_a_check_that_is_not_wanted_any_more_leaves_nothing_either(log_path, open_log):
    log = open_log()
    log.put([a_practice(title="t" * 5_000) for _ in range(3_000)])
    asked = []

    def enough_when_it_is_copied():
        asked.append(None)
        drafts = list(backup_folder(log_path).glob("*.part"))
        return bool(drafts) and drafts[0].stat().st_size >= log_size

    log_size = 3_000 * 5_000
    with pytest.raises(CopyStopped):
        copy_for_today(log_path, NOW, enough_when_it_is_copied)

    assert asked
    assert list(backup_folder(log_path).iterdir()) == []


def test_what_a_killed_going_back_left_is_removed_by_the_next(kept, log_path):
    copy_for_today(log_path, NOW)
    kept.shut()
    left = log_path.with_name(f"{log_path.name}.0123.part")
    left.write_bytes(b"half")

    restore(log_path, copies(log_path)[0], NOW)

    assert not left.exists()
