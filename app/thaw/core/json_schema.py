"""The JSON Schema of the session format, so that an author's editor completes and checks.

Run as a program it writes the two schemas into the folder it is given.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from thaw.core.written import WrittenFragment, WrittenSession
from thaw.core.written_values import Written

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FILES: Final[Mapping[str, type[Written]]] = {
    "session.schema.json": WrittenSession,
    "fragment.schema.json": WrittenFragment,
}
"""The schemas kept beside the sessions, and what each describes."""


def json_schema(kind: type[Written] = WrittenSession) -> dict[str, Any]:
    """Return the schema of a session file, or of a fragment."""
    schema = msgspec.json.encode(msgspec.json.schema(kind)).decode()
    # The prefix tells written values from a session's own; authors need not meet it.
    described: dict[str, Any] = json.loads(re.sub(r"Written(?=[A-Z])", "", schema))
    definitions: dict[str, Any] = described["$defs"]
    definitions["Step"] |= {"minProperties": 1, "maxProperties": 1}
    root: dict[str, Any] = definitions.pop(kind.__name__.removeprefix("Written"))
    return {"$schema": _DIALECT, **root, "$defs": definitions}


def schema_text(kind: type[Written]) -> str:
    """Return the schema as the text of its file."""
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"


def main(folder: Path) -> None:
    for name, kind in FILES.items():
        (folder / name).write_text(schema_text(kind), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
