"""Voices in order of preference: each line is said by the first that can say it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from thaw.audio.store import Samples
from thaw.audio.voice.clips import Clips
from thaw.audio.voice.voice import Voice, VoiceUnavailable
from thaw.core.session import VoiceLine

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Rung:
    voice: Voice
    clips: Clips


class Ladder:
    """Says lines with the first of ``voices``, and with the next where that one can't.

    What each said is kept under its own name, so a voice that is mended is heard again.
    One with a lasting fault is not asked again. Safe to call from several threads.
    """

    def __init__(self, voices: Sequence[Voice], folder: Path | None) -> None:
        self._rungs = [_Rung(voice, Clips(voice, folder)) for voice in voices]
        self._faults: dict[int, VoiceUnavailable] = {}
        self._lock = Lock()

    @property
    def speaks(self) -> bool:
        """Whether there is any voice."""
        return bool(self._rungs)

    @property
    def fault(self) -> VoiceUnavailable | None:
        """Why the first voice did not say all it was asked to; the last voice needs no excuse."""
        with self._lock:
            return self._faults.get(0)

    @property
    def has_stand_in(self) -> bool:
        """Whether another voice than the first is left to speak."""
        return not all(map(self._is_given_up, range(1, len(self._rungs))))

    def samples(self, line: VoiceLine) -> Samples:
        """``line`` as spoken: mono, 16 bits. Raises VoiceUnavailable when no voice says it."""
        refusal: VoiceUnavailable | None = None
        for place, rung in enumerate(self._rungs):
            if self._is_given_up(place):
                continue
            try:
                return rung.clips.samples(line)
            except VoiceUnavailable as fault:
                self._note(place, fault)
                refusal = fault
        raise refusal or self._faults[0]

    def _is_given_up(self, place: int) -> bool:
        with self._lock:
            fault = self._faults.get(place)
        return fault is not None and fault.kind.is_lasting

    def _note(self, place: int, fault: VoiceUnavailable) -> None:
        with self._lock:
            before = self._faults.get(place)
            if before is None or fault.kind.is_lasting:
                self._faults[place] = fault
        if before is None:
            logger.info("A voice does not speak: %s", fault.kind)
            logger.debug("In its own words: %s", fault.detail)
