"""Gentle mode, on or off."""

from thaw.shell.settings.section import Section
from thaw.shell.settings.state import SettingsState
from thaw.shell.theme import Theme
from thaw.shell.widgets.setting_rows import SwitchRow


class GentleSection(Section):
    """One switch: nothing of why it is on is asked or kept."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.gentle = SwitchRow(
            theme,
            "gentle",
            self.tr("Gentle mode"),
            self.tr(
                "No breath holds, and short silences. What is suggested, and the quiet moment,"
                " is short, with attention on what is around you. Everything else stays in the"
                " library."
            ),
        )
        self.stack([self.gentle])

    def show_state(self, state: SettingsState) -> None:
        self.gentle.show_value(state.settings.gentle)
