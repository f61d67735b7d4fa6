"""A home of Thaw with sessions in it, for commands to work on."""

from pathlib import Path

from tests.core.written_sessions import written
from tests.first_start import lay_session_index
from thaw.paths import paths_from
from thaw.services import Services

WALK = written(
    "bell: warm-bowl",
    "say: Stand up.",
    "rest: {min: 3s, ideal: 8s, max: 50s}",
    lengths="{default: 12s, from: 10s, to: 60s}",
    category="timer",
    closing="",
)
"""Twelve seconds, with no soundscape that would have to be made first."""


def services_at(home: Path) -> Services:
    """What commands are made of, where Thaw has been started before."""
    paths = paths_from({"THAW_HOME": str(home)})
    if not home.is_file():
        lay_session_index(paths)
    return Services(paths)


def personal(home: Path, text: str = WALK, name: str = "walk.yaml") -> Path:
    """Save a session among the person's own."""
    file = home / "data" / "sessions" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def block(home: Path) -> None:
    """Let nothing be written at ``home``, whoever tries: a file is where the folder would be."""
    home.write_text("in the way")
