"""What is practised once a session and a length are chosen: by the settings, and as it can be."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from thaw.care.offering import GENTLE_GAP_S
from thaw.core.catalogue_index import CatalogueEntry
from thaw.core.compiling import CannotFitError
from thaw.core.plan import Choices
from thaw.core.session import Cue
from thaw.core.units import RATE, Frames, frames
from thaw.practice.entry import Source
from thaw.settings import BreathCues, Settings, Voice
from thaw.shell.player.sitting import Wish

_ONE_CLICK: Final = (Source.QUICK, Source.TRAY)

_CUES: Final[Mapping[BreathCues, frozenset[Cue] | None]] = MappingProxyType(
    {
        BreathCues.SESSION: None,
        BreathCues.SOUND: frozenset({Cue.SIGHT, Cue.SOUND}),
        BreathCues.VOICE: frozenset({Cue.SIGHT, Cue.VOICE}),
        BreathCues.SIGHT: frozenset({Cue.SIGHT}),
    }
)


def choices_for(entry: CatalogueEntry, minutes: int | None, settings: Settings) -> Choices:
    """What is chosen for a session by its length and the settings; None is its own length."""
    return Choices(
        length=entry.lengths.nearest_to(minutes),
        holds=settings.with_holds,
        longest_rest=frames(GENTLE_GAP_S) if settings.gentle else None,
        spoken=settings.voice is not Voice.CAPTIONS,
        cues=_CUES[settings.breath_cues],
    )


def nearest_wish(wish: Wish, error: Exception) -> Wish | None:
    """``wish`` at the nearest length it can have, where it was one click and no length chosen.

    A slower voice needs more time: what is offered as one click never ends in a refusal.
    """
    if wish.source not in _ONE_CLICK or not isinstance(error, CannotFitError):
        return None
    whole = Frames(-(-error.shortest // (60 * RATE)) * 60 * RATE)
    length = min(whole if error.asked < error.shortest else error.longest, error.longest)
    if not error.shortest <= length <= error.longest or length == error.asked:
        return None
    return replace(wish, choices=replace(wish.choices, length=Frames(length)))
