"""The names sessions are checked against are the sounds that can be made."""

from thaw.audio.bed_recipes import BED_RECIPES
from thaw.audio.bell_recipes import BELL_RECIPES
from thaw.audio.names import BEDS, BELLS


def test_every_name_has_a_recipe_and_every_recipe_a_name():
    assert tuple(BELL_RECIPES) == BELLS
    assert tuple(BED_RECIPES) == BEDS
