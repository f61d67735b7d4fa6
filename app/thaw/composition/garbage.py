"""What is in use no longer is freed on the window's thread, and nowhere else."""

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

EVERY_MS: Final = 5_000
"""Seldom enough not to keep a processor awake, and often enough that little piles up."""


class Garbage(QObject):
    """Collects in place of Python's own collector, by the same thresholds.

    That one runs on whichever thread happens to make an object. Where it finds a widget on a
    worker's thread it stops the widget's timers there, and Qt ends the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due."""
        counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counted) if count > most]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Leave it to Python again, once no worker is left."""
        self._timer.stop()
        gc.enable()
