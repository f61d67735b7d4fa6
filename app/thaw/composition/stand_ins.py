"""What the window tells of sounds that are not heard, and of what is heard in their place."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from thaw.services import Services
from thaw.shell.settings.voice_words import replaced_text, unheard_text

if TYPE_CHECKING:
    from pathlib import Path

    from thaw.audio.voice.voice import VoiceUnavailable


class StandIns:
    """Says once of each voice that was chosen that another speaks for it, and so of recordings."""

    def __init__(self, services: Services, say: Callable[[str], None]) -> None:
        self._services = services
        self._say = say
        self._told_fault: VoiceUnavailable | None = None
        self._told_files: set[Path] = set()

    def tell(self) -> None:
        """Say what has been found since this was last asked for."""
        fault = self._services.voice_fault
        if fault is not None and fault is not self._told_fault:
            self._told_fault = fault
            self._say(unheard_text(fault, has_stand_in=self._services.has_stand_in))
        faults = self._services.recording_faults
        new = [one for one in faults if one.path not in self._told_files]
        if new:
            self._told_files.update(one.path for one in new)
            self._say(replaced_text(new))
