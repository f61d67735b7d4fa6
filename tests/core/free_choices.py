"""Whatever may be chosen to breathe freely."""

from dataclasses import replace

from hypothesis import strategies as st

from thaw.core.breath import Pattern
from thaw.core.free_breathing import FreeBreathing
from thaw.core.names import KnownNames
from thaw.core.patterns import PATTERNS, nearest_allowed
from thaw.core.session import Cue

NAMES = KnownNames(frozenset({"small-rin"}), frozenset({"soft-rain", "ocean"}))
TENTHS = st.integers(0, 300).map(lambda tenths: tenths * 100)
OWN = st.builds(
    Pattern,
    name=st.just("own"),
    in_ms=TENTHS,
    out_ms=TENTHS,
    top_up_ms=st.sampled_from([0, 0, 500, 1500]),
    hold_ms=st.one_of(st.just(0), TENTHS),
    rest_ms=st.one_of(st.just(0), TENTHS),
    alternates=st.booleans(),
).map(nearest_allowed)
CHOSEN = st.builds(
    FreeBreathing,
    pattern=st.one_of(st.sampled_from(list(PATTERNS.values())), OWN),
    amount=st.integers(1, 250),
    in_rounds=st.booleans(),
    cues=st.sets(st.sampled_from([Cue.SOUND, Cue.VOICE])).map(lambda cues: {*cues, Cue.SIGHT}),
    bed=st.sampled_from([None, "soft-rain", "ocean"]),
    eases_in=st.booleans(),
).map(lambda chosen: replace(chosen, cues=frozenset(chosen.cues)).fitted())
