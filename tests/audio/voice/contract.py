"""What every voice keeps to, whoever speaks."""

import numpy as np
import pytest

from tests.audio.meters import lufs, true_peak_db
from thaw.audio.voice import Speech, Voice, VoiceFault, VoiceUnavailable
from thaw.audio.voice.voice import WORDS_PER_MINUTE
from thaw.core.session import VoiceLine
from thaw.core.units import RATE

LINES = (
    "You might rest your hands wherever they are comfortable.",
    "See whether there is a place where breathing is easy to notice.",
    "Thoughts will come and go. Noticing that one has come is the practice.",
    "If this is too much, look around the room and name three colours.",
)


def words_per_minute(said: dict[str, Speech]) -> float:
    """Pauses within a line included, silence around it not."""
    words = sum(len(text.split()) for text in said)
    sounding = 0
    for speech in said.values():
        loud = np.flatnonzero(np.abs(speech) > 0.005)
        sounding += int(loud[-1] - loud[0])
    return words / (sounding / RATE / 60)


class VoiceContract:
    """Inherit from it, with a fixture ``voice``; and ``foreign``, a language it does not speak."""

    foreign = "tlh-nowhere"

    @pytest.fixture
    def said(self, voice: Voice) -> dict[str, Speech]:
        return {text: voice.speak(VoiceLine(text)) for text in LINES}

    def test_a_line_is_mono_within_bounds_and_as_loud_as_every_voice(
        self, said: dict[str, Speech]
    ) -> None:
        for speech in said.values():
            assert speech.ndim == 1
            assert speech.dtype == np.float32
            assert lufs(speech) == pytest.approx(-20, abs=0.6)
            assert true_peak_db(speech) <= -3

    def test_a_line_begins_at_once_and_neither_end_clicks(self, said: dict[str, Speech]) -> None:
        for speech in said.values():
            assert np.flatnonzero(np.abs(speech) > 0.004)[0] < 0.06 * RATE
            assert np.abs(speech[[0, -1]]).max() < 1e-3

    def test_it_is_tuned_to_105_words_a_minute(self, said: dict[str, Speech]) -> None:
        assert words_per_minute(said) == pytest.approx(WORDS_PER_MINUTE, rel=0.12)

    def test_the_pace_of_a_line_is_kept(self, voice: Voice, said: dict[str, Speech]) -> None:
        slower = voice.speak(VoiceLine(LINES[0], pace=0.8))

        assert slower.size == pytest.approx(said[LINES[0]].size / 0.8, rel=0.1)

    @pytest.mark.parametrize("text", ["", "  ", "…", "\x00\u200b"])
    def test_nothing_to_say_is_no_sound(self, voice: Voice, text: str) -> None:
        assert voice.speak(VoiceLine(text)).size == 0

    def test_a_language_it_does_not_speak_is_said(self, voice: Voice) -> None:
        with pytest.raises(VoiceUnavailable) as told:
            voice.speak(VoiceLine("Hello.", language=self.foreign))
        assert told.value.kind is VoiceFault.NO_LANGUAGE

    def test_its_name_stays(self, voice: Voice) -> None:
        name = voice.name
        voice.speak(VoiceLine("Hello."))
        assert name
        assert voice.name == name
