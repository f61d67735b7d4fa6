"""A stretch of paced breathing as events: its phases, and what is said over them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from thaw.core.breath import Phase, Side
from thaw.core.cue_words import cue_line
from thaw.core.plan import Breath, Speech
from thaw.core.session import Breathe, Cue, VoiceLine
from thaw.core.units import Frames, frames

CUE_MARGIN: Final = frames(0.2)
"""A spoken cue ends at least this long before its phase does, or is not said."""

SayCue = Callable[[Phase, Side | None], "tuple[VoiceLine, Frames] | None"]
"""What announces a phase, and how long it takes to say; None for a phase without words."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who announces breaths, and in which language."""

    language: str
    duration_of: Callable[[VoiceLine], Frames]
    speaks: bool

    def cue(self, phase: Phase, side: Side | None) -> tuple[VoiceLine, Frames] | None:
        line = cue_line(phase, side, self.language) if self.speaks else None
        return None if line is None else (line, self.duration_of(line))


def breaths(step: Breathe, at: Frames, span: Frames, *, sounded: bool) -> list[Breath]:
    """Lay ``step`` out from ``at``, over ``span``, in whole cycles."""
    laid: list[Breath] = []
    here, end = at, at + span
    for number, cycle in enumerate(step.supply()):
        if here >= end:
            break
        for phase in cycle.phases(number):
            laid.append(
                Breath(
                    at=here,
                    length=phase.length,
                    phase=phase.phase,
                    cycle=number,
                    fullness_from=phase.fullness_from,
                    fullness_to=phase.fullness_to,
                    sounded=sounded,
                    side=phase.side,
                )
            )
            here = Frames(here + phase.length)
    return laid


def breathed(
    step: Breathe, at: Frames, span: Frames, voice: Voice, locked: Sequence[VoiceLine]
) -> "list[Breath | Speech]":
    """Return the phases of ``step``, its cues, and ``locked`` lines, one to an out-breath."""
    laid = breaths(step, at, span, sounded=Cue.SOUND in step.cues)
    said = list(on_out_breaths(laid, [(line, voice.duration_of(line)) for line in locked]))
    if Cue.VOICE in step.cues:
        return announced(laid, said, voice.cue)
    return [*laid, *said]


def on_out_breaths(
    laid: Sequence[Breath], lines: Sequence[tuple[VoiceLine, Frames]]
) -> Iterator[Speech]:
    """Say each line as the next breath is let out, as far as there are breaths."""
    outs = [breath for breath in laid if breath.phase is Phase.OUT]
    for breath, (line, length) in zip(outs, lines, strict=False):
        yield Speech(breath.at, length, line)


def announced(
    laid: Sequence[Breath], said: Sequence[Speech], cue: SayCue
) -> "list[Breath | Speech]":
    """Announce each phase by a word that fits into it, and by a sound where none does.

    Where ``said`` is heard already there is no word besides.
    """
    events: list[Breath | Speech] = list(said)
    for breath in laid:
        if any(_overlap(breath, speech) for speech in said):
            events.append(breath)
            continue
        words = cue(breath.phase, breath.side)
        if words is None or words[1] + CUE_MARGIN > breath.length:
            events.append(sounding(breath))
            continue
        events += [breath, Speech(breath.at, words[1], words[0], is_cue=True)]
    return events


def sounding(breath: Breath) -> Breath:
    """``breath`` with a soft sound at its beginning."""
    return breath if breath.sounded else replace(breath, sounded=True)


def _overlap(breath: Breath, speech: Speech) -> bool:
    return breath.at < speech.at + speech.length and speech.at < breath.at + breath.length
