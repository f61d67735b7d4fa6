import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.practice.examples import A_MORNING, a_practice, a_start
from thaw.practice.changes import write_note
from thaw.practice.copies import content_of, copies, copy_for_today, restore
from thaw.practice.errors import LogBusy
from thaw.practice.journal import (
    PageKind,
    erase_journal,
    export_journal,
    keep_page,
    pages,
    put_pages,
    remove_page,
)
from thaw.practice.log import PracticeLog

NOW = datetime(2026, 11, 23, 8, 15, 0, 123_456, tzinfo=UTC)
DAY = date(2026, 11, 23)
SECRET = "a-sentence-nobody-else-should-find"


def holders(folder: Path, words: str = SECRET) -> list[str]:
    """The files below ``folder`` in which ``words`` stand, byte for byte."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and words.encode() in path.read_bytes():
            found.append(path.name)
    return found


@pytest.fixture
def written(log):
    """A log with a note and pages, enough for several pages of the file."""
    practice = a_practice()
    log.put([practice, *(a_practice(A_MORNING - timedelta(days=n)) for n in range(200))])
    write_note(log, practice.id, SECRET, NOW)
    for number in range(300):
        keep_page(log, f"{SECRET} {number} " + "x" * 700, NOW, DAY, "What is here?")
    return log


def test_a_page_is_kept_as_it_was_written(log):
    page = keep_page(log, "Grüße,\n\n  zwei Zeilen\n", NOW, DAY, "What is here?")

    assert pages(log) == [page]
    assert page.kind is PageKind.PAGE
    assert page.written_utc == NOW.replace(microsecond=123_000)


def test_pages_are_found_by_all_their_words_in_any_case(log):
    for words, prompt in (("ÄPFEL und Birnen", ""), ("birnen", "Äpfel?"), ("nothing", "")):
        keep_page(log, words, NOW, DAY, prompt)

    assert {page.words for page in pages(log, "äpfel birnen")} == {"ÄPFEL und Birnen", "birnen"}
    assert pages(log, "100% _") == []
    assert len(pages(log)) == 3


def test_a_page_taken_out_can_be_put_back(log):
    page = keep_page(log, "words", NOW, DAY)

    removed = remove_page(log, page.id)
    assert removed is not None
    assert removed == page
    assert pages(log) == []
    assert remove_page(log, page.id) is None

    put_pages(log, [removed])
    put_pages(log, [removed])
    assert pages(log) == [page]


def test_the_journal_leaves_as_markdown_oldest_first(log, tmp_path):
    practice = a_practice()
    log.put([practice])
    keep_page(log, "Later.", NOW, DAY, "What is here?\nAnything?")
    write_note(log, practice.id, "Earlier.", NOW)

    assert export_journal(log, tmp_path / "journal.md") == 2

    assert (tmp_path / "journal.md").read_text("utf-8") == (
        "# Journal\n"
        "\n## 2026-11-21, Breath Awareness\n\nEarlier.\n"
        "\n## 2026-11-23\n\n> What is here?\n> Anything?\n\nLater.\n"
    )


def test_an_empty_journal_is_exported_as_one(log, tmp_path):
    assert export_journal(log, tmp_path / "journal.md") == 0
    assert (tmp_path / "journal.md").read_text("utf-8") == "# Journal\n"


def test_what_is_erased_is_in_no_file_any_more(written, log_path):
    assert {"practice.sqlite-wal"} <= set(holders(log_path.parent))

    erased = erase_journal(written)

    assert (erased.pages, erased.left_in) == (301, ())
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
    written, log_path
):
    with closing(sqlite3.connect(log_path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM journal").fetchone()
        with pytest.raises(LogBusy):
            erase_journal(written)
        other.execute("COMMIT")

    assert erase_journal(written).left_in == ()
    assert holders(log_path.parent) == []


def test_a_practice_goes_on_after_the_journal_is_erased(written):
    running = written.begin(a_start())

    erase_journal(written)

    assert written.entry(running) is not None
    keep_page(written, "new words", NOW, DAY)
    assert len(pages(written)) == 1


def test_journal_words_are_never_in_the_table_of_practices(written, log_path):
    with closing(sqlite3.connect(log_path)) as connection:
        for row in connection.execute("SELECT * FROM practice"):
            assert SECRET not in repr(row)


def test_a_copy_from_before_there_was_a_journal_stays_as_it_is(written, log_path):
    folder = log_path.parent / "practice-backups"
    folder.mkdir(exist_ok=True)
    old = folder / "practice.day-20260504-081500.sqlite"
    shutil.copyfile(Path(__file__).parent / "data" / "schema-1.db", old)
    before = old.read_bytes()

    assert erase_journal(written).left_in == ()
    assert old.read_bytes() == before


def test_an_exported_journal_is_its_owner_s_alone(log, tmp_path):
    keep_page(log, SECRET, NOW, DAY)
    export_journal(log, tmp_path / "journal.md")

    assert (tmp_path / "journal.md").stat().st_mode & 0o077 == 0


def test_a_second_log_has_a_journal_of_its_own(log, tmp_path):
    keep_page(log, SECRET, NOW, DAY)
    other = PracticeLog.open(tmp_path / "other" / "practice.sqlite")
    try:
        assert pages(other) == []
    finally:
        other.shut()
