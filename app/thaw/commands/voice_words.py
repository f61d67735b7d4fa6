"""What ``thaw doctor`` says of voices: each one that may speak is asked for a word."""

import sys
from collections.abc import Iterator
from time import perf_counter
from types import MappingProxyType
from typing import Final

from thaw.core.session import VoiceLine
from thaw.core.units import RATE
from thaw.services import Services
from thaw.settings import SYSTEM_VOICE_PLATFORMS, Settings
from thaw.settings import Voice as VoiceChoice

WORD: Final = VoiceLine("Welcome.")

_EXTRAS: Final = MappingProxyType({VoiceChoice.PIPER: "piper", VoiceChoice.SYSTEM: "system-voice"})

Finding = tuple[str, str]


def voice_findings(services: Services) -> Iterator[Finding]:
    """The voice that was chosen, what else could speak here, and lines of one's own."""
    chosen = services.settings.voice
    for voice, name in _offered(services.settings):
        mark = ", chosen" if voice is chosen else ""
        yield "voice", f"{name}{mark}: {_heard(services, voice)}"
    if chosen is VoiceChoice.CAPTIONS:
        yield "voice", "off, chosen: captions and bells"
    own = services.own_lines.listed()
    yield "own lines", f"{len(own)} recorded, in {services.paths.own_lines}"


def _offered(settings: Settings) -> Iterator[tuple[VoiceChoice, str]]:
    yield VoiceChoice.ESPEAK, "espeak-ng"
    if settings.voice_file is not None or settings.voice is VoiceChoice.PIPER:
        file = settings.voice_file
        yield VoiceChoice.PIPER, "Piper" if file is None else f"Piper with {file.name}"
    if sys.platform in SYSTEM_VOICE_PLATFORMS or settings.voice is VoiceChoice.SYSTEM:
        yield VoiceChoice.SYSTEM, "the system's voice"


def _heard(services: Services, choice: VoiceChoice) -> str:
    from thaw.audio.voice.voice import REASONS, VoiceFault, VoiceUnavailable

    began = perf_counter()
    try:
        length = services.voice_for(choice).speak(WORD).size / RATE
    except VoiceUnavailable as fault:
        is_missing = fault.kind is VoiceFault.NOT_INSTALLED
        extra = _EXTRAS.get(choice) if is_missing else None
        mend = "" if extra is None else f"; `pip install thaw-mindfulness[{extra}]` brings it"
        return f"does not speak, {REASONS[fault.kind]}{mend}"
    return f"says a word of {length:.1f} s after {perf_counter() - began:.1f} s"
