"""A recorded track on its own as a session, between an opening bell and three closing ones."""

import hashlib
from pathlib import Path
from typing import Final

from thaw.core.catalogue_index import CatalogueEntry
from thaw.core.naming import legible, plain_name
from thaw.core.needs import told_apart
from thaw.core.parts import AFTER_OPENING_BELL
from thaw.core.session import (
    Anchor,
    Bell,
    Category,
    Elastic,
    Lengths,
    Level,
    Play,
    Rest,
    Session,
)
from thaw.core.subtitles import captions_beside
from thaw.core.units import Frames, frames

_BELL: Final = "warm-bowl"
_AFTER: Final = frames(3)
_STRIKES: Final = 3
_SPACING: Final = frames(7)
_AROUND: Final = AFTER_OPENING_BELL + _AFTER + (_STRIKES - 1) * _SPACING
"""What the bells and their silences add to a track."""


def track_entry(path: Path, length: Frames) -> CatalogueEntry:
    """The session made of the track at ``path``, which is ``length`` long."""
    whole = Frames(length + _AROUND)
    return CatalogueEntry(
        id=plain_name(path.stem, otherwise="track"),
        title=legible(path.stem.replace("_", " "))[:120] or legible(path.name),
        goal=legible(path.name),
        category=Category.OPEN,
        level=Level.GENTLE,
        language="en",
        lengths=Lengths(whole, whole, whole),
        anchor=Anchor.OTHER,
        twin=None,
        tags=("recording",),
        posture=(),
        author=None,
        licence=None,
        file=str(path),
        is_personal=True,
    )


def track_session(entry: CatalogueEntry) -> Session:
    """What is played for ``entry``, with the captions that lie beside it."""
    session = Session(
        id=entry.id,
        title=entry.title,
        goal=entry.goal,
        category=entry.category,
        level=entry.level,
        language=entry.language,
        lengths=entry.lengths,
        anchor=entry.anchor,
        twin=None,
        bed=None,
        bells=_BELL,
        steps=(
            Bell(_BELL, 1, _SPACING),
            Play(entry.path, captions=captions_beside(entry.path)),
            Rest(Elastic.fixed(_AFTER)),
            Bell(_BELL, _STRIKES, _SPACING),
        ),
        content_hash=hashlib.sha256(entry.id.encode()).hexdigest(),
    )
    return told_apart(session)
