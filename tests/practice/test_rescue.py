import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.practice.examples import a_practice, a_start, progress
from thaw.practice.entry import Outcome, advanced, opened
from thaw.practice.forms import entry_as_json
from thaw.practice.rescue import RescueFile, take_in


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "rescue"


def rescued(folder, *practices) -> Path:
    path = RescueFile([folder]).keep(practices)
    assert path is not None
    return path


def test_what_was_rescued_is_taken_in_once(log, folder):
    practices = [a_practice() for _ in range(3)]
    RescueFile([folder]).keep(practices)

    assert take_in(log, [folder, folder]).practices == 3
    assert {entry.id for entry in log.entries()} == {practice.id for practice in practices}
    assert take_in(log, [folder]).practices == 0
    assert list(folder.iterdir()) == []


def test_what_the_log_has_already_is_not_doubled_nor_taken_back(log, folder):
    done = a_practice()
    log.put([done])
    RescueFile([folder]).keep([replace(done, outcome=Outcome.INTERRUPTED)])

    assert take_in(log, [folder]).practices == 0
    assert log.entries() == [done]


def test_a_practice_rescued_in_its_middle_was_cut_off(log, folder):
    entry = advanced(opened(a_practice().id, a_start()), progress(25_000))
    RescueFile([folder]).keep([entry])

    take_in(log, [folder])

    assert log.entry(entry.id).outcome is Outcome.INTERRUPTED
    assert log.entry(entry.id).progress.practised_ms == 25_000


def test_a_practice_rescued_before_anything_was_practised_is_forgotten(log, folder):
    RescueFile([folder]).keep([opened(a_practice().id, a_start())])

    assert take_in(log, [folder]).practices == 0
    assert log.count() == 0
    assert list(folder.iterdir()) == []


def test_the_next_folder_serves_where_the_first_cannot(tmp_path, folder):
    (tmp_path / "file").write_text("no folder can be here")
    rescue = RescueFile([tmp_path / "file", folder])

    path = rescue.keep([a_practice()])
    assert path is not None
    assert path.parent == folder
    assert path.stat().st_mode & 0o077 == 0
    assert rescue.keep([]) is None
    assert list(folder.iterdir()) == []


def test_a_file_that_can_no_longer_be_written_is_kept_as_it_is(folder):
    rescue = RescueFile([folder])
    first = rescue.keep([a_practice()])
    assert first is not None
    folder.rename(folder.with_name("moved"))
    folder.write_text("in the way")

    assert rescue.keep([a_practice()]) == first
    folder.unlink()
    folder.with_name("moved").rename(folder)
    assert first.exists()


def test_running_copies_do_not_share_a_file(folder):
    assert RescueFile([folder]).keep([a_practice()]) != RescueFile([folder]).keep([a_practice()])
    assert len(list(folder.iterdir())) == 2


def test_a_file_that_is_partly_unreadable_is_kept_and_the_rest_taken_in(log, folder):
    good = a_practice()
    path = rescued(folder, good)
    broken = json.dumps(entry_as_json(a_practice()))[:-30]
    path.write_text(path.read_text("utf-8") + broken, "utf-8")

    taken = take_in(log, [folder])

    assert taken.practices == 1
    assert log.entries() == [good]
    assert [kept.suffix for kept in taken.unreadable] == [".unreadable"]
    assert broken in taken.unreadable[0].read_text("utf-8")
    assert take_in(log, [folder]).unreadable == ()


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\n", b"[]\n", b"[" * 100_000, b"{}\n", b'{"id": 1}\n', b"1" * 5000]
)
def test_a_file_full_of_nonsense_is_kept_and_harms_nothing(content, log, folder):
    folder.mkdir()
    (folder / "thaw-rescued-0.jsonl").write_bytes(content)

    assert len(take_in(log, [folder]).unreadable) == 1
    assert log.count() == 0


def test_a_link_planted_in_a_shared_folder_is_not_followed(log, folder, tmp_path):
    real = rescued(tmp_path / "elsewhere", a_practice())
    folder.mkdir()
    (folder / "thaw-rescued-0.jsonl").symlink_to(real)

    assert take_in(log, [folder]).practices == 0
    assert real.exists()


def test_a_folder_that_is_not_there_holds_nothing(log, folder):
    assert take_in(log, [folder]).practices == 0


def test_a_line_from_the_end_of_time_harms_nothing(log, folder):
    entry = a_practice()
    path = RescueFile([folder]).keep([entry])
    ahead = entry_as_json(entry) | {
        "started_utc": "9999-12-31T23:59:00.000Z",
        "ended_utc": "9999-12-31T23:59:00.000Z",
        "local_date": "9999-12-31",
        "utc_offset_start_min": 600,
    }
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(ahead) + "\n")

    taken = take_in(log, [folder])

    assert (taken.practices, len(taken.unreadable)) == (1, 1)


def test_a_file_that_cannot_be_renamed_keeps_no_log_shut(log, folder, monkeypatch):
    folder.mkdir()
    (folder / "thaw-rescued-1.jsonl").write_text("{", "utf-8")
    rename = Path.rename

    def refuse(path, goal):
        if "unreadable" in str(goal):
            raise PermissionError(13, "Permission denied")
        return rename(path, goal)

    monkeypatch.setattr(Path, "rename", refuse)

    assert len(take_in(log, [folder]).unreadable) == 1
