"""Everything out into a folder, and in again elsewhere without loss or doubles."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice.examples import DAY_MS, a_practice, practices, texts
from tests.practice.fresh_log import fresh_log
from thaw.practice.answers import Answer, Occasion, answered, answers, keep_answers
from thaw.practice.changes import Edit, edit_practice, set_tags, write_note
from thaw.practice.errors import LogUnwritable
from thaw.practice.everything import JOURNAL_NAME, JSON_NAME, TABLE_NAME, export_everything
from thaw.practice.importing import import_file
from thaw.practice.journal import JournalPage, PageKind, keep_page, pages, put_pages
from thaw.practice.problems import ProblemKind
from thaw.practice.telling import Cancelled

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
DAY = date(2026, 11, 23)
LATER = datetime(2200, 1, 1, tzinfo=UTC)


def clock():
    return NOW + timedelta(days=1)


@pytest.fixture
def lived_in(log):
    """A log in which everything was done that can be done to one."""
    first, second, third = (a_practice() for _ in range(3))
    log.put([first, second, third])
    edit_practice(log, first.id, Edit(practised_ms=180_000, title="=1+1"), NOW)
    set_tags(log, second.id, ("evening", "@home"))
    write_note(log, second.id, "rain on the roof\n# no heading", NOW)
    keep_page(log, "Äpfel,\n\n„zwei“ Zeilen", NOW, DAY, "What is here?", third.id)
    keep_page(log, "a page of its own", NOW, DAY)
    keep_answers(
        log,
        [
            answered(Occasion.AFTER, "after_effect", "numb", NOW, DAY, third.id),
            answered(Occasion.WEEKLY, "contact", 0, NOW, DAY),
        ],
    )
    return log


@pytest.fixture
def elsewhere(tmp_path):
    log = fresh_log(tmp_path / "elsewhere" / "practice.sqlite")
    yield log
    log.shut()


@pytest.fixture
def into(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def held(log):
    """All that a log holds; practices of the same moment stand in any order."""
    entries = sorted(log.entries(), key=lambda entry: entry.id)
    return entries, pages(log), answers(log, date.min)


def test_everything_comes_in_elsewhere_equal_and_a_second_time_adds_nothing(
    lived_in, elsewhere, into
):
    exported = export_everything(lived_in, into, NOW)

    first = import_file(elsewhere, exported.folder / JSON_NAME, clock)
    again = import_file(elsewhere, exported.folder / JSON_NAME, clock)

    assert held(elsewhere) == held(lived_in)
    assert (first.added, first.words_added) == (3, 5)
    assert (again.added, again.already_there) == (0, 3)
    assert (again.words_added, again.words_already_there) == (0, 5)


def test_the_table_among_it_comes_in_equal_too(lived_in, elsewhere, into):
    exported = export_everything(lived_in, into, NOW)

    import_file(elsewhere, exported.folder / TABLE_NAME, clock)

    assert held(elsewhere)[0] == held(lived_in)[0]


def test_it_is_told_how_many_and_where(lived_in, into):
    exported = export_everything(lived_in, into, NOW)

    assert (exported.practices, exported.pages, exported.answers) == (3, 3, 2)
    assert exported.folder == into / "Thaw 2026-11-23"
    assert sorted(path.name for path in exported.folder.iterdir()) == [
        JSON_NAME,
        JOURNAL_NAME,
        TABLE_NAME,
    ]
    assert "rain on the roof" in (exported.folder / JOURNAL_NAME).read_text("utf-8")


def test_a_second_export_of_a_day_leaves_the_first_alone(lived_in, into):
    first = export_everything(lived_in, into, NOW)

    second = export_everything(lived_in, into, NOW)

    assert second.folder == into / "Thaw 2026-11-23 (2)"
    assert first.folder.is_dir()


def test_only_its_owner_may_read_it(lived_in, into):
    folder = export_everything(lived_in, into, NOW).folder

    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("last", [0.0, 1.0])
def test_an_export_that_is_given_up_leaves_nothing(last, lived_in, into):
    def tell(share):
        if share >= last:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_everything(lived_in, into, NOW, tell)

    assert list(into.iterdir()) == []


def test_a_folder_that_cannot_be_is_said(lived_in, into):
    with pytest.raises(LogUnwritable):
        export_everything(lived_in, into / "nowhere", NOW)


def test_one_wrong_page_keeps_every_practice_out(lived_in, elsewhere, into):
    file = export_everything(lived_in, into, NOW).folder / JSON_NAME
    document = json.loads(file.read_text("utf-8"))
    document["journal"][1]["kind"] = "diary"
    file.write_text(json.dumps(document), "utf-8")

    report = import_file(elsewhere, file, clock)

    (problem,) = report.problems
    assert (problem.kind, problem.row, problem.column) == (
        ProblemKind.UNKNOWN_WORD,
        2,
        "journal.kind",
    )
    assert held(elsewhere) == ([], [], [])


def test_a_preview_counts_words_and_practices_and_changes_nothing(lived_in, elsewhere, into):
    file = export_everything(lived_in, into, NOW).folder / JSON_NAME

    report = import_file(elsewhere, file, clock, is_preview=True)

    assert (report.added, report.words_added, len(report.sample)) == (3, 5, 3)
    assert held(elsewhere) == ([], [], [])


days = st.integers(0, 20_000).map(lambda number: date(1971, 1, 1) + timedelta(days=number))
moments = st.integers(DAY_MS, 50 * 365 * DAY_MS).map(
    lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)
some_pages = st.builds(
    JournalPage,
    id=st.uuids().map(str),
    kind=st.just(PageKind.PAGE),
    words=texts,
    written_utc=moments,
    local_date=days,
    prompt=texts,
    practice_id=st.none() | st.uuids().map(str),
    edited_utc=st.none() | moments,
)
some_answers = st.builds(
    Answer,
    id=st.uuids().map(str),
    occasion=st.sampled_from(Occasion),
    item=texts,
    rating=st.integers(0, 10),
    word=st.just(""),
    answered_utc=moments,
    local_date=days,
    practice_id=st.uuids().map(str),
)


@settings(max_examples=30)
@given(
    st.lists(practices(), max_size=4, unique_by=lambda entry: entry.id),
    st.lists(some_pages, max_size=3, unique_by=lambda page: page.id),
    st.lists(some_answers, max_size=3, unique_by=lambda answer: answer.id),
)
def test_whatever_a_log_holds_goes_out_and_comes_in_the_same(entries, written, said):
    with TemporaryDirectory() as folder:
        here = fresh_log(Path(folder, "here", "practice.sqlite"))
        there = fresh_log(Path(folder, "there", "practice.sqlite"))
        try:
            here.put(entries)
            put_pages(here, written)
            keep_answers(here, said)

            exported = export_everything(here, Path(folder), NOW)
            report = import_file(there, exported.folder / JSON_NAME, lambda: LATER)

            assert report.problems == ()
            assert held(there) == held(here)
        finally:
            here.shut()
            there.shut()
