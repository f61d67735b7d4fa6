"""The guard that keeps tests out of the real home does notice."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.home_guard import HomeGuard


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "someone"
    (folder / "source").mkdir(parents=True)
    (folder / "notes").write_text("mine", "utf-8")
    return folder


@pytest.fixture
def guard(home: Path) -> Iterator[HomeGuard]:
    guard = HomeGuard(home, [home / "source"])
    guard.stand()
    yield guard
    guard.stand_down()


def test_writing_in_the_home_is_refused_and_remembered(home: Path, guard: HomeGuard) -> None:
    with pytest.raises(PermissionError):
        (home / "notes").write_text("yours", "utf-8")
    assert guard.refused == [str(home / "notes")]
    assert (home / "notes").read_text("utf-8") == "mine"


def test_folders_and_databases_are_refused_too(home: Path, guard: HomeGuard) -> None:
    with pytest.raises(PermissionError):
        (home / ".config").mkdir()
    with pytest.raises(PermissionError):
        sqlite3.connect(home / "practice.sqlite")
    assert len(guard.refused) == 2


def test_reading_and_the_allowed_folders_pass(home: Path, guard: HomeGuard, tmp_path: Path) -> None:
    assert (home / "notes").read_text("utf-8") == "mine"
    (home / "source" / "work").write_text("allowed", "utf-8")
    (tmp_path / "someone-else").mkdir()
    assert guard.refused == []
