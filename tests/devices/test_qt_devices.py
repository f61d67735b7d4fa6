"""What looking for sound devices loads, seen in a process of its own."""

import os
import subprocess
import sys

PROGRAM = """
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from thaw.devices.outputs import Outputs

outputs = Outputs()
places = QCoreApplication.libraryPaths()
outputs.devices()
assert QCoreApplication.libraryPaths() == places
libraries = Path("/proc/self/maps").read_text(encoding="utf-8")
print("libQt6Multimedia" in libraries, "mediaplugin" in libraries, "avcodec" in libraries)
"""


def test_the_backend_for_films_is_not_loaded() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert ran.stdout.split() == ["True", "False", "False"]
    assert ran.stderr == ""
