"""A number with a button on either side: less, and more."""

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QHBoxLayout, QWidget

from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import IconButton
from thaw.shell.widgets.page_boxes import NumberBox

_TENTHS: Final = re.compile(r"\d{0,2}([.,]\d?)?")


class TenthsBox(NumberBox):
    """A whole number, or one in tenths, of which ``value`` is then the number."""

    def __init__(self, in_tenths: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_tenths = in_tenths
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def textFromValue(self, val: int) -> str:
        return f"{val / 10:g}" if self._in_tenths else f"{val}"

    def valueFromText(self, text: str) -> int:
        number = text.removesuffix(self.suffix()).replace(",", ".").strip() or "0"
        return round(float(number) * 10) if self._in_tenths else int(number)

    def validate(self, input: str, pos: int) -> object:  # noqa: A002  # Qt's own name for it
        number = input.removesuffix(self.suffix()).strip()
        if not self._in_tenths:
            return super().validate(input, pos)
        if not _TENTHS.fullmatch(number):
            return QValidator.State.Invalid, input, pos
        is_whole = number[-1:].isdigit() and self._is_in_range(self.valueFromText(input))
        state = QValidator.State.Acceptable if is_whole else QValidator.State.Intermediate
        return state, input, pos

    def _is_in_range(self, value: int) -> bool:
        return self.minimum() <= value <= self.maximum()


class Stepper(QWidget):
    """Less, the number, more."""

    changed = Signal(int)

    def __init__(
        self, theme: Theme, name: str, in_tenths: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = TenthsBox(in_tenths)
        self.less = IconButton(theme, "minus", self.tr("{0}: less").format(name))
        self.more = IconButton(theme, "plus", self.tr("{0}: more").format(name))
        self.box.setAccessibleName(name)
        self.less.clicked.connect(self.box.stepDown)
        self.more.clicked.connect(self.box.stepUp)
        self.box.valueChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit // 4)
        for part in (self.less, self.box, self.more):
            row.addWidget(part)

    def value(self) -> int:
        return self.box.value()

    def show_value(self, value: int, least: int, most: int, step: int = 1) -> None:
        """Show ``value``, which may go from ``least`` to ``most``; nothing is told."""
        before = self.box.blockSignals(True)
        self.box.setRange(least, most)
        self.box.setSingleStep(step)
        self.box.setValue(value)
        self.box.blockSignals(before)
        self._open(self.less, is_open=value > least)
        self._open(self.more, is_open=value < most)

    def _open(self, way: IconButton, *, is_open: bool) -> None:
        is_open = is_open and self.box.isEnabled()
        if way.hasFocus() and not is_open:
            # Otherwise the key that has come to the end would press whatever follows.
            self.box.setFocus()
        way.setEnabled(is_open)
