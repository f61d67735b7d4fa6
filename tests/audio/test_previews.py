"""The bundled recordings are what the recipes make."""

import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from thaw.audio import previews
from thaw.core.units import RATE

BUNDLED = Path(__file__).parents[2] / "audio"


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, made again by one command; it takes some seconds."""
    folder = tmp_path_factory.mktemp("previews") / "again"
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(sys, "argv", ["previews", str(folder)])
        previews.main()
    return folder


def test_the_recipes_are_written_as_they_are() -> None:
    assert (BUNDLED / previews.RECIPES).read_text(encoding="utf-8") == previews.recipes_text()


def test_one_command_makes_the_folder_again(again: Path) -> None:
    bundled = {path.name for path in BUNDLED.iterdir() if path.suffix != ".md"}
    assert {path.name for path in again.iterdir()} == bundled


def test_every_preview_is_the_sound_its_recipe_makes(again: Path) -> None:
    sounds = [path for path in again.iterdir() if path.name != previews.RECIPES]
    assert sounds
    for path in sounds:
        made, _ = soundfile.read(path, dtype="int16")
        bundled, rate = soundfile.read(BUNDLED / path.name, dtype="int16")
        assert rate == RATE
        assert bundled.shape == made.shape
        assert np.abs(bundled.astype(int) - made).max() <= 1, path.name
