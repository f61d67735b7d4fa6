"""How a breath is announced, what one click begins, and when a day and a week do."""

from PySide6.QtCore import QLocale

from thaw.settings import (
    LATEST_DAY_START,
    BreathCues,
)
from thaw.shell.settings.section import Section
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.theme import Theme
from thaw.shell.widgets.setting_rows import ChoiceRow, MinutesRow, SwitchRow


class BreathSection(Section):
    """Holds, and what announces a breath."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.holds = SwitchRow(
            theme,
            "holds",
            self.tr("Breath holds"),
            self.tr("While this is off, every hold is left out and the breath goes on."),
        )
        self.cues = ChoiceRow(
            theme,
            "breath_cues",
            self.tr("Breath cues"),
            [
                Choice(BreathCues.SESSION, self.tr("As each session has it")),
                Choice(BreathCues.SOUND, self.tr("By a soft sound")),
                Choice(BreathCues.VOICE, self.tr("By a spoken word")),
                Choice(BreathCues.SIGHT, self.tr("In silence, only to be seen")),
            ],
        )
        self.stack([self.holds, self.cues])

    def show_state(self, state: SettingsState) -> None:
        self.holds.show_value(state.settings.with_holds)
        self.holds.box.setEnabled(not state.settings.gentle)
        self.cues.show_value(state.settings.breath_cues)


class PracticeSection(Section):
    """The quiet moment, and how days and weeks are counted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.quick = ChoiceRow(theme, "quick_session", self.tr("One quiet moment"))
        self.minutes = MinutesRow(theme, "quick_minutes", self.tr("Its length"))
        self.week = ChoiceRow(theme, "week_start", self.tr("A week begins on"), self._week_days())
        self.day_start = ChoiceRow(
            theme,
            "day_start_hour",
            self.tr("A day begins at"),
            self._hours(),
            self.tr("Practice before that counts for the day before."),
        )
        self.stack([self.quick, self.minutes, self.week, self.day_start])

    def show_state(self, state: SettingsState) -> None:
        chosen = state.settings
        self.quick.offer(state.quick_sessions)
        self.quick.show_value(chosen.quick_session)
        self.minutes.show_value(chosen.quick_minutes, state.quick_shortest, state.quick_longest)
        self.week.show_value(chosen.week_start)
        self.day_start.show_value(chosen.day_start_hour)

    def _week_days(self) -> list[Choice]:
        locale = QLocale()
        days = [Choice(day, locale.standaloneDayName(day + 1)) for day in range(7)]
        return [Choice(None, self.tr("The usual day here")), *days]

    def _hours(self) -> list[Choice]:
        hours = range(1, LATEST_DAY_START + 1)
        later = [Choice(hour, self.tr("{0}:00").format(hour)) for hour in hours]
        return [Choice(0, self.tr("Midnight")), *later]
