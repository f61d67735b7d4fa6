"""A Piper voice of a few hundred bytes: hums, one note for each sentence.

What a Piper voice takes and gives, written in ONNX's own format by hand: the numbers
are the field numbers of onnx.proto.
"""

import json
import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np

RATE = 16_000
HUMS_AT = 150
"""Hz."""
_FLOAT, _INT64 = 1, 7
_LETTERS = "abcdefghijklmnopqrstuvwxyzæðŋɐɑɒɔəɚɛɜɡɪɫɹɾʃʊʌʒˈˌːθɬʔᵻβ .,!?;:-'ʲ̩"


def add_voice(
    folder: Path,
    name: str = "calm",
    *,
    ids_a_second: float = 32.0,
    loudness: float = 0.4,
    language: str = "en-us",
) -> Path:
    """Write a voice that gives each of its ids ``1 / ids_a_second``; return its .onnx file."""
    model = folder / f"{name}.onnx"
    model.write_bytes(_model(RATE / ids_a_second, loudness))
    model.with_name(f"{name}.onnx.json").write_text(json.dumps(config(language)), "utf-8")
    return model


def config(language: str = "en-us") -> dict:
    ids = {letter: [number] for number, letter in enumerate(_LETTERS, 3)}
    return {
        "audio": {"sample_rate": RATE, "quality": "tiny"},
        "espeak": {"voice": language},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "num_symbols": 128,
        "num_speakers": 1,
        "phoneme_id_map": {"_": [0], "^": [1], "$": [2], **ids},
    }


def _model(samples_an_id: float, loudness: float) -> bytes:
    """sin(2 pi f t) for as many samples as there are ids, times their length, times the scale."""
    step = 2 * np.pi * HUMS_AT / RATE
    nodes = [
        _node("Shape", ["input"], "shape"),
        _node("Gather", ["shape", "one"], "ids"),
        _node("Cast", ["ids"], "count", to=_FLOAT),
        _node("Gather", ["scales", "one"], "scale"),
        _node("Mul", ["count", "scale"], "stretched"),
        _node("Mul", ["stretched", "length"], "end"),
        _node("Range", ["zero", "end", "unit"], "t"),
        _node("Mul", ["t", "step"], "phase"),
        _node("Sin", ["phase"], "wave"),
        _node("Mul", ["wave", "loudness"], "mono"),
        _node("Unsqueeze", ["mono", "axes"], "output"),
    ]
    constants = [
        _tensor("one", _INT64, struct.pack("<q", 1)),
        _tensor("axes", _INT64, struct.pack("<2q", 0, 1), [2]),
        *(
            _tensor(name, _FLOAT, struct.pack("<f", value))
            for name, value in {
                "length": samples_an_id,
                "zero": 0.0,
                "unit": 1.0,
                "step": step,
                "loudness": loudness,
            }.items()
        ),
    ]
    inputs = [
        _value("input", _INT64, 2),
        _value("input_lengths", _INT64, 1),
        _value("scales", _FLOAT, 1),
    ]
    graph = b"".join(
        [
            *(_message(1, node) for node in nodes),
            _text(2, "hum"),
            *(_message(5, constant) for constant in constants),
            *(_message(11, value) for value in inputs),
            _message(12, _value("output", _FLOAT, 3)),
        ]
    )
    return _number(1, 8) + _message(7, graph) + _message(8, _text(1, "") + _number(2, 13))


def _node(kind: str, takes: Sequence[str], gives: str, to: int | None = None) -> bytes:
    told = b"".join(_text(1, name) for name in takes) + _text(2, gives) + _text(4, kind)
    if to is not None:
        told += _message(5, _text(1, "to") + _number(3, to) + _number(20, 2))
    return told


def _tensor(name: str, kind: int, raw: bytes, dims: Sequence[int] = ()) -> bytes:
    shape = b"".join(_number(1, dim) for dim in dims)
    return shape + _number(2, kind) + _text(8, name) + _message(9, raw)


def _value(name: str, kind: int, rank: int) -> bytes:
    shape = b"".join(_message(1, _text(2, f"{name}{dim}")) for dim in range(rank))
    return _text(1, name) + _message(2, _message(1, _number(1, kind) + _message(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _message(field: int, told: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(told)) + told


def _text(field: int, told: str) -> bytes:
    return _message(field, told.encode())


def _varint(value: int) -> bytes:
    told = bytearray()
    while value > 0x7F:
        told.append(value & 0x7F | 0x80)
        value >>= 7
    told.append(value)
    return bytes(told)
