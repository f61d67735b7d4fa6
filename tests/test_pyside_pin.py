"""PySide6 must not steal references to None: see the pin in pyproject.toml."""

import sys
import tomllib
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 1000
# The interpreter itself gains or loses a few now and then; the fault loses one a call.
STRAY = 50


def test_a_void_qt_call_leaves_none_alone(qapp: QApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("")
    assert abs(sys.getrefcount(None) - before) < STRAY


def test_a_void_call_on_a_plain_object_leaves_none_alone() -> None:
    qobject = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        qobject.setObjectName("thaw")
    assert abs(sys.getrefcount(None) - before) < STRAY


def test_both_halves_of_pyside_are_held_below_the_faulty_release() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
    pinned = [line for line in project["project"]["dependencies"] if line.startswith("PySide6")]
    assert [line.partition(">")[0] for line in pinned] == [
        "PySide6-Essentials",
        "PySide6-Addons",
    ]
    assert all(line.endswith(",<6.12") for line in pinned)
