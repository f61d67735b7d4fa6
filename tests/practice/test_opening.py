"""A log that is old, new, foreign or broken: nothing in it is ever overwritten."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.practice.examples import a_practice, a_start, progress
from thaw.practice.answers import Occasion, answers
from thaw.practice.entry import ChoiceMade, Extension, Outcome, PauseReason, Skip
from thaw.practice.errors import LogBusy, LogDamaged, LogError, LogTooNew, LogUnwritable
from thaw.practice.file_lock import FileLock
from thaw.practice.journal import pages
from thaw.practice.lock import unlock
from thaw.practice.log import PracticeLog
from thaw.practice.opening import backup_folder, make_ready
from thaw.practice.schema import Migration, bundled_migrations
from thaw.private_files import written_whole

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 21, 8, 15, tzinfo=UTC)
NEWEST = bundled_migrations()[-1].number
NEXT = NEWEST + 1


@pytest.fixture
def full_log(open_log, log_path):
    """The ids of what is in a log that was properly shut."""
    log = open_log()
    entries = [a_practice() for _ in range(60)]
    log.put(entries)
    log.shut()
    return {entry.id for entry in entries}


def connected(path):
    return closing(sqlite3.connect(path, isolation_level=None))


def test_a_new_log_is_made_without_a_word(log):
    assert log.opening.set_aside is None
    assert log.opening.migrated_from is None
    assert log.count() == 0


def test_a_database_of_schema_1_opens_and_tells_what_it_held(log_path, open_log):
    log_path.parent.mkdir()
    shutil.copyfile(DATA / "schema-1.db", log_path)

    log = open_log()

    assert log.opening.set_aside is None
    entries = {entry.start.session_id: entry for entry in log.entries()}
    assert len(entries) == 4
    whole = entries["breath-awareness"]
    assert whole.id == "0c9d0bbf-51c4-4b6c-9a4b-0f6f2a1f6f01"
    assert whole.outcome is Outcome.COMPLETED
    assert whole.local_date == date(2026, 5, 1)
    assert whole.utc_offset_start_min == 720
    assert whole.progress.practised_ms == 600_000
    assert entries["body-scan"].progress.pauses[0].reason is PauseReason.USER
    assert entries["slow-and-small"].tags == ("evening", "kitchen table")
    assert entries["three-step-space"].outcome is Outcome.OPEN
    assert log.recover() == (entries["three-step-space"].id,)


def test_a_database_of_schema_2_opens_and_tells_what_it_held(log_path, open_log):
    log_path.parent.mkdir()
    shutil.copyfile(DATA / "schema-2.db", log_path)

    log = open_log()

    assert log.opening.set_aside is None
    entries = {entry.start.session_id: entry for entry in log.entries()}
    assert len(entries) == 3
    guided = entries["breath-awareness"].start
    assert (guided.programme, guided.programme_week, guided.session_version) == (
        "closer-slowly",
        3,
        "2",
    )
    paced = entries["slow-and-small"]
    assert (paced.start.breath_pattern, paced.progress.breath_ms) == ("long-exhale", 10_000)
    assert paced.progress.breaths == 28
    assert paced.progress.skips == (Skip(10_000, 40_000),)
    assert paced.progress.extensions == (Extension(200_000, 60_000),)
    assert paced.progress.choices == (ChoiceMade(5_000, "anchor", "hands"),)
    assert paced.edited_utc == datetime(2026, 5, 3, 7, 0, tzinfo=UTC)
    assert entries["three-step-space"].outcome is Outcome.OPEN


def test_a_database_of_schema_3_opens_and_tells_what_it_held(log_path, open_log):
    log_path.parent.mkdir()
    shutil.copyfile(DATA / "schema-3.db", log_path)

    log = open_log()

    assert log.opening.set_aside is None
    assert log.count() == 3
    page, note = pages(log)
    assert (page.words, page.prompt) == ("Äpfel,\nzwei Zeilen", "What is here?")
    assert (note.words, note.practice_id) == (
        "rain on the roof",
        "0c9d0bbf-51c4-4b6c-9a4b-0f6f2a1f6f01",
    )
    effect, contact = answers(log, date.min)
    assert (effect.occasion, effect.word, effect.rating) == (Occasion.AFTER, "numb", None)
    assert (contact.occasion, contact.word, contact.rating) == (Occasion.WEEKLY, "", 4)


@pytest.mark.parametrize("schema", [4, 5])
def test_a_database_of_schemas_4_and_5_opens_and_its_lock_with_it(log_path, open_log, schema):
    log_path.parent.mkdir()
    shutil.copyfile(DATA / f"schema-{schema}.db", log_path)

    log = open_log()

    assert log.opening.set_aside is None
    assert log.count() == 3
    assert [page.words for page in pages(log)] == ["", "", ""]
    assert unlock(log, "the heron by the mill")
    assert {page.words for page in pages(log)} == {
        "Äpfel,\nzwei Zeilen",
        "rain on the roof",
        "Written while it was locked.",
    }
    assert [one.rating for one in answers(log, date.min)] == [None, 4]


def test_an_older_log_is_copied_aside_before_it_is_migrated(full_log, log_path):
    next_step = Migration(NEXT, "ALTER TABLE practice ADD COLUMN weather TEXT;\n")
    steps = (*bundled_migrations(), next_step)

    opening = make_ready(log_path, steps, NOW, is_shared=False)

    assert opening.migrated_from == NEWEST
    with connected(log_path) as migrated, connected(opening.copied_to) as copy:
        assert migrated.execute("PRAGMA user_version").fetchone()[0] == NEXT
        assert migrated.execute("SELECT COUNT(weather IS NULL) FROM practice").fetchone()[0] == 60
        assert copy.execute("PRAGMA user_version").fetchone()[0] == NEWEST
        assert {row[0] for row in copy.execute("SELECT id FROM practice")} == full_log


def test_a_migration_that_fails_leaves_the_log_as_it_was(full_log, log_path, open_log):
    broken = Migration(
        NEXT, "ALTER TABLE practice ADD COLUMN weather TEXT;\nINSERT INTO nowhere;\n"
    )

    with pytest.raises(sqlite3.OperationalError):
        make_ready(log_path, (*bundled_migrations(), broken), NOW, is_shared=False)

    log = open_log()
    assert {entry.id for entry in log.entries()} == full_log


def test_a_log_that_could_not_be_begun_leaves_nothing_that_looks_damaged(log_path, open_log):
    log_path.parent.mkdir()
    fails = Migration(1, "CREATE TABLE practice (id TEXT);\nINSERT INTO nowhere;\n")
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError):
            make_ready(log_path, [fails], NOW, is_shared=False)

    assert list(log_path.parent.iterdir()) == []
    assert open_log().opening.set_aside is None


def test_a_newer_log_is_refused_and_not_touched(full_log, log_path):
    with connected(log_path) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = log_path.read_bytes()

    with pytest.raises(LogTooNew) as refused:
        PracticeLog.open(log_path)

    assert (refused.value.found, refused.value.known) == (99, bundled_migrations()[-1].number)
    assert log_path.read_bytes() == before
    with pytest.raises(LogTooNew):
        PracticeLog.open_to_read(log_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"\0" * 5000, b"SQLite format 3\0", "Grüße\n".encode() * 900, os.urandom(9000)],
    ids=["empty", "one byte", "zeros", "header only", "text", "noise"],
)
def test_what_is_no_log_is_set_aside_as_it_was(content, log_path, open_log):
    log_path.parent.mkdir()
    log_path.write_bytes(content)

    log = open_log(clock=lambda: NOW)

    assert log.opening.set_aside.name == "practice.damaged-20261121-081500.sqlite"
    assert log.opening.set_aside.read_bytes() == content
    assert log.opening.restored_from is None
    log.begin(a_start())
    assert log.count() == 1


def test_another_program_s_database_is_set_aside_whole(log_path, open_log):
    log_path.parent.mkdir()
    with connected(log_path) as connection:
        connection.execute("CREATE TABLE practice (id TEXT)")
        connection.execute("INSERT INTO practice VALUES ('theirs')")

    log = open_log()

    assert log.count() == 0
    with connected(log.opening.set_aside) as theirs:
        assert theirs.execute("SELECT id FROM practice").fetchall() == [("theirs",)]


def test_a_second_damaged_file_on_the_same_second_does_not_replace_the_first(log_path, open_log):
    for content in (b"first", b"second"):
        log_path.parent.mkdir(exist_ok=True)
        log_path.write_bytes(content)
        open_log(clock=lambda: NOW).shut()

    asides = sorted(log_path.parent.glob("*.damaged-*.sqlite"))
    assert [path.read_bytes() for path in asides] == [b"second", b"first"]


def test_the_newest_sound_backup_takes_a_damaged_log_s_place(full_log, log_path, open_log):
    backups = backup_folder(log_path)
    backups.mkdir()
    for age, name, content in (
        (30, "older.sqlite", None),
        (20, "good.sqlite", log_path.read_bytes()),
        (10, "newer-but-broken.sqlite", b"broken"),
    ):
        backup = backups / name
        if content is None:
            PracticeLog.open(backup).shut()
        else:
            backup.write_bytes(content)
        os.utime(backup, (1e9 - age, 1e9 - age))
    log_path.write_bytes(log_path.read_bytes()[:5000])

    log = open_log()

    assert log.opening.restored_from == backups / "good.sqlite"
    assert log.opening.set_aside.stat().st_size == 5000
    assert {entry.id for entry in log.entries()} == full_log


@pytest.mark.parametrize("seed", range(25))
def test_a_log_cut_anywhere_opens_or_is_set_aside_and_is_never_emptied(
    seed, full_log, log_path, open_log
):
    whole = log_path.read_bytes()
    cut = whole[: random.Random(seed).randrange(len(whole))]
    log_path.write_bytes(cut)

    log = open_log()

    held = {entry.id for entry in log.entries()}
    if log.opening.set_aside is None:
        assert held == full_log
    else:
        assert log.opening.set_aside.read_bytes() == cut
        assert held == set()
    log.begin(a_start())


@pytest.mark.parametrize("seed", range(40))
def test_a_log_with_a_spoilt_stretch_never_raises_anything_but_a_log_error(
    seed, full_log, log_path, open_log
):
    chance = random.Random(seed)
    spoilt = bytearray(log_path.read_bytes())
    start = chance.randrange(len(spoilt))
    length = chance.choice([1, 8, 200])
    spoilt[start : start + length] = chance.randbytes(len(spoilt[start : start + length]))
    log_path.write_bytes(spoilt)

    try:
        log = open_log()
        log.entries()
        log.day_totals()
    except LogError:
        assert log_path.read_bytes()[:16] == bytes(spoilt)[:16]
    else:
        assert log.opening.set_aside is not None or log.count() == len(full_log)


def test_a_damaged_log_that_another_copy_has_open_stays_where_it_is(open_log, log_path):
    running = open_log()
    running.begin(a_start())
    log_path.write_bytes(b"spoilt" * 2000)

    with pytest.raises(LogDamaged):
        PracticeLog.open(log_path)

    assert log_path.read_bytes() == b"spoilt" * 2000


def test_a_write_ahead_log_left_alone_is_kept(log_path, open_log):
    log_path.parent.mkdir()
    orphan = log_path.with_name(log_path.name + "-wal")
    orphan.write_bytes(b"practices of someone who deleted the other file")

    log = open_log(clock=lambda: NOW)

    kept = log_path.with_name("practice.damaged-20261121-081500.sqlite-wal")
    assert kept.read_bytes().startswith(b"practices")
    assert log.count() == 0


def test_a_crash_before_the_first_checkpoint_of_the_write_ahead_log_loses_nothing(
    open_log, log_path, tmp_path
):
    log = open_log()
    practice_id = log.begin(a_start())
    log.checkpoint(practice_id, progress(5_000))
    # What a power cut would leave: both files as they are at this moment.
    copy = tmp_path / "copy" / log_path.name
    shutil.copytree(log_path.parent, copy.parent)

    after = PracticeLog.open(copy)
    try:
        assert after.recover() == (practice_id,)
        assert [entry.progress.practised_ms for entry in after.entries()] == [5_000]
    finally:
        after.shut()


def test_a_schema_that_is_no_text_is_damage(open_log, log_path):
    log = open_log()
    log.put([a_practice()])
    log.shut()
    spoilt = log_path.read_bytes().replace(b"CREATE TABLE practice", b"CREATE TABL\x99 practice")
    log_path.write_bytes(spoilt)

    log = open_log()

    assert log.opening.set_aside is not None
    assert log.count() == 0


def test_a_log_that_is_being_opened_elsewhere_is_busy(open_log, log_path):
    open_log().shut()
    with connected(log_path) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LogBusy):
            PracticeLog.open(log_path, patience_s=0)
        other.execute("ROLLBACK")

    assert open_log().opening.set_aside is None


def test_a_log_beside_which_nothing_can_be_written_is_still_read(full_log, log_path):
    # Stands in for a read-only folder, which the administrator could write to.
    log_path.with_name(log_path.name + "-wal").mkdir()

    with pytest.raises(LogUnwritable):
        PracticeLog.open(log_path)
    reader = PracticeLog.open_to_read(log_path)
    try:
        assert {entry.id for entry in reader.entries()} == full_log
        assert {entry.id for entry in reader.every_entry()} == full_log
    finally:
        reader.shut()


def test_there_is_nothing_to_read_where_there_is_no_log(log_path):
    with pytest.raises(LogUnwritable):
        PracticeLog.open_to_read(log_path)
    assert not log_path.exists()


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    goal = tmp_path / "folder" / "kept.txt"
    goal.parent.mkdir()
    goal.write_text("before")

    with pytest.raises(TypeError), written_whole(goal) as stream:
        stream.writelines(["half", 0])  # type: ignore[list-item]  # the fault this is about

    assert goal.read_text() == "before"
    assert list(goal.parent.iterdir()) == [goal]


def test_the_steps_are_numbered_without_a_gap():
    assert [step.number for step in bundled_migrations()] == list(
        range(1, len(bundled_migrations()) + 1)
    )


def test_only_a_log_of_this_schema_is_opened_to_read(log_path, full_log):
    with connected(log_path) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(LogError):
        PracticeLog.open_to_read(log_path)

    with connected(log_path) as connection:
        connection.execute("PRAGMA application_id = 0")
    with pytest.raises(LogDamaged):
        PracticeLog.open_to_read(log_path)


def test_a_backup_of_a_later_thaw_is_passed_over(full_log, log_path, open_log):
    backup = backup_folder(log_path) / "newer.sqlite"
    backup.parent.mkdir()
    shutil.copyfile(log_path, backup)
    with connected(backup) as connection:
        connection.execute("PRAGMA user_version = 99")
    log_path.write_bytes(b"broken")

    log = open_log()

    assert log.opening.restored_from is None
    assert log.opening.set_aside is not None
    assert backup.exists()


def test_a_log_opened_while_another_copy_never_finishes_opening_is_busy(open_log, log_path):
    open_log().shut()
    lock = FileLock.try_taking(log_path.with_name("practice-locks") / "opening.lock")
    assert lock is not None

    with pytest.raises(LogBusy):
        PracticeLog.open(log_path, patience_s=0)

    lock.release()
    assert open_log().count() == 0
