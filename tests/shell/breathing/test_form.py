"""What the breathing screen shows for any choice at all, legal or not."""

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from thaw.core.breath import Pattern
from thaw.core.free_breathing import FreeBreathing
from thaw.core.patterns import PATTERNS, check_pattern
from thaw.shell.breathing.form import form_of

LENGTHS = st.integers(0, 300).map(lambda tenths: tenths * 100)
OWN = st.builds(Pattern, st.just("own"), LENGTHS, LENGTHS, LENGTHS, LENGTHS, LENGTHS, st.booleans())
CHOSEN = st.builds(FreeBreathing, OWN, st.integers(0, 400), st.booleans())


@given(CHOSEN, st.booleans())
@example(FreeBreathing(Pattern("own", 0, 0)), False)
def test_whatever_is_typed_there_is_an_answer(chosen: FreeBreathing, leaves_out: bool) -> None:
    form = form_of(chosen, leaves_out_holds=leaves_out)
    assert form.least <= form.chosen.amount <= form.most
    assert form.chosen.pattern == chosen.pattern
    assert not any(fault.is_hard for fault in check_pattern(form.legal))
    assert form.is_allowed == (form.legal == chosen.pattern)
    if leaves_out:
        assert (form.breathed.hold_ms, form.breathed.rest_ms) == (0, 0)


@given(CHOSEN)
def test_the_nearest_breaks_no_rule_that_was_broken(chosen: FreeBreathing) -> None:
    form = form_of(chosen, leaves_out_holds=False)
    if form.nearest is None:
        assert form.faults == ()
        return
    again = form_of(replace(chosen, pattern=form.nearest), leaves_out_holds=False)
    assert again.is_allowed
    assert form.is_allowed is False or again.faults == ()


def test_what_thaw_offers_is_never_called_unusual() -> None:
    for pattern in PATTERNS.values():
        form = form_of(FreeBreathing(pattern), leaves_out_holds=False)
        assert form.faults == ()
        assert form.is_allowed


def test_holds_are_told_from_breaths_without() -> None:
    def has_holds(name: str) -> bool:
        return form_of(FreeBreathing(PATTERNS[name]), leaves_out_holds=True).has_holds

    assert has_holds("box")
    assert not has_holds("even")
