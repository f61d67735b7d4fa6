"""The reference page: every example on it loads, and every key is on it."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.core.written_sessions import CLOSING, HEAD, NAMES, written
from thaw.core.breath import Pattern
from thaw.core.checking import check_file
from thaw.core.fragments import Fragments
from thaw.core.patterns import PATTERNS
from thaw.core.problem_words import worded
from thaw.core.problems import ProblemKind
from thaw.core.written import WrittenFragment, WrittenSession
from thaw.resources import sessions_dir

PAGE = (Path(__file__).parents[2] / "docs" / "session-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
SEEN_BUT_FINE = {ProblemKind.WORDING, ProblemKind.BREATH_UNUSUAL}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fragments").mkdir()
    for text in EXAMPLES:
        if named := re.match(r"# fragments/(.+)\n", text):
            (tmp_path / "fragments" / named.group(1)).write_text(text, encoding="utf-8")
    for name in re.findall(r"(?:file|play): ([a-z0-9/-]+[.]flac)", PAGE):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_loads(example: str, folder: Path) -> None:
    path = folder / "fragments" / "one-part.yaml"
    if not example.startswith("# fragments/"):
        path = folder / ("window.yaml" if example.startswith("thaw") else "walk.yaml")
        path.write_text(_whole(example), encoding="utf-8")
    fragments = Fragments([sessions_dir() / "fragments", folder / "fragments"])

    found = check_file(path, fragments, NAMES)

    assert [worded(one) for one in found if one.kind not in SEEN_BUT_FINE] == []


def test_there_is_an_example_of_each_kind() -> None:
    assert sum(example.startswith("thaw") for example in EXAMPLES) == 1
    assert sum(example.startswith("- ") for example in EXAMPLES) == 14
    assert any(example.startswith("# fragments/") for example in EXAMPLES)


@pytest.mark.parametrize("kind", [WrittenSession, WrittenFragment])
def test_every_key_is_on_the_page(kind: type) -> None:
    for key in _keys(msgspec.json.schema(kind)):
        assert f"`{key}`" in PAGE or f"### {key}\n" in PAGE, key


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.name)
def test_every_named_pattern_is_on_the_page_with_its_times(pattern: Pattern) -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|")]
    row = next(row for row in rows if f"`{pattern.name}`" in row)
    names, *cells = (cell.strip() for cell in row.strip("|").split("|"))
    place = names.split(", ").index(f"`{pattern.name}`")

    phases = (pattern.in_ms, pattern.hold_ms, pattern.out_ms, pattern.rest_ms)
    for cell, length_ms in zip(cells, phases, strict=True):
        said = cell.split(", ")[place] if cell else "0"
        assert float(said.split(" + ")[0]) * 1000 == length_ms


def _whole(example: str) -> str:
    if example.startswith("thaw"):
        return example
    if example.startswith("- "):
        indented = "".join(f"  {line}\n" for line in example.splitlines())
        return written(lengths="{default: 15m, from: 11m, to: 45m}").replace(
            "steps:\n", "steps:\n" + indented, 1
        )
    head = "".join(f"{key}: {value}\n" for key, value in HEAD.items())
    return head + example + "steps:\n" + CLOSING


def _keys(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from _keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _keys(value)
