"""The sounds a session may name: kept apart from what makes them, so that nothing is loaded."""

from typing import Final

BELLS: Final[tuple[str, ...]] = ("warm-bowl", "small-rin")
BEDS: Final[tuple[str, ...]] = ("soft-rain", "brown-noise")
