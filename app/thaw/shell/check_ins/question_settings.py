"""The part of the settings about what a person lets themselves be asked."""

from thaw.shell.settings.section import Section
from thaw.shell.settings.state import SettingsState
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import label
from thaw.shell.widgets.setting_rows import SwitchRow


class QuestionSection(Section):
    """Four occasions, each by itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.before = SwitchRow(
            theme,
            "ask_before",
            self.tr("How it is, before a practice"),
            self.tr(
                "Never before the very first one, the quiet moment, or what is begun from the tray."
            ),
        )
        self.after = SwitchRow(
            theme,
            "ask_after",
            self.tr("How it is, after a practice"),
            self.tr("After one for sleep, or a hard one, on the next day."),
        )
        self.weekly = SwitchRow(theme, "ask_weekly", self.tr("How the week was"))
        self.monthly = SwitchRow(
            theme,
            "ask_monthly",
            self.tr("Four questions about life as a whole, once a month"),
            self.tr("In English, as the Office for National Statistics (UK) words them."),
        )
        note = label(
            self.tr("No answer is ever needed, and none of them leaves this machine."),
            Text.SMALL,
            is_quiet=True,
        )
        self.stack([self.before, self.after, self.weekly, self.monthly, note])

    def show_state(self, state: SettingsState) -> None:
        chosen = state.settings
        self.before.show_value(chosen.ask_before)
        self.after.show_value(chosen.ask_after)
        self.weekly.show_value(chosen.ask_weekly)
        self.monthly.show_value(chosen.ask_monthly)
