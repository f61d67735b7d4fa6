"""One row for one setting: words, and the control that changes it.

``name`` is that of the field in ``Settings``. ``chosen`` tells it with each new value, so
that the signals of all rows can be connected to one.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from thaw.shell.settings.state import Choice
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import IconButton, label
from thaw.shell.widgets.flow_layout import FlowLayout, flow_row
from thaw.shell.widgets.page_boxes import NumberBox
from thaw.shell.widgets.setting_controls import PlainCombo, PlainSlider, TickBox


class Scale(Protocol):
    """What the places of a slider stand for."""

    first: int
    last: int

    def value(self, place: int) -> float:
        """Return the setting's value at ``place``."""
        ...

    def place(self, value: float) -> int:
        """Return the place nearest to ``value``."""
        ...

    def words(self, place: int) -> str:
        """Say what is set at ``place``."""
        ...


class SliderRow(QWidget):
    """Words and the value above a slider, and room for a button beside it."""

    turned = Signal(str, object)
    """The value on the way, while the slider is dragged."""
    chosen = Signal(str, object)
    """The value it was left at."""

    def __init__(
        self, theme: Theme, name: str, words: str, scale: Scale, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self._name = name
        self._words = words
        self._scale = scale
        self._told = 0
        self.slider = PlainSlider()
        self.slider.setRange(scale.first, scale.last)
        self.slider.setPageStep(max((scale.last - scale.first) // 8, 1))
        self.value = QLabel()
        self.value.setProperty("quiet", "true")
        self._lay_out(theme, beside)
        self.slider.valueChanged.connect(self._on_value_changed)
        self.slider.sliderReleased.connect(self._tell)

    def show_value(self, value: float) -> None:
        # Not while somebody holds it: what is shown would be what they had a moment ago.
        if self.slider.isSliderDown():
            return
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._scale.place(value))
        self._told = self.slider.value()
        self._show_words()

    def _lay_out(self, theme: Theme, beside: QWidget | None) -> None:
        heading = flow_row(QLabel(self._words), self.value, spacing=theme.unit // 2, spreads=True)
        column = QVBoxLayout()
        column.setSpacing(round(theme.unit * 0.15))
        column.addWidget(heading)
        column.addWidget(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit // 2)
        row.addLayout(column, 1)
        if beside is not None:
            row.addWidget(beside, 0, Qt.AlignmentFlag.AlignBottom)

    def _show_words(self) -> None:
        said = self._scale.words(self.slider.value())
        self.value.setText(said)
        self.slider.setAccessibleName(f"{self._words}: {said}")

    def _on_value_changed(self) -> None:
        self._show_words()
        if self.slider.isSliderDown():
            self.turned.emit(self._name, self._scale.value(self.slider.value()))
        else:
            self._tell()

    def _tell(self) -> None:
        if self.slider.value() != self._told:
            self._told = self.slider.value()
            self.chosen.emit(self._name, self._scale.value(self._told))


class SwitchRow(QWidget):
    """A box to tick, with words that wrap; a click on them ticks it too."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme, name: str, words: str, note: str = "") -> None:
        super().__init__()
        self._name = name
        self.box = TickBox(theme, words, note)
        self.box.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)

    def show_value(self, is_on: bool) -> None:
        self.box.setChecked(is_on)

    def _on_clicked(self, is_on: bool) -> None:
        self.chosen.emit(self._name, is_on)


class ChoiceRow(QWidget):
    """Words, and a list of which one is chosen."""

    chosen = Signal(str, object)

    def __init__(
        self, theme: Theme, name: str, words: str, choices: Sequence[Choice] = (), note: str = ""
    ) -> None:
        super().__init__()
        self._name = name
        self._choices: tuple[Choice, ...] = ()
        self.combo = PlainCombo(theme)
        self.combo.setAccessibleName(words)
        self.combo.setAccessibleDescription(note)
        self.combo.activated.connect(self._on_activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.unit * 0.2))
        shown = QLabel(words)
        # On Linux a screen reader is told the name of a list by the label that belongs to it.
        shown.setBuddy(self.combo)
        column.addWidget(flow_row(shown, self.combo, spacing=theme.unit // 2, spreads=True))
        if note:
            column.addWidget(label(note, Text.SMALL, is_quiet=True))
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Have these to choose from."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self.combo.clear()
            self.combo.addItems([choice.words for choice in choices])

    def show_value(self, value: object) -> None:
        """Show ``value`` as chosen; nothing where it is not among the choices."""
        values = [choice.value for choice in self._choices]
        self.combo.setCurrentIndex(values.index(value) if value in values else -1)

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self._name, self._choices[index].value)


class MinutesRow(QWidget):
    """Words, and a number of minutes between a button for fewer and one for more."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__()
        self._name = name
        self.spin = NumberBox()
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.spin.setSuffix(self.tr(" min"))
        self.spin.setAccessibleName(words)
        # Typing 12 does not mean 1 first.
        self.spin.setKeyboardTracking(False)
        fewer = IconButton(theme, "minus", self.tr("One minute less"))
        more = IconButton(theme, "plus", self.tr("One minute more"))
        fewer.clicked.connect(self.spin.stepDown)
        more.clicked.connect(self.spin.stepUp)
        self.spin.valueChanged.connect(self._on_value_changed)
        controls = QWidget()
        row = QHBoxLayout(controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (fewer, self.spin, more):
            row.addWidget(widget)
        flow = FlowLayout(self, spacing=theme.unit // 2, spreads=True)
        flow.addWidget(QLabel(words))
        flow.addWidget(controls)

    def show_value(self, minutes: int, shortest: int, longest: int) -> None:
        with QSignalBlocker(self.spin):
            self.spin.setRange(shortest, longest)
            self.spin.setValue(minutes)

    def _on_value_changed(self, minutes: int) -> None:
        self.chosen.emit(self._name, minutes)
