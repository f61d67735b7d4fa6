"""Session files for tests, in parts that a test puts together."""

from pathlib import Path

from thaw.core.fragments import Fragments
from thaw.core.loading import load_text
from thaw.core.names import KnownNames
from thaw.core.problems import Problem
from thaw.core.session import Session, Step

NAMES = KnownNames(
    bells=frozenset({"warm-bowl", "small-rin"}), beds=frozenset({"soft-rain", "brown-noise"})
)
HEAD = {
    "thaw": "1",
    "id": "walk",
    "title": "A Walk",
    "goal": "Go for a walk.",
    "category": "move",
    "level": "gentle",
    "lengths": "{default: 10m, from: 3m, to: 45m}",
    "anchor": "feet",
}
CLOSING = """\
  - mark: closing
  - say: Thank you.
  - rest: {min: 20s, ideal: 3m, max: 2h}
"""
"""Its rest has room for any of the usual lengths."""
FIRST_STEP_LINE = len(HEAD) + 2


def written(*steps: str, closing: str = CLOSING, without: str = "", **head: str) -> str:
    """A whole file, with ``head`` in place of the usual keys and the key ``without`` left out."""
    keys = {key: value for key, value in {**HEAD, **head}.items() if key != without}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return lines + "steps:\n" + "".join(f"  - {step}\n" for step in steps) + closing


def loaded(text: str, folder: Path | None = None) -> Session:
    session = load_text(text, fragments_in(folder), NAMES)
    assert isinstance(session, Session), session
    return session


def problems(text: str, folder: Path | None = None) -> tuple[Problem, ...]:
    found = load_text(text, fragments_in(folder), NAMES)
    assert not isinstance(found, Session)
    return found


def fragments_in(folder: Path | None) -> Fragments:
    return Fragments(() if folder is None else (folder,))


def steps(*texts: str) -> tuple[Step, ...]:
    """The steps as loaded, the closing left off."""
    return loaded(written(*texts)).steps[:-3]
