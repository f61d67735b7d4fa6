"""What every part of the settings is: a panel of rows."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from thaw.shell.player.level_rows import LevelRows
from thaw.shell.settings.state import SettingsState
from thaw.shell.theme import Theme
from thaw.shell.widgets.panel import Panel
from thaw.shell.widgets.setting_rows import ChoiceRow, MinutesRow, SliderRow, SwitchRow


class Section(Panel):
    """A panel of rows."""

    chosen = Signal(str, object)
    """A setting by its name in ``Settings``, and its new value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=0.7)

    def show_state(self, state: SettingsState) -> None:
        """Show what of ``state`` belongs here: nothing, in a panel without rows."""

    def stack(self, rows: Sequence[QWidget]) -> None:
        """Put ``rows`` below one another."""
        for row in rows:
            self.column.addWidget(row)
            if isinstance(row, SliderRow | SwitchRow | ChoiceRow | MinutesRow | LevelRows):
                row.chosen.connect(self.chosen)
