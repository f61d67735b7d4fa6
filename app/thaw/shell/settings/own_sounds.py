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
        buttons = flow_row(add)
        column.addWidget(buttons)
        return part

    def _fill(self, kind: SoundKind) -> None:
        rows = [row for row in self._rows if row.kind is kind]
        column = self._lists[kind]
        while (item := column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            line = _Line(self._theme, row, can_be_heard=row.can_be_heard and not self._is_quiet)
            line.hear_asked.connect(self.hear_asked)
            line.remove_asked.connect(self.remove_asked)
            column.addWidget(line)
        self._nothing[kind].setVisible(not rows)

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
        hear = IconButton(theme, "sound", self.tr("Hear {0}").format(shown))
        hear.setEnabled(can_be_heard)
        hear.clicked.connect(self._on_hear_clicked)
        line.addWidget(hear)
        remove = IconButton(theme, "trash", self.tr("Remove {0}").format(shown))
        remove.clicked.connect(self._on_remove_clicked)
        line.addWidget(remove)

    def _on_hear_clicked(self) -> None:
        self.hear_asked.emit(self._row.kind, self._row.name)

    def _on_remove_clicked(self) -> None:
        self.remove_asked.emit(self._row.kind, self._row.path)
