"""The history on a command line: shown, written out, taken in."""

import json
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands.shelf import block, services_at
from tests.practice.examples import A_MORNING, a_practice
from tests.practice.fresh_log import fresh_log
from thaw.commands import history
from thaw.commands.answer import EXIT_DONE, InputError, WorldError
from thaw.commands.history import (
    SHOWN,
    ask_passphrase,
    erase_words,
    export_all,
    export_history,
    export_own_words,
    restore_history,
    show_copies,
    show_history,
)
from thaw.commands.importing import import_history
from thaw.practice.changes import write_note
from thaw.practice.entry import Outcome, PracticeEntry
from thaw.practice.journal import keep_page
from thaw.practice.lock import set_lock
from thaw.practice.log import PracticeLog
from thaw.practice.sealing import Stretching
from thaw.services import Services


@pytest.fixture
def services(thaw_home: Path) -> Services:
    return services_at(thaw_home)


def keep(services: Services, *practices: PracticeEntry) -> None:
    log = fresh_log(services.paths.practice_log)
    log.put(practices)
    log.shut()


def test_an_empty_history_says_where_to_begin(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show_history(services, as_json=False) == EXIT_DONE
    said = capsys.readouterr()
    assert said.out == ""
    assert "thaw play three-step-space" in said.err


def test_practices_are_listed_newest_first(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(
        services,
        a_practice(A_MORNING, ms=605_000),
        a_practice(A_MORNING + timedelta(days=1), ms=59_999, outcome=Outcome.PARTIAL),
    )
    show_history(services, as_json=False)
    assert capsys.readouterr().out == (
        "2026-11-22    0:59  Breath Awareness, ended early\n2026-11-21   10:05  Breath Awareness\n"
    )


def test_a_long_history_is_cut_short_and_says_so(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(services, *(a_practice(A_MORNING + timedelta(hours=n)) for n in range(SHOWN + 7)))
    show_history(services, as_json=False)
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == SHOWN
    assert "… and 7 before these" in said.err


def test_as_json_every_practice_has_its_facts(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = a_practice()
    keep(services, practice)
    assert show_history(services, as_json=True) == EXIT_DONE

    (row,) = json.loads(capsys.readouterr().out)
    assert row["id"] == practice.id
    assert row["session"] == "breath-awareness"
    assert row["local_date"] == "2026-11-21"
    assert row["outcome"] == "completed"
    assert (row["planned_s"], row["practised_s"], row["paused_s"]) == (600, 600, 0)
    assert datetime.fromisoformat(row["started_utc"]) == A_MORNING.astimezone(UTC)


def test_an_empty_history_as_json_is_an_empty_list(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    show_history(services, as_json=True)
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("name", ["history.csv", "history.JSON"])
def test_what_was_written_out_is_taken_in_elsewhere_and_only_once(
    services: Services, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    practices = [a_practice(A_MORNING - timedelta(days=n)) for n in range(3)]
    keep(services, *practices)
    assert export_history(services, tmp_path / name) == EXIT_DONE
    other = services_at(tmp_path / "other")

    assert import_history(other, tmp_path / name) == EXIT_DONE
    assert import_history(other, tmp_path / name) == EXIT_DONE

    assert capsys.readouterr().err.splitlines() == [
        f"3 practices written to {tmp_path / name}.",
        "3 practices added, 0 were there already.",
        "0 practices added, 3 were there already.",
    ]
    assert other.history.log().entries() == practices
    other.history.shut()


def test_what_json_printed_can_be_taken_in(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(services, a_practice())
    show_history(services, as_json=True)
    (tmp_path / "printed.json").write_text(capsys.readouterr().out, "utf-8")

    assert import_history(services_at(tmp_path / "other"), tmp_path / "printed.json") == EXIT_DONE
    assert capsys.readouterr().err == "1 practice added, 0 were there already.\n"


def test_an_export_is_a_csv_or_a_json_file(services: Services, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a file ending in \.csv or \.json"):
        export_history(services, tmp_path / "history.txt")


def test_an_export_that_cannot_be_written_leaves_nothing(
    services: Services, tmp_path: Path
) -> None:
    keep(services, a_practice())
    with pytest.raises(WorldError, match=r"could not be exported: .*: No such file or directory"):
        export_history(services, tmp_path / "missing" / "history.csv")
    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, r"it can't be read \(No such file or directory\)"),
        (b"", "it is empty"),
        (b"\xff\xfe", "row 1: this is not UTF-8"),
        (b"{", "row 1: this is not JSON"),
        (b"[1]", "row 1: this is no history that Thaw knows"),
        (b"Dear diary\n", "row 1: this is no history that Thaw knows"),
        (b'{"thaw_practices": 99, "practices": []}', "a later Thaw wrote it"),
    ],
)
def test_a_file_that_is_no_history_is_refused_in_one_sentence(
    services: Services,
    tmp_path: Path,
    content: bytes | None,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "history"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InputError, match=f"{words}.*; nothing was taken in"):
        import_history(services, file)
    assert capsys.readouterr() == ("", "")


def test_rows_that_are_wrong_are_named_and_nothing_is_taken_in(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(services, *(a_practice(A_MORNING - timedelta(days=n)) for n in range(3)))
    file = tmp_path / "history.csv"
    export_history(services, file)
    lines = file.read_text("utf-8-sig").splitlines()
    lines[1] = lines[1].replace("completed", "done")
    lines[3] = lines[3].replace("2026-11-19", "2026-11-31")
    file.write_text("\n".join(lines), "utf-8")
    capsys.readouterr()
    other = services_at(tmp_path / "other")

    with pytest.raises(InputError, match="2 rows are wrong; nothing was taken in"):
        import_history(other, file)

    said = capsys.readouterr().err.splitlines()
    assert said[0] == f"{file}: row 2, column outcome: unknown word (done)"
    assert said[1].startswith(f"{file}: row 4, column ")
    assert other.history.log().count() == 0
    other.history.shut()


def test_a_history_from_a_later_thaw_is_left_as_it_is(services: Services) -> None:
    keep(services)
    path = services.paths.practice_log
    with closing(sqlite3.connect(path)) as later:
        later.execute("PRAGMA user_version = 999")
    before = path.read_bytes()

    with pytest.raises(WorldError, match="a later Thaw wrote it, and it is left as it is"):
        show_history(services, as_json=True)
    assert path.read_bytes() == before


def test_a_home_that_cannot_be_written_is_one_plain_sentence(tmp_path: Path) -> None:
    block(tmp_path / "blocked")
    services = services_at(tmp_path / "blocked")
    path = services.paths.practice_log
    with pytest.raises(WorldError, match=f"^the history can't be opened: {path}: "):
        show_history(services, as_json=False)
    with pytest.raises(WorldError, match=f"^the history can't be written: {path}: Not a directory"):
        import_history(services, tmp_path / "history.json")


def test_copies_are_listed_and_one_is_put_back_by_its_day_or_its_name(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(services, a_practice())
    services.history.log()
    services.history.wait_for_copy()
    services.history.log().put([a_practice()])
    services.history.shut()
    capsys.readouterr()

    assert show_copies(services) == EXIT_DONE
    (line,) = capsys.readouterr().out.splitlines()
    day = line.split()[0]
    assert line.endswith(".sqlite")
    assert "1 practice" in line

    assert restore_history(services, day) == EXIT_DONE
    said = capsys.readouterr().err
    assert f"The history is as it was on {day}" in said
    assert services.history.log().count() == 1

    name = said.split("--restore ")[1].split("`")[0]
    assert restore_history(services, name) == EXIT_DONE
    assert services.history.log().count() == 2
    services.history.shut()


def test_a_day_without_a_copy_is_said_in_one_sentence(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show_copies(services) == EXIT_DONE
    assert "There is no copy yet" in capsys.readouterr().err
    with pytest.raises(InputError, match="there is no copy '2026-01-01'"):
        restore_history(services, "2026-01-01")


def test_a_copy_that_is_not_sound_is_not_put_back(services: Services) -> None:
    keep(services, a_practice())
    services.history.log()
    services.history.wait_for_copy()
    services.history.shut()
    (copy,) = services.history.copies()
    copy.path.write_bytes(b"nothing")

    with pytest.raises(WorldError, match=r"nothing was put back: .* is damaged"):
        restore_history(services, copy.path.name)
    assert services.history.log().count() == 1
    services.history.shut()


@pytest.mark.parametrize("name", ["journal.md", "journal.json"])
def test_the_journal_is_exported_by_itself(
    name: str, services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = a_practice()
    keep(services, practice)
    log = PracticeLog.open(services.paths.practice_log)
    write_note(log, practice.id, "rain on the roof", datetime(2026, 11, 22, tzinfo=UTC))
    log.shut()

    assert export_own_words(services, tmp_path / name) == EXIT_DONE

    assert "rain on the roof" in (tmp_path / name).read_text("utf-8")
    assert capsys.readouterr().err == f"1 entry written to {tmp_path / name}.\n"
    with pytest.raises(InputError, match=r"the journal is exported to a file ending in \.md"):
        export_own_words(services, tmp_path / "journal.csv")


def test_what_is_under_the_lock_is_left_out_or_the_passphrase_is_given(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = PracticeLog.open(services.paths.practice_log)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    keep_page(log, "rain on the roof", now, now.date())
    set_lock(log, "heron", Stretching(b"sixteen bytes ok", n=2**10))
    log.shut()
    file = tmp_path / "journal.md"

    assert export_own_words(services, file) == EXIT_DONE
    assert "rain" not in file.read_text("utf-8")
    assert capsys.readouterr().err.splitlines() == [
        "1 entry under the lock left out.",
        f"0 entries written to {file}.",
    ]
    with pytest.raises(InputError, match="does not open the lock"):
        export_own_words(services, file, lambda: "crane")
    assert export_own_words(services, file, lambda: "heron") == EXIT_DONE
    assert "rain on the roof" in file.read_text("utf-8")
    assert capsys.readouterr().err == f"1 entry written to {file}.\n"


@pytest.mark.parametrize(("is_there", "answer"), [(True, "heron"), (False, "")])
def test_the_passphrase_is_asked_where_somebody_is_there_to_be_asked(
    is_there: bool, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: is_there, raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_there, raising=False)
    monkeypatch.setattr(history, "getpass", lambda *_: "heron")

    assert ask_passphrase() == answer


def test_a_journal_that_left_comes_in_elsewhere(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = a_practice()
    keep(services, practice)
    log = PracticeLog.open(services.paths.practice_log)
    write_note(log, practice.id, "rain on the roof", datetime(2026, 11, 22, tzinfo=UTC))
    log.shut()
    export_own_words(services, tmp_path / "journal.json")
    other = services_at(tmp_path / "other")
    capsys.readouterr()

    for _ in range(2):
        assert import_history(other, tmp_path / "journal.json") == EXIT_DONE

    assert capsys.readouterr().err.splitlines() == [
        "1 entry added, 0 were there already.",
        "0 entries added, 1 was there already.",
    ]


def test_a_journal_is_erased_for_good_and_what_could_not_be_is_named(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = a_practice()
    keep(services, practice)
    log = PracticeLog.open(services.paths.practice_log)
    write_note(log, practice.id, "rain on the roof", datetime(2026, 11, 22, tzinfo=UTC))
    log.shut()
    aside = services.paths.data / "practice.damaged-20261101-080000.sqlite"
    aside.write_bytes(b"not a database")

    assert erase_words(services, "journal") == EXIT_DONE
    assert erase_words(services, "answers") == EXIT_DONE

    said = capsys.readouterr().err
    assert "1 entry erased, from the history and its copies." in said
    assert "0 entries erased" in said
    assert f"{aside} could not be looked through" in said
    holders = [path for path in services.paths.data.rglob("*") if path.is_file()]
    assert not any(b"rain on the roof" in path.read_bytes() for path in holders)


def test_a_damaged_history_is_told_of_by_whoever_finds_it(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    services.paths.data.mkdir(parents=True)
    services.paths.practice_log.write_bytes(b"not a history" * 1000)

    assert show_history(services, as_json=True) == EXIT_DONE

    told = capsys.readouterr()
    (aside,) = services.paths.data.glob("practice.damaged-*")
    assert json.loads(told.out) == []
    assert f"The history was damaged: it is kept as {aside}, and a new one begins." in told.err


def test_everything_is_written_and_told(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export_all(services, tmp_path) == EXIT_DONE

    (folder,) = tmp_path.glob("Thaw *")
    assert str(folder) in capsys.readouterr().err
    with pytest.raises(WorldError, match="could not be exported"):
        export_all(services, tmp_path / "nowhere")
