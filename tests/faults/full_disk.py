"""Everything that writes, on a disk that is full after so many bytes of any file.

Run as a program of its own, ``python -m tests.faults.full_disk FOLDER SEED COUNT``: the limit
holds for the whole process. POSIX alone has such limits.
"""

import json
import random
import resource
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.practice.examples import A_MORNING, a_practice, a_start, progress
from thaw.practice.changes import Edit, delete_practice, edit_practice, write_note
from thaw.practice.copies import content_of, copies, copy_for_today
from thaw.practice.entry import Outcome
from thaw.practice.errors import LogError
from thaw.practice.everything import export_everything
from thaw.practice.forms import entry_as_json
from thaw.practice.importing import import_file
from thaw.practice.journal import note_of, pages
from thaw.practice.log import PracticeLog

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
IMPORTED = 80
MOST_BYTES = 300_000
PAGE = "w" * 30_000


class Workload:
    """One log, and what was told of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "data" / "practice.sqlite"
        self.file = folder / "import.json"
        self.batch = [a_practice() for _ in range(IMPORTED)]
        self.told: set[str] = set()
        self.kept = a_practice()
        self.deleted = a_practice()
        self._prepare()

    def run(self) -> None:
        """Do everything there is to do; what is refused is refused by a LogError."""
        try:
            log = PracticeLog.open(self.path)
        except LogError:
            return
        try:
            for name, work in self._steps(log):
                with suppress(LogError):
                    work()
                    self.told.add(name)
        finally:
            # The last thing a full disk may keep from being written is never the first.
            log.shut()

    def check(self) -> None:
        """With room again: what was told is there, and half of nothing."""
        log = PracticeLog.open(self.path)
        try:
            assert log.opening.set_aside is None, "a full disk is no damage"
            log.recover()
            found = {entry.id: entry for entry in log.entries()}
            assert len(found) == log.count()
            self._check_practices(log, found)
        finally:
            log.shut()
        for copy in copies(self.path):
            assert content_of(copy) is not None, "half a copy"
        made = list((self.folder / "out").glob("*"))
        assert all(one.name.startswith("Thaw ") for one in made), "a draft was left"
        assert len(made) == ("export" in self.told)
        assert not list(self.path.parent.rglob("*.part"))

    def _check_practices(self, log: PracticeLog, found: Mapping[str, object]) -> None:
        there = [entry.id in found for entry in self.batch]
        assert all(there) or not any(there), "half an import"
        assert all(there) or "import" not in self.told
        words = [page.words for page in pages(log)]
        assert words.count(PAGE) == all(there), "practices without their page"
        assert self.kept.id in found
        assert (self.deleted.id not in found) or "delete" not in self.told
        kept = log.entry(self.kept.id)
        assert kept is not None
        assert kept.progress.practised_ms in (180_000, self.kept.progress.practised_ms)
        assert kept.progress.practised_ms == 180_000 or "edit" not in self.told
        assert note_of(log, self.kept.id) in ("", "rain")
        assert note_of(log, self.kept.id) == "rain" or "note" not in self.told
        practised = [one for one in log.entries() if one.outcome is Outcome.PARTIAL]
        assert len(practised) == 1 or "record" not in self.told

    def _prepare(self) -> None:
        log = PracticeLog.open(self.path)
        log.put([self.kept, self.deleted])
        log.shut()
        (self.folder / "out").mkdir()
        page = {
            "id": "5f0c6a2e-0000-4000-8000-000000000001",
            "kind": "page",
            "words": PAGE,
            "prompt": "",
            "written_utc": "2026-11-21T08:15:00.000Z",
            "edited_utc": None,
            "local_date": "2026-11-21",
            "practice": None,
        }
        records = [entry_as_json(entry) for entry in self.batch]
        document = {"thaw_everything": 1, "practices": records, "journal": [page], "answers": []}
        self.file.write_text(json.dumps(document), "utf-8")

    def _steps(self, log: PracticeLog) -> list[tuple[str, Callable[[], object]]]:
        kept, deleted = self.kept.id, self.deleted.id
        return [
            ("edit", lambda: edit_practice(log, kept, Edit(practised_ms=180_000), NOW)),
            ("note", lambda: write_note(log, kept, "rain", NOW)),
            ("delete", lambda: delete_practice(log, deleted)),
            ("record", lambda: self._practise(log)),
            ("import", lambda: import_file(log, self.file, lambda: NOW)),
            ("copy", lambda: copy_for_today(self.path, NOW)),
            ("export", lambda: export_everything(log, self.folder / "out", NOW)),
            ("copy", lambda: copy_for_today(self.path, NOW + timedelta(days=1))),
        ]

    def _practise(self, log: PracticeLog) -> None:
        practice_id = log.begin(a_start())
        log.checkpoint(practice_id, progress(5_000))
        log.close(practice_id, progress(45_000), Outcome.PARTIAL, A_MORNING)


def main() -> None:
    folder, seed, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    for number in range(count):
        limit = chance.randrange(MOST_BYTES)
        place = folder / str(number)
        place.mkdir()
        load = Workload(place)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
        try:
            load.run()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        load.check()
        print(limit, *sorted(load.told), flush=True)


if __name__ == "__main__":
    main()
