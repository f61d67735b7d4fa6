"""``thaw desktop``: in by one word, out by another, and never a traceback."""

import os
from pathlib import Path

import pytest

from thaw.commands.answer import WorldError
from thaw.commands.desktop import WINDOWED_SCRIPT, command_to_open, install, remove
from thaw.devices.desktop_entry import DESKTOP_ID


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "a person's data"


def entry_in(data: Path) -> Path:
    return data / "applications" / f"{DESKTOP_ID}.desktop"


def test_what_is_installed_is_removed_without_a_trace(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environ = {"XDG_DATA_HOME": str(data)}

    assert install(environ) == 0
    assert str(entry_in(data)) in capsys.readouterr().out
    assert install(environ) == 0
    assert "already" in capsys.readouterr().out
    assert remove(environ) == 0
    assert "no longer" in capsys.readouterr().out
    assert [path for path in data.rglob("*") if path.is_file()] == []
    assert remove(environ) == 0
    assert "was not" in capsys.readouterr().out


def test_a_relative_data_folder_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    install({"XDG_DATA_HOME": "somewhere"})

    assert entry_in(tmp_path / ".local" / "share").exists()
    assert not (tmp_path / "somewhere").exists()


def test_an_entry_of_someone_else_s_is_left_alone(data: Path) -> None:
    entry_in(data).parent.mkdir(parents=True)
    entry_in(data).write_text("[Desktop Entry]\nName=Another\n", "utf-8")

    for word in (install, remove):
        with pytest.raises(WorldError, match="left alone"):
            word({"XDG_DATA_HOME": str(data)})
    assert "Another" in entry_in(data).read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_named_in_one_sentence(data: Path) -> None:
    data.write_text("in the way", "utf-8")

    with pytest.raises(WorldError, match="a person's data") as refused:
        install({"XDG_DATA_HOME": str(data)})
    assert "Errno" not in str(refused.value)


def test_another_system_is_told_that_this_is_not_there_yet(data: Path) -> None:
    with pytest.raises(WorldError, match="yet"):
        install({"XDG_DATA_HOME": str(data)}, system="win32")


def test_the_entry_opens_the_very_copy_that_wrote_it(tmp_path: Path) -> None:
    python = tmp_path / "bin" / "python"

    assert command_to_open(python, is_frozen=True) == [str(python)]
    assert command_to_open(python, is_frozen=False) == [str(python), "-P", "-m", "thaw"]
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / WINDOWED_SCRIPT).write_bytes(b"")
    assert command_to_open(python, is_frozen=False) == [os.fspath(python.with_name("thaw-desktop"))]
