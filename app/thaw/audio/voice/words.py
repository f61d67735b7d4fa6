"""Text made ready to be read aloud, whoever reads it."""

import re
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 600
"""Characters said in one go: bounds memory, and how long a library is busy."""

_ONLY_SOUND = re.compile(r"\w")
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufffe\uffff]+|\s+")
_ENDS = re.compile(r"(?<=[.!?…。！？;:,])\s+")


def plain(text: str) -> str:
    """One line of text without characters that have no sound; "" where there is nothing to say."""
    spaced = _UNSPEAKABLE.sub(" ", text).strip()
    return spaced if _ONLY_SOUND.search(spaced) else ""


def pieces(text: str) -> Iterator[str]:
    """``text`` in pieces of at most ``LONGEST`` characters, cut where a reader would pause."""
    while len(text) > LONGEST:
        ends = [match.start() for match in _ENDS.finditer(text, 0, LONGEST)]
        space = text.rfind(" ", 0, LONGEST)
        cut = ends[-1] if ends else space if space > 0 else LONGEST
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text
