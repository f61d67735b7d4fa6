"""What the breathing screen shows for what was chosen: decided here, drawn elsewhere."""

from dataclasses import dataclass, replace

from thaw.core.breath import Pattern
from thaw.core.free_breathing import FreeBreathing, amounts, is_counted
from thaw.core.patterns import PATTERNS, PatternFault, check_pattern, nearest_allowed, without_holds
from thaw.shell.breathing.words import technique_of

OWN_AT_FIRST = replace(PATTERNS["long-exhale"], name="own")


@dataclass(frozen=True, slots=True)
class Kept:
    """A pattern of the person's own in the library."""

    id: str
    title: str
    breathing: FreeBreathing


@dataclass(frozen=True, slots=True)
class BreathingState:
    """What the screen knows besides what is chosen on it."""

    leaves_out_holds: bool = False
    is_gentle: bool = False
    """Gentle mode is on, which leaves them out by itself."""
    beds: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class BreathingForm:
    """``chosen`` with its amount fitted; its pattern may still break a bound."""

    chosen: FreeBreathing
    legal: Pattern
    """The chosen pattern, or the nearest one within the hard bounds."""
    breathed: Pattern
    """``legal``, without holds where they are left out."""
    faults: tuple[PatternFault, ...]
    nearest: Pattern | None
    """The nearest pattern without ``faults``."""
    least: int
    most: int

    @property
    def is_allowed(self) -> bool:
        return not any(fault.is_hard for fault in self.faults)

    @property
    def is_counted(self) -> bool:
        return is_counted(self.legal)

    @property
    def can_ease(self) -> bool:
        """Whether there is time to slow down before the pattern."""
        return replace(self.chosen, pattern=self.legal).has_time_to_ease

    @property
    def has_holds(self) -> bool:
        return bool(self.legal.hold_ms or self.legal.rest_ms)

    @property
    def lacks_holds(self) -> bool:
        """Whether the pattern has holds that are left out."""
        return self.has_holds and self.breathed != self.legal


def form_of(chosen: FreeBreathing, *, leaves_out_holds: bool) -> BreathingForm:
    """What there is to show for ``chosen``."""
    is_own = PATTERNS.get(chosen.pattern.name) != chosen.pattern
    # What Thaw offers may lie outside what suits most people, and says so itself.
    faults = check_pattern(chosen.pattern) if is_own else ()
    is_hard = any(fault.is_hard for fault in faults)
    legal = _legal(chosen.pattern)
    fitted = replace(chosen, pattern=legal).fitted()
    least, most = amounts(legal, in_rounds=fitted.in_rounds)
    return BreathingForm(
        chosen=replace(fitted, pattern=chosen.pattern),
        legal=legal,
        breathed=without_holds(legal) if leaves_out_holds else legal,
        faults=faults,
        nearest=nearest_allowed(chosen.pattern, is_usual=not is_hard) if faults else None,
        least=least,
        most=most,
    )


def with_pattern(before: FreeBreathing, pattern: Pattern, timed: FreeBreathing) -> FreeBreathing:
    """``before`` with another pattern, and a length that goes with it.

    What is counted by itself has a number of its own, and keeps it while the pattern is
    only changed a little; anything else has the length of ``timed``, asked for before.
    """
    asked = replace(before, pattern=pattern, amount=timed.amount, in_rounds=timed.in_rounds)
    if not _is_counted(pattern):
        return asked
    if _is_counted(before.pattern) and technique_of(before.pattern) is technique_of(pattern):
        return replace(before, pattern=pattern)
    return replace(asked, in_rounds=False).fitted()


def _is_counted(pattern: Pattern) -> bool:
    return is_counted(_legal(pattern))


def _legal(pattern: Pattern) -> Pattern:
    is_named = PATTERNS.get(pattern.name) == pattern
    return pattern if is_named else nearest_allowed(pattern)
