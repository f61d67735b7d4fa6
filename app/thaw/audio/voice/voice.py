"""The seam between a session's words and whatever can say them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from thaw.core.session import VoiceLine

Speech: TypeAlias = NDArray[np.float32]
"""One spoken line: mono, within ±1, at ``thaw.core.units.RATE``."""

WORDS_PER_MINUTE: Final = 105
"""What ordinary pace comes out at, pauses within a line included."""


class VoiceFault(StrEnum):
    """Why a line could not be spoken."""

    NOT_INSTALLED = "not-installed"
    NOT_HERE = "not-here"
    NO_FILE = "no-file"
    NO_CONFIG = "no-config"
    BAD_CONFIG = "bad-config"
    NOT_A_VOICE = "not-a-voice"
    NO_LANGUAGE = "no-language"
    REFUSED = "refused"
    BAD_SOUND = "bad-sound"

    @property
    def is_lasting(self) -> bool:
        """Whether no line at all will be spoken until something is changed."""
        return self not in (VoiceFault.NO_LANGUAGE, VoiceFault.REFUSED, VoiceFault.BAD_SOUND)


REASONS: Final[Mapping[VoiceFault, str]] = MappingProxyType(
    {
        VoiceFault.NOT_INSTALLED: "it is not installed",
        VoiceFault.NOT_HERE: "it is there on Windows and macOS alone",
        VoiceFault.NO_FILE: "there is no such voice file",
        VoiceFault.NO_CONFIG: "the .onnx.json that belongs to the voice file is not beside it",
        VoiceFault.BAD_CONFIG: "the .onnx.json beside the voice file is not that of a Piper voice",
        VoiceFault.NOT_A_VOICE: "the voice file is no Piper voice, or a part of it is missing",
        VoiceFault.NO_LANGUAGE: "it does not speak the language",
        VoiceFault.REFUSED: "it could not say a line",
        VoiceFault.BAD_SOUND: "what it makes of a line is no sound",
    }
)
"""What is wrong, to be said after the name of a voice."""


class VoiceUnavailable(Exception):
    """A voice can't speak: captions go on without it.

    ``detail`` is the library's own words, for a report; the shell words the rest.
    """

    def __init__(self, kind: VoiceFault, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind.value)
        self.kind = kind
        self.detail = detail


class Voice(Protocol):
    """Something that reads lines aloud. ``speak`` may be slow, and is called off the GUI thread."""

    @property
    def name(self) -> str:
        """What tells this voice and its settings from every other, for stored recordings."""
        ...

    def speak(self, line: VoiceLine) -> Speech:
        """Say ``line``, trimmed, and levelled to be heard in both channels; maybe empty.

        Raises VoiceUnavailable.
        """
        ...
