"""The lengths a session can have, in a small window over its card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from thaw.shell.library.state import Card
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.anchored_popup import AnchoredPopup
from thaw.shell.widgets.controls import Button, IconButton, label
from thaw.shell.widgets.flow_layout import FlowLayout, flow_row
from thaw.shell.wording import minutes_text


class LengthChips(QWidget):
    """The lengths a card offers, one of them chosen, and any whole minute besides."""

    picked = Signal(int)
    """A length was picked by name."""
    changed = Signal(int)
    """The chosen length is another one now."""

    def __init__(
        self, theme: Theme, card: Card, minutes: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._minutes = minutes
        self._chips = QButtonGroup(self)
        self._lay_out(card)
        self.spin.valueChanged.connect(self._on_value_changed)
        self._chips.idClicked.connect(self._on_chip_clicked)
        self.show_minutes(minutes)

    def minutes(self) -> int:
        return self._minutes

    def show_minutes(self, minutes: int) -> None:
        """Show ``minutes`` as the chosen length."""
        self._minutes = minutes
        self.spin.setValue(minutes)
        # An exclusive group cannot be left without a checked chip, so it is opened for it.
        self._chips.setExclusive(False)
        for chip in self._chips.buttons():
            chip.setChecked(self._chips.id(chip) == minutes)
        self._chips.setExclusive(True)

    def focus_chosen(self) -> None:
        """Give the keyboard to the chosen chip, or to the number when it has none."""
        chip = self._chips.button(self._minutes)
        (chip or self.spin).setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self, card: Card) -> None:
        flow = QWidget()
        chips = FlowLayout(flow, spacing=max(self._theme.unit // 3, 4))
        for minutes in card.offered_minutes():
            chip = Button(self._theme, minutes_text(minutes), "chip")
            chip.setCheckable(True)
            self._chips.addButton(chip, minutes)
            chips.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.unit // 2)
        column.addWidget(flow)
        column.addWidget(self._any_minute(card))

    def _any_minute(self, card: Card) -> QWidget:
        self.spin = QSpinBox()
        self.spin.setRange(card.shortest, card.longest)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.spin.setSuffix(self.tr(" min"))
        self.spin.setAccessibleName(
            self.tr("Any whole minute from {0} to {1}").format(card.shortest, card.longest)
        )
        fewer = IconButton(self._theme, "minus", self.tr("One minute less"))
        more = IconButton(self._theme, "plus", self.tr("One minute more"))
        fewer.clicked.connect(self.spin.stepDown)
        more.clicked.connect(self.spin.stepUp)
        controls = QWidget()
        row = QHBoxLayout(controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.unit // 4)
        for widget in (fewer, self.spin, more):
            row.addWidget(widget)
        words = label(self.tr("Or any length"), Text.SMALL, is_quiet=True)
        words.setWordWrap(False)
        return flow_row(words, controls, spacing=self._theme.unit // 4, spreads=True)

    def _on_chip_clicked(self, minutes: int) -> None:
        self._set(minutes)
        self.picked.emit(minutes)

    def _on_value_changed(self, minutes: int) -> None:
        self._set(minutes)

    def _set(self, minutes: int) -> None:
        if minutes != self._minutes:
            self.show_minutes(minutes)
            self.changed.emit(minutes)


class LengthPopup(AnchoredPopup):
    """The chips in a small window over a card; it goes once a length is picked."""

    def __init__(self, theme: Theme, card: Card, minutes: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("How long {0} is to be").format(card.title))
        self.chips = LengthChips(theme, card, minutes)
        self.chips.picked.connect(self.close)
        column = QVBoxLayout(self)
        pad = round(theme.unit * 0.8)
        column.setContentsMargins(pad, pad, pad, pad)
        column.addWidget(self.chips)
        self.setFixedWidth(min(theme.unit * 17, parent.window().width() - 24))

    def open_below(self, anchor: QWidget) -> None:
        super().open_below(anchor)
        self.chips.focus_chosen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)
