import json
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.practice.examples import a_practice
from tests.practice.fresh_log import fresh_log
from thaw.practice.answers import Occasion, answered, answers, keep_answers
from thaw.practice.changes import write_note
from thaw.practice.exchange import export_csv, export_json
from thaw.practice.importing import import_file
from thaw.practice.journal import keep_page, pages
from thaw.practice.problems import ProblemKind
from thaw.practice.words import export_words

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
DAY = date(2026, 11, 23)


def clock():
    return NOW


@pytest.fixture
def file(tmp_path):
    return tmp_path / "words.json"


@pytest.fixture
def written(log):
    practice = a_practice()
    log.put([practice])
    write_note(log, practice.id, "rain on the roof", NOW)
    keep_page(log, "Äpfel,\n\n„zwei“ Zeilen\n", NOW, DAY, "What is here?", practice.id)
    keep_answers(
        log,
        [
            answered(Occasion.AFTER, "after_effect", "numb", NOW, DAY, practice.id),
            answered(Occasion.WEEKLY, "contact", 0, NOW, DAY),
        ],
    )
    return log


@pytest.fixture
def elsewhere(tmp_path):
    log = fresh_log(tmp_path / "elsewhere" / "practice.sqlite")
    yield log
    log.shut()


def test_words_go_out_and_come_in_elsewhere_the_same_and_once(written, elsewhere, file):
    assert export_words(written, file) == 4

    first = import_file(elsewhere, file, clock)
    again = import_file(elsewhere, file, clock)

    assert (first.words_found, first.words_added, first.words_already_there) == (4, 4, 0)
    assert (again.words_added, again.words_already_there) == (0, 4)
    assert pages(elsewhere) == pages(written)
    assert answers(elsewhere, date.min) == answers(written, date.min)


def test_a_preview_of_words_changes_nothing(written, elsewhere, file):
    export_words(written, file)

    report = import_file(elsewhere, file, clock, is_preview=True)

    assert (report.words_added, report.words_already_there) == (4, 0)
    assert pages(elsewhere) == []


def test_words_written_while_the_clock_was_ahead_come_in_as_they_are(written, elsewhere, file):
    export_words(written, file)

    report = import_file(elsewhere, file, lambda: NOW - timedelta(days=90))

    assert (report.words_added, report.ahead) == (4, 4)
    assert pages(elsewhere) == pages(written)
    assert answers(elsewhere, date.min) == answers(written, date.min)


def test_a_preview_counts_what_will_come_in_where_the_same_was_written_on_two_machines(
    written, elsewhere, file
):
    practice_id = written.entries()[0].id
    elsewhere.put(written.entries())
    write_note(elsewhere, practice_id, "another note on it", NOW)
    keep_answers(
        elsewhere,
        [
            answered(Occasion.AFTER, "after_effect", "calmer", NOW, DAY, practice_id),
            answered(Occasion.WEEKLY, "contact", 7, NOW, DAY),
        ],
    )
    export_words(written, file)

    preview = import_file(elsewhere, file, clock, is_preview=True)
    report = import_file(elsewhere, file, clock)

    assert preview.words_added == report.words_added == 1
    assert preview.words_already_there == report.words_already_there == 3


def test_what_was_written_here_since_stays(written, file):
    export_words(written, file)
    (page,) = pages(written, "roof")
    write_note(written, page.practice_id or "", "something else", NOW + timedelta(minutes=1))

    assert import_file(written, file, clock).added == 0
    assert pages(written, "something else") != []


def test_an_export_of_practices_holds_no_word_of_the_journal(written, tmp_path):
    for export, name in ((export_json, "a.json"), (export_csv, "a.csv")):
        export(written, tmp_path / name)
        assert "roof" not in (tmp_path / name).read_text("utf-8")


def changed(file, change):
    document = json.loads(file.read_text("utf-8"))
    change(document)
    file.write_text(json.dumps(document), "utf-8")


BAD = {
    "a page without an id": (
        lambda found: found["journal"][0].pop("id"),
        ProblemKind.MISSING,
        "journal.id",
    ),
    "a rating of eleven": (
        lambda found: found["answers"][0].update(rating=11, word=""),
        ProblemKind.OUT_OF_RANGE,
        "answers.rating",
    ),
    "a rating and a word": (
        lambda found: found["answers"][0].update(rating=1, word="numb"),
        ProblemKind.MISSING,
        "answers.rating",
    ),
    "neither": (
        lambda found: found["answers"][0].update(rating=None, word=""),
        ProblemKind.MISSING,
        "answers.rating",
    ),
    "a kind nobody knows": (
        lambda found: found["journal"][0].update(kind="diary"),
        ProblemKind.UNKNOWN_WORD,
        "journal.kind",
    ),
    "the future": (
        lambda found: found["journal"][0].update(written_utc="2127-01-01T00:00:00.000Z"),
        ProblemKind.IN_THE_FUTURE,
        "journal.written_utc",
    ),
    "words without end": (
        lambda found: found["journal"][0].update(words="w" * 1_000_001),
        ProblemKind.TOO_LONG,
        "journal.words",
    ),
    "a later format": (
        lambda found: found.update(thaw_words=2),
        ProblemKind.TOO_NEW,
        "thaw_words",
    ),
    "more than we know": (
        lambda found: found.update(pictures=[]),
        ProblemKind.UNKNOWN_COLUMN,
        "pictures",
    ),
    "no list": (lambda found: found.update(journal={}), ProblemKind.NOT_A_LIST, "journal"),
    "a list of numbers": (
        lambda found: found.update(answers=[1]),
        ProblemKind.NOT_PRACTICES,
        "answers",
    ),
}


@pytest.mark.parametrize(("change", "kind", "column"), BAD.values(), ids=list(BAD))
def test_words_that_are_wrong_are_named_and_none_come_in(
    change, kind, column, written, elsewhere, file
):
    export_words(written, file)
    changed(file, change)

    report = import_file(elsewhere, file, clock)

    assert [(one.kind, one.column) for one in report.problems] == [(kind, column)]
    assert pages(elsewhere) == []
    assert answers(elsewhere, date.min) == []


@pytest.mark.parametrize(
    "content", ['{"thaw_words": 1', '{"thaw_words": 1}}', '{"thaw_words": ' + "[" * 200_000]
)
def test_words_cut_off_are_broken(content, log, file):
    file.write_text(content, "utf-8")

    assert [one.kind for one in import_file(log, file, clock).problems] == [ProblemKind.BROKEN_JSON]


def test_an_export_of_no_words_is_one_all_the_same(log, elsewhere, file):
    assert export_words(log, file) == 0
    assert import_file(elsewhere, file, clock).problems == ()
