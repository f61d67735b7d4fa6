"""The desktop's own trash, from which a file can be had back."""

from pathlib import Path

from PySide6.QtCore import QFile


def put_into_trash(path: Path) -> bool:
    """Move the file there; False where there is no trash for it, and it stays where it is."""
    return QFile(str(path)).moveToTrash()
