"""Keeping a pattern under a name, and the patterns that were kept."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from thaw.core.free_breathing import LONGEST_TITLE, cleaned_title
from thaw.shell.breathing.form import Kept
from thaw.shell.breathing.words import phases_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import FlowLayout, flow_row


class KeptSection(QWidget):
    """A name and a button; below them what was kept, each to be changed or removed."""

    keep_asked = Signal(str)
    """Keep what is chosen under this name; or change what is being changed."""
    change_asked = Signal(object)
    """This ``Kept``, please, to be looked at and changed."""
    remove_asked = Signal(object)
    """Take this ``Kept`` away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changing: Kept | None = None
        self._kept: tuple[Kept, ...] = ()
        self._rows: list[QWidget] = []
        self._can_keep = True
        self.name = QLineEdit()
        self.name.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 30, 300))
        self.name.setPlaceholderText(self.tr("A name for it"))
        self.name.setAccessibleName(self.tr("A name for this pattern"))
        self.name.setMaxLength(LONGEST_TITLE)
        self.keep = Button(theme, "", "outline")
        self.as_new = Button(theme, self.tr("Leave it as it was"), "quiet")
        self.said = label(kind=Text.SMALL)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.name.textChanged.connect(self._show_keep)
        self.name.returnPressed.connect(self._on_keep_clicked)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.as_new.clicked.connect(self.leave_alone)
        self.leave_alone()

    @property
    def changing(self) -> Kept | None:
        """What is being changed; None while keeping would make something new."""
        return self._changing

    def show_kept(self, kept: Sequence[Kept]) -> None:
        """Show these; where the one being changed has gone, keeping makes a new one."""
        if self._changing is not None and self._changing.id not in {one.id for one in kept}:
            self._changing = None
            self._show_keep()
        if tuple(kept) == self._kept:
            return
        self._kept = tuple(kept)
        if self._has_row_in_hand():
            # What was pressed there is done; a name for it to come back by stands here.
            (self.keep if self.keep.isEnabled() else self.name).setFocus()
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in kept]
        for row in self._rows:
            self._column.addWidget(row)
            row.show()

    def show_can_keep(self, can_keep: bool) -> None:
        """Whether what is chosen may be kept at all."""
        self._can_keep = can_keep
        self._show_keep()

    def say(self, text: str) -> None:
        """Say what came of the last wish."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def begin_change(self, kept: Kept) -> None:
        """From now on keeping changes ``kept``."""
        self._changing = kept
        self.name.setText(kept.title)
        self.say("")
        self._show_keep()

    def leave_alone(self) -> None:
        """From now on keeping makes something new."""
        self._changing = None
        if self.keep.hasFocus():
            # Without a name it can't be pressed, and would let go of the keyboard.
            self.name.setFocus()
        self.name.clear()
        self.say("")
        self._show_keep()

    def title(self) -> str:
        return cleaned_title(self.name.text())

    def _lay_out(self) -> None:
        unit = self._theme.unit
        entry = flow_row(self.name, self.keep, self.as_new, spacing=unit // 2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(unit // 2)
        self._column.addWidget(entry)
        self._column.addWidget(self.said)

    def _row(self, kept: Kept) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(kept.title))
        below = QWidget()
        flow = FlowLayout(below, spacing=self._theme.unit // 2)
        phases = QLabel(phases_text(kept.breathing.pattern))
        phases.setProperty("quiet", "true")
        flow.addWidget(phases)
        for text, name, asked in (
            (self.tr("Change"), self.tr("Change {0}"), self.change_asked),
            (self.tr("Remove"), self.tr("Remove {0}"), self.remove_asked),
        ):
            button = Button(self._theme, text, "quiet")
            button.setAccessibleName(name.format(kept.title))
            button.clicked.connect(partial(asked.emit, kept))
            flow.addWidget(button)
        column.addWidget(below)
        return row

    def _has_row_in_hand(self) -> bool:
        """Whether the keyboard is at a button of what was kept."""
        focused = self.focusWidget()
        is_here = focused is not None and focused.hasFocus()
        return is_here and any(row.isAncestorOf(focused) for row in self._rows)

    def _show_keep(self) -> None:
        is_change = self._changing is not None
        self.keep.setText(self.tr("Save the change") if is_change else self.tr("Keep this pattern"))
        self.keep.setEnabled(self._can_keep and bool(self.title()))
        self.as_new.setVisible(is_change)

    def _on_keep_clicked(self) -> None:
        if self.keep.isEnabled():
            self.keep_asked.emit(self.title())
