"""The four levels and the low floor: the same in the settings and in the player."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.settings import LOUDEST_DB, SOFTEST_DB, Settings
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import IconButton
from thaw.shell.widgets.setting_rows import SliderRow, SwitchRow


class LevelScale(QObject):
    """Whole decibels; the place below the softest is off."""

    first = -41
    last = round(LOUDEST_DB)

    def value(self, place: int) -> float:
        return SOFTEST_DB if place == self.first else float(place)

    def place(self, value: float) -> int:
        if value <= SOFTEST_DB:
            return self.first
        return min(max(round(value), self.first + 1), self.last)

    def words(self, place: int) -> str:
        if place == self.first:
            return self.tr("off")
        if place == 0:
            return self.tr("as made")
        sign = "+" if place > 0 else "−"
        return self.tr("{0} dB").format(f"{sign}{abs(place)}")


class LevelRows(QWidget):
    """Sliders for voice, bells, soundscape and breath cues, and the low floor.

    With ``can_be_heard`` each has a button beside it that asks for a sample of it.
    """

    turned = Signal(str, object)
    """A level by its name in ``Settings``, while it is being dragged."""
    chosen = Signal(str, object)
    """A level, or the low floor, as it was left."""
    hear_asked = Signal(str)
    """A sample is wanted of what this level is of."""

    def __init__(self, theme: Theme, can_be_heard: bool = False) -> None:
        super().__init__()
        scale = LevelScale(self)
        self.sliders: dict[str, SliderRow] = {}
        self.hear: dict[str, HearButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.unit * 0.6))
        for name, words, hear_words in self._parts():
            if can_be_heard:
                button = self.hear[name] = HearButton(theme, name, hear_words)
                button.asked.connect(self.hear_asked)
            row = SliderRow(theme, name, words, scale, self.hear.get(name))
            row.turned.connect(self.turned)
            row.chosen.connect(self.chosen)
            self.sliders[name] = row
            column.addWidget(row)
        self.quiet = SwitchRow(
            theme,
            "quiet",
            self.tr("Very soft"),
            self.tr("All of it far softer, for listening beside somebody who sleeps."),
        )
        self.quiet.chosen.connect(self.chosen)
        column.addWidget(self.quiet)

    def show_settings(self, settings: Settings) -> None:
        """Show the levels as they are."""
        for name, row in self.sliders.items():
            row.show_value(getattr(settings, name))
        self.quiet.show_value(settings.quiet)

    def _parts(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("voice_db", self.tr("Voice"), self.tr("Hear the voice")),
            ("bells_db", self.tr("Bells"), self.tr("Hear a bell")),
            ("bed_db", self.tr("Soundscape"), self.tr("Hear a soundscape")),
            ("cues_db", self.tr("Breath cues"), self.tr("Hear the breath cues")),
        )


class HearButton(IconButton):
    """Asks for a sample of one thing, by ``name``."""

    asked = Signal(str)

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__(theme, "sound", words)
        self._name = name
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.asked.emit(self._name)
