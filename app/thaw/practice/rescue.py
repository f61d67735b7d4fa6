"""Where practices wait that the log would not have: a small file, taken in at the next start."""

import json
import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import cast
from uuid import uuid4

from thaw.practice.entry import PracticeEntry
from thaw.practice.entry_reader import entry_from_json
from thaw.practice.forms import FARTHEST_AHEAD, BadRow, entry_as_json
from thaw.practice.log import PracticeLog
from thaw.private_files import private_folder, written_whole

logger = logging.getLogger(__name__)

_PREFIX = "thaw-rescued-"
_SUFFIX = ".jsonl"
_UNREADABLE = ".unreadable"

_ANY_TIME = datetime.max.replace(tzinfo=UTC) - FARTHEST_AHEAD - timedelta(days=400)
"""What a wrong clock wrote is rescued all the same, but for the last year of the calendar."""


class RescueFile:
    """One running copy's file, in the first of ``folders`` that can be written to.

    May be used from several threads.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._name = f"{_PREFIX}{uuid4().hex}{_SUFFIX}"
        self._path: Path | None = None
        self._lock = Lock()

    @property
    def path(self) -> Path | None:
        """Where the practices are; None while there are none, or no folder would have them."""
        return self._path

    def keep(self, entries: Iterable[PracticeEntry]) -> Path | None:
        """Hold exactly ``entries``; return where, or None if no folder can be written to."""
        content = "".join(_line(entry) for entry in entries)
        with self._lock:
            return self._kept(content)

    def _kept(self, content: str) -> Path | None:
        earlier = self._path
        if not content:
            self._path = None
        else:
            self._path = self._written(content)
            if self._path is None and earlier is not None:
                # What it held before is still better than nothing.
                self._path, earlier = earlier, None
        if earlier is not None and earlier != self._path:
            _remove(earlier)
        return self._path

    def _written(self, content: str) -> Path | None:
        for folder in self._folders:
            path = folder / self._name
            try:
                private_folder(folder)
                with written_whole(path) as stream:
                    stream.write(content)
            except OSError as exc:
                logger.debug("no practice can be rescued to %s: %s", folder, exc)
            else:
                return path
        return None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came back from rescue files."""

    practices: int = 0
    """Rows that were made, or moved forward."""
    unreadable: tuple[Path, ...] = ()
    """Files in which something could not be read; renamed, and left."""


def take_in(log: PracticeLog, folders: Iterable[Path]) -> TakenIn:
    """Move rescued practices into the log; nothing is doubled if it is done again.

    What was cut off before anything was practised is not. Raises LogError, and then
    the files stay.
    """
    practices = 0
    unreadable: list[Path] = []
    for path in _waiting(folders):
        claimed = _claimed(path)
        if claimed is None:
            continue
        entries, is_whole = _entries_in(claimed)
        practices += log.put(entry for entry in entries if not entry.is_empty)
        if is_whole:
            _remove(claimed)
        else:
            logger.warning("part of a file of rescued practices cannot be read")
            unreadable.append(_kept_apart(claimed))
    return TakenIn(practices, tuple(unreadable))


def _waiting(folders: Iterable[Path]) -> list[Path]:
    found = {path for folder in folders for path in folder.glob(f"{_PREFIX}*{_SUFFIX}")}
    return sorted(path for path in found if _is_our_own(path))


def _is_our_own(path: Path) -> bool:
    """Return whether this person wrote it: a shared folder holds other people's files, too."""
    try:
        status = path.lstat()
    except OSError:
        return False
    is_plain = path.is_file() and not path.is_symlink()
    return is_plain and (os.name != "posix" or status.st_uid == os.getuid())


def _claimed(path: Path) -> Path | None:
    """Give the file a name of our own, so that whoever wrote it may begin another."""
    claimed = path.with_name(f"{_PREFIX}{uuid4().hex}{_SUFFIX}")
    try:
        return path.rename(claimed)
    except OSError:
        return None


def _kept_apart(path: Path) -> Path:
    """Give a file that can't be read a name under which it is left alone."""
    try:
        return path.rename(path.with_name(path.name + _UNREADABLE))
    except OSError as exc:
        # Then it is looked at again at the next start.
        logger.debug("a rescue file keeps its name: %s", exc)
        return path


def _entries_in(path: Path) -> tuple[list[PracticeEntry], bool]:
    """Return what can be read, and whether that is all of it."""
    entries: list[PracticeEntry] = []
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return entries, False
    for line in lines:
        try:
            record: object = json.loads(line)
            if isinstance(record, dict):
                entries.append(entry_from_json(cast("dict[str, object]", record), _ANY_TIME))
        except (ValueError, RecursionError, BadRow):
            continue
    return entries, len(entries) == len(lines)


def _line(entry: PracticeEntry) -> str:
    return json.dumps(entry_as_json(entry), ensure_ascii=False) + "\n"


def _remove(path: Path) -> None:
    # One that stays is taken in once more at the next start, to no effect.
    try:
        path.unlink(missing_ok=True)
    except OSError as exc:
        logger.debug("a rescue file stays behind: %s", exc)
