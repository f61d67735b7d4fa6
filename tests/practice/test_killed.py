"""Every other way of writing, killed at random moments: whole or not at all, nothing doubled."""

import random
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import pytest

from tests.practice.examples import a_practice
from tests.practice.test_crash import next_line, started
from thaw.practice.copies import content_of, copies, copy_for_today
from thaw.practice.journal import note_of
from thaw.practice.log import PracticeLog

DATA = Path(__file__).parent / "data"
BATCH = 150

# Imports, copies, edits, deletes and notes in turn, and says what it did once it was done.
CHANGE_EVERYTHING = f"""
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5
from tests.practice.examples import A_MORNING, a_practice
from thaw.practice.changes import Edit, delete_practice, edit_practice, undelete, write_note
from thaw.practice.copies import copy_for_today
from thaw.practice.log import PracticeLog

path = Path(sys.argv[1])
log = PracticeLog.open(path)
now = datetime(2026, 11, 23, 12, tzinfo=UTC)

def named(turn, number):
    return str(uuid5(NAMESPACE_OID, f"{{turn}}/{{number}}"))

for turn in range(10_000):
    batch = [replace(a_practice(), id=named(turn, number)) for number in range({BATCH})]
    print("trying", turn, flush=True)
    log.add(batch)
    print("imported", turn, flush=True)
    edit_practice(log, named(turn, 0), Edit(practised_ms=180_000), now)
    print("edited", turn, flush=True)
    deleted = delete_practice(log, named(turn, 1))
    print("deleted", turn, flush=True)
    undelete(log, deleted)
    print("undeleted", turn, flush=True)
    write_note(log, named(turn, 2), f"note {{turn}}", now)
    print("noted", turn, flush=True)
    copy_for_today(path, now + timedelta(days=turn))
    print("copied", turn, flush=True)
"""

# Puts one of two copies back, again and again.
RESTORE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from thaw.practice.copies import CopyKind, copies, restore

path = Path(sys.argv[1])
days = [copy for copy in copies(path) if copy.kind is CopyKind.DAY]
print("restoring", flush=True)
for turn in range(10_000):
    aside = restore(path, days[turn % 2], datetime.now(UTC))
    aside.unlink()
    print("restored", turn, flush=True)
"""

OPEN = """
import sys
from pathlib import Path
from thaw.practice.log import PracticeLog

print("opening", flush=True)
PracticeLog.open(Path(sys.argv[1])).shut()
print("opened", flush=True)
"""


def killed(program, path, lines, pause_s):
    """Run ``program``, kill it a moment after so many lines; return all that it said."""
    told = []
    with started(program, path) as process:
        for _ in range(lines):
            line = next_line(process)
            if not line:
                pytest.fail(f"it ended by itself: {process.communicate()[1]}")
            told.append(line)
        time.sleep(pause_s)  # where in its writing it is caught is up to chance
        process.kill()
        while line := next_line(process):
            told.append(line)
    return [line.split() for line in told if line.endswith("\n")]


def change_everything_and_be_killed(path, seed):
    """See that what was told is there, and half of nothing."""
    chance = random.Random(seed)
    told = killed(CHANGE_EVERYTHING, path, chance.randrange(1, 40), chance.random() * 0.03)
    turns = {word: [int(turn) for one, turn in told if one == word] for word, _ in told}

    log = PracticeLog.open(path)
    try:
        assert log.opening.set_aside is None
        found = {entry.id: entry for entry in log.entries()}
        assert len(found) == log.count()
        for turn in turns["trying"]:
            ids = [str(uuid5(NAMESPACE_OID, f"{turn}/{number}")) for number in range(BATCH)]
            there = [practice_id in found for practice_id in ids]
            was_imported = turn in turns.get("imported", [])
            # All or nothing; only the one being deleted and brought back may be away.
            assert all(there[2:]) or not any(there)
            assert any(there) or not was_imported
            if was_imported and turn not in turns.get("edited", []):
                assert there[1]
            if turn in turns.get("edited", []):
                assert found[ids[0]].progress.practised_ms == 180_000
            if turn in turns.get("undeleted", []):
                assert there[1]
            if turn in turns.get("noted", []):
                assert note_of(log, ids[2]) == f"note {turn}"
        kept = copies(path)
        assert len(kept) >= min(len(turns.get("copied", [])), 7)
        for copy in kept:
            content = content_of(copy)
            assert content is not None
            # Each was taken after a whole turn.
            assert content.practices % BATCH == 0
    finally:
        log.shut()


@pytest.mark.parametrize("seed", range(10))
def test_imports_changes_and_copies_are_whole_or_not_there(seed, log_path):
    change_everything_and_be_killed(log_path, seed)


@pytest.mark.parametrize("seed", range(4))
def test_a_restore_that_is_killed_leaves_one_of_the_two_whole(seed, log_path, open_log):
    log = open_log()
    log.put([a_practice() for _ in range(40)])
    copy_for_today(log_path, datetime(2026, 11, 21, 8, tzinfo=UTC))
    log.put([a_practice() for _ in range(40)])
    copy_for_today(log_path, datetime(2026, 11, 22, 8, tzinfo=UTC))
    log.shut()
    chance = random.Random(seed)

    killed(RESTORE, log_path, chance.randrange(1, 8), chance.random() * 0.02)

    log = open_log()
    assert log.opening.set_aside is None
    assert log.count() in (40, 80)
    assert log.entries()[0].local_date == date(2026, 11, 21)


@pytest.mark.parametrize("seed", range(4))
def test_a_migration_that_is_killed_is_done_by_the_next_start(seed, log_path, open_log):
    log_path.parent.mkdir()
    shutil.copyfile(DATA / "schema-1.db", log_path)
    with closing(sqlite3.connect(log_path)) as old:
        columns = [row[1] for row in old.execute("PRAGMA table_info(practice)")][1:]
        listed = ", ".join(columns)
        for number in range(9):
            old.execute(
                f"INSERT INTO practice (id, {listed})"
                f" SELECT id || '-{number}', {listed} FROM practice"
            )
        old.commit()

    killed(OPEN, log_path, 1, random.Random(seed).random() * 0.05)

    log = open_log()
    assert log.opening.set_aside is None
    assert log.count() == 4 * 2**9
