"""Who speaks, how quickly and how high."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from thaw.settings import (
    HIGHEST_PITCH,
    LOWEST_PITCH,
    QUICKEST_PACE,
    SLOWEST_PACE,
    Settings,
    Voice,
)
from thaw.shell.settings.section import Section
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.setting_rows import ChoiceRow, SliderRow

_PACE_STEP: Final = 0.05


class PaceScale(QObject):
    """How quickly lines are spoken, as a share of the tuned pace."""

    first = round(SLOWEST_PACE / _PACE_STEP)
    last = round(QUICKEST_PACE / _PACE_STEP)

    def value(self, place: int) -> float:
        return round(place * _PACE_STEP, 2)

    def place(self, value: float) -> int:
        return round(value / _PACE_STEP)

    def words(self, place: int) -> str:
        if self.value(place) == 1:
            return self.tr("as made")
        return self.tr("{0} %").format(round(self.value(place) * 100))


class PitchScale(QObject):
    """How high the voice is, in semitones."""

    first = round(LOWEST_PITCH)
    last = round(HIGHEST_PITCH)

    def value(self, place: int) -> float:
        return float(place)

    def place(self, value: float) -> int:
        return round(value)

    def words(self, place: int) -> str:
        if place == 0:
            return self.tr("as made")
        words = self.tr("{0} lower") if place < 0 else self.tr("{0} higher")
        return words.format(abs(place))


class VoiceSection(Section):
    """Who speaks, and how."""

    hear_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.voice = ChoiceRow(theme, "voice", self.tr("Spoken by"))
        self._file = label(kind=Text.SMALL, is_quiet=True)
        self.pick = Button(theme, self.tr("Choose a file"), "outline")
        self.pace = SliderRow(theme, "voice_pace", self.tr("Pace"), PaceScale(self))
        self.pitch = SliderRow(theme, "voice_pitch", self.tr("Pitch"), PitchScale(self))
        self.hear = Button(theme, self.tr("Hear it"), "outline", "sound")
        buttons = flow_row(self.hear, self.pick, spacing=theme.unit // 2)
        self._note = label(kind=Text.SMALL, is_quiet=True)
        self.stack([self.voice, self._file, self.pace, self.pitch, buttons, self._note])
        self.hear.clicked.connect(self.hear_asked)
        self.pick.clicked.connect(self._on_pick_clicked)
        self.say("")

    def show_state(self, state: SettingsState) -> None:
        chosen = state.settings
        self.voice.offer(self._voices(state))
        self.voice.show_value(chosen.voice)
        self.pace.show_value(chosen.voice_pace)
        self.pitch.show_value(chosen.voice_pitch)
        speaks = chosen.voice is not Voice.CAPTIONS
        for part in (self.pace, self.pitch):
            part.setEnabled(speaks)
        self.hear.setEnabled(speaks and not state.is_practising)
        is_piper = chosen.voice is Voice.PIPER
        self.pick.setVisible(is_piper)
        self._file.setVisible(is_piper)
        self._file.setText(self._file_words(chosen))

    def say(self, words: str) -> None:
        """Say below the voice what came of trying it; "" for nothing."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _voices(self, state: SettingsState) -> list[Choice]:
        offered = [
            Choice(Voice.ESPEAK, self.tr("The voice that comes with Thaw")),
            Choice(Voice.PIPER, self.tr("A Piper voice, from a file of yours")),
            Choice(Voice.SYSTEM, self.tr("The system's voice")),
            Choice(Voice.CAPTIONS, self.tr("Nobody: the words are only shown")),
        ]
        keeps_system = state.has_system_voice or state.settings.voice is Voice.SYSTEM
        return [one for one in offered if keeps_system or one.value is not Voice.SYSTEM]

    def _file_words(self, chosen: Settings) -> str:
        if chosen.voice_file is None:
            return self.tr(
                "No voice file is chosen yet. It ends in .onnx, and its .onnx.json lies beside it."
            )
        return str(chosen.voice_file)

    def _on_pick_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("A Piper voice"))
        dialog.setNameFilter(self.tr("Piper voices (*.onnx)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_picked)
        dialog.open()

    def _on_picked(self, file: str) -> None:
        self.chosen.emit("voice_file", file)
        if self.hear.isEnabled():
            # What it sounds like, or why it is no voice, is wanted now.
            self.hear_asked.emit()
