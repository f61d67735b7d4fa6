"""How many threads Qt paints with."""

import os
from collections.abc import MutableMapping
from typing import Final

_VARIABLE: Final = "QT_NO_GUI_THREADPOOL"
"""Read by Qt itself when it first paints something large; it has no call for it."""


def paint_on_one_thread(environ: MutableMapping[str, str] = os.environ) -> None:
    """Have Qt paint on the window's thread alone; to be called before the application is made.

    Left alone it shares the disc of every picture between the cores: two threads are woken
    sixty times a second for a tenth of a millisecond each, and waited for. Whoever has set
    the variable knows why.
    """
    environ.setdefault(_VARIABLE, "1")
