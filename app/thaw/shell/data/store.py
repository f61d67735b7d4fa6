"""Where the window has the history from as a whole, and what is noted where it fails."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thaw.practice.errors import LogError

if TYPE_CHECKING:
    # Not needed before the settings are asked for.
    from thaw.practice.copies import LogCopy
    from thaw.practice.log import PracticeLog

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HistoryStore:
    """The history as a whole. All but ``folder`` and ``open_folder`` are asked for beside the
    window, and raise LogError."""

    read_log: "Callable[[], PracticeLog]"
    write_log: "Callable[[], PracticeLog]"
    copies: "Callable[[], list[LogCopy]]"
    restore: "Callable[[LogCopy], Path | None]"
    folder: Path
    open_folder: Callable[[Path], bool]


def log_unless_expected(words: str, error: Exception) -> None:
    """Note an error of our own; what the world did to the log is told to the person."""
    if not isinstance(error, LogError):
        logger.error(words, exc_info=error)
