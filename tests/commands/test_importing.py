"""``thaw import`` for tables from elsewhere; its own exports are in ``test_history``."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.commands.shelf import services_at
from tests.practice.examples import a_practice
from thaw.cli import run
from thaw.commands.answer import EXIT_DONE, InputError
from thaw.commands.importing import Columns, import_history
from thaw.practice.clock import local_now
from thaw.practice.exchange import export_csv
from thaw.services import Services

INSIGHT = "Started At,Duration,Preset,Activity\n05/01/2026 07:00:00,0:10:0,,Meditation\n"
TABLE = "Day,Length,Kind\n01/05/2026,12,Sitting\n02/05/2026,0,Sitting\n"
COLUMNS = Columns(started="Day", duration="Length", title="Kind", order="dmy", zone="Europe/Lisbon")


@pytest.fixture
def services(thaw_home: Path) -> Services:
    return services_at(thaw_home)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def test_a_dry_run_shows_what_would_come_in_and_leaves_the_history(
    services: Services, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(INSIGHT, "utf-8")

    assert import_history(services, file, is_preview=True) == EXIT_DONE

    said = capsys.readouterr()
    assert said.out == "2026-05-01   10:00  Meditation\n"
    assert said.err == "1 practice would be added, 0 were there already.\n"
    assert services.history.log().count() == 0
    services.history.shut()


def test_a_table_comes_in_with_its_columns_named(
    services: Services, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(TABLE, "utf-8")

    assert import_history(services, file, COLUMNS) == EXIT_DONE

    assert capsys.readouterr().err == (
        "1 practice added, 0 were there already.\n1 row of no length was left out.\n"
    )
    (entry,) = services.history.log().entries()
    assert (entry.start.title, entry.local_date.isoformat()) == ("Sitting", "2026-05-01")
    services.history.shut()


def test_what_thaw_wrote_by_a_clock_that_was_ahead_comes_in_and_is_told(
    services: Services, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = services.history.log()
    log.put([a_practice(local_now() + timedelta(days=400))])
    export_csv(log, file)
    log.discard(log.entries()[0].id)

    assert import_history(services, file) == EXIT_DONE

    assert capsys.readouterr().err == (
        "1 practice added, 0 were there already.\n"
        "1 row of the file carries a date ahead of today: a clock was wrong when it was written.\n"
    )


def test_of_a_table_that_nobody_has_explained_the_columns_are_told(
    services: Services, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(TABLE, "utf-8")

    with pytest.raises(InputError, match="no history that Thaw knows"):
        import_history(services, file)

    said = capsys.readouterr().err
    assert "Its columns are: Day, Length, Kind." in said
    assert "--started COLUMN --duration COLUMN" in said


def test_of_what_is_no_table_no_columns_are_told(
    services: Services, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("Dear diary: today I sat.", "utf-8")

    with pytest.raises(InputError, match="no history that Thaw knows"):
        import_history(services, file)

    assert "columns" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (Columns(started="Day"), "a table needs both --started and --duration"),
        (Columns(title="Kind"), "a table needs both --started and --duration"),
        (Columns(started="Day", duration="Length", zone="Mars/Base"), "no time zone 'Mars/Base'"),
        (Columns(started="Day", duration="Minutes"), "row 1, column Minutes: missing"),
    ],
)
def test_columns_that_make_no_sense_are_said_in_one_sentence(
    columns: Columns, words: str, services: Services, file: Path
) -> None:
    file.write_text(TABLE, "utf-8")
    with pytest.raises(InputError, match=words):
        import_history(services, file, columns)


def test_the_words_of_the_command_line_reach_the_import(
    thaw_home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(TABLE, "utf-8")
    words = ["--started", "Day", "--duration", "Length", "--title", "Kind", "--order", "dmy"]

    assert run(["import", str(file), "--dry-run", *words]) == EXIT_DONE

    said = capsys.readouterr()
    assert said.out == "2026-05-01   12:00  Sitting\n"
    assert "1 row of no length would be left out" in said.err
