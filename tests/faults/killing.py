"""Real programs that write to a log, killed at a random moment: what was told is there, once.

Each function takes a folder of its own and a source of chance, and raises AssertionError
where something was lost, doubled, or left half done.
"""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from tests.practice.examples import a_practice
from thaw.practice.copies import content_of, copies, copy_for_today
from thaw.practice.entry import Outcome
from thaw.practice.journal import keep_page, note_of, pages
from thaw.practice.lock import is_lock_set, unlock
from thaw.practice.log import PracticeLog

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "practice" / "data"
BATCH = 150

# Practises one session after another, and says what it did once it was written.
PRACTISE = """
import sys
from pathlib import Path
from tests.practice.examples import A_MORNING, a_start, progress
from thaw.practice.entry import Outcome
from thaw.practice.log import PracticeLog

log = PracticeLog.open(Path(sys.argv[1]))
while True:
    practice_id = log.begin(a_start())
    print(practice_id, 0, flush=True)
    for ms in range(5_000, 45_000, 5_000):
        log.checkpoint(practice_id, progress(ms))
        print(practice_id, ms, flush=True)
    log.close(practice_id, progress(45_000), Outcome.PARTIAL, A_MORNING)
    print(practice_id, 45_000, flush=True)
"""

# Imports a file, edits, deletes, notes and copies in turn, and says what it did once it was done.
CHANGE_EVERYTHING = f"""
import json, sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5
from tests.practice.examples import A_MORNING, a_practice
from thaw.practice.changes import Edit, delete_practice, edit_practice, undelete, write_note
from thaw.practice.copies import copy_for_today
from thaw.practice.forms import entry_as_json
from thaw.practice.importing import import_file
from thaw.practice.log import PracticeLog

path = Path(sys.argv[1])
log = PracticeLog.open(path)
now = datetime(2026, 11, 23, 12, tzinfo=UTC)
file = path.with_name("import.json")

def named(turn, number):
    return str(uuid5(NAMESPACE_OID, f"{{turn}}/{{number}}"))

def page(turn):
    return {{
        "id": named(turn, "page"), "kind": "page", "words": f"page {{turn}}", "prompt": "",
        "written_utc": "2026-11-21T08:15:00.000Z", "edited_utc": None,
        "local_date": "2026-11-21", "practice": None,
    }}

for turn in range(10_000):
    batch = [replace(a_practice(), id=named(turn, number)) for number in range({BATCH})]
    records = [entry_as_json(entry) for entry in batch]
    file.write_text(json.dumps(
        {{"thaw_everything": 1, "practices": records, "journal": [page(turn)], "answers": []}}
    ))
    print("trying", turn, flush=True)
    assert import_file(log, file, lambda: now).added == {BATCH}
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

# Everything out, again and again, into a folder of its own.
EXPORT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from thaw.practice.everything import export_everything
from thaw.practice.log import PracticeLog

log = PracticeLog.open(Path(sys.argv[1]))
out = Path(sys.argv[1]).with_name("out")
out.mkdir()
print("exporting", flush=True)
for turn in range(900):
    export_everything(log, out, datetime.now(UTC))
    print("exported", turn, flush=True)
"""

# Sets a lock, writes while it is shut, changes its passphrase and takes it away, again and again.
LOCK = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from thaw.practice.journal import keep_page
from thaw.practice.lock import change_passphrase, lock_again, remove_lock, set_lock
from thaw.practice.log import PracticeLog
from thaw.practice.sealing import Stretching

quick = Stretching(b"sixteen bytes ok", n=2**10)
log = PracticeLog.open(Path(sys.argv[1]))
now = datetime(2026, 11, 23, 12, tzinfo=UTC)
for turn in range(10_000):
    print("locking", turn, flush=True)
    set_lock(log, "one", quick)
    print("locked", turn, flush=True)
    lock_again(log)
    keep_page(log, f"blind {turn}", now, date(2026, 11, 23))
    print("kept", turn, flush=True)
    change_passphrase(log, "one", "two", quick)
    print("changed", turn, flush=True)
    remove_lock(log, "two")
    print("open", turn, flush=True)
"""


def recording(folder: Path, chance: random.Random) -> None:
    """Killed while it practises: at most one checkpoint goes missing, and no row is doubled."""
    path = folder / "practice.sqlite"
    lines = killed(PRACTISE, path, chance.randrange(1, 120), chance.random() * 0.01)
    told = {practice_id: int(ms) for practice_id, ms in lines}

    log = PracticeLog.open(path)
    try:
        assert log.opening.set_aside is None
        log.recover()
        found = {entry.id: entry for entry in log.entries()}
        assert log.count() == len(found)
        practised = {practice_id: ms for practice_id, ms in told.items() if ms > 0}
        assert practised.keys() <= found.keys()
        # It may have come one step further than it could tell.
        assert len(found.keys() - practised.keys()) <= 1
        assert all(entry.progress.practised_ms > 0 for entry in found.values())
        for practice_id, ms in practised.items():
            entry = found[practice_id]
            assert ms <= entry.progress.practised_ms <= ms + 5_000
            whole = entry.progress.practised_ms == 45_000
            assert entry.outcome is (Outcome.PARTIAL if whole else Outcome.INTERRUPTED)
        assert log.recover() == ()
    finally:
        log.shut()


def changing(folder: Path, chance: random.Random) -> None:
    """Killed while it imports, edits and copies: each is whole, or was never begun."""
    path = folder / "practice.sqlite"
    told = killed(CHANGE_EVERYTHING, path, chance.randrange(1, 40), chance.random() * 0.05)
    turns = {word: [int(turn) for one, turn in told if one == word] for word, _ in told}

    log = PracticeLog.open(path)
    try:
        assert log.opening.set_aside is None
        found = {entry.id: entry for entry in log.entries()}
        assert len(found) == log.count()
        written = [page.words for page in pages(log)]
        assert len(set(written)) == len(written)
        for turn in turns["trying"]:
            ids = [str(uuid5(NAMESPACE_OID, f"{turn}/{number}")) for number in range(BATCH)]
            there = [practice_id in found for practice_id in ids]
            was_imported = turn in turns.get("imported", [])
            # All or nothing; only the one being deleted and brought back may be away.
            assert all(there[2:]) or not any(there)
            assert (f"page {turn}" in written) == any(there)
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


def restoring(folder: Path, chance: random.Random) -> None:
    """Killed while it goes back and forth between two copies: one of the two is there, whole."""
    path = folder / "practice.sqlite"
    log = PracticeLog.open(path)
    log.put([a_practice() for _ in range(40)])
    copy_for_today(path, datetime(2026, 11, 21, 8, tzinfo=UTC))
    log.put([a_practice() for _ in range(40)])
    copy_for_today(path, datetime(2026, 11, 22, 8, tzinfo=UTC))
    log.shut()

    killed(RESTORE, path, chance.randrange(1, 8), chance.random() * 0.05)

    log = PracticeLog.open(path)
    try:
        assert log.opening.set_aside is None
        assert log.count() in (40, 80)
        assert log.entries()[0].local_date == date(2026, 11, 21)
    finally:
        log.shut()


def migrating(folder: Path, chance: random.Random) -> None:
    """Killed while an old log is brought up to date: the next start does the rest."""
    path = folder / "practice.sqlite"
    shutil.copyfile(DATA / "schema-1.db", path)
    with closing(sqlite3.connect(path)) as old:
        columns = [row[1] for row in old.execute("PRAGMA table_info(practice)")][1:]
        listed = ", ".join(columns)
        for number in range(9):
            old.execute(
                f"INSERT INTO practice (id, {listed})"
                f" SELECT id || '-{number}', {listed} FROM practice"
            )
        old.commit()

    killed(OPEN, path, 1, chance.random() * 0.08)

    log = PracticeLog.open(path)
    try:
        assert log.opening.set_aside is None
        assert log.count() == 4 * 2**9
    finally:
        log.shut()


def exporting(folder: Path, chance: random.Random) -> None:
    """Killed while everything is written out: a folder that has its name has all of it."""
    path = folder / "practice.sqlite"
    log = PracticeLog.open(path)
    log.put([a_practice() for _ in range(60)])
    log.shut()

    killed(EXPORT, path, chance.randrange(1, 5), chance.random() * 0.05)

    for made in (folder / "out").glob("Thaw *"):
        assert (made / "practices.csv").read_text("utf-8-sig").count("\n") == 61
        assert (made / "everything.json").read_text("utf-8").rstrip().endswith("]}")
        assert (made / "journal.md").is_file()


def locking(folder: Path, chance: random.Random) -> None:
    """Killed while a lock is set, changed and taken away: all can be read, and only so."""
    path = folder / "practice.sqlite"
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    log = PracticeLog.open(path)
    log.put([a_practice()])
    for number in range(40):
        keep_page(log, f"a page that was there {number} " + "x" * 900, now, date(2026, 11, 23))
    copy_for_today(path, now)
    log.shut()

    told = killed(LOCK, path, chance.randrange(1, 30), chance.random() * 0.05)

    log = PracticeLog.open(path)
    try:
        assert log.opening.set_aside is None
        has_lock = is_lock_set(log)
        assert not has_lock or unlock(log, "one") or unlock(log, "two")
        written = {page.words.partition(" x")[0] for page in pages(log)}
    finally:
        log.shut()
    kept = {f"blind {turn}" for word, turn in told if word == "kept"}
    there = {f"a page that was there {number}" for number in range(40)}
    assert there | kept <= written
    assert len(written - there - kept) <= 1
    assert all(content_of(copy) is not None for copy in copies(path))
    if has_lock:
        # What a crash left to be sealed, the unlocking has sealed.
        files = [one for one in folder.rglob("*") if one.is_file()]
        assert [one.name for one in files if b"a page that was" in one.read_bytes()] == []


KINDS: dict[str, Callable[[Path, random.Random], None]] = {
    "recording": recording,
    "changing": changing,
    "restoring": restoring,
    "migrating": migrating,
    "exporting": exporting,
    "locking": locking,
}


def killed(program: str, path: Path, lines: int, pause_s: float) -> list[list[str]]:
    """Run ``program``, kill it a moment after so many lines; return all that it said."""
    told: list[str] = []
    with started(program, path) as process:
        for _ in range(lines):
            line = next_line(process)
            if not line:
                raise AssertionError(f"it ended by itself: {process.communicate()[1]}")
            told.append(line)
        time.sleep(pause_s)  # where in its writing it is caught is up to chance
        process.kill()
        while line := next_line(process):
            # Written before it died, and waiting in the pipe; the last may be cut short.
            told.append(line)
    return [line.split() for line in told if line.endswith("\n")]


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def next_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()
