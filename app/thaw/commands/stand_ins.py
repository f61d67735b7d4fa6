"""What the terminal tells of sounds that are not heard, and what is heard in their place."""

from pathlib import Path
from typing import Final

from thaw.audio.voice.voice import REASONS, VoiceUnavailable
from thaw.commands.answer import counted, note
from thaw.commands.recordings import replaced
from thaw.core.problem_words import worded
from thaw.services import Services
from thaw.settings import Voice as VoiceChoice

MOST: Final = 3
"""Recordings that are named at a time: ``thaw check`` names them all."""


class StandIns:
    """Tells once of each recording that can't be played, and once of a voice that is not heard."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._told_files: set[Path] = set()
        self._has_told_voice = False

    def tell(self) -> None:
        """Say what has been found since this was last asked for."""
        self._tell_of_voice()
        faults = self._services.bank.recording_faults
        found = [fault for fault in faults if fault.path not in self._told_files]
        for fault in found[:MOST]:
            note(worded(replaced(fault)))
        if len(found) > MOST:
            note(f"{counted(len(found) - MOST, 'more recording')} cannot be played either.")
        self._told_files.update(fault.path for fault in found)

    def _tell_of_voice(self) -> None:
        fault = self._services.voice_fault
        if fault is not None and not self._has_told_voice:
            self._has_told_voice = True
            chosen = self._services.settings.voice
            note(_voice_text(fault, chosen, has_stand_in=self._services.has_stand_in))


def _voice_text(fault: VoiceUnavailable, chosen: VoiceChoice, *, has_stand_in: bool) -> str:
    reason = REASONS[fault.kind]
    if chosen is VoiceChoice.ESPEAK:
        return f"The built-in voice is not heard: {reason}."
    if not has_stand_in:
        return f"The voice you chose is not heard: {reason}. Nor is the built-in one."
    return f"The voice you chose is not heard: {reason}. The built-in one speaks in its place."
