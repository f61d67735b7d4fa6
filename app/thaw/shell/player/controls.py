"""The player's row of buttons, and what stands there instead when the sound is gone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from thaw.shell.player.state import PlayerState, PlayerStatus
from thaw.shell.player.words import fault_text
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button, IconButton, label
from thaw.shell.widgets.flow_layout import FlowLayout

SEEK_S = 15


class PlayerControls(QWidget):
    """Restart, back, pause, forward, end, stop and ground."""

    restart_asked = Signal()
    seek_asked = Signal(int)
    toggle_asked = Signal()
    stop_asked = Signal()
    ground_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restart = IconButton(theme, "restart", self.tr("Start again (R)"))
        self._back = IconButton(
            theme, "seek-back", self.tr("Back {0} seconds (left arrow)").format(SEEK_S)
        )
        self._toggle = IconButton(theme, "pause", self.tr("Pause (space)"), is_main=True)
        self._forward = IconButton(
            theme, "seek-forward", self.tr("On {0} seconds (right arrow)").format(SEEK_S)
        )
        self._stop = IconButton(theme, "stop", self.tr("End here (Q)"))
        self._ground = IconButton(theme, "ground", self.tr("Stop and ground (Esc)"))
        self._lay_out(theme)
        self._restart.clicked.connect(self.restart_asked)
        self._back.clicked.connect(self._on_back_clicked)
        self._toggle.clicked.connect(self.toggle_asked)
        self._forward.clicked.connect(self._on_forward_clicked)
        self._stop.clicked.connect(self.stop_asked)
        self._ground.clicked.connect(self.ground_asked)

    def show_status(self, status: PlayerStatus) -> None:
        """Offer what makes sense at this status."""
        if status is PlayerStatus.PAUSED:
            self._toggle.show_icon("play", self.tr("Go on (space)"))
        else:
            self._toggle.show_icon("pause", self.tr("Pause (space)"))
        for button in (self._restart, self._back, self._toggle, self._forward):
            button.setEnabled(status.is_going)

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self._restart, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self._back, self._toggle, self._forward, self._stop, self._ground):
            # In a narrow window with large text the gaps give way, not a button.
            gap = min(round(theme.unit * 0.5), 8)
            row.addItem(QSpacerItem(gap, 0, QSizePolicy.Policy.Maximum))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)

    def _on_back_clicked(self) -> None:
        self.seek_asked.emit(-SEEK_S)

    def _on_forward_clicked(self) -> None:
        self.seek_asked.emit(SEEK_S)


class FaultPanel(QFrame):
    """Says what happened to the sound, and offers the ways on."""

    retry_asked = Signal()
    silent_asked = Signal()
    stop_asked = Signal()
    ground_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMaximumWidth(theme.unit * 34)
        self._words: QLabel = label()
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._retry = Button(theme, self.tr("Try again"), "primary")
        self._silent = Button(theme, self.tr("Continue without sound"), "outline")
        self._silent.set_short_text(self.tr("Without sound"))
        self._stop = Button(theme, self.tr("End here"), "quiet")
        self._ground = Button(theme, self.tr("Stop and ground"), "quiet")
        self._ground.set_short_text(self.tr("Ground"))
        pad = theme.margin
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(round(pad * 0.8))
        column.addWidget(self._words)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=pad // 2, is_centred=True)
        for button in (self._retry, self._silent, self._stop, self._ground):
            flow.addWidget(button)
        column.addWidget(buttons)
        self._retry.clicked.connect(self.retry_asked)
        self._silent.clicked.connect(self.silent_asked)
        self._stop.clicked.connect(self.stop_asked)
        self._ground.clicked.connect(self.ground_asked)

    def show_state(self, state: PlayerState) -> None:
        self._words.setText(fault_text(state))

    def focus_first(self) -> None:
        self._retry.setFocus(Qt.FocusReason.OtherFocusReason)
