"""Neural voices: Piper, with a voice file that the person adds."""

import functools
import hashlib
import importlib
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from thaw.audio.voice import words
from thaw.audio.voice.espeak_data import reachable
from thaw.audio.voice.piper_config import PiperConfig, main_part, read_config
from thaw.audio.voice.polish import polished
from thaw.audio.voice.trial import TRIAL, stretch
from thaw.audio.voice.voice import Speech, VoiceFault, VoiceUnavailable
from thaw.core.session import VoiceLine
from thaw.core.units import RATE

_BETWEEN_S: Final = 0.6
_LONGEST_S: Final = 120
"""No sentence takes so long: the file is no voice."""


class _Chunk(Protocol):
    """Piper's AudioChunk: one sentence."""

    audio_float_array: NDArray[np.float32]


class _Synthesiser(Protocol):
    """Piper's PiperVoice."""

    def synthesize(self, text: str, syn_config: object) -> Iterable[_Chunk]: ...


class PiperVoice:
    """Reads lines with the voice in ``model``, whose config lies beside it as ``*.onnx.json``.

    Each voice has a pace of its own: it is asked for a trial first, and stretched to
    take as long as espeak-ng does, which is tuned to ``WORDS_PER_MINUTE``. The file is
    loaded at the first line, not before. Safe to call from any thread; lines wait for
    each other.
    """

    def __init__(self, model: Path | None, *, pace: float = 1.0, pitch: float = 0.0) -> None:
        """``pace`` is a factor around the tuned one; ``pitch`` is in semitones.

        With no file it is a voice all the same: one that says what is missing.
        """
        self._file = model
        self._pace = pace
        self._pitch = pitch
        # Spoken slower and played quicker by as much, it is higher and takes as long.
        self._higher = 2 ** (pitch / 12)
        self._speaking = threading.Lock()

    @property
    def name(self) -> str:
        """Raises VoiceUnavailable where there is no such file."""
        return f"piper-1 {self._content} pace={self._pace:.3f} pitch={self._pitch:.2f}"

    def speak(self, line: VoiceLine) -> Speech:
        with self._speaking:
            config = self._config
            if config.language not in ("", main_part(line.language)):
                raise VoiceUnavailable(VoiceFault.NO_LANGUAGE, line.language)
            scale = self._ordinary_scale / (self._pace * line.pace)
            return self._said(line.text, scale * self._higher, self._higher)

    @property
    def _model(self) -> Path:
        if self._file is None or not self._file.is_file():
            raise VoiceUnavailable(VoiceFault.NO_FILE, str(self._file or ""))
        return self._file

    @functools.cached_property
    def _content(self) -> str:
        """What tells the files of this voice from any others."""
        try:
            with self._model.open("rb") as file:
                told = hashlib.file_digest(file, "sha256")
        except OSError as exc:
            raise VoiceUnavailable(VoiceFault.NO_FILE, str(exc)) from exc
        told.update(str(sorted(self._config.told.items())).encode("utf-8", "replace"))
        return told.hexdigest()[:32]

    @functools.cached_property
    def _config(self) -> PiperConfig:
        return read_config(self._model)

    @functools.cached_property
    def _synthesiser(self) -> _Synthesiser:
        return _loaded(self._model, self._config)

    @functools.cached_property
    def _ordinary_scale(self) -> float:
        """The length scale at which this voice takes as long as it should."""
        as_made = self._config.length_scale
        taken = self._said(TRIAL, as_made, 1.0).size
        if not taken:
            raise VoiceUnavailable(VoiceFault.BAD_SOUND, "silence")
        # The pause between the sentences is Thaw's own, and stays.
        return as_made * stretch(taken, self._config.language, round(_BETWEEN_S * RATE))

    def _said(self, text: str, scale: float, higher: float) -> Speech:
        rate = self._config.rate
        if higher != 1.0:
            # A round number, so that it and RATE have something in common.
            rate = round(rate * higher / 50) * 50
        gap = np.zeros(round(_BETWEEN_S * rate), np.int16)
        joined: list[NDArray[np.int16]] = []
        for piece in words.pieces(_bracketless(words.plain(text))):
            for sentence in self._sentences(piece, scale):
                joined += [sentence, gap]
        return polished(np.concatenate(joined[:-1]), rate) if joined else np.zeros(0, np.float32)

    def _sentences(self, text: str, scale: float) -> list[NDArray[np.int16]]:
        settings = _part("piper").SynthesisConfig(length_scale=scale, normalize_audio=False)
        try:
            chunks = self._synthesiser.synthesize(text, settings)
            return [_samples(chunk.audio_float_array, self._config.rate) for chunk in chunks]
        except _failures() as exc:
            raise VoiceUnavailable(VoiceFault.REFUSED, f"{exc!r}"[-500:]) from exc


def _loaded(model: Path, config: PiperConfig) -> _Synthesiser:
    piper, runtime = _part("piper"), _part("onnxruntime")
    options = runtime.SessionOptions()
    # Sound is rendered at the same time: half of the cores are left to it.
    options.intra_op_num_threads = max((os.cpu_count() or 2) // 2, 1)
    options.log_severity_level = 4
    try:
        session = runtime.InferenceSession(str(model), options, ["CPUExecutionProvider"])
        takes = {one.name for one in session.get_inputs()}
    except _failures() as exc:
        raise VoiceUnavailable(VoiceFault.NOT_A_VOICE, f"{exc!r}"[-500:]) from exc
    if not {"input", "input_lengths", "scales"} <= takes:
        raise VoiceUnavailable(VoiceFault.NOT_A_VOICE, f"it takes {sorted(takes)}")
    try:
        # Missing data would end the process; the link lasts as long as the library.
        data = reachable(Path(str(piper.__file__)).parent / "espeak-ng-data", piper)
    except OSError as exc:
        raise VoiceUnavailable(VoiceFault.NOT_INSTALLED, str(exc)) from exc
    told = piper.PiperConfig.from_dict(config.told)
    return piper.PiperVoice(session, told, espeak_data_dir=data)


def _samples(told: NDArray[np.float32], rate: int) -> NDArray[np.int16]:
    sound = np.atleast_1d(np.asarray(told, np.float32))
    if sound.ndim != 1 or not sound.size or sound.size > _LONGEST_S * rate:
        raise VoiceUnavailable(VoiceFault.BAD_SOUND, f"shape {sound.shape}")
    if not np.isfinite(sound).all():
        raise VoiceUnavailable(VoiceFault.BAD_SOUND, "not numbers")
    return np.rint(np.clip(sound, -1.0, 1.0) * 32767).astype(np.int16)


def _bracketless(text: str) -> str:
    """Piper reads what stands in double brackets as sounds and not as words."""
    return text.replace("[[", "[ [").replace("]]", "] ]")


def _part(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except (ImportError, OSError) as exc:
        raise VoiceUnavailable(VoiceFault.NOT_INSTALLED, str(exc)) from exc


@functools.cache
def _failures() -> tuple[type[Exception], ...]:
    """What Piper and ONNX Runtime raise for a file, or a line, that they can't take."""
    state = vars(_part("onnxruntime.capi.onnxruntime_pybind11_state"))
    own = [kind for kind in state.values() if isinstance(kind, type)]
    failures = [kind for kind in own if issubclass(kind, Exception)]
    return (*failures, RuntimeError, ValueError, TypeError, KeyError, IndexError, OSError)
