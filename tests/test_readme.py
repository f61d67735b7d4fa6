"""The README keeps its word: its commands, its example and its links."""

import re
from pathlib import Path

import pytest

from tests.core.written_sessions import NAMES
from thaw.core.checking import check_file
from thaw.core.fragments import Fragments
from thaw.resources import sessions_dir

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_it_begins_with_the_two_commands() -> None:
    block = re.search(r"```\n(.*?)```", README, re.DOTALL)
    assert block is not None
    assert block[1].splitlines() == ["python3 run.py", "python3 run.py test"]
    assert README.index(block[0]) < 100


def test_its_session_is_one_that_thaw_would_play(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    name = re.search(r"^id: (.+)$", example, re.MULTILINE)
    assert name is not None
    file = tmp_path / f"{name[1]}.yaml"
    file.write_text(example, "utf-8")
    assert check_file(file, Fragments([sessions_dir() / "fragments"]), NAMES) == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link
