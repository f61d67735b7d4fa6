"""Names that may stand in a session, made of names that may be anything."""

import hashlib
import os
import re
import unicodedata
from typing import Final

_LONGEST: Final = 80


def plain_name(stem: str, otherwise: str) -> str:
    """``stem`` in small letters, digits and single dashes: `My Gong` is `my-gong`.

    Where nothing is left of it, ``otherwise`` and a sum of it.
    """
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    digest = hashlib.sha256(stem.encode("utf-8", "surrogateescape")).hexdigest()
    return name or f"{otherwise}-{digest[:8]}"


def legible(name: str) -> str:
    """A file's name as a line of text: names may hold line breaks, and bytes that are no UTF-8."""
    written = os.fsencode(name)
    try:
        text = written.decode("utf-8")
    except UnicodeDecodeError:
        # What wrote it was older than Unicode, and most often Western European.
        text = written.decode("cp1252", "replace")
    seen = (" " if unicodedata.category(one) == "Cc" else one for one in text)
    return " ".join("".join(seen).split())
