"""The bundled recordings are what the recipes make."""

import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from thaw.audio import previews
from thaw.core.units import RATE

BUNDLED = Path(__file__).parents[2] / "audio"


def test_the_recipes_are_written_as_they_are() -> None:
    assert (BUNDLED / previews.RECIPES).read_text(encoding="utf-8") == previews.recipes_text()


def test_every_preview_is_the_sound_its_recipe_makes() -> None:
    for name, sound in previews.previews().items():
        bundled, rate = soundfile.read(BUNDLED / name, dtype="int16")
        assert rate == RATE
        assert bundled.shape == sound.shape
        assert np.abs(bundled.astype(int) - sound).max() <= 1, name


def test_one_command_makes_the_folder_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["previews", str(tmp_path / "again")])

    previews.main()

    again = {path.name for path in (tmp_path / "again").iterdir()}
    assert again == {path.name for path in BUNDLED.iterdir() if path.suffix != ".md"}
