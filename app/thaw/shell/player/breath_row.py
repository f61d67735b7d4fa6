"""The word under the breath, and what a person may ask of the breaths to come."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from thaw.shell.player.state import PlayerState, PlayerStatus
from thaw.shell.player.words import word_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, IconButton, label


class BreathRow(QWidget):
    """What to do now, between slower and easier; at a wait, a button that goes on.

    Easier and slower are there only where another paced breath is still to begin.
    """

    slower_asked = Signal()
    easier_asked = Signal()
    go_on_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = label(kind=Text.HEADING)
        self._word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._word.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._word.setMaximumWidth(theme.unit * 16)
        self._slower = IconButton(theme, "slower", self.tr("Breathe slower (S)"))
        self._easier = IconButton(theme, "easier", self.tr("Breathe easier, a little quicker (E)"))
        self._go_on = Button(theme, self.tr("Go on"), "outline")
        self._lay_out(theme)
        self._slower.clicked.connect(self.slower_asked)
        self._easier.clicked.connect(self.easier_asked)
        self._go_on.clicked.connect(self.go_on_asked)

    @property
    def buttons(self) -> tuple[IconButton, IconButton]:
        """What is there only while the controls are."""
        return self._slower, self._easier

    def word(self) -> str:
        return self._word.text()

    def is_used(self) -> bool:
        """Whether the pointer is on one of its buttons."""
        return any(button.underMouse() for button in (*self.buttons, self._go_on))

    def show_state(self, state: PlayerState, counts: bool) -> None:
        """Show a practice at one moment; ``counts`` adds the seconds of each phase."""
        word = word_text(state, counts)
        if word != self._word.text():
            self._word.setText(word)
        moment = state.moment
        has_breaths = state.status.is_going and moment is not None and moment.breathes_on
        for button in self.buttons:
            if button.isVisibleTo(self) != has_breaths:
                button.setVisible(has_breaths)
        waits = state.status is PlayerStatus.PLAYING and moment is not None and moment.is_waiting
        if self._go_on.isVisibleTo(self) != waits:
            self._go_on.setVisible(waits)

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(min(round(theme.unit * 0.5), 8))
        row.addStretch(1)
        row.addWidget(self._slower)
        row.addWidget(self._word, 1000)
        row.addWidget(self._easier)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(min(round(theme.unit * 0.4), 8))
        column.addLayout(row)
        column.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignHCenter)
        for button in (*self.buttons, self._go_on):
            button.hide()
            button.setMouseTracking(True)
        self.setMouseTracking(True)
