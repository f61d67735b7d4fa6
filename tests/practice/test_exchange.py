"""What goes out of the history comes in again, and nothing is doubled."""

import csv
import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice.examples import A_MORNING, a_practice, a_start, practices, progress
from tests.practice.exported import (
    document,
    far_future,
    now,
    record,
    table,
)
from tests.practice.fresh_log import fresh_log
from thaw.practice.entry import Outcome
from thaw.practice.errors import LogUnwritable
from thaw.practice.exchange import entry_as_json, export_csv, export_json
from thaw.practice.forms import COLUMNS, LATER_COLUMNS
from thaw.practice.importing import import_file


@pytest.fixture
def file(tmp_path):
    return tmp_path / "export"


def test_a_practice_is_written_in_plain_words_and_seconds():
    entry = a_practice(ms=599_500)

    assert entry_as_json(entry) == {
        "id": entry.id,
        "session": "breath-awareness",
        "title": "Breath Awareness",
        "category": "breath",
        "level": "gentle",
        "anchor": "breath",
        "language": "en",
        "source": "library",
        "started_utc": "2026-11-21T08:15:00.000Z",
        "ended_utc": "2026-11-21T08:24:59.500Z",
        "local_date": "2026-11-21",
        "day_start_hour": 0,
        "tz_name": "Europe/Lisbon",
        "utc_offset_start_min": 0,
        "utc_offset_end_min": 0,
        "planned_s": 600.0,
        "practised_s": 599.5,
        "position_s": 599.5,
        "paused_s": 0.0,
        "wall_s": 599.5,
        "outcome": "completed",
        "pauses": [],
        "had_voice": True,
        "had_holds": True,
        "clock_suspect": False,
        "tags": [],
        "content_hash": "9f2c" * 16,
        "app_version": "0.1.0",
        "session_version": "",
        "programme": "",
        "programme_week": None,
        "prepare_s": 0.0,
        "breath_pattern": "",
        "breath_s": 0.0,
        "breaths": 0,
        "skips": [],
        "extensions": [],
        "choices": [],
        "edited_utc": None,
    }
    assert tuple(entry_as_json(entry)) == COLUMNS


def test_an_export_of_format_1_comes_in_with_what_it_did_not_have_left_empty(log, file):
    entry = a_practice()
    old = {name: cell for name, cell in entry_as_json(entry).items() if name not in LATER_COLUMNS}
    file.write_text(document(old), "utf-8")

    assert import_file(log, file, now).added == 1
    assert log.entries() == [entry]

    log.discard(entry.id)
    file.write_text(table(old), "utf-8")

    assert import_file(log, file, now).added == 1
    assert log.entries() == [entry]


@settings(max_examples=40)
@given(st.lists(practices(), max_size=5), st.sampled_from([export_json, export_csv]))
def test_what_goes_out_comes_in_and_goes_out_again_the_same(entries, export):
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "first"), Path(folder, "second")
        here, there = fresh_log(first / "log.db"), fresh_log(second / "log.db")
        try:
            here.put(entries)
            export(here, first / "export")
            report = import_file(there, first / "export", far_future)
            export(there, second / "export")

            assert report.problems == ()
            assert report.added == len(entries)
            assert list(there.every_entry()) == list(here.every_entry())
            assert (first / "export").read_bytes() == (second / "export").read_bytes()
        finally:
            here.shut()
            there.shut()


@pytest.mark.parametrize("export", [export_json, export_csv])
def test_importing_twice_doubles_nothing(export, log, file):
    log.put(a_practice() for _ in range(3))
    assert export(log, file) == 3

    report = import_file(log, file, now)

    assert (report.found, report.added, report.already_there) == (3, 0, 3)
    assert log.count() == 3


def test_only_what_is_new_is_added(log, file, open_log, tmp_path):
    shared, new = a_practice(), a_practice()
    log.put([shared])
    file.write_text(document(entry_as_json(shared), entry_as_json(new), entry_as_json(new)))

    report = import_file(log, file, now)

    assert (report.found, report.added, report.already_there) == (3, 1, 2)
    assert {entry.id for entry in log.entries()} == {shared.id, new.id}


def test_the_list_that_the_command_line_prints_is_an_export_too(log, file):
    file.write_text(json.dumps([record()], indent=2))

    assert import_file(log, file, now).added == 1


def test_a_practice_that_was_running_when_it_was_exported_was_cut_off(log, file):
    running = log.begin(a_start())
    log.checkpoint(running, progress(5_000))
    export_json(log, file)
    log.discard(running)

    import_file(log, file, now)

    assert log.entry(running).outcome is Outcome.INTERRUPTED
    assert log.entry(running).progress.practised_ms == 5_000


def test_an_import_never_ends_a_practice_that_is_running_here(log, file):
    running = log.begin(a_start())
    export_json(log, file)

    assert import_file(log, file, now).already_there == 1
    assert log.entry(running).outcome is Outcome.OPEN


def test_no_cell_is_a_formula_to_a_spreadsheet(log, file):
    titles = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "plain"]
    log.put(a_practice(title=title) for title in titles)
    export_csv(log, file)

    with file.open(encoding="utf-8-sig", newline="") as stream:
        written = {row["title"] for row in csv.DictReader(stream)}

    assert written == {"'" + title for title in titles[:-1]} | {"plain"}


def test_a_spreadsheet_sees_the_letters_as_they_are(log, file):
    log.put([a_practice(title="Stille spüren – 静")])
    export_csv(log, file)

    assert file.read_bytes().startswith("\N{BYTE ORDER MARK}id,session,".encode())
    assert "Stille spüren – 静".encode() in file.read_bytes()


@pytest.mark.parametrize("export", [export_json, export_csv])
def test_an_export_is_its_owner_s_and_replaces_the_last_one_whole(export, log, file):
    file.write_text("x" * 100_000)
    log.put([a_practice()])

    export(log, file)

    assert b"xxx" not in file.read_bytes()
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("export", [export_json, export_csv])
def test_an_export_to_a_full_disk_says_so(export, log):
    log.put(a_practice() for _ in range(100))

    with pytest.raises(LogUnwritable) as refused:
        export(log, Path("/dev/full"))

    assert refused.value.path == Path("/dev/full")
    assert Path("/dev/full").is_char_device()


def test_an_export_into_a_folder_that_is_none_says_so(log, file):
    file.write_text("a file")

    with pytest.raises(LogUnwritable):
        export_json(log, file / "export.json")


@pytest.mark.parametrize("export", [export_json, export_csv])
def test_what_was_practised_while_the_clock_was_ahead_comes_back_and_is_marked(export, log, file):
    ahead = a_practice(A_MORNING + timedelta(days=700))
    just_ended_ahead = a_practice(now() - timedelta(minutes=1))
    rightly_dated = a_practice()
    log.put([ahead, just_ended_ahead, rightly_dated])
    export(log, file)
    for entry in log.entries():
        log.discard(entry.id)

    preview = import_file(log, file, now, is_preview=True)
    report = import_file(log, file, now)

    assert (report.problems, report.added, report.ahead, preview.ahead) == ((), 3, 2, 2)
    assert {entry.id: entry for entry in log.entries()} == {
        ahead.id: replace(ahead, clock_suspect=True),
        just_ended_ahead.id: replace(just_ended_ahead, clock_suspect=True),
        rightly_dated.id: rightly_dated,
    }
