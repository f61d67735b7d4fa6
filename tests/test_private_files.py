"""Folders and files of the person's: nobody else's, from the first that is made."""

import stat
from pathlib import Path

import pytest

from thaw.private_files import private_folder


def mode_of(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_a_folder_is_its_owners_alone_and_so_are_those_that_are_made_above_it(
    tmp_path: Path,
) -> None:
    deep = tmp_path / "thaw" / "data" / "sessions"
    private_folder(deep)
    private_folder(deep)
    made = (deep, deep.parent, deep.parent.parent)
    assert [mode_of(folder) for folder in made] == [0o700] * 3


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    private_folder(shared / "own")
    private_folder(shared)
    assert mode_of(shared) == 0o755


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "a" / "b"):
        with pytest.raises(OSError, match="file"):
            private_folder(folder)
