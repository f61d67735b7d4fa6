"""Watching folders: one word for each change, however many steps it took."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from thaw.devices.folder_watch import FolderWatch


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "sessions", tmp_path / "sessions" / "fragments"]
    made[0].mkdir()
    return made


@pytest.fixture
def watch(qtbot: QtBot, folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> FolderWatch:
    monkeypatch.setattr("thaw.devices.folder_watch.SETTLE_MS", 30)
    made = FolderWatch(lambda: folders)
    made.begin()
    return made


def test_a_new_file_is_told(qtbot: QtBot, watch: FolderWatch, folders: list[Path]) -> None:
    with qtbot.waitSignal(watch.changed):
        (folders[0] / "walk.yaml").write_text("thaw: 1")


def test_a_file_that_is_changed_in_place_is_told_and_again_when_it_goes(
    qtbot: QtBot, watch: FolderWatch, folders: list[Path]
) -> None:
    file = folders[0] / "walk.yaml"
    for act in (
        lambda: file.write_text("thaw: 1"),
        lambda: file.write_text("thaw: 1\nid: walk"),
        file.unlink,
    ):
        with qtbot.waitSignal(watch.changed):
            act()


def test_a_sound_file_that_is_still_being_copied_is_told_once_more(
    qtbot: QtBot, watch: FolderWatch, folders: list[Path]
) -> None:
    with qtbot.waitSignal(watch.changed):
        (folders[0] / "talk.FLAC").write_bytes(b"half")
    with qtbot.waitSignal(watch.changed), (folders[0] / "talk.FLAC").open("ab") as file:
        file.write(b" and half")


def test_a_folder_that_cannot_be_looked_into_is_no_error(
    qtbot: QtBot, folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_folder: Path) -> None:
        raise PermissionError("Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    watch = FolderWatch(lambda: folders[:1])
    watch.begin()
    with qtbot.waitSignal(watch.changed):
        (folders[0] / "walk.yaml").write_text("thaw: 1")


def test_a_file_that_an_editor_replaces_is_still_watched(
    qtbot: QtBot, watch: FolderWatch, folders: list[Path]
) -> None:
    file = folders[0] / "walk.yaml"
    file.write_text("1")
    watch.begin()
    for text in ("22", "333"):
        with qtbot.waitSignal(watch.changed):
            (folders[0] / "walk.new").write_text(text)
            (folders[0] / "walk.new").replace(file)
    with qtbot.waitSignal(watch.changed):
        file.write_text("4444")


def test_a_folder_that_is_made_later_is_watched_from_then_on(
    qtbot: QtBot, watch: FolderWatch, folders: list[Path]
) -> None:
    with qtbot.waitSignal(watch.changed):
        folders[1].mkdir()
    with qtbot.waitSignal(watch.changed):
        (folders[1] / "up.yaml").write_text("thaw: 1")


def test_many_steps_are_one_change(qtbot: QtBot, watch: FolderWatch, folders: list[Path]) -> None:
    told: list[bool] = []
    watch.changed.connect(lambda: told.append(True))
    with qtbot.waitSignal(watch.changed):
        for number in range(20):
            (folders[0] / f"s{number}.yaml").write_text("thaw: 1")
    assert told == [True]


def test_folders_that_are_not_there_are_no_error(qtbot: QtBot, tmp_path: Path) -> None:
    FolderWatch(lambda: [tmp_path / "missing", tmp_path / "too"]).begin()


def test_files_that_are_no_sessions_are_not_watched_one_by_one(
    qtbot: QtBot, folders: list[Path]
) -> None:
    (folders[0] / "notes.txt").write_text("1")
    made = FolderWatch(lambda: folders[:1])
    made.begin()
    with qtbot.assertNotEmitted(made.changed):
        (folders[0] / "notes.txt").write_text("22")
