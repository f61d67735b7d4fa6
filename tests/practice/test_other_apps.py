"""Practices from elsewhere: Insight Timer's table, and any other whose columns are named."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from thaw.practice.entry import Outcome, Source
from thaw.practice.exchange import export_csv
from thaw.practice.importing import import_file
from thaw.practice.journal import note_of
from thaw.practice.other_apps import DateOrder, TableMapping, Unit, Whereabouts
from thaw.practice.problems import ProblemKind
from thaw.practice.telling import Cancelled

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LISBON = Whereabouts(ZoneInfo("Europe/Lisbon"), 0, "0.1.0", "Practice")
PLAIN = TableMapping(started="Date", duration="Minutes", title="What")

INSIGHT = """Started At,Duration,Preset,Activity
05/01/2026 16:03:29,0:21:4,,Meditation
05/01/2026 09:59:37,0:45:37,"Walking, mindful",Walking
04/30/2026 22:10:00,0:0:0,,Meditation
04/29/2026 07:00:00,0:10:0,Morning,Breathing
"""


def clock():
    return NOW


@pytest.fixture
def file(tmp_path):
    return tmp_path / "table.csv"


@pytest.fixture
def take_in(log, file):
    def take(content, mapping=None, where=LISBON, **choices):
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_file(log, file, clock, mapping=mapping, where=where, **choices)

    return take


def test_insight_timer_s_table_comes_in_as_it_is(take_in, log):
    report = take_in(INSIGHT)

    assert (report.found, report.added, report.already_there, report.skipped) == (3, 3, 0, 1)
    sitting, walking, breathing = log.entries()
    assert [entry.start.title for entry in log.entries()] == [
        "Meditation",
        "Walking, mindful",
        "Morning",
    ]
    assert sitting.started_utc == datetime(2026, 5, 1, 15, 3, 29, tzinfo=UTC)
    assert sitting.local_date == date(2026, 5, 1)
    assert sitting.start.tz_name == "Europe/Lisbon"
    assert sitting.progress.practised_ms == (21 * 60 + 4) * 1000
    assert (sitting.outcome, sitting.start.source) == (Outcome.COMPLETED, Source.IMPORT)
    assert (sitting.tags, walking.tags) == ((), ("Walking",))
    assert [entry.start.category for entry in log.entries()] == ["timer", "move", "breathing"]
    assert breathing.ended_utc - breathing.started_utc == timedelta(minutes=10)


def test_the_same_table_again_adds_nothing_wherever_it_is_read(take_in, log):
    take_in(INSIGHT)

    again = take_in(INSIGHT, where=replace(LISBON, zone=ZoneInfo("Asia/Tokyo")))

    assert (again.added, again.already_there) == (0, 3)
    assert log.count() == 3


def test_a_preview_says_all_and_changes_nothing(take_in, log):
    take_in("\n".join(INSIGHT.splitlines()[:2]))

    report = take_in(INSIGHT, is_preview=True)

    assert (report.found, report.added, report.already_there) == (3, 2, 1)
    assert [entry.start.title for entry in report.sample] == ["Walking, mindful", "Morning"]
    assert log.count() == 1


def test_an_import_that_is_given_up_takes_nothing_in(take_in, log):
    told = []

    def give_up(share):
        told.append(share)
        if share > 0.6:
            raise Cancelled

    rows = "".join(
        f"01/{n // 1440 % 28 + 1:02d}/2026 {n // 60 % 24}:{n % 60:02d}:{n % 7:02d},0:5:0,,Yoga\n"
        for n in range(3_000)
    )
    with pytest.raises(Cancelled):
        take_in("Started At,Duration,Preset,Activity\n" + rows, tell=give_up)

    assert log.count() == 0
    assert told == sorted(told)
    assert take_in("Started At,Duration,Preset,Activity\n" + rows).added == 3_000


@pytest.mark.parametrize(
    ("content", "mapping"),
    [
        ("Date,Minutes,What\n2026-05-01 07:30,12.5,Sitting\n", PLAIN),
        ("Date;Minutes;What\n2026-05-01T07:30;12,5;Sitting\n", PLAIN),
        ("date\tMINUTES\tWhat\n2026-05-01 07:30:00\t12.5\tSitting\n", PLAIN),
        (
            "\ufeffDate,Minutes,What\r\n01.05.2026 7:30,12:30,Sitting\r\n\r\n",
            replace(PLAIN, order=DateOrder.DMY),
        ),
        (
            "Date,Minutes,What\n05/01/2026 7:30 AM,0:12:30,Sitting\n",
            replace(PLAIN, order=DateOrder.MDY),
        ),
        ("Date,Minutes,What\n2026-05-01 07:30,750,Sitting\n", replace(PLAIN, unit=Unit.SECONDS)),
        ("Date,Minutes,What\n2026-05-01T06:30:00Z,12.5,Sitting\n", PLAIN),
        ("Date,Minutes,What\n2026-05-01 15:30 +09:00,12.5,Sitting\n", PLAIN),
        ("Date,At,Minutes,What\n2026-05-01,07:30,12.5,Sitting\n", replace(PLAIN, time="At")),
    ],
)
def test_a_plain_table_is_read_as_its_columns_are_named(content, mapping, take_in, log):
    assert take_in(content, mapping).problems == ()

    (entry,) = log.entries()
    assert entry.started_utc == datetime(2026, 5, 1, 6, 30, tzinfo=UTC)
    assert entry.progress.practised_ms == 750_000
    assert entry.start.title == "Sitting"


@pytest.mark.parametrize(
    ("written", "hour"), [("12:05 AM", 0), ("12:05 pm", 12), ("1:05 PM", 13), ("11:05 p.m.", 23)]
)
def test_times_of_twelve_hours_are_read(written, hour, take_in, log):
    assert take_in(f"Date,Minutes,What\n2026-01-05 {written},5,x\n", PLAIN).added == 1
    assert log.entries()[0].start.started.hour == hour


def test_a_date_alone_counts_for_its_day(take_in, log):
    take_in("Date,Minutes,What\n2026-03-29,5,\n", PLAIN)

    (entry,) = log.entries()
    assert (entry.local_date, entry.start.title) == (date(2026, 3, 29), "Practice")


def test_an_hour_that_never_was_and_one_that_was_twice_are_taken_as_they_can_be(take_in, log):
    table = "Date,Minutes,What\n2026-03-29 01:30,5,skipped\n2026-10-25 01:30,5,doubled\n"

    assert take_in(table, PLAIN).problems == ()
    assert {entry.local_date for entry in log.entries()} == {
        date(2026, 3, 29),
        date(2026, 10, 25),
    }


def test_the_small_hours_belong_to_a_night_owl_s_day_before(take_in, log):
    take_in("Date,Minutes,What\n2026-05-02 01:00,5,x\n", PLAIN, replace(LISBON, day_start_hour=4))

    assert log.entries()[0].local_date == date(2026, 5, 1)


BAD_CELLS = {
    "no time": ("soon,5,x", "Date", ProblemKind.NOT_A_TIME),
    "an empty date": (",5,x", "Date", ProblemKind.NOT_A_TIME),
    "a 31st of November": ("2026-11-31 07:00,5,x", "Date", ProblemKind.NOT_A_TIME),
    "a 25th hour": ("2026-11-01 25:00,5,x", "Date", ProblemKind.NOT_A_TIME),
    "a date in no order": ("05/01/2026,5,x", "Date", ProblemKind.NOT_A_TIME),
    "a year of two digits": ("01-05-26,5,x", "Date", ProblemKind.NOT_A_TIME),
    "the future": ("2026-11-24 07:00,5,x", "Date", ProblemKind.IN_THE_FUTURE),
    "the last minute of all": ("9999-12-31 23:59,5,x", "Date", ProblemKind.IN_THE_FUTURE),
    "an end in the future": ("2026-11-23 11:59,30,x", "Date", ProblemKind.IN_THE_FUTURE),
    "before 1970": ("1969-11-24 07:00,5,x", "Date", ProblemKind.OUT_OF_RANGE),
    "year one": ("0001-01-01 00:00,5,x", "Date", ProblemKind.OUT_OF_RANGE),
    "year zero": ("0000-01-01 00:00,5,x", "Date", ProblemKind.NOT_A_TIME),
    "less than nothing": ("2026-11-01,-5,x", "Minutes", ProblemKind.NEGATIVE),
    "a clock below zero": ("2026-11-01,-0:05:00,x", "Minutes", ProblemKind.NEGATIVE),
    "a whole day": ("2026-11-01,1440,x", "Minutes", ProblemKind.TOO_LONG),
    "days": ("2026-11-01,99:00:00,x", "Minutes", ProblemKind.TOO_LONG),
    "no number": ("2026-11-01,five,x", "Minutes", ProblemKind.NOT_A_NUMBER),
    "an empty length": ("2026-11-01,,x", "Minutes", ProblemKind.NOT_A_NUMBER),
    "infinity": ("2026-11-01,inf,x", "Minutes", ProblemKind.NOT_A_NUMBER),
    "a length in sevens": ("2026-11-01,1:70:00,x", "Minutes", ProblemKind.NOT_A_NUMBER),
    "a formula": ("2026-11-01,=1+1,x", "Minutes", ProblemKind.NOT_A_NUMBER),
    "digits without end": (f"2026-11-01,{'9' * 400},x", "Minutes", ProblemKind.NOT_A_NUMBER),
    "a zero byte": ("2026-11-01,5,x\0y", "What", ProblemKind.NOT_TEXT),
    "a title like a book": (f"2026-11-01,5,{'x' * 20_000}", "What", ProblemKind.TOO_LONG),
}


@pytest.mark.parametrize(("row", "column", "kind"), BAD_CELLS.values(), ids=list(BAD_CELLS))
def test_a_bad_cell_is_named_by_row_and_column_and_nothing_comes_in(
    row, column, kind, take_in, log
):
    report = take_in(f"Date,Minutes,What\n2026-05-01,5,good\n{row}\n", PLAIN)

    (problem,) = report.problems
    assert (problem.row, problem.column, problem.kind) == (3, column, kind)
    assert (report.added, report.bad_rows) == (0, 1)
    assert log.count() == 0


BAD_TABLES = {
    "zero bytes": (b"", ProblemKind.EMPTY, None),
    "a missing column": (b"Date,Length\n2026-05-01,5\n", ProblemKind.MISSING, 1),
    "a column twice": (b"Date,Minutes,What,What\n", ProblemKind.UNKNOWN_COLUMN, 1),
    "an open quote": (b'Date,Minutes,What\n2026-05-01,5,"x\n', ProblemKind.BROKEN_CSV, None),
    "a short row": (b"Date,Minutes,What\n2026-05-01\n", ProblemKind.WRONG_CELL_COUNT, 2),
    "latin-1": (
        "Date,Minutes,What\n2026-05-01,5,Stille für mich\n".encode("latin-1"),
        ProblemKind.NOT_UTF8,
        2,
    ),
    "a million columns": (b"Minutes," * 1_000_000, ProblemKind.NOT_PRACTICES, 1),
    "nothing but zeros": (bytes(5000), ProblemKind.EMPTY, None),
    "utf-16 without its mark": (
        "Date,Minutes,What\n2026-05-01,5,x\n".encode("utf-16-le"),
        ProblemKind.NOT_UTF8,
        1,
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ProblemKind.NOT_UTF8, 1),
}


@pytest.mark.parametrize(("content", "kind", "row"), BAD_TABLES.values(), ids=list(BAD_TABLES))
def test_a_table_that_is_broken_is_refused_in_one_problem(content, kind, row, take_in, log):
    (problem,) = take_in(content, PLAIN).problems

    assert problem.kind is kind
    assert row is None or problem.row == row
    assert log.count() == 0


BROKEN_QUOTES = {
    "never closed": '2026-05-02,5,"x,y\n2026-05-03,5,fine\n',
    "closed in a later row": '2026-05-02,5,"x\n2026-05-03,5,fine\n2026-05-04,5,"good"\n',
    "closed too early": '2026-05-02,5,"x"y\n2026-05-03,5,fine\n',
}


@pytest.mark.parametrize("rows", BROKEN_QUOTES.values(), ids=list(BROKEN_QUOTES))
def test_a_broken_quote_is_named_where_it_was_opened(rows, take_in, log):
    good = '"2026-05-01","5","two\nlines, and ""more"""\n'

    (problem,) = take_in(f"Date,Minutes,What\n{good}{rows}", PLAIN).problems

    assert problem.kind is ProblemKind.BROKEN_CSV
    assert (problem.row, problem.column) == (3, "What")
    assert log.count() == 0


def test_a_formula_in_a_title_is_kept_as_text_and_harmless_when_it_leaves(take_in, log, tmp_path):
    take_in('Date,Minutes,What\n2026-05-01,5,"=HYPERLINK(""x"")"\n', PLAIN)
    assert log.entries()[0].start.title == '=HYPERLINK("x")'

    export_csv(log, tmp_path / "out.csv")

    assert "\"'=HYPERLINK" in (tmp_path / "out.csv").read_text("utf-8-sig")


NOTED = """Date,Minutes,What,Words
2026-05-01 07:00,5,Sitting,"rain
on the roof"
2026-05-02 07:00,5,Sitting,
"""


def test_a_table_s_notes_become_notes_on_its_practices_once(take_in, log):
    mapping = replace(PLAIN, note="Words")
    first, again = take_in(NOTED, mapping), take_in(NOTED, mapping)

    rainy, silent = sorted(log.entries(), key=lambda entry: entry.started_utc)
    assert (note_of(log, rainy.id), note_of(log, silent.id)) == ("rain\non the roof", "")
    assert (first.added, first.words_added) == (2, 1)
    assert (again.added, again.words_added) == (0, 0)


def test_a_note_like_a_library_is_named_and_nothing_comes_in(take_in, log):
    table = f"Date,Minutes,What,Words\n2026-05-01,5,x,{'w' * 100_000}{{}}\n"

    (problem,) = take_in(table.format("\0"), replace(PLAIN, note="Words")).problems

    assert (problem.row, problem.column) == (2, "Words")
    assert log.count() == 0


def test_a_header_alone_is_a_history_in_which_nothing_was(take_in):
    assert take_in("Started At,Duration,Preset,Activity\n").found == 0


def test_what_came_from_a_table_goes_out_and_comes_in_elsewhere_without_doubles(
    take_in, log, tmp_path
):
    take_in(INSIGHT)
    export_csv(log, tmp_path / "own.csv")

    report = import_file(log, tmp_path / "own.csv", clock)

    assert (report.added, report.already_there) == (0, 3)
