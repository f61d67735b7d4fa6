"""What a sound file of a session is to be: how long, in which format, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QVBoxLayout, QWidget

from thaw.shell.library.length_popup import LengthChips
from thaw.shell.library.state import Card
from thaw.shell.theme import Text, Theme
from thaw.shell.usual_folder import Place, usual_folder
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.wording import breakable, minutes_text

_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))

_LONGEST_NAME: Final = 180
"""Bytes of a name, without its ending. Disks take 255, and the file in the making needs some."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of sound file by its ending, and why it can't be made here, or ""."""

    ending: str
    obstacle: str = ""


class ExportForm(QWidget):
    """Asks for it, with a name that is sensible as it stands.

    With ``offers_levels`` it is asked whether it sounds at the person's own levels.
    """

    def __init__(
        self, theme: Theme, card: Card, formats: Sequence[Format], *, offers_levels: bool
    ) -> None:
        super().__init__()
        self._theme = theme
        self._card = card
        self._formats = tuple(formats)
        self._folder = usual_folder(Place.MusicLocation)
        self._stem = ""
        """The name that was chosen, without its ending; "" goes by title and length."""
        self._lay_out(offers_levels)
        self.length.changed.connect(self._show_path)
        self._chips.idClicked.connect(self._show_path)
        self._show_path()

    def card(self) -> Card:
        """The session's card, at the length that is chosen."""
        return replace(self._card, minutes=self.length.minutes())

    def has_own_levels(self) -> bool:
        return self._own_levels.isChecked()

    def path(self) -> Path:
        """Where the file will be."""
        name = self._stem or _file_stem(self.card())
        return self._folder / f"{name}.{self._ending()}"

    def save_as(self, path: Path) -> None:
        """Save there; an ending that can be made chooses the format, any other is no ending."""
        ending = path.suffix.lower().removeprefix(".")
        possible = {one.ending for one in self._formats if not one.obstacle}
        self._folder = path.parent
        self._stem = path.stem if ending in possible else path.name
        if ending in possible:
            self._choose(ending)
        self._show_path()

    def ask_where(self) -> None:
        """Have another place and name chosen."""
        # Whether a file may be replaced is asked here, where its ending is known.
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save as"),
            str(self.path()),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.save_as(Path(chosen))

    def show_refusal(self, words: str) -> None:
        """Say why it could not be saved, until something else is chosen; "" for nothing."""
        self._refusal.setText(words)
        self._refusal.setVisible(bool(words))

    def _lay_out(self, offers_levels: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(self._theme.unit * 1.2))
        self.length = LengthChips(self._theme, self._card, self._card.minutes)
        self._where = paragraph()
        self._refusal = paragraph()
        self._refusal.hide()
        column.addWidget(self._part([self.length], self.tr("How long")))
        reasons = paragraph(_reasons(self._formats), Text.SMALL, is_quiet=True)
        reasons.setVisible(bool(reasons.text()))
        column.addWidget(self._part([self._format_chips(), reasons], self.tr("Format")))
        column.addWidget(self._levels_choice(offers_levels))
        column.addWidget(self._part([self._where, self._refusal], self.tr("Save as")))

    def _part(self, widgets: Sequence[QWidget], heading: str = "") -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.unit // 2)
        if heading:
            column.addWidget(paragraph(heading, is_quiet=True))
        for widget in widgets:
            column.addWidget(widget)
        return part

    def _format_chips(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=max(self._theme.unit // 3, 4))
        self._chips = QButtonGroup(self)
        for number, one in enumerate(self._formats):
            chip = Button(self._theme, one.ending, "chip")
            chip.setCheckable(True)
            chip.setEnabled(not one.obstacle)
            chip.setToolTip(one.obstacle)
            chip.setAccessibleDescription(one.obstacle)
            self._chips.addButton(chip, number)
            flow.addWidget(chip)
        first = next(one.ending for one in self._formats if not one.obstacle)
        self._choose(first)
        return row

    def _levels_choice(self, is_offered: bool) -> QWidget:
        """Whether it sounds as here; in sight where that makes a difference."""
        self._own_levels = Button(self._theme, self.tr("With my own levels"), "chip")
        self._own_levels.set_short_text(self.tr("My levels"))
        self._own_levels.setCheckable(True)
        words = self.tr("Without, every sound is as loud as it was made.")
        part = self._part([self._own_levels, paragraph(words, Text.SMALL, is_quiet=True)])
        layout = part.layout()
        assert layout is not None, "every part has one"
        layout.setAlignment(self._own_levels, Qt.AlignmentFlag.AlignLeft)
        part.setVisible(is_offered)
        return part

    def _ending(self) -> str:
        return self._formats[self._chips.checkedId()].ending

    def _choose(self, ending: str) -> None:
        number = next(n for n, one in enumerate(self._formats) if one.ending == ending)
        self._chips.button(number).setChecked(True)

    def _show_path(self) -> None:
        self.show_refusal("")
        self._where.setText(breakable(self.path()))
        self._where.setAccessibleName(str(self.path()))


def _file_stem(card: Card) -> str:
    """The title and the length, in signs that any disk takes."""
    name = f"{card.title}, {minutes_text(card.minutes)}".translate(_NOT_IN_NAMES)
    return name.strip(" .").encode()[:_LONGEST_NAME].decode(errors="ignore")


def _reasons(formats: Sequence[Format]) -> str:
    """One sentence for each reason, with all the formats it keeps away."""
    by_reason: dict[str, list[str]] = {}
    for one in formats:
        if one.obstacle:
            by_reason.setdefault(one.obstacle, []).append(one.ending)
    said = QCoreApplication.translate("ExportForm", "Not here: {0}. {1}")
    return "\n".join(said.format(", ".join(e), reason) for reason, e in by_reason.items())
