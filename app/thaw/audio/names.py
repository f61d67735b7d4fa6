"""The sounds a session may name: kept apart from what makes them, so that nothing is loaded."""

from typing import Final

BELLS: Final[tuple[str, ...]] = (
    "warm-bowl",
    "small-rin",
    "deep-bowl",
    "temple-bell",
    "tingsha",
    "soft-chime",
    "wood-tick",
)
BEDS: Final[tuple[str, ...]] = (
    "soft-rain",
    "brown-noise",
    "pink-noise",
    "rain-on-a-roof",
    "ocean",
    "wind-in-trees",
    "stream",
    "fire",
    "drone",
    "quiet-room",
)
