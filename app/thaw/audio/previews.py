"""Short recordings of every bell and soundscape, and the recipes they were made from.

``python -m thaw.audio.previews audio`` makes the folder ``audio`` again, from the
repository's root: the same bytes of sound every time. A test holds the two together.
"""

import argparse
import importlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio.bed_recipes import BED_RECIPES
from thaw.audio.beds import Bed, BedRecipe, synthesised
from thaw.audio.bell_recipes import BELL_RECIPES, CUE_RECIPES
from thaw.audio.textures import Texture
from thaw.audio.tones import BellRecipe, strike
from thaw.core.units import RATE, frames

RECIPES: Final = "recipes.json"

_BELL_S, _BED_S, _FADE_S = 10.0, 8.0, 2.0
_BED_GAIN = 4.0
"""12 dB: by itself, a soundscape at its level in a session is too quiet to judge."""
_BED_BITS = np.int16(~3)
"""Fourteen bits are enough for noise, and FLAC keeps no others."""


def recipes_text() -> str:
    """Every recipe as JSON."""
    told = {
        "rate": RATE,
        "bells": {name: asdict(recipe) for name, recipe in BELL_RECIPES.items()},
        "breath_cues": {name: asdict(recipe) for name, recipe in CUE_RECIPES.items()},
        "beds": {name: _bed_told(recipe) for name, recipe in BED_RECIPES.items()},
    }
    return json.dumps(told, indent=2) + "\n"


def bell_preview(recipe: BellRecipe) -> NDArray[np.int16]:
    """The first strike, faded after ten seconds; shape (frames, 2)."""
    return _faded(strike(recipe, 0)[: frames(_BELL_S)])


def bed_preview(recipe: BedRecipe) -> NDArray[np.int16]:
    """Eight seconds, raised to be heard by itself; shape (frames, 2)."""
    sound, spare = np.empty((2, 2, frames(_BED_S)), np.float32)
    Bed(recipe, synthesised(recipe)).into(sound, spare, 0)
    return _faded(np.float32(_BED_GAIN) * sound.T) & _BED_BITS


def previews() -> Mapping[str, NDArray[np.int16]]:
    """Each file's name and its sound."""
    bells = {f"{name}.flac": bell_preview(recipe) for name, recipe in BELL_RECIPES.items()}
    found = {f"{name}.flac": bed_preview(recipe) for name, recipe in BED_RECIPES.items()}
    return MappingProxyType({**bells, **found})


def write(folder: Path) -> None:
    """Make every file of ``folder`` again."""
    soundfile: Any = importlib.import_module("soundfile")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RECIPES).write_text(recipes_text(), encoding="utf-8")
    for name, sound in previews().items():
        soundfile.write(folder / name, sound, RATE, subtype="PCM_16")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    write(parser.parse_args().folder)


def _bed_told(recipe: BedRecipe) -> dict[str, Any]:
    sources = [
        {"seconds": source.seconds, "textures": [_kind_told(one) for one in source.textures]}
        for source in recipe.sources
    ]
    return {**asdict(recipe), "sources": sources}


def _kind_told(texture: Texture) -> dict[str, Any]:
    return {"kind": type(texture).__name__.lower(), **asdict(texture)}


def _faded(sound: NDArray[np.float32]) -> NDArray[np.int16]:
    faded = sound.copy()
    fade = min(frames(_FADE_S), len(sound))
    faded[-fade:] *= (0.5 + 0.5 * np.cos(np.pi * np.arange(1, fade + 1) / fade))[:, None]
    return np.rint(faded * np.float32(32767)).astype(np.int16)


if __name__ == "__main__":
    main()
