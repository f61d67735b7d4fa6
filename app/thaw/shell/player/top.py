"""What stands above a practice: its name and stage, and what is shown on demand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from thaw.shell.player.state import PlayerState
from thaw.shell.player.words import stage_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import IconButton, label, set_words
from thaw.shell.widgets.flow_layout import FlowLayout


class PlayerTop(QWidget):
    """The title, the stage, and buttons: seconds of a breath, levels, the time left, help."""

    time_asked = Signal()
    count_asked = Signal()
    levels_asked = Signal(QWidget)
    """The levels, please, below this button."""
    help_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(is_quiet=True)
        self._stage = label(kind=Text.SMALL, is_quiet=True)
        self._clock = IconButton(theme, "clock", self.tr("Time left (T)"))
        self._clock.setCheckable(True)
        self._count = IconButton(theme, "count", self.tr("Seconds of each breath (C)"))
        self._count.setCheckable(True)
        self._levels = IconButton(theme, "levels", self.tr("Levels (L)"))
        self._help = IconButton(theme, "help", self.tr("Help (F1)"))
        self._buttons = (self._count, self._levels, self._clock, self._help)
        self._lay_out()
        self.setMouseTracking(True)
        self._clock.clicked.connect(self.time_asked)
        self._count.clicked.connect(self.count_asked)
        self._levels.clicked.connect(self.ask_levels)
        self._help.clicked.connect(self.help_asked)

    def is_used(self) -> bool:
        """Whether the pointer is on one of its buttons."""
        return any(one.underMouse() for one in self._buttons)

    def show_title(self, title: str) -> None:
        self._title.setText(title)

    def show_moment(self, state: PlayerState) -> None:
        """Show the stage, and the button for seconds where there are breaths to count."""
        moment = state.moment
        if moment is None:
            return
        set_words(self._stage, stage_text(state))
        is_paced = moment.breath is not None or moment.breathes_on
        if self._count.isVisibleTo(self) != is_paced:
            self._count.setVisible(is_paced)

    def show_wants(self, *, time: bool, count: bool) -> None:
        """Show what of it was asked for."""
        self._clock.setChecked(time)
        self._count.setChecked(count)

    def ask_levels(self) -> None:
        self.levels_asked.emit(self._levels)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._stage)
        row.addLayout(names, 1)
        # In a narrow window with large text they stand in two rows.
        buttons = QWidget()
        buttons.setMouseTracking(True)
        flow = FlowLayout(buttons, spacing=0)
        for button in self._buttons:
            flow.addWidget(button)
        row.addWidget(buttons, 0, Qt.AlignmentFlag.AlignTop)
