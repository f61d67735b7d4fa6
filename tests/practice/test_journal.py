import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

from tests.practice.examples import a_practice
from tests.practice.fresh_log import fresh_log
from thaw.practice.changes import write_note
from thaw.practice.journal import (
    PageKind,
    export_journal,
    keep_page,
    pages,
    put_pages,
    remove_page,
)

NOW = datetime(2026, 11, 23, 8, 15, 0, 123_456, tzinfo=UTC)
DAY = date(2026, 11, 23)
SECRET = "a-sentence-nobody-else-should-find"


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


def test_journal_words_are_never_in_the_table_of_practices(log, log_path):
    practice = a_practice()
    log.put([practice])
    write_note(log, practice.id, SECRET, NOW)
    with closing(sqlite3.connect(log_path)) as connection:
        for row in connection.execute("SELECT * FROM practice"):
            assert SECRET not in repr(row)


def test_an_exported_journal_is_its_owner_s_alone(log, tmp_path):
    keep_page(log, SECRET, NOW, DAY)
    export_journal(log, tmp_path / "journal.md")

    assert (tmp_path / "journal.md").stat().st_mode & 0o077 == 0


def test_a_second_log_has_a_journal_of_its_own(log, tmp_path):
    keep_page(log, SECRET, NOW, DAY)
    other = fresh_log(tmp_path / "other" / "practice.sqlite")
    try:
        assert pages(other) == []
    finally:
        other.shut()
