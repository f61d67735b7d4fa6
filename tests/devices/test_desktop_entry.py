"""The desktop entry: correct to the specification, and never more than it made."""

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from thaw.devices.desktop_entry import (
    DESKTOP_ID,
    DesktopOutcome,
    install,
    quoted_command,
    remove,
)
from thaw.resources import assets_dir

COMMAND = ["/home/someone/my apps/thaw"]


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "applications", tmp_path / "icons"


def entry_of(places: tuple[Path, Path]) -> Path:
    return places[0] / f"{DESKTOP_ID}.desktop"


def test_installing_writes_an_entry_and_every_icon(places: tuple[Path, Path]) -> None:
    result = install(*places, COMMAND, assets_dir(), "linux")
    assert result.outcome is DesktopOutcome.INSTALLED
    assert entry_of(places) in result.files
    icons = sorted(p.relative_to(places[1]).parts[1] for p in places[1].rglob("*.*"))
    assert "scalable" in icons
    assert "symbolic" in icons
    assert "48x48" in icons


def test_the_entry_can_be_read_and_runs_the_command(places: tuple[Path, Path]) -> None:
    install(*places, COMMAND, assets_dir(), "linux")
    entry = configparser.ConfigParser(interpolation=None, strict=False)
    entry.read(entry_of(places), encoding="utf-8")
    assert shlex.split(entry["Desktop Entry"]["Exec"]) == COMMAND
    assert shlex.split(entry["Desktop Action quick"]["Exec"]) == [*COMMAND, "--quick"]


def test_the_validator_has_nothing_to_say(places: tuple[Path, Path]) -> None:
    validator = shutil.which("desktop-file-validate")
    assert validator, "desktop-file-utils is not installed"
    install(*places, [r"/a\b/th$aw 100%"], assets_dir(), "linux")
    found = subprocess.run(
        [validator, str(entry_of(places))], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_installing_twice_changes_nothing(places: tuple[Path, Path]) -> None:
    install(*places, COMMAND, assets_dir(), "linux")
    result = install(*places, COMMAND, assets_dir(), "linux")
    assert result.outcome is DesktopOutcome.UNCHANGED
    assert result.files == ()


def test_another_command_rewrites_the_entry_alone(places: tuple[Path, Path]) -> None:
    install(*places, COMMAND, assets_dir(), "linux")
    result = install(*places, ["/elsewhere/thaw"], assets_dir(), "linux")
    assert result.files == (entry_of(places),)


def test_removing_leaves_no_file_behind(places: tuple[Path, Path]) -> None:
    install(*places, COMMAND, assets_dir(), "linux")
    assert remove(*places, "linux").outcome is DesktopOutcome.REMOVED
    left = [p for place in places for p in place.rglob("*") if p.is_file()]
    assert left == []


def test_removing_twice_says_there_is_nothing(places: tuple[Path, Path]) -> None:
    install(*places, COMMAND, assets_dir(), "linux")
    remove(*places, "linux")
    assert remove(*places, "linux").outcome is DesktopOutcome.NOTHING_THERE


def test_an_icon_that_a_person_replaced_is_left_alone(places: tuple[Path, Path]) -> None:
    install(*places, COMMAND, assets_dir(), "linux")
    replaced = places[1] / "hicolor" / "48x48" / "apps" / f"{DESKTOP_ID}.png"
    replaced.write_bytes(b"mine")
    remove(*places, "linux")
    assert replaced.read_bytes() == b"mine"


def test_an_entry_made_by_someone_else_is_left_alone(places: tuple[Path, Path]) -> None:
    places[0].mkdir()
    entry_of(places).write_text("[Desktop Entry]\nName=Other\n", encoding="utf-8")
    assert install(*places, COMMAND, assets_dir(), "linux").outcome is DesktopOutcome.NOT_OURS
    assert remove(*places, "linux").outcome is DesktopOutcome.NOT_OURS
    assert "Other" in entry_of(places).read_text(encoding="utf-8")


def test_a_list_that_climbs_out_of_its_folder_removes_nothing(
    places: tuple[Path, Path], tmp_path: Path
) -> None:
    install(*places, COMMAND, assets_dir(), "linux")
    outside = tmp_path / "outside.png"
    outside.write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    entry = entry_of(places)
    text = entry.read_text(encoding="utf-8")
    entry.write_text(
        text.replace("X-Thaw-Files=", f"X-Thaw-Files=hicolor/../../outside.png={empty};"),
        encoding="utf-8",
    )
    remove(*places, "linux")
    assert outside.exists()


def test_no_half_written_file_is_left_where_writing_fails(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space left"):
        install(*places, COMMAND, assets_dir(), "linux")
    assert [p for place in places for p in place.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_are_told_plainly(places: tuple[Path, Path], system: str) -> None:
    result = install(*places, COMMAND, assets_dir(), system)
    assert result.outcome is DesktopOutcome.NOT_ON_THIS_SYSTEM
    assert remove(*places, system).outcome is DesktopOutcome.NOT_ON_THIS_SYSTEM
    assert not places[0].exists()


@pytest.mark.parametrize(
    ("command", "value"),
    [
        (["/usr/bin/thaw"], "/usr/bin/thaw"),
        (["/my apps/thaw", "--tray"], '"/my apps/thaw" --tray'),
        (["/100%/thaw"], "/100%%/thaw"),
        (["/a$b/thaw"], '"/a\\\\$b/thaw"'),
        (["/a\\b"], '"/a\\\\\\\\b"'),
        (['/a"b'], '"/a\\\\"b"'),
        (["/it's"], '"/it\'s"'),
        (["thaw", ""], 'thaw ""'),
    ],
)
def test_commands_are_quoted_by_the_specification(command: list[str], value: str) -> None:
    assert quoted_command(command) == value


@pytest.mark.parametrize("command", [[], ["/a\nb"], ["thaw", "\x00"]])
def test_a_command_no_entry_can_hold_is_refused(command: list[str]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        quoted_command(command)
