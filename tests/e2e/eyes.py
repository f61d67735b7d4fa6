"""Finding things in a picture of the screen."""

import json

import numpy as np

from tests.e2e.desk import Box, Picture
from tests.e2e.surroundings import CHECKOUT


def theme_colours(name: str) -> dict[str, tuple[int, int, int]]:
    """The colours of a theme by role, as red, green, blue."""
    text = (CHECKOUT / "assets" / "themes" / f"{name}.json").read_text("utf-8")
    return {
        role: (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
        for role, colour in json.loads(text).items()
    }


def has_colour(picture: Picture, colour: tuple[int, int, int]) -> np.ndarray:
    """Which pixels are that colour."""
    return (picture == np.array(colour, np.uint8)).all(axis=2)


def lowest_patch(picture: Picture, colour: tuple[int, int, int], gap: int = 24) -> Box:
    """The lowest thing of one colour: rows and columns with no larger gap than ``gap``."""
    found = has_colour(picture, colour)
    rows = np.flatnonzero(found.any(axis=1))
    assert len(rows), f"nothing on the screen is {colour}"
    top = _first_of_last_group(rows, gap)
    columns = np.flatnonzero(found[top:].any(axis=0))
    left = _first_of_last_group(columns, gap)
    return Box(left, top, int(columns[-1]) - left + 1, int(rows[-1]) - top + 1)


def changed(before: Picture, after: Picture) -> Box:
    """The box around all that differs."""
    differs = (before != after).any(axis=2)
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    assert len(rows), "nothing has changed"
    top, left = int(rows[0]), int(columns[0])
    return Box(left, top, int(columns[-1]) - left + 1, int(rows[-1]) - top + 1)


def _first_of_last_group(places: np.ndarray, gap: int) -> int:
    jumps = np.flatnonzero(np.diff(places) > gap)
    return int(places[jumps[-1] + 1] if len(jumps) else places[0])
