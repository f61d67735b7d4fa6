"""Compile a session and a person's choices into a plan, exact to the frame.

Pure and deterministic: the same session, choices and voice give the same plan.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from thaw.core.announcing import announced
from thaw.core.breaths import Voice
from thaw.core.events import lay_down
from thaw.core.parts import DurationOf, Part, lay_out, passages, room
from thaw.core.plan import Choices, Plan
from thaw.core.refusals import CannotFitError
from thaw.core.rounds import parts_by_rounds
from thaw.core.session import Breathe, Elastic, Session, VoiceLine
from thaw.core.sharing import longest, share, shortest
from thaw.core.units import Frames, frames

_WORDS_A_MINUTE: Final = 105
_SHORTEST_LINE: Final = frames(1.5)


def reading_length(line: VoiceLine) -> Frames:
    """How long a line stays when it is read as a caption: 105 words a minute."""
    words = len(line.text.split())
    return Frames(max(_SHORTEST_LINE, frames(words * 60 / _WORDS_A_MINUTE / line.pace)))


def compile_session(
    session: Session, choices: Choices, duration_of: DurationOf = reading_length
) -> Plan:
    """Lay ``session`` out at the chosen length; raise CannotFitError when that can't be.

    Or with the chosen rounds of breathing; raise RoundsError when that can't be.
    """
    session = announced(session, choices.cues)
    if choices.rounds is None:
        length = choices.length or session.lengths.default
        parts, lengths = _at_length(session, choices, duration_of, length)
    else:
        parts = parts_by_rounds(session, choices, duration_of, choices.rounds)
        lengths = [part.span.ideal for part in parts]
        length = Frames(sum(lengths))
    voice = Voice(session.language, duration_of, choices.spoken)
    events, breathing = lay_down(session, parts, lengths, length, voice)
    return Plan(
        session_id=session.id,
        title=session.title,
        category=session.category,
        level=session.level,
        anchor=session.anchor,
        language=session.language,
        content_hash=session.content_hash,
        choices=replace(choices, length=length),
        length=length,
        events=events,
        breathing=breathing,
        session_version=session.version,
    )


def feasible(
    session: Session, choices: Choices, duration_of: DurationOf = reading_length
) -> tuple[Frames, Frames]:
    """The shortest and longest length that ``session`` can take, within what it declares."""
    low, high = room(session.steps, choices, duration_of)
    return max(session.lengths.shortest, low), min(session.lengths.longest, high)


def _at_length(
    session: Session, choices: Choices, duration_of: DurationOf, length: Frames
) -> tuple[list[Part], list[Frames]]:
    declared = session.lengths
    unbound = replace(choices, longest_rest=None)
    if declared.shortest <= length <= declared.longest:
        # A length that was chosen counts for more than how long a silence may be.
        for wished in dict.fromkeys((choices, unbound)):
            parts = _chosen_parts(session, wished, duration_of, length)
            lengths = _fit(parts, length)
            if lengths is not None:
                return parts, lengths
    # Only a refusal needs the lengths of passages that would not be heard: a voice may
    # take a second for each dozen of lines.
    raise CannotFitError(length, *feasible(session, unbound, duration_of))


def _chosen_parts(
    session: Session, choices: Choices, duration_of: DurationOf, length: Frames
) -> list[Part]:
    """Drop passages, least important first, until the rest has comfortable room."""
    every = passages(session.steps)
    droppable = [place for place, passage in enumerate(every) if passage.from_length <= length]
    droppable.sort(key=lambda place: (-every[place].importance, place))
    parts = lay_out(session.steps, choices, duration_of, frozenset(droppable))
    while droppable and _comfortable(parts) > length:
        droppable.pop()
        fewer = lay_out(session.steps, choices, duration_of, frozenset(droppable))
        fits_as_it_is = shortest([part.span for part in parts]) <= length
        if fits_as_it_is and longest([part.span for part in fewer]) < length:
            break
        parts = fewer
    return parts


def _comfortable(parts: Sequence[Part]) -> int:
    """Half-way between squeezed and ideal: below it a passage costs more than it gives."""
    return sum((part.span.minimum + part.span.ideal) // 2 for part in parts)


def _fit(parts: Sequence[Part], length: Frames) -> list[Frames] | None:
    """Give every part its length, paced breathing in whole cycles first."""
    spans = [part.span for part in parts]
    for index, part in enumerate(parts):
        if isinstance(part.step, Breathe) and part.span.weight > 0:
            whole = _whole_cycles(part.step, index, spans, length)
            if whole is None:
                return None
            spans[index] = Elastic.fixed(whole)
    return share(length, spans)


def _whole_cycles(
    step: Breathe, index: int, spans: Sequence[Elastic], length: Frames
) -> Frames | None:
    """The whole cycles nearest to this part's share that leave room for the others."""
    shared = share(length, spans)
    if shared is None:
        return None
    others = [span for place, span in enumerate(spans) if place != index]
    wanted = shared[index]
    options = _cycle_lengths(step, spans[index])
    options.sort(key=lambda whole: (abs(whole - wanted), whole))
    for whole in options:
        if shortest(others) <= length - whole <= longest(others):
            return whole
    return None


def _cycle_lengths(step: Breathe, span: Elastic) -> list[Frames]:
    lengths: list[Frames] = []
    total = 0
    for number, cycle in enumerate(step.supply(), 1):
        total += cycle.cycle()
        if total > span.maximum:
            return lengths
        if total >= span.minimum and number % step.pattern.cycles_a_round == 0:
            lengths.append(Frames(total))
    raise AssertionError("cycles never end")
