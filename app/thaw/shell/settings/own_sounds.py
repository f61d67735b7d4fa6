"""The person's own bells and soundscapes: what there is, and ways to add, hear and remove."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from thaw.core.own_sounds import SoundKind
from thaw.core.recorded_files import SOUND_SUFFIXES
from thaw.shell.settings.own_sounds_state import OwnSoundRow
from thaw.shell.settings.section import Section
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, IconButton, label
from thaw.shell.widgets.flow_layout import flow_row


class OwnSoundsSection(Section):
    """A list of bells, one of soundscapes, and under each a way to add to it."""

    add_asked = Signal(SoundKind, list)
    """Files are to be taken in as such sounds: their paths."""
    hear_asked = Signal(SoundKind, str)
    remove_asked = Signal(SoundKind, Path)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._rows: tuple[OwnSoundRow, ...] = ()
        self._is_quiet = False
        self._lists: dict[SoundKind, QVBoxLayout] = {}
        self._lines: dict[SoundKind, list[_Line]] = {kind: [] for kind in SoundKind}
        self._adds: dict[SoundKind, Button] = {}
        self._nothing = {kind: label(is_quiet=True) for kind in SoundKind}
        self._nothing[SoundKind.BELL].setText(self.tr("No bells of your own yet."))
        self._nothing[SoundKind.BED].setText(self.tr("No soundscapes of your own yet."))
        note = label(
            self.tr("In a session file each goes by the name that is shown here."),
            Text.SMALL,
            is_quiet=True,
        )
        self._note = label(kind=Text.SMALL)
        bells = self._list(SoundKind.BELL, self.tr("Add a bell…"))
        beds = self._list(SoundKind.BED, self.tr("Add a soundscape…"))
        self.stack([bells, beds, note, self._note])
        self.say("")

    def show_sounds(self, rows: Sequence[OwnSoundRow], *, is_practising: bool) -> None:
        """Show these files; while somebody practises none of them can be heard."""
        if (tuple(rows), is_practising) != (self._rows, self._is_quiet):
            self._rows, self._is_quiet = tuple(rows), is_practising
            for kind in SoundKind:
                self._fill(kind)

    def say(self, words: str) -> None:
        """Say below the lists what came of it; "" for nothing."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _list(self, kind: SoundKind, words: str) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing[kind])
        self._lists[kind] = QVBoxLayout()
        column.addLayout(self._lists[kind])
        add = Button(self._theme, words, "outline", "plus")
        add.set_short_text(self.tr("Add…"))
        add.clicked.connect(self._on_add_bell if kind is SoundKind.BELL else self._on_add_bed)
        self._adds[kind] = add
        column.addWidget(flow_row(add))
        return part

    def _fill(self, kind: SoundKind) -> None:
        column, before = self._lists[kind], self._lines[kind]
        in_hand = next((at for at, line in enumerate(before) if line.has_keyboard()), None)
        hears = in_hand is not None and before[in_hand].hear.hasFocus()
        for line in before:
            column.removeWidget(line)
            line.hide()
            line.deleteLater()
        lines = [self._line(row) for row in self._rows if row.kind is kind]
        for line in lines:
            column.addWidget(line)
            line.show()
        self._lines[kind] = lines
        self._nothing[kind].setVisible(not lines)
        if in_hand is not None and lines:
            lines[min(in_hand, len(lines) - 1)].take_keyboard(hears=hears)
        elif in_hand is not None:
            self._adds[kind].setFocus()

    def _line(self, row: OwnSoundRow) -> "_Line":
        line = _Line(self._theme, row, can_be_heard=row.can_be_heard and not self._is_quiet)
        line.hear_asked.connect(self.hear_asked)
        line.remove_asked.connect(self.remove_asked)
        return line

    def _on_add_bell(self) -> None:
        self._ask(SoundKind.BELL, self.tr("Bells of your own"))

    def _on_add_bed(self) -> None:
        self._ask(SoundKind.BED, self.tr("Soundscapes of your own"))

    def _ask(self, kind: SoundKind, words: str) -> None:
        endings = " ".join(f"*{ending}" for ending in SOUND_SUFFIXES)
        named = self.tr("Sound files ({0})").format(endings)
        files, _ = QFileDialog.getOpenFileNames(self, words, "", named)
        if files:
            self.add_asked.emit(kind, [Path(file) for file in files])


class _Line(QWidget):
    """One sound: its name, its length or its fault, and two buttons."""

    hear_asked = Signal(SoundKind, str)
    remove_asked = Signal(SoundKind, Path)

    def __init__(self, theme: Theme, row: OwnSoundRow, *, can_be_heard: bool) -> None:
        super().__init__()
        self._row = row
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        shown = row.name or row.path.name
        words.addWidget(label(shown))
        words.addWidget(label(row.words, Text.SMALL, is_quiet=True))
        line.addLayout(words, 1)
        self.hear = IconButton(theme, "sound", self.tr("Hear {0}").format(shown))
        self.hear.setEnabled(can_be_heard)
        self.hear.clicked.connect(self._on_hear_clicked)
        line.addWidget(self.hear)
        self._remove = IconButton(theme, "trash", self.tr("Remove {0}").format(shown))
        self._remove.clicked.connect(self._on_remove_clicked)
        line.addWidget(self._remove)

    def has_keyboard(self) -> bool:
        return self.hear.hasFocus() or self._remove.hasFocus()

    def take_keyboard(self, *, hears: bool) -> None:
        """Give it to the button for hearing, where that is meant and can be pressed."""
        (self.hear if hears and self.hear.isEnabled() else self._remove).setFocus()

    def _on_hear_clicked(self) -> None:
        self.hear_asked.emit(self._row.kind, self._row.name)

    def _on_remove_clicked(self) -> None:
        self.remove_asked.emit(self._row.kind, self._row.path)
