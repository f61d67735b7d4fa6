"""The JSON Schemas: current, described throughout, and of one mind with the loader."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from thaw.core.json_schema import FILES, json_schema, main, schema_text
from thaw.core.written import WrittenFragment, WrittenSession
from thaw.resources import sessions_dir


@pytest.mark.parametrize("name", FILES)
def test_the_schema_beside_the_sessions_is_current(name: str) -> None:
    kept = (sessions_dir() / name).read_text(encoding="utf-8")

    assert kept == schema_text(FILES[name]), "run: python -m thaw.core.json_schema sessions"


def test_the_program_writes_both_schemas(tmp_path: Path) -> None:
    main(tmp_path)

    assert {path.name for path in tmp_path.glob("*.json")} == set(FILES)


@pytest.mark.parametrize("kind", [WrittenSession, WrittenFragment])
def test_everything_in_the_schema_is_described(kind: type) -> None:
    undescribed = [path for path, one in _parts(json_schema(kind), "") if not _is_said(one)]

    assert undescribed == []


def test_a_step_has_exactly_one_key() -> None:
    step = json_schema()["$defs"]["Step"]

    assert (step["minProperties"], step["maxProperties"]) == (1, 1)
    assert step["additionalProperties"] is False


def test_every_reference_leads_somewhere() -> None:
    schema = json_schema()

    for reference in _references(schema):
        assert reference.removeprefix("#/$defs/") in schema["$defs"]


def _parts(schema: object, path: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Every property, and everything that is defined."""
    if not isinstance(schema, dict):
        return
    for group in ("properties", "$defs"):
        for name, part in schema.get(group, {}).items():
            yield f"{path}/{name}", part
            yield from _parts(part, f"{path}/{name}")


def _is_said(part: dict[str, object]) -> bool:
    return len(str(part.get("description", ""))) > 8


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for part in value.values():
            yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)
