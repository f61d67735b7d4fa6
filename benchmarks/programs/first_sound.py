"""Thaw with its window up and its voice cached: prints the seconds from "begin" to sound."""

import time

from PySide6.QtCore import QCoreApplication, QTimer

from thaw.cli import run
from thaw.composition import running
from thaw.practice.entry import Source

WARM_MS = 8_000
LOOK_MS = 2
_began: list[float] = []


class WatchedApp(running.App):
    """Begins once everything beside the window is done, and looks for the first frame heard."""

    def open(self) -> None:
        super().open()
        QTimer.singleShot(WARM_MS, self._begin)

    def _begin(self) -> None:
        _began.append(time.monotonic())
        # As a quick session: what is chosen in the library may be preceded by questions.
        self._desk.begin("breath-awareness", 10, Source.QUICK)
        self._look = QTimer(self)
        self._look.timeout.connect(self._on_look_for_sound)
        self._look.start(LOOK_MS)

    def _on_look_for_sound(self) -> None:
        moment = self._sitting.state().moment
        if moment is not None and moment.frame > 0:
            print(time.monotonic() - _began[0], flush=True)
            QCoreApplication.quit()


running.App = WatchedApp
raise SystemExit(run([]))
