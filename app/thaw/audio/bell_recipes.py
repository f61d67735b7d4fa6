"""The bells a session may name, and what announces a breath, each as numbers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from thaw.audio.tones import HARD, PADDED, BellRecipe, Partial

_BELLS: Final = (
    BellRecipe(
        name="warm-bowl",
        hz=220.0,
        partials=(
            Partial(1, 1, 28, 0.7),
            Partial(2.98, 0.55, 16, 1.1),
            Partial(5.70, 0.30, 9, 1.6),
            Partial(9.0, 0.12, 5, 2.2),
            Partial(12.82, 0.05, 3),
            Partial(17.28, 0.02, 1.8),
        ),
        attack_s=0.014,
        mallet_hz=PADDED,
    ),
    BellRecipe(
        name="small-rin",
        hz=680.0,
        partials=(
            Partial(1, 1, 9, 1.0),
            Partial(2.73, 0.4, 5, 1.8),
            Partial(5, 0.18, 2.5),
            Partial(7.7, 0.07, 1.3),
        ),
        attack_s=0.004,
        mallet_hz=HARD,
    ),
    BellRecipe(
        name="deep-bowl",
        hz=150.0,
        partials=(
            Partial(1, 1, 40, 0.5),
            Partial(2.8, 0.6, 24, 0.9),
            Partial(5.2, 0.35, 13, 1.4),
            Partial(8.1, 0.15, 7, 1.9),
            Partial(11.7, 0.06, 4),
            Partial(15.6, 0.03, 2.5),
        ),
        attack_s=0.018,
        mallet_hz=PADDED,
    ),
    BellRecipe(
        name="temple-bell",
        hz=180.0,
        partials=(
            # The hum below the strike note carries the slow beat of a great bell.
            Partial(0.5, 0.55, 22, 0.4),
            Partial(1, 0.8, 14, 0.6),
            Partial(1.2, 0.5, 11, 0.5),
            Partial(1.5, 0.25, 9, 0.8),
            Partial(2, 0.7, 7),
            Partial(2.5, 0.25, 5),
            Partial(2.66, 0.2, 4.5),
            Partial(3, 0.15, 4),
            Partial(4.1, 0.1, 2.5),
        ),
        attack_s=0.006,
        # A beam of wood swung on ropes: harder than felt, softer than a stick.
        mallet_hz=2800.0,
    ),
    BellRecipe(
        name="tingsha",
        hz=2200.0,
        partials=(Partial(1, 1, 7, 5), Partial(2.6, 0.35, 3, 8), Partial(4.3, 0.12, 1.5)),
        attack_s=0.002,
        mallet_hz=HARD,
        # Where the ear is sharpest, the same loudness is more than calm.
        lufs=-27.0,
    ),
    BellRecipe(
        name="soft-chime",
        hz=880.0,
        partials=(Partial(1, 1, 2.2), Partial(2.756, 0.25, 0.9), Partial(5.404, 0.08, 0.4)),
        attack_s=0.012,
        mallet_hz=PADDED,
        lufs=-26.0,
        knock_db=-34.0,
    ),
    BellRecipe(
        name="wood-tick",
        hz=1000.0,
        partials=(Partial(1, 1, 0.12), Partial(2.57, 0.3, 0.07), Partial(4.6, 0.1, 0.04)),
        attack_s=0.001,
        mallet_hz=HARD,
        # Over in a twelfth of a second: as loud as a bowl over 400 ms, it would be a crack.
        lufs=-36.0,
        knock_db=-18.0,
    ),
)

_CHIME: Final = (Partial(1, 1, 2.2, 0.5), Partial(2.756, 0.25, 0.9), Partial(5.404, 0.08, 0.4))

_CUES: Final = (
    # Rising for the in-breath and falling for the out-breath, at pitches of their
    # own, so that the two are told apart with eyes closed and at low volume.
    BellRecipe(
        name="in",
        hz=587.33,
        partials=_CHIME,
        attack_s=0.02,
        mallet_hz=PADDED,
        lufs=-32.0,
        knock_db=None,
        notes=(1.0, 1.5),
        note_gap_s=0.22,
    ),
    BellRecipe(
        name="out",
        hz=440.0,
        partials=_CHIME,
        attack_s=0.02,
        mallet_hz=PADDED,
        lufs=-34.0,
        knock_db=None,
        notes=(1.0, 2 / 3),
        note_gap_s=0.22,
    ),
    BellRecipe(
        name="hold",
        hz=523.25,
        partials=(Partial(1, 1, 0.5), Partial(2.57, 0.2, 0.2)),
        attack_s=0.012,
        mallet_hz=PADDED,
        lufs=-36.0,
        knock_db=None,
    ),
)

BELL_RECIPES: Final[Mapping[str, BellRecipe]] = MappingProxyType(
    {recipe.name: recipe for recipe in _BELLS}
)

CUE_RECIPES: Final[Mapping[str, BellRecipe]] = MappingProxyType(
    {recipe.name: recipe for recipe in _CUES}
)
"""What announces a breath phase when sounded."""
