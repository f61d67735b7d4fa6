"""Real processes that run out of disk, or begin all at once, or die while a log is made."""

import pytest

from tests.faults.killing import next_line, started
from tests.practice.examples import a_practice
from thaw.practice.log import PracticeLog
from thaw.practice.rescue import take_in

# As many practices as fit into the first megabytes, then one that no longer does.
FILL = """
import resource, sys
from pathlib import Path
from tests.practice.examples import A_MORNING, a_start, progress
from thaw.practice.entry import Outcome
from thaw.practice.errors import LogUnwritable
from thaw.practice.log import PracticeLog
from thaw.practice.recorder import PracticeRecorder

path, rescue, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
log = PracticeLog.open(path)
recorder = PracticeRecorder(lambda: log, [rescue])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
saved, unsaved = [], []
while len(unsaved) < 3:
    practice_id = recorder.begin(a_start())
    recorder.close(practice_id, progress(45_000), Outcome.PARTIAL, A_MORNING)
    recorder.flush(30)
    (saved if recorder.is_saved(practice_id) else unsaved).append(practice_id)
assert isinstance(recorder.fault.error, LogUnwritable), recorder.fault
print(*saved, flush=True)
print(*unsaved, flush=True)
recorder.shut_down(30)
log.shut()
"""

OPEN_AND_WRITE = """
import sys
from pathlib import Path
from tests.practice.examples import a_practice
from thaw.practice.log import PracticeLog

print("opening", flush=True)
log = PracticeLog.open(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    log.put([a_practice()])
log.shut()
"""

# A second schema that needs more room than there is.
MIGRATE = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from thaw.practice.errors import LogUnwritable
from thaw.practice.opening import make_ready
from thaw.practice.schema import Migration, bundled_migrations

path, limit = Path(sys.argv[1]), int(sys.argv[2])
big = "CREATE TABLE big AS SELECT a.*, randomblob(4000) FROM practice a, practice b;"
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    steps = bundled_migrations()
    steps = (*steps, Migration(steps[-1].number + 1, big))
    make_ready(path, steps, datetime.now(UTC), is_shared=False)
except LogUnwritable:
    print("full", flush=True)
"""


@pytest.mark.parametrize("limit", [64_000, 250_000, 1_000_000])
def test_a_disk_that_fills_up_is_noticed_and_everything_comes_back(
    limit, log_path, open_log, tmp_path
):
    rescue = tmp_path / "rescue"
    with started(FILL, log_path, rescue, limit) as process:
        saved = next_line(process).split()
        unsaved = next_line(process).split()
        # It still warns while it ends; into a pipe that is closed it could not.
        assert process.wait() == 0
    assert len(unsaved) == 3

    log = open_log()
    assert log.opening.set_aside is None
    assert {entry.id for entry in log.entries()} == set(saved)
    assert take_in(log, [rescue]).practices == 3
    assert {entry.id for entry in log.entries()} == {*saved, *unsaved}


def test_a_first_start_of_several_copies_at_once_loses_nothing(log_path, open_log):
    processes = [started(OPEN_AND_WRITE, log_path, 15) for _ in range(4)]
    for process in processes:
        with process:
            assert process.wait() == 0

    log = open_log()
    assert log.opening.set_aside is None
    assert log.count() == 4 * 15
    assert list(log_path.parent.glob("*damaged*")) == []


def test_a_crash_while_the_log_is_first_made_leaves_something_that_opens(log_path):
    for _ in range(8):
        with started(OPEN_AND_WRITE, log_path, 1000) as process:
            assert next_line(process) == "opening\n"
            # No telling how far it comes: that is the point.
            process.kill()

    log = PracticeLog.open(log_path)
    try:
        assert len({entry.id for entry in log.entries()}) == log.count()
    finally:
        log.shut()


@pytest.mark.parametrize("limit", [10_000, 60_000])
def test_a_disk_that_fills_up_during_a_migration_leaves_the_log_as_it_was(
    limit, log_path, open_log
):
    log = open_log()
    practices = [a_practice() for _ in range(20)]
    log.put(practices)
    log.shut()

    with started(MIGRATE, log_path, limit) as process:
        assert next_line(process) == "full\n"

    log = open_log()
    assert log.opening.set_aside is None
    assert {entry.id for entry in log.entries()} == {practice.id for practice in practices}


# Fills the log, then tries everything else that writes on a disk that has no more room.
WRITE_ON_A_FULL_DISK = """
import resource, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tests.practice.examples import A_MORNING, a_practice
from thaw.practice.changes import write_note
from thaw.practice.copies import copies, copy_for_today, restore
from thaw.practice.errors import LogUnwritable
from thaw.practice.exchange import export_csv, export_json
from thaw.practice.log import PracticeLog

path = Path(sys.argv[1])
now = datetime(2026, 11, 23, 12, tzinfo=UTC)
log = PracticeLog.open(path)
entries = [a_practice() for _ in range(300)]
log.put(entries)
copy_for_today(path, now)
log.shut()
(copy,) = copies(path)
log = PracticeLog.open(path)
# Enough for what SQLite shares among those who have the log open, and for nothing more.
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
first = entries[0].id
for name, write in (
    ("import", lambda: log.add([a_practice() for _ in range(300)])),
    ("note", lambda: write_note(log, first, "w" * 100_000, now)),
    ("copy", lambda: copy_for_today(path, now + timedelta(days=1))),
    ("export", lambda: export_json(log, path.with_name("out.json"))),
    ("table", lambda: export_csv(log, path.with_name("out.csv"))),
):
    try:
        write()
    except LogUnwritable:
        print(name, "refused", flush=True)
log.shut()
try:
    restore(path, copy, now)
except LogUnwritable:
    print("restore refused", flush=True)
"""


def test_a_disk_without_room_refuses_every_write_and_harms_nothing(log_path, open_log):
    with started(WRITE_ON_A_FULL_DISK, log_path) as process:
        said = process.communicate()
    assert said[0].splitlines() == [
        f"{name} refused" for name in ("import", "note", "copy", "export", "table", "restore")
    ], said[1]

    left = {path.name for path in log_path.parent.rglob("*") if path.is_file()}
    assert left == {"practice.sqlite", "practice.day-20261123-120000.sqlite"}
    log = open_log()
    assert log.opening.set_aside is None
    assert log.count() == 300
