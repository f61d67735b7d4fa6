"""Names for files that are kept beside the log."""

from datetime import datetime
from pathlib import Path


def dated_sibling(path: Path, word: str, now: datetime) -> Path:
    """Return an unused name such as ``practice.damaged-20261123-081500.sqlite``."""
    stem = f"{path.stem}.{word}-{now:%Y%m%d-%H%M%S}"
    sibling = path.with_name(f"{stem}{path.suffix}")
    number = 2
    while sibling.exists():
        sibling = path.with_name(f"{stem}-{number}{path.suffix}")
        number += 1
    return sibling
