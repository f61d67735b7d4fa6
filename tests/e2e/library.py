"""The library as it is seen and used on a screen."""

from typing import Final

import numpy as np

from tests.e2e.app import Home
from tests.e2e.desk import Box, Desk, Picture
from tests.e2e.eyes import has_colour, lowest_patch, theme_colours
from tests.e2e.programs import until

A_BUTTON: Final = 1_500
"""Pixels of the accent in a button that stands out; icons in it have fewer."""


def open_library(home: Home, desk: Desk) -> Box:
    """Start, and wait until a session is offered. Returns where the window is."""
    home.start()
    box = desk.box_of(desk.wait_for_window("^Thaw$"))

    accent = theme_colours("light")["accent"]

    def is_offered() -> bool:
        return int(np.count_nonzero(has_colour(desk.picture(box), accent))) > A_BUTTON

    until(is_offered, "a session is offered")
    desk.wait_until_still()
    return box


def play_found(desk: Desk, box: Box, words: str) -> None:
    """Seek the one session that is called so, and click where it is played."""
    desk.key("ctrl+f")
    desk.type(words)
    # Two cards stand side by side: with one the lowest accent is on the left, and plays it.
    until(lambda: _lowest(desk.picture(box)).centre[0] < box.width / 2, f"only {words} is left")
    desk.wait_until_still()
    x, y = _lowest(desk.picture(box)).centre
    desk.click(box.x + x, box.y + y)


def _lowest(picture: Picture) -> Box:
    return lowest_patch(picture, theme_colours("light")["accent"])
