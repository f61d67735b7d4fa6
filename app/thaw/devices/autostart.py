"""Thaw in the tray from the moment a person logs in: the Desktop Application Autostart way."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from thaw.devices.desktop_entry import DESKTOP_ID, quoted_command, write_file

_MARK: Final = "X-Thaw-Autostart=true"
"""A line that only Thaw writes: an entry without it is somebody else's, and left alone."""
_OFF: Final = ("Hidden=true", "X-GNOME-Autostart-enabled=false")
"""Lines by which desktops switch an entry off without deleting it."""
_UNSUPPORTED: Final = ("win32", "darwin")
_ENTRY: Final = """[Desktop Entry]
Type=Application
Version=1.4
Name=Thaw
Comment=Guided mindfulness and breathing, ready in the tray
Exec={command}
Icon={icon}
Terminal=false
{mark}
"""


class Autostart:
    """The entry in the person's autostart folder; ``command`` is what it runs."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], system: str = sys.platform
    ) -> None:
        self._command = command
        self._entry = _config_home(environ) / "autostart" / f"{DESKTOP_ID}.desktop"
        self._is_supported = system not in _UNSUPPORTED

    def is_on(self) -> bool | None:
        """Whether the desktop starts Thaw; None where this system does it in another way."""
        if not self._is_supported:
            return None
        lines = self._lines()
        return bool(lines) and not any(off in lines for off in _OFF)

    def switch(self, is_wanted: bool) -> None:
        """Write the entry, or delete it. Raises OSError, also where it is somebody else's."""
        lines = self._lines()
        if lines and _MARK not in lines:
            raise FileExistsError(f"{self._entry} was not written by Thaw, and was left alone")
        if is_wanted:
            command = quoted_command(self._command)
            text = _ENTRY.format(command=command, icon=DESKTOP_ID, mark=_MARK)
            write_file(self._entry, text.encode("utf-8"))
        else:
            self._entry.unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        try:
            return self._entry.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return []


def _config_home(environ: Mapping[str, str]) -> Path:
    """Where the XDG Base Directory Specification has a person's configuration."""
    named = Path(environ.get("XDG_CONFIG_HOME", ""))
    # The specification has relative paths ignored.
    return named if named.is_absolute() else Path.home() / ".config"
