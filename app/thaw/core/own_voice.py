"""A session with the lines in it that the person has recorded."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from thaw.core.session import Passage, Say, Session, Step, VoiceLine

LONGEST_TAKE_S: Final = 120
"""As long as the recording of one line may be."""

FindLine = Callable[[str, str], "Path | None"]
"""The recording of a line, by the session's id and the line's text."""


def in_own_voice(session: Session, find: FindLine) -> Session:
    """Return ``session`` with each line's own recording, where ``find`` has one.

    A recording that the session names comes first, as long as its file is there.
    """

    def owned(line: VoiceLine) -> VoiceLine:
        if line.recording is not None and (line.is_track or line.recording.is_file()):
            return line
        own = find(session.id, line.text)
        return line if own is None else replace(line, recording=own)

    return replace(session, steps=_with_lines(session.steps, owned))


def no_line(_session_id: str, _text: str) -> Path | None:
    """Find nothing: nobody has recorded a line."""
    return None


def _with_lines(steps: Sequence[Step], owned: Callable[[VoiceLine], VoiceLine]) -> tuple[Step, ...]:
    return tuple(_with_line(step, owned) for step in steps)


def _with_line(step: Step, owned: Callable[[VoiceLine], VoiceLine]) -> Step:
    if isinstance(step, Say):
        return replace(step, line=owned(step.line))
    if isinstance(step, Passage):
        return replace(step, steps=_with_lines(step.steps, owned))
    return step
