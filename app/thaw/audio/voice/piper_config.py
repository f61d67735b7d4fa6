"""What lies beside a Piper voice: its .onnx.json, believed only as far as it was checked."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from thaw.audio.decoding import RATES
from thaw.audio.voice.voice import VoiceFault, VoiceUnavailable

_READS: Final = frozenset({"espeak", "text"})
"""Ways to make sounds of letters that need nothing fetched from a network."""
_MOST_BYTES: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class PiperConfig:
    """What Thaw asks of a config; ``told`` is all of it, for Piper."""

    rate: int
    """Samples a second."""
    language: str
    """Its main part, such as "en"; "" where the file does not tell."""
    length_scale: float
    """How far the voice's makers stretch it."""
    told: dict[str, Any]


def config_path(model: Path) -> Path:
    """Where the config of the voice in ``model`` lies."""
    return model.with_name(model.name + ".json")


def read_config(model: Path) -> PiperConfig:
    """Read and check the config of ``model``. Raises VoiceUnavailable."""
    path = config_path(model)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise VoiceUnavailable(VoiceFault.BAD_CONFIG, "too big")
        text = path.read_bytes()
    except OSError as exc:
        raise VoiceUnavailable(VoiceFault.NO_CONFIG, str(exc)) from exc
    try:
        return _checked(cast("dict[str, Any]", json.loads(text)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise VoiceUnavailable(VoiceFault.BAD_CONFIG, f"{exc!r}"[-500:]) from exc


def _checked(told: dict[str, Any]) -> PiperConfig:
    way = told.get("phoneme_type", "espeak")
    rate = told["audio"]["sample_rate"]
    scale = told.get("inference", {}).get("length_scale", 1.0)
    is_rate = isinstance(rate, int) and rate in RATES
    if way not in _READS or not is_rate or not 0.1 < scale < 10:
        raise ValueError(f"{way}, {rate} Hz, length {scale}")
    if not (isinstance(told["num_speakers"], int) and isinstance(told["num_symbols"], int)):
        raise TypeError("no count of speakers or symbols")
    phonemes = cast("dict[str, list[object]]", told["phoneme_id_map"])
    if not phonemes or not all(isinstance(n, int) for ids in phonemes.values() for n in ids):
        raise ValueError("no phonemes")
    tag: object = told["espeak"]["voice"] or told.get("language", {}).get("code", "")
    if not isinstance(tag, str):
        raise TypeError(tag)
    return PiperConfig(rate, main_part(tag), float(scale), told)


def main_part(tag: str) -> str:
    """The language of a tag such as ``en-GB-x-rp`` without its region."""
    return tag.strip().lower().replace("_", "-").partition("-")[0]
