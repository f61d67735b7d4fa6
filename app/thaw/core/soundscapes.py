"""Where each soundscape begins and ends, and how one gives way to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thaw.core.plan import BedSpan
from thaw.core.session import Bed
from thaw.core.units import Frames, frames

BED_FADE_IN: Final = frames(7)
BED_FADE_OUT: Final = frames(16)
"""At the end of a session, beginning before its last bells."""
BED_FADE_ASLEEP: Final = frames(60)
"""The same, of a session for falling asleep."""
BED_FADE_OFF: Final = frames(12)
BED_CROSSFADE: Final = frames(4)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A soundscape from ``at`` on, with nothing left open; silence where ``name`` is None."""

    at: Frames
    name: str | None
    fade: Frames
    gain_db: float
    ducks: bool


def bed_spans(
    beds: Sequence[tuple[Frames, Bed]], leaves_at: Frames, leaves_over: Frames = BED_FADE_OUT
) -> list[BedSpan]:
    """Turn changes of soundscape, in order, into spans; the last leaves from ``leaves_at`` on.

    Two spans overlap by the fade of the later: one sinks while the other rises. A change
    from ``leaves_at`` on comes too late: it would keep what leaves until it comes. In a
    session too short for any leaving, which begins with it at 0, changes are all there is.
    """
    laid: list[_Laid] = []
    for at, bed in beds:
        if at >= leaves_at > 0:
            break
        if laid and laid[-1].at == at:
            before = laid[-2] if len(laid) > 1 else None
            laid[-1] = _resolved(bed, at, laid[-1], before)
        else:
            before = laid[-1] if laid else None
            laid.append(_resolved(bed, at, before, before))
    return [
        _span(bed, laid[index + 1] if index + 1 < len(laid) else None, leaves_at, leaves_over)
        for index, bed in enumerate(laid)
        if bed.name is not None and (index + 1 < len(laid) or bed.at < leaves_at)
    ]


def _resolved(bed: Bed, at: Frames, kept: _Laid | None, heard: _Laid | None) -> _Laid:
    """Settle what ``bed`` leaves open: by ``kept``, what it changes, and ``heard`` until now."""
    name, gain_db, ducks = bed.name, bed.gain_db, bed.ducks
    if bed.keeps and kept is not None:
        name = kept.name
        gain_db = kept.gain_db if gain_db is None else gain_db
        ducks = kept.ducks if ducks is None else ducks
    is_silent_before = heard is None or heard.name is None
    if bed.fade is not None:
        fade = bed.fade
    elif name is None:
        fade = BED_FADE_OFF
    else:
        fade = BED_FADE_IN if is_silent_before else BED_CROSSFADE
    return _Laid(at, name, fade, gain_db or 0.0, ducks is not False)


def _span(bed: _Laid, following: _Laid | None, leaves_at: Frames, leaves_over: Frames) -> BedSpan:
    assert bed.name is not None
    ends_at, fade_out = (
        (leaves_at, leaves_over) if following is None else (following.at, following.fade)
    )
    return BedSpan(
        at=bed.at,
        length=Frames(ends_at - bed.at + fade_out),
        name=bed.name,
        gain_db=bed.gain_db,
        fade_in=bed.fade,
        fade_out=fade_out,
        ducks=bed.ducks,
    )
