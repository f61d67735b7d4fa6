"""A recording held against its plan: where each event was heard, and what was missing.

The plan is rendered once more, away from any device. Nothing on the way to a null sink
changes a sample, so the two can be laid on each other exactly: correlation finds where,
and what is left after subtraction was changed, lost or put in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tests.e2e.recording import FAINTEST
from thaw.core.plan import Breath, Plan, Speech, Strike
from thaw.core.units import RATE
from thaw.player.preparing import Performance

Mono: TypeAlias = NDArray[np.float64]

PIECE: Final = RATE // 20
"""A window of 50 ms: shorter than any drop-out one could miss by ear."""
MOMENT: Final = RATE // 50
"""The 20 ms that are looked for in a plan that stops and goes on."""
NEAR: Final = RATE // 2
"""How far from where it would be, had it gone straight on, a moment is looked for."""
_ALIKE_STRAIGHT_ON: Final = 0.4
_ALIKE_ELSEWHERE: Final = 0.7
"""A fade takes some of the likeness away; noise that isn't the same has less than 0.2."""
_HEARD: Final = 0.6
"""With a drop-out in the middle an event is still found; whether there was one is told apart."""
_AROUND: Final = RATE // 2


@dataclass(frozen=True, slots=True)
class Onset:
    """An event and how many frames after its place in the plan it was heard."""

    what: str
    at: int
    offset: int


def render(performance: Performance) -> Mono:
    """The whole sound of a plan, both channels as one."""
    sound = np.zeros((performance.end, 2), np.float32)
    for start in range(0, len(sound), RATE):
        performance.fill(sound[start : start + RATE], start)
    return mono(sound)


def mono(sound: NDArray[np.float32]) -> Mono:
    """Left and right with different weights, so that a swap is noticed too."""
    return sound[:, 0] * 0.6 + sound[:, 1].astype(np.float64) * 0.4


def find(piece: Mono, within: Mono) -> tuple[int, float]:
    """Where ``piece`` fits best into ``within``, and how well: 1 is the same but for loudness."""
    size = 1 << (len(within) + len(piece)).bit_length()
    spectrum = np.fft.rfft(within, size) * np.conj(np.fft.rfft(piece, size))
    products = np.fft.irfft(spectrum, size)[: len(within) - len(piece) + 1]
    energies = np.concatenate(([0.0], np.cumsum(within**2)))
    energies = np.maximum(energies[len(piece) :] - energies[: -len(piece)], 1e-12)
    likeness = products / np.sqrt(energies * (piece**2).sum() + 1e-12)
    best = int(np.argmax(likeness))
    return best, float(likeness[best])


def onsets(plan: Plan, reference: Mono, recorded: Mono) -> list[Onset]:
    """Where every bell, line and breath cue was heard. Each is looked for by itself."""
    begin, _ = find(reference, np.concatenate((recorded, np.zeros(len(reference)))))
    found: list[Onset] = []
    for event in plan.events:
        if isinstance(event, (Strike, Speech)) or (isinstance(event, Breath) and event.sounded):
            piece = reference[event.at : event.at + RATE]
            start = max(begin + event.at - _AROUND, 0)
            place, likeness = find(piece, recorded[start : start + RATE + 2 * _AROUND])
            assert likeness > _HEARD, f"{event} was not heard ({likeness:.2f})"
            found.append(Onset(type(event).__name__, event.at, start + place - event.at))
    return found


def damage(reference: Mono, recorded: Mono, begin: int) -> list[str]:
    """Every 50 ms in which the recording from ``begin`` on isn't the reference."""
    heard = recorded[begin : begin + len(reference)]
    wrong: list[str] = []
    for start in range(0, len(reference) - PIECE, PIECE):
        meant = reference[start : start + PIECE]
        left = heard[start : start + PIECE] - meant
        if np.sqrt((left**2).mean()) > max(0.05 * np.sqrt((meant**2).mean()), FAINTEST):
            wrong.append(f"{start / RATE:.2f} s")
    return wrong


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of the recording, and its place in the plan."""

    heard: int
    meant: int
    loudness: float
    """1 is as loud as the plan has it."""


def places(reference: Mono, recorded: Mono) -> Iterator[Placed]:
    """Find each audible piece of a recording in the plan, in the order heard.

    The plan may stand still and go on, so a piece that isn't where it would be if it had
    gone straight on is looked for around there.
    """
    expected = 0
    for start in range(0, len(recorded) - MOMENT, MOMENT):
        piece = recorded[start : start + MOMENT]
        if np.abs(piece).max() < FAINTEST:
            continue
        for earliest, latest, alike in (
            (expected, expected, _ALIKE_STRAIGHT_ON),
            (max(expected - NEAR, 0), expected + NEAR, _ALIKE_ELSEWHERE),
        ):
            around = reference[earliest : latest + MOMENT]
            if len(around) < MOMENT:
                continue
            place, likeness = find(piece, around)
            if likeness > alike:
                meant = earliest + place
                whole = reference[meant : meant + MOMENT]
                loudness = float(np.sqrt((piece**2).sum() / (whole**2).sum()))
                expected = meant + MOMENT
                yield Placed(start, meant, loudness)
                break


def times_heard(placed: Iterable[Placed], length: int, at_least: float) -> NDArray[np.int64]:
    """How often each frame of the plan was heard ``at_least`` so loud."""
    counts = np.zeros(length, np.int64)
    for one in placed:
        if one.loudness >= at_least:
            counts[one.meant : one.meant + MOMENT] += 1
    return counts


def missing(reference: Mono, recorded: Mono, end: int) -> NDArray[np.bool_]:
    """Which frames of the plan up to ``end`` were not heard at all."""
    return times_heard(places(reference, recorded), end, at_least=0.0) == 0


def longest_run(found: NDArray[np.bool_]) -> int:
    """The length of the longest stretch that is True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], found.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
