"""Finding practices again: by words, kind and days, whatever their order and number."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practice.examples import A_MORNING, a_practice, on_day
from tests.practice.fresh_log import fresh_log
from thaw.practice.changes import write_note
from thaw.practice.entry import PracticeEntry
from thaw.practice.errors import LogUnwritable
from thaw.practice.log import PracticeLog
from thaw.practice.search import Search, SearchDropped, found


@pytest.fixture
def log(tmp_path: Path) -> Iterator[PracticeLog]:
    made = fresh_log(tmp_path / "practice.sqlite")
    yield made
    made.shut()


def titles(log: PracticeLog, search: Search) -> list[str]:
    return [entry.start.title for entry in found(log, search, None, 100).entries]


def paged(log: PracticeLog, search: Search, size: int) -> list[PracticeEntry]:
    """Everything, gone through page by page."""
    entries: list[PracticeEntry] = []
    page = found(log, search, None, size)
    entries.extend(page.entries)
    while page.after is not None:
        page = found(log, search, page.after, size)
        entries.extend(page.entries)
    return entries


def test_an_empty_search_finds_all_as_the_log_has_them(log: PracticeLog) -> None:
    log.put([on_day(date(2026, 11, 1) + timedelta(days=n % 7)) for n in range(20)])
    assert paged(log, Search(), 6) == log.entries()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from(["breath", "body"])),
        max_size=25,
    ),
    st.integers(1, 9),
    st.sampled_from(["", "body"]),
)
def test_no_page_repeats_or_leaves_out_a_practice(
    tmp_path_factory: pytest.TempPathFactory,
    made: list[tuple[int, int, str]],
    size: int,
    category: str,
) -> None:
    log = fresh_log(tmp_path_factory.mktemp("log") / "practice.sqlite")
    log.put(
        a_practice(A_MORNING + timedelta(days=day), 60_000 * (1 + ms), category=kind)
        for day, ms, kind in made
    )
    ids = [entry.id for entry in paged(log, Search(category=category), size)]
    wanted = [one.id for one in log.entries() if category in ("", one.start.category)]
    assert len(ids) == len(set(ids))
    assert sorted(ids) == sorted(wanted)
    log.shut()


def test_words_are_looked_for_in_titles_tags_and_notes(log: PracticeLog) -> None:
    walk, scan, sit = (a_practice(title=title) for title in ("A Walk", "Body Scan", "Sitting"))
    log.put([walk, replace(scan, tags=("evening", "lamp-light")), sit])
    write_note(log, sit.id, "The WALK home was quiet.", A_MORNING)
    assert sorted(titles(log, Search(words="walk"))) == ["A Walk", "Sitting"]
    assert titles(log, Search(words="LAMP scan")) == ["Body Scan"]
    assert titles(log, Search(words="walk lamp")) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [("Äpfel", "äPFEL"), ("ÉTÉ", "été"), ("100% rest", "0%"), ("a_b", "A_B"), ("oh!", "h!")],
)
def test_a_word_is_taken_as_it_is_written(log: PracticeLog, title: str, words: str) -> None:
    log.put([a_practice(title=title), a_practice(title="apfel ete 1000 axb ohm")])
    assert titles(log, Search(words=words)) == [title]


def test_days_are_both_included(log: PracticeLog) -> None:
    log.put([on_day(date(2026, 11, day)) for day in range(1, 8)])
    search = Search(first_day=date(2026, 11, 3), last_day=date(2026, 11, 5))
    assert [e.local_date.day for e in found(log, search, None, 9).entries] == [5, 4, 3]


def test_a_search_nobody_wants_is_given_up(log: PracticeLog) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    log.put(a_practice(start + timedelta(minutes=n), title=f"Ö{n}") for n in range(3_000))
    with pytest.raises(SearchDropped):
        found(log, Search(words="ü"), None, 10, lambda: False)


def test_a_log_that_is_gone_is_said(log: PracticeLog) -> None:
    log.path.rename(log.path.with_name("elsewhere.sqlite"))
    with pytest.raises(LogUnwritable):
        found(log, Search(), None, 10)
