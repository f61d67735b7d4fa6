"""Why a history can't be kept or read: our own plain words, never a library's."""

import errno
import sqlite3
from pathlib import Path

import pytest

from thaw.practice.errors import (
    LockDamaged,
    LogBusy,
    LogDamaged,
    LogError,
    LogTooNew,
    LogUnwritable,
    log_errors,
)
from thaw.settings import Settings, SettingsUnwritable, save
from thaw.shell.history.opening_words import refused_text
from thaw.shell.reasons import reason_text

PATH = Path("practice.sqlite")


def raised(path: Path, error: Exception) -> LogError:
    with pytest.raises(LogError) as told, log_errors(path):
        raise error
    return told.value


def of_sqlite(code: int, words: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("met", "said"),
    [
        (
            of_sqlite(sqlite3.SQLITE_FULL, "database or disk is full"),
            "the disk is full; it needs some space first",
        ),
        (
            of_sqlite(sqlite3.SQLITE_IOERR_WRITE, "disk I/O error"),
            "the disk does not answer properly",
        ),
        (
            of_sqlite(sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
            "the file, or the disk it is on, can't be changed by you",
        ),
        (
            of_sqlite(sqlite3.SQLITE_CANTOPEN, "unable to open database file"),
            "its folder is not there, or can't be used",
        ),
        (
            of_sqlite(sqlite3.SQLITE_BUSY, "database is locked"),
            "another program has the history open",
        ),
        (
            of_sqlite(sqlite3.SQLITE_NOTADB, "file is not a database"),
            "the history file is damaged",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "the disk is full; it needs some space first",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied"),
            "the file, or the disk it is on, can't be changed by you",
        ),
    ],
)
def test_what_the_disk_did_is_said_in_our_own_words(met: Exception, said: str) -> None:
    error = raised(PATH, met)

    assert reason_text(error) == said
    assert refused_text(error) == f"Practice can't be saved just now: {said}"


def test_what_says_more_is_said_as_it_is() -> None:
    assert reason_text(LogUnwritable(PATH, "1000 folders are called that")) == (
        "1000 folders are called that"
    )
    assert reason_text(LogBusy(PATH, "x")) == "another program has the history open"
    assert reason_text(LogDamaged(PATH, "x")) == "the history file is damaged"
    assert reason_text(LockDamaged(PATH, "x")) == (
        "what is kept for the passphrase is damaged; in the settings you can go back to a copy"
    )
    assert reason_text(LogTooNew(PATH, 9, 5)) == "a later Thaw wrote this history; please update"
    assert refused_text(ValueError("ours")) is None


def test_settings_that_find_no_place_say_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(SettingsUnwritable) as told:
        save(Settings(), tmp_path / "file" / "settings.json")

    assert reason_text(told.value) == "its folder is not there, or can't be used"
