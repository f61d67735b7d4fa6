"""Erased is gone: looked for in the bytes of every file there is."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from tests.practice.examples import A_MORNING, a_practice, a_start
from tests.practice.holders import SECRET, holders
from thaw.practice.answers import Occasion, answered, answers, keep_answers
from thaw.practice.changes import write_note
from thaw.practice.copies import content_of, copies, copy_for_today, restore
from thaw.practice.erasing import erase_answers, erase_journal
from thaw.practice.errors import LogBusy
from thaw.practice.journal import keep_page, pages, remove_page

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
DAY = date(2026, 11, 23)


@pytest.fixture
def written(log):
    """A log with a note and pages, enough for several pages of the file."""
    practice = a_practice()
    log.put([practice, *(a_practice(A_MORNING - timedelta(days=n)) for n in range(200))])
    write_note(log, practice.id, SECRET, NOW)
    for number in range(300):
        keep_page(log, f"{SECRET} {number} " + "x" * 700, NOW, DAY, "What is here?")
    return log


def test_what_is_erased_is_in_no_file_any_more(written, log_path):
    assert {"practice.sqlite-wal"} <= set(holders(log_path.parent))

    erased = erase_journal(written)

    assert (erased.rows, erased.left_in) == (301, ())
    assert holders(log_path.parent) == []
    assert pages(written) == []
    assert written.count() == 201
    written.shut()
    assert holders(log_path.parent) == []


def test_what_is_erased_is_in_no_copy_any_more_and_the_copies_stay_sound(
    written, log_path, open_log
):
    copy_for_today(log_path, NOW - timedelta(days=1))
    written.shut()
    restore(log_path, copies(log_path)[0], NOW)
    log = open_log()
    copy_for_today(log_path, NOW)
    assert len(holders(log_path.parent)) >= 4

    erased = erase_journal(log)

    assert erased.left_in == ()
    assert holders(log_path.parent) == []
    assert [content_of(copy).practices for copy in copies(log_path)] == [201, 201, 201]


def test_a_page_that_was_deleted_before_is_gone_from_the_file_too(log, log_path):
    page = keep_page(log, SECRET, NOW, DAY)
    remove_page(log, page.id)

    erase_journal(log)

    assert holders(log_path.parent) == []


def test_words_that_were_changed_are_gone_with_the_rest(log, log_path):
    practice = a_practice()
    log.put([practice])
    write_note(log, practice.id, SECRET, NOW)
    write_note(log, practice.id, "something shorter", NOW)

    erase_journal(log)

    assert holders(log_path.parent) == []


def test_what_cannot_be_looked_through_is_named(written, log_path):
    damaged = log_path.parent / "practice.damaged-20261101-080000.sqlite"
    damaged.write_bytes(b"not a database " + SECRET.encode())

    erased = erase_journal(written)

    assert erased.left_in == (damaged,)
    assert holders(log_path.parent) == [damaged.name]


def test_a_log_that_somebody_else_reads_says_that_it_is_not_done_and_is_done_later(
    written, log_path, open_log
):
    hasty = open_log(patience_s=0.1)
    with closing(sqlite3.connect(log_path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM journal").fetchone()
        with pytest.raises(LogBusy):
            erase_journal(hasty)
        other.execute("COMMIT")

    assert erase_journal(hasty).left_in == ()
    assert holders(log_path.parent) == []


def test_a_practice_goes_on_after_the_journal_is_erased(written):
    running = written.begin(a_start())

    erase_journal(written)

    assert written.entry(running) is not None
    keep_page(written, "new words", NOW, DAY)
    assert len(pages(written)) == 1


def test_a_copy_from_before_there_was_a_journal_stays_as_it_is(written, log_path):
    folder = log_path.parent / "practice-backups"
    folder.mkdir(exist_ok=True)
    old = folder / "practice.day-20260504-081500.sqlite"
    shutil.copyfile(Path(__file__).parent / "data" / "schema-1.db", old)
    before = old.read_bytes()

    assert erase_journal(written).left_in == ()
    assert old.read_bytes() == before


def test_answers_that_are_erased_are_in_no_file_any_more_and_the_journal_stays(written, log_path):
    word = "a-word-for-how-it-was"
    given = [
        answered(Occasion.AFTER, "after_effect", word, NOW, DAY, f"practice-{number}")
        for number in range(200)
    ]
    keep_answers(written, given)
    copy_for_today(log_path, NOW)
    assert len(holders(log_path.parent, word)) >= 2

    erased = erase_answers(written)

    assert (erased.rows, erased.left_in) == (200, ())
    assert holders(log_path.parent, word) == []
    assert answers(written, date.min) == []
    assert len(pages(written)) == 301


def test_a_copy_that_is_being_made_does_not_bring_back_what_is_erased(written, log_path):
    erasing = Thread(target=erase_journal, args=(written,))

    def erase_meanwhile():
        if not erasing.is_alive():
            erasing.start()
        return False

    copy_for_today(log_path, NOW, erase_meanwhile)
    erasing.join()

    assert len(copies(log_path)) == 1
    assert holders(log_path.parent) == []
