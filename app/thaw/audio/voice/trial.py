"""A trial at the tuned pace: what a voice with a pace of its own is measured by."""

from typing import Final

from thaw.audio.voice.espeak import EspeakVoice
from thaw.audio.voice.voice import WORDS_PER_MINUTE, VoiceUnavailable
from thaw.core.session import VoiceLine
from thaw.core.units import RATE, Frames, frames

TRIAL: Final = "Let your shoulders be as they are. Notice one sound, and then another one."


def wanted(language: str) -> Frames:
    """How long espeak-ng takes for the trial in ``language``, being tuned to ``WORDS_PER_MINUTE``.

    Languages differ in how long their words are; where it has none, words are counted.
    """
    try:
        return Frames(EspeakVoice().speak(VoiceLine(TRIAL, language or "en")).size)
    except VoiceUnavailable:
        return frames(len(TRIAL.split()) * 60 / WORDS_PER_MINUTE)


def stretch(taken: int, language: str, pause: int = 0) -> float:
    """By what to make speech longer that took so many frames; ``pause`` of them stay.

    Within reason: a voice is not made three times as slow as it was meant.
    """
    factor = (wanted(language) - pause) / max(taken - pause, RATE // 100)
    return min(max(factor, 0.4), 3.0)
