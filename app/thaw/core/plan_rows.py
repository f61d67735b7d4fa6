"""A stretch of a plan as a row of pieces, some of which give way."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from thaw.core.interval_bells import AFTER_SPEECH, BEFORE_SPEECH
from thaw.core.parts import DEFAULT_PAUSE
from thaw.core.plan import Plan, Quiet, Speech
from thaw.core.units import frames

BETWEEN_STRIKES: Final = frames(20)
"""Strikes no further apart than this may belong to one bell: they stay as far apart."""


@dataclass(slots=True)
class Piece:
    """A line, a silence, or anything else that takes time; ``length`` may be changed.

    ``least`` is as short as it may get: its whole length where it is rigid.
    """

    at: int
    before: int
    """Its length in the plan as it is."""
    length: int
    least: int
    line: Speech | None = None
    gives_way: bool = False
    quiet: Quiet | None = None
    """The silence that it is, or that it is a part of."""

    @property
    def spare(self) -> int:
        return max(self.length - self.least, 0) if self.gives_way else 0


class Row:
    """What a plan holds from ``start`` to ``end``, without a break."""

    def __init__(self, plan: Plan, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.pieces = list(_pieces(plan, start, end))

    def give(self, place: int, length: int) -> bool:
        """Let the line at ``place`` take ``length``; False where no silence can make room.

        The silence next after it gives way first, then those further on, then those
        before it, the nearest first. What is no longer needed goes to the silence after it.
        """
        piece = self.pieces[place]
        more = length - piece.length
        others = [*self.pieces[place + 1 :], *reversed(self.pieces[:place])]
        if more > sum(other.spare for other in others):
            return False
        piece.length = length
        if more <= 0:
            self._leave(place + 1, -more)
            return True
        for other in others:
            taken = min(more, other.spare)
            other.length -= taken
            more -= taken
        return True

    def mapping(self) -> Callable[[int], int]:
        """Return where each frame comes to lie: nowhere else, outside the row."""
        ends = accumulate(piece.length for piece in self.pieces)
        begins = [self.start + end - one.length for end, one in zip(ends, self.pieces, strict=True)]
        known = [(new, one) for new, one in zip(begins, self.pieces, strict=True) if one.before]
        olds = [one.at for _, one in known]

        def moved(frame: int) -> int:
            if not (self.start <= frame < self.end):
                return frame
            new, piece = known[bisect_right(olds, frame) - 1]
            into = frame - piece.at
            return new + (into * piece.length // piece.before if piece.gives_way else into)

        return moved

    def _leave(self, place: int, length: int) -> None:
        if not length:
            return
        if place < len(self.pieces) and self.pieces[place].gives_way:
            self.pieces[place].length += length
            return
        self.pieces.insert(place, Piece(-1, 0, length, 0, gives_way=True))


def _pieces(plan: Plan, start: int, end: int) -> Iterator[Piece]:
    here, after_line = start, False
    for piece in _timed(plan, start, end):
        if piece.at < here or piece.at + piece.before > end:
            continue
        if piece.at > here:
            yield _gap(here, piece.at, after_line=after_line)
        yield piece
        here, after_line = piece.at + piece.before, piece.line is not None
    if end > here:
        yield _gap(here, end, after_line=after_line)


def _gap(start: int, end: int, *, after_line: bool) -> Piece:
    """Time that nothing takes: the pause after a line gives way, that after a bell doesn't."""
    length = end - start
    least = min(length, DEFAULT_PAUSE.minimum) if after_line else length
    return Piece(start, length, length, least, gives_way=after_line)


def _timed(plan: Plan, start: int, end: int) -> list[Piece]:
    """All in the row that takes time, or stands for a moment, by when it begins."""
    found = [
        Piece(one.at, one.length, one.length, one.length)
        for one in (*plan.breathing, *plan.tracks, *plan.waits)
    ]
    whole = sorted((piece.at, piece.at + piece.before) for piece in found)
    struck = [strike.at for strike in plan.strikes]
    found += [Piece(at, 0, 0, 0) for at in struck]
    for event in plan.events:
        if isinstance(event, Speech) and not _is_in(event.at, whole):
            found.append(Piece(event.at, event.length, event.length, event.length, line=event))
        elif isinstance(event, Quiet) and not _is_in(event.at, whole):
            found += _quiet(event, struck)
    found = [piece for piece in found if start <= piece.at < end]
    return sorted(found, key=lambda piece: (piece.at, piece.before == 0))


def _quiet(event: Quiet, struck: Sequence[int]) -> list[Piece]:
    """A silence, cut where a bell is struck in it: none comes nearer to words, or to the next.

    Together the pieces keep to the least that the silence has.
    """
    end = event.at + event.length
    within = struck[bisect_left(struck, event.at) : bisect_left(struck, end)]
    edges = [event.at, *within, end]
    between = [BETWEEN_STRIKES] * (len(within) - 1)
    wanted = [AFTER_SPEECH, *between, BEFORE_SPEECH] if within else [0]
    pieces = [
        Piece(a, b - a, b - a, _least(a, b, least, struck), gives_way=True, quiet=event)
        for (a, b), least in zip(pairwise(edges), wanted, strict=True)
        if a < b
    ]
    missing = min(event.least, event.length) - sum(piece.least for piece in pieces)
    for piece in pieces:
        more = min(max(missing, 0), piece.length - piece.least)
        piece.least += more
        missing -= more
    return pieces


def _least(start: int, end: int, least: int, struck: Sequence[int]) -> int:
    """How short a part of a silence may get: not at all between the strikes of one bell.

    Such strikes may lie in the silences before and after.
    """
    before, after = bisect_right(struck, start) - 1, bisect_left(struck, end)
    is_between = before >= 0 and after < len(struck)
    if is_between and struck[after] - struck[before] <= BETWEEN_STRIKES:
        return end - start
    return min(least, end - start)


def _is_in(frame: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= frame < end for start, end in spans)
