"""A summary as a file: everything escaped, nothing from elsewhere, whole or not at all."""

import os
import stat
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from thaw.practice.stats import Period, Share
from thaw.practice.summary import Note, Span, SpanFacts
from thaw.shell.summary.files import Ending, SummaryNotSaved, page_size, save_summary
from thaw.shell.summary.html import html, printed_html
from thaw.shell.summary.words import Paper, Part, paper

TODAY = date(2026, 11, 23)
SPAN = Span(date(2026, 10, 27), TODAY)
FACTS = SpanFacts(
    SPAN,
    practised_ms=125 * 60_000,
    practices=14,
    practice_days=11,
    least_ms=60_000,
    weeks=(Period(date(2026, 10, 26), 0, 0), Period(date(2026, 11, 2), 900_000, 3)),
    kinds=(Share("breath", 900_000, 3, 3), Share("", 60_000, 1, 0)),
    notes=(Note(date(2026, 11, 2), "Body Scan", "It was windy.\n<script>alert(1)</script> & so"),),
)


class Reader(HTMLParser):
    """Which elements there are, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def test_the_words_tell_what_was_practised_and_judge_nothing(qapp: QApplication) -> None:
    made = paper(FACTS, None, TODAY)
    assert made.lead == (
        "27 October 2026 to 23 November 2026",
        "Fourteen practices on eleven days, two hours and five minutes in all.",
        "A day counts with one minute of practice or more.",
    )
    assert [part.heading for part in made.parts] == [
        "Week by week",
        "Kinds of practice",
        "Notes on practices",
    ]
    weeks, kinds, _ = made.parts
    # The first week begins with the span, and one without practice is not counted at.
    assert weeks.rows == (("27 October 2026", "–", "–"), ("2 November 2026", "3", "15"))
    assert kinds.rows == (("Breath", "3", "15"), ("Not said", "1", "1"))


def test_ratings_are_told_only_where_they_are_wanted(qapp: QApplication) -> None:
    assert "ratings" not in str(paper(FACTS, None, TODAY))
    few = paper(FACTS, [], TODAY).parts[2]
    assert "too few to tell" in few.lines[0]
    told = paper(FACTS, ["Body: 4, 5."], TODAY).parts[2]
    assert told.lines == ("Body: 4, 5.",)


def test_the_page_has_no_script_and_asks_nothing_of_anybody(qapp: QApplication) -> None:
    page = html(paper(FACTS, None, TODAY), "en-GB")
    found = read(page)
    assert not found.tags & {"script", "link", "img", "iframe", "form", "a", "base"}
    assert not found.attributes & {"src", "href", "onclick", "onload", "style"}
    assert "<script>alert(1)</script> & so" in found.text
    assert "default-src 'none'" in page
    assert "://" not in page


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(), words=st.text())
def test_whatever_was_written_stays_text(qapp: QApplication, title: str, words: str) -> None:
    made = Paper("T", (), (Part("H", entries=((title, words),), rows=((title,),)),), "F")
    plain = read(html(Paper("T", (), (Part("H"),), "F"), "en")).tags
    for page in (html(made, "en"), printed_html(made)):
        page.encode("utf-8")
        allowed = plain | {"table", "thead", "tbody", "tr", "th", "td", "h3", "br"}
        assert read(page).tags <= allowed


@pytest.mark.parametrize("ending", Ending)
def test_a_file_takes_the_place_of_what_was_there_for_its_owner_alone(
    qapp: QApplication, tmp_path: Path, ending: Ending
) -> None:
    path = tmp_path / f"summary.{ending}"
    path.write_text("before")
    save_summary(paper(FACTS, None, TODAY), path, ending)
    start = {Ending.PDF: b"%PDF-", Ending.HTML: b"<!DOCTYPE html>"}[ending]
    assert path.read_bytes().startswith(start)
    assert [one.name for one in tmp_path.glob("summary*")] == [path.name]
    assert stat.S_IMODE(path.stat().st_mode) == (0o600 if os.name == "posix" else 0o666)


def test_the_pdf_can_be_read_page_by_page(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    facts = SpanFacts(SPAN, 0, 0, 0, 60_000, notes=FACTS.notes * 60)
    save_summary(paper(facts, None, TODAY), path, Ending.PDF)
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    assert document.pageCount() > 2
    text = "".join(document.getAllText(n).text() for n in range(document.pageCount()))
    assert text.count("<script>alert(1)</script>") == 60
    document.close()


@pytest.mark.parametrize(
    ("territory", "size"),
    [
        (QLocale.Country.UnitedStates, QSizeF(612, 792)),
        (QLocale.Country.Canada, QSizeF(612, 792)),
        (QLocale.Country.Portugal, QSizeF(595, 842)),
        (QLocale.Country.NewZealand, QSizeF(595, 842)),
    ],
)
def test_paper_is_as_it_is_used_there(territory: QLocale.Country, size: QSizeF) -> None:
    points = QPageSize(page_size(territory)).size(QPageSize.Unit.Point)
    assert points == size


@pytest.mark.parametrize("ending", Ending)
def test_what_cannot_be_written_is_refused_and_leaves_nothing(
    qapp: QApplication, tmp_path: Path, ending: Ending
) -> None:
    with pytest.raises(SummaryNotSaved):
        save_summary(paper(FACTS, None, TODAY), tmp_path / "nowhere" / "a.pdf", ending)
    (tmp_path / "folder").mkdir()
    with pytest.raises(SummaryNotSaved):
        save_summary(paper(FACTS, None, TODAY), tmp_path / "folder", ending)
    assert not list((tmp_path / "folder").iterdir())
