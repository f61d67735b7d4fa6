"""Whether there is a screen to open a window on. Qt would end the program to say there is none."""

import ctypes
import os
import socket
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

_ALWAYS_HAVE_ONE: Final = ("win32", "darwin")
_PATIENCE_S: Final = 2.0


def has_screen(environ: Mapping[str, str], system: str) -> bool:
    """True when a window can be opened here, as far as can be told in a millisecond or two."""
    # Whoever names a platform for Qt has decided: "offscreen" needs no screen.
    if system in _ALWAYS_HAVE_ONE or environ.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers(environ) or _x11_answers(environ.get("DISPLAY", ""))


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    # An absolute name stands for itself: wl_display_connect(3).
    path = Path(environ.get("XDG_RUNTIME_DIR", "")) / name
    with closing(socket.socket(socket.AF_UNIX)) as connection:
        connection.settimeout(_PATIENCE_S)
        try:
            connection.connect(str(path))
        except OSError:
            return False
    return True


def _x11_answers(display: str) -> bool:
    if not display:
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        # Without the library Qt can't open a window either, and says which one is missing.
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), None))
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)
