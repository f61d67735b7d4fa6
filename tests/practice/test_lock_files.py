"""Under a lock, no file beside the log holds a word either."""

import logging
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.practice.holders import SECRET, holders
from tests.practice.under_lock import DAY, NOW, PASSPHRASE, PROMPT, QUICK, SECRETS, readable
from thaw.practice.copies import content_of, copies, copy_for_today, restore
from thaw.practice.erasing import erase_answers, erase_journal
from thaw.practice.importing import import_file
from thaw.practice.journal import export_journal, keep_page, pages
from thaw.practice.lock import (
    change_passphrase,
    lock_again,
    remove_lock,
    set_lock,
    unlock,
    unreadable,
)
from thaw.practice.words import export_words


def test_with_a_lock_no_file_holds_a_word_of_it(log, practice_id, log_path, open_log):
    copy_for_today(log_path, NOW - timedelta(days=1))
    log.shut()
    restore(log_path, copies(log_path)[0], NOW)
    again = open_log()
    copy_for_today(log_path, NOW)
    assert all(len(holders(log_path.parent, secret)) >= 4 for secret in SECRETS)

    relocked = set_lock(again, PASSPHRASE, QUICK)

    assert relocked.left_in == ()
    assert [holders(log_path.parent, secret) for secret in SECRETS] == [[], [], []]
    assert [content_of(copy).practices for copy in copies(log_path)] == [31, 31, 31]
    keep_page(again, f"{SECRET} later", NOW, DAY, PROMPT)
    lock_again(again)
    keep_page(again, f"{SECRET} still later", NOW, DAY, PROMPT)
    unlock(again, PASSPHRASE)
    copy_for_today(log_path, NOW + timedelta(days=1))
    assert [holders(log_path.parent, secret) for secret in SECRETS] == [[], [], []]
    again.shut()
    assert [holders(log_path.parent, secret) for secret in SECRETS] == [[], [], []]


def test_the_wrapping_before_is_in_no_file_once_it_was_changed(locked, log_path):
    copy_for_today(log_path, NOW)
    with locked.looking() as reading:
        before = bytes(reading.execute("SELECT data_key FROM lock").fetchone()[0])

    change_passphrase(locked, PASSPHRASE, "a new one", QUICK)

    files = [path for path in log_path.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files if before in path.read_bytes()] == []


def test_a_copy_from_before_there_was_a_journal_stays_as_it_is(log, practice_id, log_path):
    folder = log_path.parent / "practice-backups"
    folder.mkdir(exist_ok=True)
    old = folder / "practice.day-20260504-081500.sqlite"
    shutil.copyfile(Path(__file__).parent / "data" / "schema-1.db", old)
    before = old.read_bytes()

    assert set_lock(log, PASSPHRASE, QUICK).left_in == ()
    assert old.read_bytes() == before


def test_a_copy_of_an_older_schema_is_sealed_too(log, practice_id, log_path, open_log):
    folder = log_path.parent / "practice-backups"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(
        Path(__file__).parent / "data" / "schema-3.db",
        folder / "practice.day-20260504-081500.sqlite",
    )
    assert holders(log_path.parent, "rain on the roof") != []

    assert set_lock(log, PASSPHRASE, QUICK).left_in == ()

    assert holders(log_path.parent, "rain on the roof") == []
    log.shut()
    restore(log_path, copies(log_path)[-1], NOW)
    put_back = open_log()
    assert unlock(put_back, PASSPHRASE)
    assert "rain on the roof" in [page.words for page in pages(put_back)]


def test_a_copy_that_was_put_there_since_is_sealed_when_it_is_unlocked(locked, log_path):
    folder = log_path.parent / "practice-backups"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(
        Path(__file__).parent / "data" / "schema-3.db",
        folder / "practice.day-20260504-081500.sqlite",
    )

    assert unlock(locked, PASSPHRASE)

    assert holders(log_path.parent, "rain on the roof") == []


def test_a_copy_under_another_lock_is_left_to_its_own(locked, log_path):
    copy_for_today(log_path, NOW)
    kept = copies(log_path)[0].path
    other = kept.with_name("practice.day-20260504-081500.sqlite")
    shutil.copyfile(Path(__file__).parent / "data" / "schema-4.db", other)
    before = other.read_bytes()

    assert change_passphrase(locked, PASSPHRASE, "new", QUICK).left_in == ()
    assert remove_lock(locked, "new").left_in == ()

    assert other.read_bytes() == before


def test_a_file_that_cannot_be_looked_through_is_named(log, practice_id, log_path):
    damaged = log_path.parent / "practice.damaged-20261101-080000.sqlite"
    damaged.write_bytes(b"not a database " + SECRET.encode())

    assert set_lock(log, PASSPHRASE, QUICK).left_in == (damaged,)


def test_a_log_that_somebody_else_reads_is_named_until_it_is_packed(
    practice_id, log_path, open_log
):
    hasty = open_log(patience_s=0.1)
    with closing(sqlite3.connect(log_path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM journal").fetchone()
        assert set_lock(hasty, PASSPHRASE, QUICK).left_in == (log_path,)
        other.execute("COMMIT")

    assert change_passphrase(hasty, PASSPHRASE, PASSPHRASE, QUICK).left_in == ()
    assert holders(log_path.parent) == []


def test_exports_leave_out_what_cannot_be_read(locked, tmp_path):
    assert export_journal(locked, tmp_path / "journal.md") == 0
    assert export_words(locked, tmp_path / "words.json") == 1

    unlock(locked, PASSPHRASE)

    assert export_journal(locked, tmp_path / "journal.md") == 41
    assert export_words(locked, tmp_path / "words.json") == 45


def test_words_that_come_in_are_sealed_as_well(log, practice_id, tmp_path, log_path):
    export_words(log, tmp_path / "words.json")
    found = pages(log)
    erase_journal(log)
    erase_answers(log)
    set_lock(log, PASSPHRASE, QUICK)
    lock_again(log)

    import_file(log, tmp_path / "words.json", lambda: NOW + timedelta(days=1))

    assert unreadable(log) == 44
    assert [holders(log_path.parent, secret) for secret in SECRETS] == [[], [], []]
    unlock(log, PASSPHRASE)
    assert readable(log)[0] == [(page.id, page.words, page.prompt) for page in found]


def test_another_program_sees_the_lock_that_was_set_meanwhile(log, practice_id, open_log, log_path):
    other = open_log()
    set_lock(log, PASSPHRASE, QUICK)

    keep_page(other, f"{SECRET} from the other", NOW, DAY)

    assert holders(log_path.parent) == []
    assert f"{SECRET} from the other" in [page.words for page in pages(log)]
    remove_lock(log, PASSPHRASE)
    assert len(readable(other)[0]) == 42


def test_no_word_and_no_key_is_ever_logged(log, practice_id, caplog):
    caplog.set_level(logging.DEBUG)
    set_lock(log, PASSPHRASE, QUICK)
    keys = log.keys
    unlock(log, PASSPHRASE)
    change_passphrase(log, PASSPHRASE, "another one", QUICK)

    for word in (*SECRETS, PASSPHRASE, "another one", keys.data.hex(), repr(keys.data)):
        assert word not in caplog.text
