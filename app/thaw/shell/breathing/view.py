"""Breathing freely: choose a pattern and a length, and begin."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from thaw.core.breath import Pattern
from thaw.core.free_breathing import FreeBreathing
from thaw.core.patterns import PATTERNS
from thaw.core.session import Cue
from thaw.shell.breathing.follow_section import FollowSection
from thaw.shell.breathing.form import (
    OWN_AT_FIRST,
    BreathingForm,
    BreathingState,
    Kept,
    form_of,
    with_pattern,
)
from thaw.shell.breathing.holds_left_out import HoldsLeftOut
from thaw.shell.breathing.kept_section import KeptSection
from thaw.shell.breathing.own_pattern import OwnPattern, Refusal
from thaw.shell.breathing.summary import Summary
from thaw.shell.breathing.words import (
    VARIANTS,
    Technique,
    amount_text,
    bed_text,
    hint_text,
    phases_text,
    technique_of,
    technique_text,
)
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.chip_row import ChipRow
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.page import ColumnPage
from thaw.shell.widgets.stepper import Stepper

MINUTES: Final = "minutes"
ROUNDS: Final = "rounds"
NO_BED: Final = ""
_AT_FIRST: Final = {Technique.RATE: "six-a-minute", Technique.LONG: "long-exhale"}
"""Where the gentlest is not the one to begin with."""


class BreathingView(ColumnPage):
    """Holds what is chosen and asks; what is allowed is told by ``form_of``."""

    begin_asked = Signal(object)
    """Breathe this ``FreeBreathing`` now."""
    keep_asked = Signal(str, object)
    """Keep this ``FreeBreathing`` under a name; ``changing`` says in whose place."""
    remove_asked = Signal(object)
    """Take this ``Kept`` out of the library."""
    left = Signal(object)
    """The screen is out of sight with this ``FreeBreathing`` chosen."""
    holds_changed = Signal(bool)
    """Whether breath holds are wanted, from now on and everywhere."""

    def __init__(
        self, theme: Theme, now_ms: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent, spacing=0.6)
        self._state = BreathingState()
        self._chosen = FreeBreathing()
        self._timed = self._chosen
        """How long was asked for last, of what is not counted by itself."""
        self._own = OWN_AT_FIRST
        self._form = form_of(self._chosen, leaves_out_holds=False)
        self._make_parts(now_ms)
        self._lay_out()
        self._connect()
        self._show_chosen()

    @property
    def chosen(self) -> FreeBreathing:
        """What is chosen now, its amount within what its pattern allows."""
        return self._form.chosen

    @property
    def changing(self) -> Kept | None:
        """The kept pattern that is being changed."""
        return self.kept.changing

    def show_state(self, state: BreathingState) -> None:
        """Show what there is besides what is chosen."""
        self._state = state
        self._beds.show_choices(
            [(NO_BED, self.tr("Silence")), *((name, bed_text(name)) for name in state.beds)]
        )
        self.kept.show_kept(state.kept)
        self._show_chosen()

    def choose(self, chosen: FreeBreathing) -> None:
        """Choose all of this."""
        if technique_of(chosen.pattern) is Technique.OWN:
            self._own = chosen.pattern
        self._change_length(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With nothing in hand, Enter begins."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            # Still held from the card that led here, it is no wish to begin.
            if not event.isAutoRepeat():
                self._on_begin_clicked()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._form.is_allowed:
            self.left.emit(self._form.chosen)

    def _make_parts(self, now_ms: Callable[[], int]) -> None:
        theme = self._theme
        self.summary = Summary(theme)
        techniques = [(str(one), technique_text(one)) for one in Technique]
        self.techniques = ChipRow(theme, self.tr("How to breathe"), techniques)
        self._hint = label(is_quiet=True)
        self.variants = ChipRow(theme, self.tr("Which of these"))
        self.left_out = HoldsLeftOut(theme)
        self.own = OwnPattern(theme)
        self.refusal = Refusal(theme)
        units = [(MINUTES, self.tr("Minutes")), (ROUNDS, self.tr("Rounds"))]
        self.units = ChipRow(theme, self.tr("Minutes or rounds"), units)
        self.amount = Stepper(theme, self.tr("How many"))
        self._amount_words = label(kind=Text.SMALL, is_quiet=True)
        self._make_switches()
        self._beds = ChipRow(theme, self.tr("Soundscape"))
        self._caution = label(kind=Text.SMALL, is_quiet=True)
        self.follow = FollowSection(theme, now_ms)
        self.kept = KeptSection(theme)

    def _make_switches(self) -> None:
        def switch(words: str) -> Button:
            made = Button(self._theme, words, "chip")
            made.setCheckable(True)
            return made

        self.sounds = switch(self.tr("Soft sounds"))
        self.voice = switch(self.tr("Spoken words"))
        self.ease = switch(self.tr("Ease into it"))
        self.holds = switch(self.tr("Breath holds"))
        self.holds.setToolTip(self.tr("Here and in every session"))

    def _lay_out(self) -> None:
        self._add_top(self.tr("Breathe freely"))
        self._column.addWidget(self.summary)
        sections = (
            (self.tr("How"), self._how()),
            (self.tr("How long"), self._how_long()),
            (self.tr("With"), self._with()),
            (self.tr("Follow me"), (self.follow,)),
            (self.tr("Keep it"), (self.kept,)),
        )
        for heading, parts in sections:
            self._add_section(heading, *parts, gap=0.6)
        self._column.addStretch(1)

    def _how(self) -> tuple[QWidget, ...]:
        return (
            self.techniques,
            self._hint,
            self.variants,
            self.own,
            self.refusal,
            self.left_out,
        )

    def _how_long(self) -> tuple[QWidget, ...]:
        return (self._row(self.units, self.amount), self._amount_words)

    def _with(self) -> tuple[QWidget, ...]:
        switches = self._row(self.sounds, self.voice, self.ease, self.holds)
        return (switches, self._beds, self._caution)

    def _row(self, *parts: QWidget) -> QWidget:
        return flow_row(*parts, spacing=self._theme.unit // 2)

    def _connect(self) -> None:
        self.summary.begin.clicked.connect(self._on_begin_clicked)
        self.techniques.picked.connect(self._on_technique_picked)
        self.variants.picked.connect(self._on_variant_picked)
        self.own.changed.connect(self._on_own_changed)
        self.refusal.nearest_asked.connect(self._on_own_changed)
        self.units.picked.connect(self._on_unit_picked)
        self.amount.changed.connect(self._on_amount_changed)
        self.sounds.toggled.connect(self._on_switched)
        self.voice.toggled.connect(self._on_switched)
        self.ease.toggled.connect(self._on_switched)
        self.holds.clicked.connect(self.holds_changed)
        self.left_out.wanted.connect(self._on_holds_wanted)
        self._beds.picked.connect(self._on_bed_picked)
        self.follow.begin_asked.connect(self._on_begin_at_pace_asked)
        self.kept.keep_asked.connect(self._on_keep_asked)
        self.kept.change_asked.connect(self._on_change_asked)
        self.kept.remove_asked.connect(self.remove_asked)

    def _change(self, chosen: FreeBreathing) -> None:
        self._chosen = chosen
        self._show_chosen()

    def _change_pattern(self, pattern: Pattern) -> None:
        self._change(with_pattern(self._form.chosen, pattern, self._timed))

    def _change_length(self, chosen: FreeBreathing) -> None:
        self._change(chosen)
        if not self._form.is_counted:
            self._timed = self._form.chosen

    def _show_chosen(self) -> None:
        form = self._form = form_of(self._chosen, leaves_out_holds=self._state.leaves_out_holds)
        self.summary.show_form(form)
        self._show_how(form)
        self._show_how_long(form)
        self._show_with(form)
        self.follow.show_form(form)
        self.kept.show_can_keep(form.is_allowed)

    def _show_how(self, form: BreathingForm) -> None:
        technique = technique_of(form.chosen.pattern)
        names = VARIANTS[technique]
        self.techniques.show_chosen(technique)
        self._hint.setText(hint_text(technique))
        self.variants.setVisible(len(names) > 1)
        self.variants.show_choices([(name, phases_text(PATTERNS[name])) for name in names])
        self.variants.show_chosen(form.chosen.pattern.name)
        self.left_out.show_form(form, is_gentle=self._state.is_gentle)
        is_own = technique is Technique.OWN
        self.own.setVisible(is_own)
        if is_own:
            self.own.show_pattern(form.chosen.pattern)
        self.refusal.show_form(form)

    def _show_how_long(self, form: BreathingForm) -> None:
        self.units.show_chosen(ROUNDS if form.chosen.in_rounds else MINUTES)
        self.units.chip(MINUTES).setEnabled(not form.is_counted)
        self.amount.show_value(form.chosen.amount, form.least, form.most)
        legal = replace(form.chosen, pattern=form.legal)
        self._amount_words.setText(amount_text(legal, form.breathed))

    def _show_with(self, form: BreathingForm) -> None:
        for switch, is_on in (
            (self.sounds, Cue.SOUND in form.chosen.cues),
            (self.voice, Cue.VOICE in form.chosen.cues),
            (self.ease, form.chosen.eases_in and form.can_ease),
        ):
            before = switch.blockSignals(True)
            switch.setChecked(is_on)
            switch.blockSignals(before)
        self.ease.setEnabled(form.can_ease)
        self.holds.setChecked(not self._state.leaves_out_holds)
        self.holds.setEnabled(not self._state.is_gentle)
        self._beds.show_chosen(form.chosen.bed or NO_BED)
        self._caution.setText(self._caution_text(form))

    def _caution_text(self, form: BreathingForm) -> str:
        said = [
            self.tr(
                "If you feel dizzy, tingly or short of air, or your chest hurts, stop and breathe"
                " as you like. Never in water, while driving or high up."
            )
        ]
        if form.has_holds and not self._state.leaves_out_holds:
            said.append(
                self.tr(
                    "Holds are better left out in pregnancy, after an operation, with trouble with"
                    " the heart, blood pressure, lungs or eyes, with fainting or seizures, and"
                    " when panic is near."
                )
            )
        return "\n".join(said)

    def _on_begin_clicked(self) -> None:
        if self._form.is_allowed:
            self.begin_asked.emit(self._form.chosen)

    def _on_begin_at_pace_asked(self, pace: Pattern) -> None:
        self.begin_asked.emit(replace(self._form.chosen, eases_in=True, pace=pace).fitted())

    def _on_technique_picked(self, key: str) -> None:
        technique = Technique(key)
        if technique is Technique.OWN:
            pattern = self._own
        else:
            pattern = PATTERNS[_AT_FIRST.get(technique, VARIANTS[technique][0])]
        self._change_pattern(pattern)

    def _on_variant_picked(self, name: str) -> None:
        self._change_pattern(PATTERNS[name])

    def _on_own_changed(self, pattern: Pattern) -> None:
        self._own = pattern
        self._change_pattern(pattern)

    def _on_unit_picked(self, unit: str) -> None:
        # Six rounds of most patterns take about a minute: a small number either way.
        self._change_length(replace(self._form.chosen, in_rounds=unit == ROUNDS, amount=5))

    def _on_amount_changed(self, amount: int) -> None:
        self._change_length(replace(self._form.chosen, amount=amount))

    def _on_switched(self) -> None:
        switches = ((Cue.SOUND, self.sounds), (Cue.VOICE, self.voice))
        cues = frozenset({Cue.SIGHT, *(cue for cue, switch in switches if switch.isChecked())})
        eases_in = self.ease.isChecked() if self.ease.isEnabled() else self._chosen.eases_in
        self._change(replace(self._form.chosen, cues=cues, eases_in=eases_in))

    def _on_holds_wanted(self) -> None:
        self.holds_changed.emit(True)

    def _on_bed_picked(self, name: str) -> None:
        self._change(replace(self._form.chosen, bed=name or None))

    def _on_keep_asked(self, title: str) -> None:
        self.keep_asked.emit(title, self._form.chosen)

    def _on_change_asked(self, kept: Kept) -> None:
        self.choose(kept.breathing)
        self.kept.begin_change(kept)
