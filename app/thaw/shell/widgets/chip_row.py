"""A few choices side by side, one of them chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button
from thaw.shell.widgets.flow_layout import FlowLayout


class ChipRow(QWidget):
    """Chips for ``choices``, each a key and its words; they wrap where there is no room."""

    picked = Signal(str)
    """A chip was pressed: its key."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        is_centred: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._flow = FlowLayout(self, spacing=max(theme.unit // 3, 4), is_centred=is_centred)
        self.setAccessibleName(name)
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these from now on, none of them chosen; the same as before stay as they are."""
        if [*choices] == [(key, chip.text()) for key, chip in self._chips.items()]:
            return
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {key: self._made(words) for key, words in choices}

    def show_chosen(self, key: str) -> None:
        """Show ``key`` as the chosen one; none where it is not among them."""
        # An exclusive group cannot be left without a checked chip, so it is opened for it.
        self._group.setExclusive(False)
        for other, chip in self._chips.items():
            chip.setChecked(other == key)
        self._group.setExclusive(True)
        self._have_keyboard_come_to(self._chips.get(key))

    def chip(self, key: str) -> Button:
        return self._chips[key]

    def _made(self, words: str) -> Button:
        chip = Button(self._theme, words, "chip", parent=self)
        chip.setCheckable(True)
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        # A chip made late is not shown by itself.
        chip.show()
        return chip

    def _have_keyboard_come_to(self, chosen: Button | None) -> None:
        """Qt has it come to the chip that was in hand last, whatever is chosen by now."""
        for chip in self._chips.values():
            is_way_in = chosen is None or chip is chosen
            strong, by_click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(strong if is_way_in else by_click)

    def _on_clicked(self, clicked: Button) -> None:
        self.picked.emit(next(key for key, chip in self._chips.items() if chip is clicked))
