"""What counts as a practice day, and what the history says only to who asks for it."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.settings import LEAST_MINIMUM_S, MOST_MINIMUM_S
from thaw.shell.settings.section import Section
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.theme import Theme
from thaw.shell.widgets.setting_rows import ChoiceRow, SwitchRow
from thaw.shell.wording import practised_text

_MINUTE_S: Final = 60


class LookingBackSection(Section):
    """How the history counts, and what of it is told."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.minimum = ChoiceRow(
            theme,
            "practice_minimum_s",
            self.tr("A day counts from"),
            note=self.tr("As much practice on one day, in one piece or several."),
        )
        self.run = SwitchRow(
            theme,
            "shows_run_length",
            self.tr("Say how many days a run has"),
            self.tr(
                "Two days off in any seven, and the rest days of your plan, are part of it."
                " One that has ended is not mentioned."
            ),
        )
        self.usual_time = SwitchRow(
            theme, "shows_usual_time", self.tr("Say at what time I usually practise")
        )
        self.stack([self.minimum, self.run, self.usual_time])

    def show_state(self, state: SettingsState) -> None:
        chosen = state.settings
        self.minimum.offer(_minimums(chosen.practice_minimum_s))
        self.minimum.show_value(chosen.practice_minimum_s)
        self.run.show_value(chosen.shows_run_length)
        self.usual_time.show_value(chosen.shows_usual_time)


def _minimums(chosen_s: int) -> list[Choice]:
    """Whole minutes, and what was written into the file by hand."""
    whole = range(LEAST_MINIMUM_S, MOST_MINIMUM_S + 1, _MINUTE_S)
    return [Choice(span_s, _span_text(span_s)) for span_s in sorted({*whole, chosen_s})]


def _span_text(span_s: int) -> str:
    if span_s % _MINUTE_S == 0:
        return practised_text(span_s)
    return QCoreApplication.translate("settings", "{0} seconds").format(span_s)
