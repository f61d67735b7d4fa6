"""Files that are no history: nothing comes in, and one plain problem says where and why."""

import json
import os

import pytest

from tests.practice.exported import document, now, record, refusal, table
from thaw.practice.errors import LogUnwritable
from thaw.practice.forms import COLUMNS
from thaw.practice.importing import import_file
from thaw.practice.log import PracticeLog
from thaw.practice.other_apps import TableMapping
from thaw.practice.problems import ProblemKind


@pytest.fixture
def file(tmp_path):
    return tmp_path / "export"


BROKEN_FILES = {
    "zero bytes": (b"", ProblemKind.EMPTY, None),
    "blank": (b" \r\n\t ", ProblemKind.EMPTY, None),
    "latin-1": (document(record()).encode() + b"\n\xfc", ProblemKind.NOT_UTF8, 2),
    "utf-16": (document(record()).encode("utf-16"), ProblemKind.NOT_UTF8, 1),
    "cut off": (document(record())[:-40], ProblemKind.BROKEN_JSON, 1),
    "not a number": (document(record(planned_s=float("nan"))), ProblemKind.BROKEN_JSON, None),
    "nested": (b"[" * 200_000, ProblemKind.BROKEN_JSON, None),
    "a number of 5000 digits": (b"[" + b"9" * 5000 + b"]", ProblemKind.BROKEN_JSON, None),
    "other json": (b'{"name": "package", "version": 1}', ProblemKind.NOT_PRACTICES, None),
    "a version that is none": (b'{"thaw_practices": true}', ProblemKind.NOT_PRACTICES, None),
    "no list": (b'{"thaw_practices": 1}', ProblemKind.NOT_PRACTICES, None),
    "a list of numbers": (b"[1, 2]", ProblemKind.NOT_PRACTICES, 1),
    "newer": (b'{"thaw_practices": 3, "practices": []}', ProblemKind.TOO_NEW, None),
    "more than we know": (
        b'{"thaw_practices": 1, "practices": [], "journal": []}',
        ProblemKind.UNKNOWN_COLUMN,
        None,
    ),
    "prose": (b"Dear diary, today I sat.", ProblemKind.NOT_PRACTICES, 1),
    "other csv": (b"date,minutes\r\n2026-11-21,10\r\n", ProblemKind.NOT_PRACTICES, 1),
    "an open quote": (table(record())[:-3] + ',"open', ProblemKind.BROKEN_CSV, None),
    "a quote in the middle": (table() + '"a"b,' * len(COLUMNS), ProblemKind.BROKEN_CSV, 2),
    "a short row": (table(record()) + "a,b\r\n", ProblemKind.WRONG_CELL_COUNT, 3),
    "a million columns": (b"id," * 1_000_000, ProblemKind.NOT_PRACTICES, 1),
    "a column too many": (",".join([*COLUMNS, "mood"]), ProblemKind.UNKNOWN_COLUMN, 1),
    "a column twice": (",".join([*COLUMNS, "id"]), ProblemKind.UNKNOWN_COLUMN, 1),
    "a column too few": (",".join(COLUMNS[:-1]), ProblemKind.MISSING, 1),
    "a huge cell": (table() + "x" * 200_000, ProblemKind.BROKEN_CSV, 2),
}


@pytest.mark.parametrize(("content", "kind", "row"), BROKEN_FILES.values(), ids=list(BROKEN_FILES))
def test_a_broken_file_is_refused_in_one_plain_problem(content, kind, row, log, file):
    problems = refusal(log, file, content)

    assert [problem.kind for problem in problems] == [kind]
    if row is not None:
        assert problems[0].row == row


BAD_VALUES = [
    ("id", "not-a-uuid", ProblemKind.NOT_A_UUID),
    ("id", None, ProblemKind.NOT_TEXT),
    ("title", "zero\0byte", ProblemKind.NOT_TEXT),
    ("title", "\ud800", ProblemKind.NOT_TEXT),
    ("title", "x" * 20_000, ProblemKind.TOO_LONG),
    ("title", 7, ProblemKind.NOT_TEXT),
    ("practised_s", -1, ProblemKind.NEGATIVE),
    ("practised_s", 86_400, ProblemKind.TOO_LONG),
    ("planned_s", 90_000.5, ProblemKind.TOO_LONG),
    ("planned_s", "600", ProblemKind.NOT_A_NUMBER),
    ("planned_s", True, ProblemKind.NOT_A_NUMBER),
    ("planned_s", 10**400, ProblemKind.OUT_OF_RANGE),
    ("paused_s", 1e300, ProblemKind.TOO_LONG),
    ("day_start_hour", 24, ProblemKind.OUT_OF_RANGE),
    ("day_start_hour", 4.5, ProblemKind.NOT_A_NUMBER),
    ("utc_offset_start_min", 100_000, ProblemKind.OUT_OF_RANGE),
    ("utc_offset_start_min", 24 * 60, ProblemKind.OUT_OF_RANGE),
    ("utc_offset_end_min", -24 * 60, ProblemKind.OUT_OF_RANGE),
    ("started_utc", "9999-12-31T23:59:00Z", ProblemKind.IN_THE_FUTURE),
    ("started_utc", "2199-01-01T00:00:00.000Z", ProblemKind.IN_THE_FUTURE),
    ("started_utc", "2026-11-21T08:15:00", ProblemKind.NOT_A_TIME),
    ("started_utc", "2026-13-45T08:15:00Z", ProblemKind.NOT_A_TIME),
    ("started_utc", "0001-01-01T00:00:00+14:00", ProblemKind.NOT_A_TIME),
    ("started_utc", "yesterday", ProblemKind.NOT_A_TIME),
    ("started_utc", "1901-01-01T00:00:00Z", ProblemKind.OUT_OF_RANGE),
    ("ended_utc", "2026-11-21T08:14:59.999Z", ProblemKind.OUT_OF_RANGE),
    ("ended_utc", "9999-12-31T23:59:59.999Z", ProblemKind.IN_THE_FUTURE),
    ("ended_utc", None, ProblemKind.MISSING),
    ("local_date", "2026-11-30", ProblemKind.OUT_OF_RANGE),
    ("local_date", "2026-02-30", ProblemKind.NOT_A_DAY),
    ("local_date", "20261121", ProblemKind.NOT_A_DAY),
    ("outcome", "won", ProblemKind.UNKNOWN_WORD),
    ("source", "", ProblemKind.UNKNOWN_WORD),
    ("had_voice", 1, ProblemKind.NOT_A_FLAG),
    ("tags", "evening", ProblemKind.NOT_A_LIST),
    ("tags", [1], ProblemKind.NOT_TEXT),
    ("tags", [""] * 20_000, ProblemKind.TOO_LONG),
    ("pauses", {}, ProblemKind.NOT_A_LIST),
]


@pytest.mark.parametrize(("column", "value", "kind"), BAD_VALUES)
def test_a_bad_value_is_named_by_row_and_column_and_nothing_is_imported(
    column, value, kind, log, file
):
    problems = refusal(log, file, document(record(), record(**{column: value}), record()))

    assert [(problem.kind, problem.row, problem.column) for problem in problems] == [
        (kind, 2, column)
    ]
    assert problems[0].value is None or len(problems[0].value) <= 80


@pytest.mark.parametrize(
    "pause",
    [
        1,
        {"at_s": 1},
        {"at_s": 1, "length_s": -1, "reason": "user"},
        {"at_s": 1, "length_s": 1, "reason": "boredom"},
    ],
)
def test_a_bad_pause_is_named_by_its_place(pause, log, file):
    good = {"at_s": 1.0, "length_s": 1.0, "reason": "user"}

    (problem,) = refusal(log, file, document(record(pauses=[good, pause])))

    assert problem.column == "pauses[1]"


def test_a_bad_cell_is_named_as_a_spreadsheet_counts(log, file):
    (problem,) = refusal(log, file, table(record(), record(practised_s=-3.5)))

    assert (problem.row, problem.column, problem.value) == (3, "practised_s", "-3.5")


def test_a_missing_and_an_unknown_key_are_named(log, file):
    short = record()
    del short["planned_s"]

    missing, unknown = refusal(log, file, document(short, record(mood="fine")))

    assert (missing.kind, missing.row, missing.column) == (ProblemKind.MISSING, 1, "planned_s")
    assert (unknown.kind, unknown.row, unknown.column) == (ProblemKind.UNKNOWN_COLUMN, 2, "mood")


def test_every_bad_row_is_counted_and_the_first_are_named(log, file):
    file.write_text(document(*(record(planned_s=-1) for _ in range(250))))

    report = import_file(log, file, now)

    assert (report.bad_rows, len(report.problems), log.count()) == (250, 200, 0)


def test_a_file_that_is_not_there_or_a_folder_is_unreadable(log, file):
    assert import_file(log, file, now).problems[0].kind is ProblemKind.UNREADABLE
    file.mkdir()
    assert import_file(log, file, now).problems[0].kind is ProblemKind.UNREADABLE


def test_a_pipe_that_never_ends_is_refused_at_once(log, file):
    os.mkfifo(file)

    assert import_file(log, file, now).problems[0].kind is ProblemKind.UNREADABLE


def test_five_gigabytes_of_nothing_are_refused_without_being_read(log, file):
    with file.open("wb") as stream:
        stream.truncate(5 * 1024**3)

    assert [one.kind for one in import_file(log, file, now).problems] == [ProblemKind.TOO_BIG]


@pytest.mark.parametrize("size", [1000, 40 * 1024 * 1024])
@pytest.mark.parametrize("mapping", [None, TableMapping(started="Date", duration="Minutes")])
def test_zero_bytes_without_end_are_no_history(size, mapping, log, file):
    with file.open("wb") as stream:
        stream.truncate(size)

    report = import_file(log, file, now, mapping=mapping)

    assert report.is_refused
    assert report.bad_rows == 0


def test_a_fault_of_encoding_far_down_is_named_by_its_line(log, file):
    lines = [json.dumps(record()) for _ in range(2000)]
    file.write_bytes(("[" + ",\n".join(lines) + "]").encode() + b"\n\xff")

    (problem,) = import_file(log, file, now).problems

    assert (problem.kind, problem.row) == (ProblemKind.NOT_UTF8, 2001)


def test_a_letter_cut_in_two_at_the_end_is_named(log, file):
    refused = refusal(log, file, table(record()).encode() + "ü".encode()[:1])

    assert [(one.kind, one.row) for one in refused] == [(ProblemKind.NOT_UTF8, 3)]


def test_a_mark_at_the_beginning_is_no_part_of_the_first_column(log, file):
    file.write_bytes(b"\xef\xbb\xbf" + table(record()).encode())

    assert import_file(log, file, now).added == 1


def test_what_cannot_be_shown_is_not_quoted(log, file):
    (problem,) = refusal(log, file, document(record(id="\x1b[2J\u202e")))

    assert problem.value == "\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}"


def test_a_log_that_cannot_be_written_imports_nothing(open_log, log_path, file):
    open_log().shut()
    file.write_text(document(record()))
    reader = PracticeLog.open_to_read(log_path)
    try:
        with pytest.raises(LogUnwritable):
            import_file(reader, file, now)
        assert reader.count() == 0
    finally:
        reader.shut()
