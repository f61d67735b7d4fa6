"""Names that may stand in a session, made of names that may be anything."""

import hashlib
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
