"""Qt paints on one thread, looked for in a process of its own."""

import subprocess
import sys

from thaw.devices.painting_threads import paint_on_one_thread

# A smooth copy of many lines is what Qt shares between threads.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from thaw.devices.painting_threads import paint_on_one_thread

if sys.argv[1] == "asked":
    paint_on_one_thread()
application = QGuiApplication(["thaw", "-platform", "offscreen"])
one, other = (QImage(600, 600, QImage.Format.Format_ARGB32_Premultiplied) for _ in "ab")
one.fill(0)
painter = QPainter(one)
painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
painter.setOpacity(0.5)
painter.drawImage(QRectF(10, 10, 555.5, 555.5), other)
painter.end()
names = [task.read_text(encoding="utf-8") for task in Path("/proc/self/task").glob("*/comm")]
print(sum("pooled" in name for name in names))
"""


def painters(how: str) -> int:
    """How many threads of a pool there are once something large was painted."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, how], check=True, capture_output=True, text=True
    )
    return int(ran.stdout)


def test_no_thread_is_made_for_painting() -> None:
    assert painters("not asked") > 0, "Qt shares nothing by itself: this is no longer needed"
    assert painters("asked") == 0


def test_what_somebody_has_set_stays() -> None:
    environ = {"QT_NO_GUI_THREADPOOL": "0"}
    paint_on_one_thread(environ)
    assert environ == {"QT_NO_GUI_THREADPOOL": "0"}
