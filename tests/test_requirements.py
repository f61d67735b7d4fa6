"""The pinned requirements say exactly what is installed, on every Python and platform."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = ("app.txt", "build.txt", "test.txt", "simpleaudio.txt", "lint.txt")
PIN = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+))? \\$"
)


def pins(file: str) -> list[re.Match[str]]:
    lines = (ROOT / "requirements" / file).read_text("utf-8").splitlines()
    return [match for line in lines if (match := PIN.match(line))]


def names_of(wanted: list[str]) -> set[str]:
    names = (re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in wanted)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("file", FILES)
def test_every_line_is_a_pin_a_hash_or_a_comment(file: str) -> None:
    for line in (ROOT / "requirements" / file).read_text("utf-8").splitlines():
        assert PIN.match(line) or re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$|\s*#", line)


@pytest.mark.parametrize("file", FILES)
def test_no_file_names_an_address_or_a_folder(file: str) -> None:
    text = (ROOT / "requirements" / file).read_text("utf-8")
    assert not re.search(r"://|--index|--find-links|--extra-index|@ ", text)


def test_what_pyproject_asks_for_is_pinned() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = pyproject["dependency-groups"]
    wanted = {
        "app.txt": pyproject["project"]["dependencies"],
        "build.txt": groups["build"],
        "test.txt": groups["test"],
        "simpleaudio.txt": pyproject["project"]["optional-dependencies"]["simpleaudio"],
        "lint.txt": groups["lint"],
    }
    for file, lines in wanted.items():
        assert names_of(lines) <= {pin["name"] for pin in pins(file)}, file


def test_python_3_13_gets_back_the_module_it_lost() -> None:
    (audioop,) = [pin for pin in pins("app.txt") if pin["name"] == "audioop-lts"]
    assert audioop["marker"].strip() == "python_full_version >= '3.13'"


def test_simpleaudio_is_never_installed_where_it_crashes() -> None:
    (simpleaudio,) = pins("simpleaudio.txt")
    assert "python_full_version < '3.12'" in simpleaudio["marker"]


def test_the_files_agree_with_each_other() -> None:
    chosen: dict[tuple[str, str], str] = {}
    for file in FILES:
        for pin in pins(file):
            key = (pin["name"], (pin["marker"] or "").strip())
            assert chosen.setdefault(key, pin["version"]) == pin["version"], key
