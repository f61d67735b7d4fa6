"""Time in audio frames: the one unit that everything shares."""

import re
from typing import Final, NewType

Frames = NewType("Frames", int)
"""A length of time, or a position from the first sound, in frames at ``RATE``."""

RATE: Final = 48_000
"""Frames in a second. Every plan, render and log entry counts at this rate."""

_DURATION = re.compile(
    r"(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+(?:\.\d+)?)m)?(?:(?P<seconds>\d+(?:\.\d+)?)s)?"
)


def frames(seconds: float) -> Frames:
    """Return the whole number of frames nearest to ``seconds``."""
    return Frames(round(seconds * RATE))


def seconds(span: Frames) -> float:
    """Return ``span`` in seconds."""
    return span / RATE


def parse_duration(text: str) -> Frames:
    """Read ``90s``, ``2m``, ``1m30s`` or ``1h``; raise ValueError for anything else."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise ValueError(text)
    hours, minutes, secs = (float(part or 0) for part in match.groups())
    return frames(hours * 3600 + minutes * 60 + secs)


def duration_text(span: Frames) -> str:
    """Write ``span`` the way a session file does: ``1m30s``, ``8s``, ``2.5s``."""
    whole_minutes, left = divmod(span, 60 * RATE)
    secs = left / RATE
    tail = f"{secs:.3f}".rstrip("0").rstrip(".")
    if whole_minutes == 0:
        return f"{tail}s"
    return f"{whole_minutes}m" if left == 0 else f"{whole_minutes}m{tail}s"
