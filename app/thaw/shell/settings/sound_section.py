"""What it plays on, and how loud."""

from PySide6.QtCore import Signal

from thaw.settings import (
    Voice,
)
from thaw.shell.player.level_rows import LevelRows
from thaw.shell.settings.section import Section
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import label
from thaw.shell.widgets.setting_rows import ChoiceRow


class SoundSection(Section):
    """What it plays on, and how loud."""

    turned = Signal(str, object)
    hear_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.device = ChoiceRow(theme, "output_device", self.tr("Play on"))
        self.levels = LevelRows(theme, can_be_heard=True)
        self.levels.turned.connect(self.turned)
        self.levels.hear_asked.connect(self.hear_asked)
        self._note = label(kind=Text.SMALL, is_quiet=True)
        self.stack([self.device, self.levels, self._note])
        self.say("")

    def show_state(self, state: SettingsState) -> None:
        chosen = state.settings
        self.device.offer(self._devices(state))
        self.device.show_value(chosen.output_device)
        self.levels.show_settings(chosen)
        for name, button in self.levels.hear.items():
            is_voice = name == "voice_db"
            speaks = chosen.voice is not Voice.CAPTIONS or not is_voice
            button.setEnabled(speaks and not state.is_practising)

    def say(self, words: str) -> None:
        """Say below the levels what came of trying them; "" for nothing."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _devices(self, state: SettingsState) -> list[Choice]:
        """The default, what is there, and what was chosen even where it isn't."""
        chosen = state.settings
        offered = [Choice("", self.tr("The system's default")), *state.devices]
        if chosen.output_device not in [choice.value for choice in offered]:
            name = chosen.output_name or chosen.output_device
            words = self.tr("{0} (not connected)").format(name)
            offered.append(Choice(chosen.output_device, words))
        return offered
