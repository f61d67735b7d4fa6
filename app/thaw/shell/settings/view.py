"""What a person can set, each change kept at once."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from thaw.core.own_sounds import SoundKind
from thaw.shell.care.gentle_section import GentleSection
from thaw.shell.check_ins.question_settings import QuestionSection
from thaw.shell.data.section import DataSection
from thaw.shell.settings.desktop_section import DesktopSection, LookSection
from thaw.shell.settings.folder_section import FolderSection
from thaw.shell.settings.looking_back_section import LookingBackSection
from thaw.shell.settings.own_sounds import OwnSoundsSection
from thaw.shell.settings.practice_section import BreathSection, PracticeSection
from thaw.shell.settings.privacy_section import PrivacySection
from thaw.shell.settings.section import Section
from thaw.shell.settings.sound_section import SoundSection
from thaw.shell.settings.state import SettingsState
from thaw.shell.settings.voice_section import VoiceSection
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import label
from thaw.shell.widgets.form_style import FormStyle
from thaw.shell.widgets.page import ColumnPage
from thaw.shell.widgets.scroll_column import FORM_WIDTH

_OWN = tuple(f"{kind} " for kind in SoundKind)


class SettingsView(ColumnPage):
    """Every setting there is; nothing needs to be confirmed."""

    setting_turned = Signal(str, object)
    """A level by its name in ``Settings``, while it is being dragged."""
    setting_changed = Signal(str, object)
    """A setting by its name in ``Settings``, and the value chosen."""
    hear_asked = Signal(str)
    """A sample is wanted of what a level, by its name, is of; or of a sound of one's own,
    by its kind and name."""
    login_chosen = Signal(bool)
    """Thaw is to be started, in the tray, when the person logs in; or not."""
    folder_asked = Signal()
    """The folder of the person's own sessions is to be opened."""
    left = Signal()
    """The view is no longer in front."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, width=FORM_WIDTH, spacing=0.6)
        self.sound = SoundSection(theme)
        self.voice = VoiceSection(theme)
        self.breath = BreathSection(theme)
        self.practice = PracticeSection(theme)
        self.gentle = GentleSection(theme)
        self.looking_back = LookingBackSection(theme)
        self.questions = QuestionSection(theme)
        self.privacy = PrivacySection(theme)
        self.look = LookSection(theme)
        self.desktop = DesktopSection(theme)
        self.own_sounds = OwnSoundsSection(theme)
        self.folder = FolderSection(theme)
        self.data = DataSection(theme)
        self._heard = ""
        self._lay_out()
        self._connect()
        FormStyle(theme, self)
        self.show_state(SettingsState())

    def show_state(self, state: SettingsState) -> None:
        """Show the settings as they are now."""
        for section, _heading in self._sections:
            section.show_state(state)
        self.desktop.setHidden(self.desktop.is_empty())
        self._desktop_heading.setHidden(self.desktop.is_empty())

    def say_of_sample(self, words: str) -> None:
        """Say what came of the sample asked for last; "" for nothing."""
        is_own = self._heard.startswith(_OWN)
        self.voice.say(words if self._heard == "" else "")
        self.sound.say(words if self._heard and not is_own else "")
        if is_own:
            self.own_sounds.say(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.say_of_sample("")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def _connect(self) -> None:
        for section, _heading in self._sections:
            section.chosen.connect(self.setting_changed)
        self.sound.turned.connect(self.setting_turned)
        self.sound.hear_asked.connect(self._on_hear_asked)
        self.voice.hear_asked.connect(self._on_voice_asked)
        self.own_sounds.hear_asked.connect(self._on_own_asked)
        self.desktop.login_chosen.connect(self.login_chosen)
        self.folder.open_asked.connect(self.folder_asked)

    def _on_hear_asked(self, name: str) -> None:
        self._heard = name
        self.hear_asked.emit(name)

    def _on_voice_asked(self) -> None:
        self._heard = ""
        self.hear_asked.emit("voice_db")

    def _on_own_asked(self, kind: SoundKind, name: str) -> None:
        self._on_hear_asked(f"{kind} {name}")

    def _lay_out(self) -> None:
        self._add_top(self.tr("Settings"))
        self._sections: tuple[tuple[Section, QLabel], ...] = tuple(
            (section, label(words, Text.HEADING)) for section, words in self._named()
        )
        for section, heading in self._sections:
            section.setAccessibleName(heading.text())
            self._add_section(heading, section, gap=0.4)
            if section is self.desktop:
                self._desktop_heading = heading
        self._column.addStretch(1)

    def _named(self) -> tuple[tuple[Section, str], ...]:
        return (
            (self.sound, self.tr("Sound")),
            (self.voice, self.tr("Voice")),
            (self.breath, self.tr("Breathing")),
            (self.practice, self.tr("Practice")),
            (self.gentle, self.tr("Going gently")),
            (self.looking_back, self.tr("Looking back")),
            (self.questions, self.tr("Questions")),
            (self.privacy, self.tr("Privacy")),
            (self.look, self.tr("Look")),
            (self.desktop, self.tr("Desktop")),
            (self.own_sounds, self.tr("Sounds of your own")),
            (self.folder, self.tr("Sessions of your own")),
            (self.data, self.tr("Your data")),
        )
