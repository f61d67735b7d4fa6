"""Words for a voice that does not speak, and for recordings that a voice speaks in place of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from thaw.core.recording_faults import REASONS, RecordingUnusable

if TYPE_CHECKING:
    # It brings numpy with it.
    from thaw.audio.voice.voice import VoiceUnavailable

MOST: Final = 3
"""Recordings that are named at a time: ``thaw check`` names them all."""


def unheard_text(fault: "VoiceUnavailable", *, has_stand_in: bool) -> str:
    """Why the chosen voice is not heard, and what there is in its place."""
    from thaw.audio.voice.voice import REASONS as WHY_NOT

    tr = QCoreApplication.translate
    words = (
        tr("voice", "The voice you chose is not heard: {0}. The built-in one speaks in its place.")
        if has_stand_in
        else tr("voice", "The voice is not heard: {0}. What it says is on the screen.")
    )
    return words.format(WHY_NOT[fault.kind])


def replaced_text(faults: Sequence[RecordingUnusable]) -> str:
    """Which recordings of a session are not heard, why, and what is; ``faults`` has one or more."""
    tr = QCoreApplication.translate
    words = tr("voice", "{0} can't be played: {1}; {2}.")
    told = [words.format(one.path.name, *REASONS[one.kind]) for one in faults[:MOST]]
    if len(faults) > MOST:
        told.append(tr("voice", "And {0} more.").format(len(faults) - MOST))
    return " ".join([*told, tr("voice", "The voice speaks in place of what can't be played.")])
