"""The names sessions are checked against are the sounds that can be made."""

from thaw.audio.beds import BED_RECIPES
from thaw.audio.names import BEDS, BELLS
from thaw.audio.tones import BELL_RECIPES


def test_every_name_has_a_recipe_and_every_recipe_a_name():
    assert tuple(BELL_RECIPES) == BELLS
    assert tuple(BED_RECIPES) == BEDS
