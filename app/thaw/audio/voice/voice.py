"""The seam between a session's words and whatever can say them."""

from enum import StrEnum
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
    NO_LANGUAGE = "no-language"
    REFUSED = "refused"


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
