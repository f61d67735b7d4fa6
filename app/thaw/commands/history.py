"""``thaw history``: what was practised, written out, and put back from a copy."""

import json
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path

from thaw.commands.answer import EXIT_DONE, InputError, WorldError, counted, note, say
from thaw.commands.opened_log import tell_of
from thaw.commands.reasons import reason_of
from thaw.core.units import RATE, Frames
from thaw.practice.clock import local_now
from thaw.practice.copies import CopyKind, LogCopy, content_of
from thaw.practice.entry import Outcome, PracticeEntry
from thaw.practice.erasing import erase_answers, erase_journal
from thaw.practice.errors import LogError
from thaw.practice.everything import export_everything
from thaw.practice.exchange import entry_as_json, export_csv, export_json
from thaw.practice.journal import export_journal
from thaw.practice.lock import unlock, unreadable
from thaw.practice.log import PracticeLog
from thaw.practice.words import export_words
from thaw.services import Services

SHOWN = 30

OUTCOME_WORDS = {
    Outcome.OPEN: "going on",
    Outcome.COMPLETED: "",
    Outcome.PARTIAL: "ended early",
    Outcome.STOPPED_BY_CHOICE: "stopped by choice",
    Outcome.INTERRUPTED: "cut off",
}

COPY_WORDS = {
    CopyKind.DAY: "",
    CopyKind.SCHEMA: ", before an update",
    CopyKind.REPLACED: ", before another was put back",
}


def show_history(services: Services, *, as_json: bool) -> int:
    """Print what was practised, the newest first. Raises WorldError."""
    log = _log_to_read(services)
    try:
        if as_json:
            rows = [entry_as_json(entry) for entry in log.every_entry()]
            say(json.dumps(rows, ensure_ascii=False, indent=1))
            return EXIT_DONE
        entries = log.entries(limit=SHOWN)
        for entry in entries:
            say(practice_line(entry))
        if not entries:
            note("Nothing here yet. `thaw play three-step-space` takes three minutes.")
        elif log.count() > len(entries):
            note(f"… and {log.count() - len(entries)} before these: --json or --export has all.")
    except LogError as exc:
        raise WorldError(f"the history can't be read: {reason_of(exc)}") from exc
    finally:
        services.history.shut()
    return EXIT_DONE


def export_history(services: Services, path: Path) -> int:
    """Write the whole history to a CSV or JSON file. Raises InputError and WorldError."""
    writers = {".csv": export_csv, ".json": export_json}
    return _export(services, path, writers.get(path.suffix.lower()), "history", ".csv or .json")


def export_all(
    services: Services, into: Path, ask_passphrase: Callable[[], str] = lambda: ""
) -> int:
    """Write everything into a new folder in ``into``: see ``export_everything``.

    ``ask_passphrase`` as in ``export_own_words``. Raises InputError and WorldError.
    """
    log = _log_to_read(services)
    try:
        _unlock(log, ask_passphrase)
        done = export_everything(log, into, local_now())
    except LogError as exc:
        raise WorldError(f"the history could not be exported: {reason_of(exc)}") from exc
    finally:
        services.history.shut()
    words = counted(done.pages + done.answers, "entry", "entries")
    note(f"{counted(done.practices, 'practice')} and {words} written to {done.folder}.")
    if done.left_out:
        note(f"{counted(done.left_out, 'entry', 'entries')} under the lock left out.")
    return EXIT_DONE


def export_own_words(
    services: Services, path: Path, ask_passphrase: Callable[[], str] = lambda: ""
) -> int:
    """Write journal and answers to a file, Markdown to read or JSON to take in again.

    ``ask_passphrase`` is asked where there is something under a lock; with "" that is
    left out, and said so. Raises InputError and WorldError.
    """
    writers = {".md": export_journal, ".json": export_words}
    write = writers.get(path.suffix.lower())

    def write_unlocked(log: PracticeLog, path: Path) -> int:
        _unlock(log, ask_passphrase)
        assert write is not None, "_export has seen to it"
        count = write(log, path)
        left_out = unreadable(log)
        if left_out:
            note(f"{counted(left_out, 'entry', 'entries')} under the lock left out.")
        return count

    wanted = None if write is None else write_unlocked
    return _export(services, path, wanted, "journal", ".md or .json")


def ask_passphrase() -> str:
    """Ask for it where somebody is there to be asked; "" otherwise, or where none is given."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    return getpass("Passphrase of the journal (Enter leaves out what is locked): ", sys.stderr)


def _unlock(log: PracticeLog, ask_passphrase: Callable[[], str]) -> None:
    if not unreadable(log):
        return
    passphrase = ask_passphrase()
    if passphrase and not unlock(log, passphrase):
        raise InputError("that passphrase does not open the lock; nothing was written")


def _export(
    services: Services,
    path: Path,
    write: Callable[[PracticeLog, Path], int] | None,
    what: str,
    endings: str,
) -> int:
    if write is None:
        raise InputError(f"{path}: the {what} is exported to a file ending in {endings}")
    log = _log_to_read(services)
    try:
        count = write(log, path)
    except LogError as exc:
        raise WorldError(f"the {what} could not be exported: {reason_of(exc)}") from exc
    finally:
        services.history.shut()
    items = counted(count, "practice") if what == "history" else counted(count, "entry", "entries")
    note(f"{items} written to {path}.")
    return EXIT_DONE


def erase_words(services: Services, which: str) -> int:
    """Erase the ``journal`` or the ``answers`` for good. Raises WorldError."""
    erase = erase_journal if which == "journal" else erase_answers
    try:
        erased = erase(services.history.log())
    except LogError as exc:
        raise WorldError(f"the {which} could not be erased whole: {reason_of(exc)}") from exc
    finally:
        services.history.shut()
    note(f"{counted(erased.rows, 'entry', 'entries')} erased, from the history and its copies.")
    for path in erased.left_in:
        note(f"{path} could not be looked through, and may still hold some of it.")
    return EXIT_DONE


def show_copies(services: Services) -> int:
    """Print the copies of the history that could be put back. Raises WorldError."""
    for copy in _copies(services):
        content = content_of(copy)
        held = "can't be read" if content is None else counted(content.practices, "practice")
        kept_for = COPY_WORDS[copy.kind]
        say(f"{copy.day}  {copy.at:%H:%M}  {held}{kept_for}  {copy.path.name}")
    return EXIT_DONE


def restore_history(services: Services, wanted: str) -> int:
    """Put a copy back, named by its day or its file. Raises InputError and WorldError."""
    copy = _wanted_copy(_copies(services), wanted)
    try:
        aside = services.history.restore(copy)
    except LogError as exc:
        raise WorldError(f"nothing was put back: {reason_of(exc)}") from exc
    note(f"The history is as it was on {copy.day} at {copy.at:%H:%M}.")
    if aside is not None:
        note(f"What it was until now is kept: `thaw history --restore {aside.name}` takes it back.")
    return EXIT_DONE


def _copies(services: Services) -> list[LogCopy]:
    try:
        found = services.history.copies()
    except LogError as exc:
        raise WorldError(f"the copies can't be listed: {reason_of(exc)}") from exc
    if not found:
        note("There is no copy yet: one is made on each day of use.")
    return found


def _wanted_copy(found: list[LogCopy], wanted: str) -> LogCopy:
    by_name = {copy.path.name: copy for copy in found}
    of_day = [copy for copy in found if copy.day.isoformat() == wanted]
    of_day.sort(key=lambda copy: copy.kind is not CopyKind.DAY)
    if wanted in by_name:
        return by_name[wanted]
    if of_day:
        return of_day[0]
    raise InputError(f"there is no copy {wanted!r}; `thaw history --restore` lists them")


def _log_to_read(services: Services) -> PracticeLog:
    try:
        log = services.history.log_to_read()
    except LogError as exc:
        raise WorldError(f"the history can't be opened: {reason_of(exc)}") from exc
    tell_of(log.opening)
    return log


def practice_line(entry: PracticeEntry) -> str:
    whole = Frames(entry.progress.practised_ms * RATE // 1000) // RATE
    ended = OUTCOME_WORDS[entry.outcome]
    line = f"{entry.local_date}  {whole // 60:3d}:{whole % 60:02d}  {entry.start.title}"
    return f"{line}, {ended}" if ended else line
