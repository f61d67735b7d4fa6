"""What a session needs besides its own file: recordings it names, and sounds by their names."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from thaw.core.own_sounds import SoundKind
from thaw.core.session import Bed, Bell, Bells, Passage, Play, Say, Session, Step


def all_steps(steps: Sequence[Step]) -> Iterator[Step]:
    """Every step, with those in passages that may drop out."""
    for step in steps:
        yield step
        if isinstance(step, Passage):
            yield from all_steps(step.steps)


def recordings(steps: Sequence[Step]) -> Iterator[Path]:
    """The sound files that are named."""
    for step in all_steps(steps):
        if isinstance(step, Say | Play) and step.line.recording is not None:
            yield step.line.recording


def sounds(session: Session) -> Iterator[tuple[SoundKind, str]]:
    """The bells and soundscapes that are named, Thaw's own among them."""
    yield SoundKind.BELL, session.bells
    if session.bed is not None:
        yield SoundKind.BED, session.bed
    for step in all_steps(session.steps):
        if isinstance(step, Bell | Bells):
            yield SoundKind.BELL, step.voice
        elif isinstance(step, Bed) and step.name is not None:
            yield SoundKind.BED, step.name


def told_apart(session: Session) -> Session:
    """The session with a content hash that covers the content of its recordings.

    Reads them whole, which takes some 0.7 ms for a megabyte: for a session about to be
    played, not for one that is listed. One that can't be read counts as empty.
    """
    files = dict.fromkeys(recordings(session.steps))
    if not files:
        return session
    whole = hashlib.sha256(session.content_hash.encode())
    for file in files:
        whole.update(_digest(file))
    return replace(session, content_hash=whole.hexdigest())


def _digest(file: Path) -> bytes:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").digest()
    except OSError:
        return bytes(hashlib.sha256().digest_size)
