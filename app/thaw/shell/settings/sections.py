"""The parts of the settings, each a panel of rows that shows its own share of the state."""

from typing import Final

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from thaw.settings import (
    HIGHEST_PITCH,
    LATEST_DAY_START,
    LOWEST_PITCH,
    QUICKEST_PACE,
    SLOWEST_PACE,
    BreathCues,
    Settings,
    Voice,
)
from thaw.settings import (
    Theme as Look,
)
from thaw.shell.player.level_rows import LevelRows
from thaw.shell.settings.section import Section
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.selectable_text import SelectableText
from thaw.shell.widgets.setting_rows import ChoiceRow, MinutesRow, SliderRow, SwitchRow

_PACE_STEP: Final = 0.05


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


class BreathSection(Section):
    """Holds, and what announces a breath."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.holds = SwitchRow(
            theme,
            "holds",
            self.tr("Breath holds"),
            self.tr("Off, every hold is left out, and the breath simply goes on."),
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


class FolderSection(Section):
    """Where the person's own sessions lie."""

    open_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._where = SelectableText("", self.tr("The folder"))
        note = label(
            self.tr("Session files and recordings in this folder are in the library."),
            Text.SMALL,
            is_quiet=True,
        )
        self.open = Button(theme, self.tr("Open the folder"), "outline")
        self.change = Button(theme, self.tr("Choose another"), "outline")
        self.usual = Button(theme, self.tr("The usual one"), "outline")
        buttons = flow_row(self.open, self.change, self.usual, spacing=theme.unit // 2)
        self.stack([self._where, note, buttons])
        self.open.clicked.connect(self.open_asked)
        self.change.clicked.connect(self._on_change_clicked)
        self.usual.clicked.connect(self._on_usual_clicked)

    def show_state(self, state: SettingsState) -> None:
        self._where.show_text(str(state.sessions_folder))
        self.usual.setVisible(state.settings.sessions_folder is not None)

    def _on_change_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("The folder for sessions of your own"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_picked)
        dialog.open()

    def _on_picked(self, folder: str) -> None:
        self.chosen.emit("sessions_folder", folder)

    def _on_usual_clicked(self) -> None:
        self.chosen.emit("sessions_folder", None)
