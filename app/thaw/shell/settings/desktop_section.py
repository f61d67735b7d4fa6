"""How it looks, and where it is while its window is closed."""

from PySide6.QtCore import Signal

from thaw.settings import (
    Theme as Look,
)
from thaw.shell.settings.section import Section
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.theme import Theme
from thaw.shell.widgets.setting_rows import ChoiceRow, SwitchRow


class LookSection(Section):
    """Colours, and whether things may move."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.look = ChoiceRow(
            theme,
            "theme",
            self.tr("Colours"),
            [
                Choice(Look.SYSTEM, self.tr("As the desktop has them")),
                Choice(Look.LIGHT, self.tr("Light")),
                Choice(Look.DARK, self.tr("Dark")),
                Choice(Look.CONTRAST, self.tr("High contrast")),
            ],
        )
        self.motion = ChoiceRow(
            theme,
            "reduce_motion",
            self.tr("Movement"),
            [
                Choice(None, self.tr("As the desktop has it")),
                Choice(True, self.tr("As little as can be")),
                Choice(False, self.tr("All of it")),
            ],
            self.tr("With little of it, the breath is a bar that fills, with words."),
        )
        self.stack([self.look, self.motion])

    def show_state(self, state: SettingsState) -> None:
        self.look.show_value(state.settings.theme)
        self.motion.show_value(state.settings.reduce_motion)


class DesktopSection(Section):
    """The tray, and the start of the day."""

    login_chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.tray = SwitchRow(
            theme, "close_to_tray", self.tr("Stay in the tray when the window is closed")
        )
        self.login = SwitchRow(theme, "", self.tr("Be in the tray from the moment I log in"))
        self.stack([self.tray])
        # It is no setting: the entry that starts Thaw is there, or it isn't.
        self.column.addWidget(self.login)
        self.login.chosen.connect(self._on_login_chosen)

    def show_state(self, state: SettingsState) -> None:
        self.tray.show_value(state.settings.close_to_tray)
        self.tray.setVisible(state.has_tray)
        self.login.show_value(bool(state.starts_at_login))
        self.login.setVisible(state.has_tray and state.starts_at_login is not None)

    def is_empty(self) -> bool:
        """Whether there is nothing to set on this desktop."""
        return self.tray.isHidden() and self.login.isHidden()

    def _on_login_chosen(self, _name: str, is_on: bool) -> None:
        self.login_chosen.emit(is_on)
