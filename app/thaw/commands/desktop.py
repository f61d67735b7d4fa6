"""``thaw desktop``: the entry that a double click opens."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from thaw import resources
from thaw.commands.answer import EXIT_DONE, WorldError, reason_in, say
from thaw.devices import desktop_entry
from thaw.devices.desktop_entry import DesktopOutcome, DesktopResult

WINDOWED_SCRIPT: Final = "thaw-desktop"
"""Beside this Python where Thaw is installed; pyproject.toml names it."""

_SAID: Final[Mapping[DesktopOutcome, str]] = {
    DesktopOutcome.INSTALLED: "Thaw is among your applications now: {entry}",
    DesktopOutcome.UNCHANGED: "Thaw is among your applications already: {entry}",
    DesktopOutcome.REMOVED: "Thaw is no longer among your applications. Your history stays.",
    DesktopOutcome.NOTHING_THERE: "Thaw was not among your applications.",
}
_REFUSED: Final[Mapping[DesktopOutcome, str]] = {
    DesktopOutcome.NOT_OURS: "{entry} was not written by Thaw, and was left alone",
    DesktopOutcome.NOT_ON_THIS_SYSTEM: "Thaw can't put itself among the applications here yet",
}


def install(environ: Mapping[str, str] = os.environ, system: str = sys.platform) -> int:
    """Write the entry and its icons into the person's data folder. Raises WorldError."""
    data = _data_home(environ)
    command = command_to_open(Path(sys.executable), is_frozen=getattr(sys, "frozen", False))
    try:
        result = desktop_entry.install(
            data / "applications", data / "icons", command, resources.assets_dir(), system
        )
    except OSError as error:
        raise WorldError(f"the entry can't be written: {reason_in(error)}") from error
    except ValueError as error:
        raise WorldError(f"no entry can hold this path: {command[0]!r}") from error
    return _told(result, data)


def remove(environ: Mapping[str, str] = os.environ, system: str = sys.platform) -> int:
    """Delete what ``install`` wrote. Raises WorldError."""
    data = _data_home(environ)
    try:
        result = desktop_entry.remove(data / "applications", data / "icons", system)
    except OSError as error:
        raise WorldError(f"the entry can't be removed: {reason_in(error)}") from error
    return _told(result, data)


def command_to_open(python: Path, *, is_frozen: bool) -> Sequence[str]:
    """What opens this very copy of Thaw, from any folder and with no environment set."""
    if is_frozen:
        return [str(python)]
    script = python.with_name(WINDOWED_SCRIPT)
    return [str(script)] if script.exists() else [str(python), "-P", "-m", "thaw"]


def _data_home(environ: Mapping[str, str]) -> Path:
    """Where desktops look for a person's own entries: the XDG Base Directory Specification."""
    named = Path(environ.get("XDG_DATA_HOME", ""))
    # The specification has relative paths ignored.
    return named if named.is_absolute() else Path.home() / ".local" / "share"


def _told(result: DesktopResult, data: Path) -> int:
    entry = data / "applications" / f"{desktop_entry.DESKTOP_ID}.desktop"
    if result.outcome in _REFUSED:
        raise WorldError(_REFUSED[result.outcome].format(entry=entry))
    say(_SAID[result.outcome].format(entry=entry))
    return EXIT_DONE
