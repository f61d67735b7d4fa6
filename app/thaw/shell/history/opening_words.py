"""Sentences for a history that could not be opened as it was left, or not be written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from thaw.shell.reasons import reason_text

if TYPE_CHECKING:
    from thaw.practice.opening import LogOpening


def opened_text(opening: "LogOpening") -> str | None:
    """What happened to the file as it was opened; None when it was as it should be."""
    tr = QCoreApplication.translate
    aside = opening.set_aside
    if aside is None:
        return None
    words = tr("log", "The history file was damaged. It is kept as {0}; a new one begins.")
    if opening.restored_from is not None:
        words = tr("log", "The history file was damaged. It is kept as {0}; a copy took its place.")
    return words.format(aside.name)


def refused_text(error: Exception) -> str | None:
    """Why nothing can be written now; None where ``error`` is none of the history's."""
    from thaw.practice.errors import LogError, LogTooNew

    tr = QCoreApplication.translate
    if isinstance(error, LogTooNew):
        return tr("log", "A later Thaw wrote this history. It is left as it is: please update.")
    if isinstance(error, LogError):
        return tr("log", "Practice can't be saved just now: {0}").format(reason_text(error))
    return None
