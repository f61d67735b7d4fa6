"""What every part of the settings is: a panel of rows."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from thaw.shell.player.level_rows import LevelRows
from thaw.shell.settings.state import SettingsState
from thaw.shell.theme import Theme
from thaw.shell.widgets.setting_rows import ChoiceRow, MinutesRow, SliderRow, SwitchRow


class Section(QFrame):
    """A panel of rows."""

    chosen = Signal(str, object)
    """A setting by its name in ``Settings``, and its new value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._column = QVBoxLayout(self)
        pad = min(theme.margin, 16)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(round(theme.unit * 0.7))

    def show_state(self, state: SettingsState) -> None:
        """Show what of ``state`` belongs here: nothing, in a panel without rows."""

    def stack(self, rows: Sequence[QWidget]) -> None:
        """Put ``rows`` below one another."""
        for row in rows:
            self._column.addWidget(row)
            if isinstance(row, SliderRow | SwitchRow | ChoiceRow | MinutesRow | LevelRows):
                row.chosen.connect(self.chosen)
