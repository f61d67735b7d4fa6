"""The one question to the X server that xdotool does not ask."""

import ctypes


def has_selection_owner(display: str, name: str) -> bool:
    """Whether any program on ``display`` has claimed the selection called ``name``."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    if not connection:
        return False
    atom = ctypes.c_ulong(x11.XInternAtom(connection, name.encode(), 0))
    owner = x11.XGetSelectionOwner(connection, atom)
    x11.XCloseDisplay(connection)
    return owner != 0
