"""What each colour of a theme is for."""

import json
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Roles:
    """What each colour is for, as ``#rrggbb``. One accent; nothing is told by colour alone."""

    window: str
    surface: str
    hover: str
    line: str
    """Hairlines that only decorate."""
    edge: str
    """Outlines one has to see: at least 3:1 against window and surface."""
    text: str
    quiet: str
    accent: str
    accent_hover: str
    on_accent: str
    glow: str
    breath: str
    breath_edge: str
    focus: str


def load_roles(file: Path) -> Roles:
    """Read a theme; raise ValueError when it does not name every role."""
    colours = json.loads(file.read_text(encoding="utf-8"))
    missing = {field.name for field in fields(Roles)} ^ set(colours)
    if missing:
        raise ValueError(f"{file.name}: {sorted(missing)}")
    return Roles(**colours)
