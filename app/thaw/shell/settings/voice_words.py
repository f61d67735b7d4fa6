"""Words for a voice that does not speak."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    # It brings numpy with it.
    from thaw.audio.voice.voice import VoiceUnavailable


def stand_in_text(fault: "VoiceUnavailable") -> str:
    """Why the chosen voice is not heard, and what is."""
    from thaw.audio.voice.voice import REASONS

    words = QCoreApplication.translate(
        "voice", "The voice you chose is not heard: {0}. The built-in one speaks in its place."
    )
    return words.format(REASONS[fault.kind])
