"""Spoken lines: the seam every voice fits, the voices, and the store of what they said."""

from thaw.audio.voice.voice import Speech, Voice, VoiceFault, VoiceUnavailable

__all__ = ["Speech", "Voice", "VoiceFault", "VoiceUnavailable"]
