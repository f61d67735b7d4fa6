"""What is shown after a practice: what it was, and that it is kept."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from thaw.shell.player.state import PlayerState
from thaw.shell.player.words import end_text, kept_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import FlowLayout


class EndPanel(QWidget):
    """One sentence, one quiet line, two ways on, and between them what else there is to say."""

    library_asked = Signal()
    history_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = QLabel()
        self._sentence = label(kind=Text.TITLE)
        self._kept = label(is_quiet=True)
        self._library = Button(theme, self.tr("Back to the library"), "primary")
        self._library.set_short_text(self.tr("Library"))
        self._history = Button(theme, self.tr("History"), "quiet", "history")
        self._lay_out()
        self._holds: list[Callable[[], bool]] = []
        self._library.clicked.connect(self.leave_for_library)
        self._history.clicked.connect(self._leave_for_history)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def show_state(self, state: PlayerState) -> None:
        self._sentence.setText(end_text(state))
        self._kept.setText(kept_text(state))

    def focus_first(self) -> None:
        self._library.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, part: QWidget) -> None:
        """Place ``part`` below those put before it; it shows itself when it has to be seen."""
        part.hide()
        self._parts.addWidget(part)

    def hold(self, holds_back: Callable[[], bool]) -> None:
        """Ask ``holds_back`` before the panel is left: whether one should stay, this once."""
        self._holds.append(holds_back)

    def leave_for_library(self) -> None:
        """Go to the library, unless something is still to be said here."""
        self._leave(self.library_asked)

    def _leave_for_history(self) -> None:
        self._leave(self.history_asked)

    def _leave(self, way: SignalInstance) -> None:
        if not any(holds_back() for holds_back in self._holds):
            way.emit()
        elif (focused := self.focusWidget()) is not None:
            self._scroll.ensureWidgetVisible(focused)

    def _lay_out(self) -> None:
        unit, margin = self._theme.unit, self._theme.margin
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(round(unit * 0.6))
        column.addStretch(2)
        for words in (self._mark, self._sentence, self._kept):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addSpacing(unit)
        column.addLayout(self._centred_parts())
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=unit // 2, is_centred=True)
        flow.addWidget(self._library)
        flow.addWidget(self._history)
        column.addWidget(buttons)
        column.addStretch(3)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _centred_parts(self) -> QHBoxLayout:
        """Room for what is put here, no wider than is easily read."""
        room = QWidget()
        room.setMaximumWidth(self._theme.unit * 34)
        self._parts = QVBoxLayout(room)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(round(self._theme.unit * 0.8))
        around = QHBoxLayout()
        around.addStretch(1)
        around.addWidget(room, 1000)
        around.addStretch(1)
        return around

    def _on_theme_changed(self) -> None:
        size = round(self._theme.unit * 3.2)
        self._mark.setPixmap(self._theme.pixmap("thaw-symbolic", "accent", size))
