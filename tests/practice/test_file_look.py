"""What a file to be imported is, and what its columns may hold."""

from datetime import UTC, datetime

import pytest

from tests.practice.examples import a_practice
from thaw.practice.entry import PracticeEntry
from thaw.practice.everything import JSON_NAME, TABLE_NAME, export_everything
from thaw.practice.file_look import FileKind, first_lines, look_at
from thaw.practice.forms import BadRow
from thaw.practice.other_apps import DateOrder, TableMapping, Unit, Whereabouts
from thaw.practice.problems import ProblemKind, Refused

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE = Whereabouts(UTC, 0, "0.1.0", "Practice")


@pytest.fixture
def look(tmp_path):
    def look_into(content):
        file = tmp_path / "diary.csv"
        file.write_text(content, "utf-8")
        return look_at(file)

    return look_into


@pytest.mark.parametrize("name", [JSON_NAME, TABLE_NAME])
def test_what_thaw_has_written_is_known(name, log, tmp_path):
    log.put([a_practice()])
    folder = export_everything(log, tmp_path, NOW).folder

    assert look_at(folder / name).kind is FileKind.OWN


def test_insight_timer_s_table_is_known(look):
    assert look("Started At,Duration,Preset,Activity\n").kind is FileKind.INSIGHT_TIMER


def test_any_other_table_shows_its_columns_and_first_rows(look):
    found = look("\n".join(["Day;Minutes", *(f"2026-05-{day:02};5" for day in range(1, 9))]))

    assert found.kind is FileKind.TABLE
    assert found.columns == ("Day", "Minutes")
    assert found.rows[0] == (2, ("2026-05-01", "5"))


GUESSES = {
    "Date,Minutes,What": TableMapping("Date", "Minutes", title="What"),
    "Title,Length (seconds),Started": TableMapping(
        "Started", "Length (seconds)", title="Title", unit=Unit.SECONDS
    ),
    "date,time,hours,activity,notes": TableMapping(
        "date", "hours", time="time", title="activity", note="notes", unit=Unit.HOURS
    ),
    "session name,activity,start time,duration": TableMapping(
        "start time", "duration", title="session name", activity="activity"
    ),
    "x,y,z": TableMapping("", ""),
}


@pytest.mark.parametrize(("header", "guess"), GUESSES.items(), ids=list(GUESSES))
def test_columns_are_guessed_by_their_names(header, guess, look):
    assert look(f"{header}\n").guess == guess


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["2026-05-01", "2026-12-31"], DateOrder.YMD),
        (["05/01/2026", "12/31/2026"], DateOrder.MDY),
        (["01.05.2026", "31.12.2026"], DateOrder.DMY),
        (["01/05/2026", "02/06/2026"], None),
        (["soon"], None),
    ],
)
def test_the_order_of_dates_is_told_where_they_tell_it(dates, order, look):
    assert look("Date,Minutes\n" + "".join(f"{date},5\n" for date in dates)).order is order


def test_the_first_rows_are_understood_as_the_columns_are_named(look):
    found = look("Date,Minutes,What\n2026-05-01,5,x\n2026-05-02,0,x\nsoon,5,x\n")

    (first, good), (_, nothing), (last, bad) = first_lines(found, found.guess, HERE, NOW)

    assert isinstance(good, PracticeEntry)
    assert (first, good.progress.practised_ms) == (2, 300_000)
    assert nothing is None
    assert isinstance(bad, BadRow)
    assert (last, bad.kind, bad.column) == (4, ProblemKind.NOT_A_TIME, "Date")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", ProblemKind.EMPTY),
        ("Dear diary\n", ProblemKind.NOT_PRACTICES),
        ("a," * 1_000_000, ProblemKind.NOT_PRACTICES),
        ('"a"b,c\n', ProblemKind.NOT_PRACTICES),
    ],
    ids=["zero bytes", "prose", "a million columns", "broken quotes"],
)
def test_what_is_no_table_is_refused(content, kind, look):
    with pytest.raises(Refused) as refused:
        look(content)

    assert refused.value.problem.kind in (kind, ProblemKind.BROKEN_CSV)
