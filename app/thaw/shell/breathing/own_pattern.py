"""A pattern of one's own: its parts in seconds, and what is said of them."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from thaw.core.breath import Pattern
from thaw.core.patterns import STEP_MS, USUAL_STEP_MS
from thaw.shell.breathing.form import BreathingForm
from thaw.shell.breathing.words import Technique, fault_text, phases_text, technique_of
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.panel import Panel
from thaw.shell.widgets.stepper import Stepper

MOST_TENTHS: Final = 300
"""Beyond every bound, so that what lies outside one is answered with its reason."""
_PHASES: Final = ("in_ms", "top_up_ms", "hold_ms", "out_ms", "rest_ms")
_ROOM_LINES: Final = 3
"""Mostly one bound is crossed, or two, and the nearest is said after them."""


class OwnPattern(QWidget):
    """Five numbers, and the sides of alternate-nostril breathing."""

    changed = Signal(object)
    """The ``Pattern`` is another one now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pattern = Pattern("own", 4000, 6000)
        self.steppers = {
            phase: Stepper(theme, name, in_tenths=True)
            for phase, name in zip(_PHASES, self._names(), strict=True)
        }
        self.sides = Button(theme, self.tr("Side to side"), "chip")
        self.sides.setCheckable(True)
        self._lay_out(theme)
        for stepper in self.steppers.values():
            stepper.changed.connect(self._on_changed)
        self.sides.toggled.connect(self._on_changed)

    def show_pattern(self, pattern: Pattern) -> None:
        """Show ``pattern``; nothing is told."""
        self._pattern = pattern
        for phase, stepper in self.steppers.items():
            tenths = getattr(pattern, phase) // STEP_MS
            stepper.show_value(tenths, 0, MOST_TENTHS, USUAL_STEP_MS // STEP_MS)
        before = self.sides.blockSignals(True)
        self.sides.setChecked(pattern.alternates)
        self.sides.blockSignals(before)

    def _names(self) -> tuple[str, ...]:
        return (
            self.tr("Breathe in"),
            self.tr("A second sip"),
            self.tr("Hold"),
            self.tr("Breathe out"),
            self.tr("Wait"),
        )

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit // 3)
        for stepper in self.steppers.values():
            stepper.box.setSuffix(self.tr(" s"))
            # Side by side, or one below the other where there is no room.
            row = flow_row(
                QLabel(stepper.box.accessibleName()), stepper, spacing=theme.unit // 2, spreads=True
            )
            column.addWidget(row)
        column.addWidget(self.sides, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_changed(self) -> None:
        lengths = {phase: one.value() * STEP_MS for phase, one in self.steppers.items()}
        changed = replace(self._pattern, **lengths, alternates=self.sides.isChecked())
        if changed != self._pattern:
            self._pattern = changed
            self.changed.emit(changed)


class Refusal(Panel):
    """Why a pattern is refused, or unusual, and the nearest one at a click.

    Beside a pattern of one's own it keeps its room, so that nothing moves when it comes or goes.
    """

    nearest_asked = Signal(object)
    """That ``Pattern``, please."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._nearest: Pattern | None = None
        self._words = label(kind=Text.SMALL)
        self._mend = Button(theme, self.tr("Use the nearest"), "outline")
        self._mend.clicked.connect(self._on_clicked)
        self.put(self._words, self._mend)

    def show_form(self, form: BreathingForm) -> None:
        """Show what is said of the chosen pattern; hidden where nothing is."""
        self._keep_room(technique_of(form.chosen.pattern) is Technique.OWN)
        self._nearest = form.nearest
        self.setVisible(form.nearest is not None)
        if form.nearest is None:
            return
        said = [fault_text(fault) for fault in form.faults]
        said.append(self.tr("The nearest is {0}.").format(phases_text(form.nearest)))
        self._words.setText("\n".join(said))

    def _keep_room(self, is_kept: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(is_kept)
        self.setSizePolicy(policy)
        self._words.ensurePolished()
        self._words.setMinimumHeight(self._words.fontMetrics().lineSpacing() * _ROOM_LINES)

    def _on_clicked(self) -> None:
        if self._nearest is not None:
            self.nearest_asked.emit(self._nearest)
