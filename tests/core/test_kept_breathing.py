"""Chosen breathing as files: in the library at once, and never in another's place."""

import os
from pathlib import Path

import pytest

from tests.core.free_choices import NAMES
from thaw.core.catalogue import Catalogue
from thaw.core.free_breathing import FreeBreathing
from thaw.core.kept_breathing import NameTaken, change, keep, kept_in
from thaw.core.patterns import PATTERNS
from thaw.core.session import Session

EVENING = FreeBreathing(PATTERNS["longer-exhale"], 7, bed="ocean")
NOBODY = frozenset[str]()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def library(folder: Path) -> Catalogue:
    catalogue = Catalogue([folder], None, NAMES)
    catalogue.refresh()
    return catalogue


def read(folder: Path, session_id: str) -> Session:
    session = library(folder).session(session_id)
    assert isinstance(session, Session), session
    return session


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_what_is_kept_is_in_the_library(folder: Path) -> None:
    file = keep(EVENING, "My Evening: slow", folder, NOBODY)
    assert file == folder / "my-evening-slow.yaml"
    catalogue = library(folder)
    assert [entry.title for entry in catalogue.entries()] == ["My Evening: slow"]
    assert catalogue.problems() == ()
    assert names(folder) == ["my-evening-slow.yaml"]
    assert kept_in(file, read(folder, "my-evening-slow")) == EVENING


@pytest.mark.parametrize("there", ["my-evening.yaml", "my-evening.yml"])
def test_nothing_that_is_there_is_written_over(folder: Path, there: str) -> None:
    folder.mkdir()
    (folder / there).write_text("mine")
    with pytest.raises(NameTaken, match="my-evening"):
        keep(EVENING, "My evening", folder, NOBODY)
    assert (folder / there).read_text() == "mine"


def test_a_name_that_a_session_elsewhere_has_is_taken(folder: Path) -> None:
    with pytest.raises(NameTaken):
        keep(EVENING, "Body Scan", folder, frozenset({"body-scan"}))
    assert names(folder) == []


def test_a_title_without_letters_gets_a_name_all_the_same(folder: Path) -> None:
    file = keep(EVENING, "夜", folder, NOBODY)
    assert read(folder, file.stem).title == "夜"


def test_a_change_keeps_the_id(folder: Path) -> None:
    file = keep(EVENING, "Evening", folder, NOBODY)
    later = FreeBreathing(PATTERNS["box"], 6, in_rounds=True)
    change(later, "Night", file)
    session = read(folder, "evening")
    assert session.title == "Night"
    found = kept_in(file, session)
    assert found is not None
    assert (found.pattern.name, found.amount, found.in_rounds) == ("box", 6, True)


def test_a_file_that_somebody_has_changed_is_theirs(folder: Path) -> None:
    file = keep(EVENING, "Evening", folder, NOBODY)
    file.write_text(file.read_text("utf-8") + "# my note\n", "utf-8")
    assert kept_in(file, read(folder, "evening")) is None


def test_a_folder_that_cannot_be_written_to_leaves_all_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="file"):
        keep(EVENING, "Evening", tmp_path / "file" / "sessions", NOBODY)


def test_a_disk_that_fills_up_leaves_no_half_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = keep(EVENING, "Evening", folder, NOBODY)
    before = file.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        change(EVENING, "Night", file)
    with pytest.raises(OSError, match="No space"):
        keep(EVENING, "Another", folder, NOBODY)
    assert names(folder) == ["evening.yaml"]
    assert file.read_bytes() == before
