"""Words for a sound file that plays, and has lost its end."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from thaw.core.units import frames
from thaw.shell.wording import clock_text

if TYPE_CHECKING:
    # It brings numpy with it.
    from thaw.audio.cut_short import CutShort


def cut_short_text(cut: "CutShort") -> str:
    """How much of it there is: a clause."""
    tr = QCoreApplication.translate
    heard = clock_text(frames(round(cut.read_s)))
    if cut.promised_s is None:
        return tr("cut short", "its end is missing after {0}").format(heard)
    words = tr("cut short", "{0} of {1} can be heard")
    return words.format(heard, clock_text(frames(round(cut.promised_s))))
