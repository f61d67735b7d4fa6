import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audio.meters import fundamental, lufs, true_peak_db
from tests.audio.voice.contract import VoiceContract
from thaw.audio.voice import VoiceFault, VoiceUnavailable
from thaw.audio.voice.espeak import EspeakVoice
from thaw.audio.voice.voice import WORDS_PER_MINUTE
from thaw.core.breath import Phase
from thaw.core.breaths import CUE_MARGIN
from thaw.core.cue_words import CUE_LANGUAGES, cue_line
from thaw.core.session import VoiceLine
from thaw.core.units import RATE, frames

LINES = (
    "You might rest your hands wherever they are comfortable.",
    "Eyes open or closed, lying down or standing up: whatever suits you today.",
    "See whether there is a place where breathing is easy to notice.",
    "It may be the nose, or the chest, or the belly. It may be nowhere in particular.",
    "Thoughts will come and go. Noticing that one has come is the practice.",
    "If this is too much, look around the room and name three colours.",
    "Now let your attention open to the sounds near you, and those further away.",
    "There is no need to hold on to anything you found.",
    "When the bell has faded, move your fingers and your toes a little.",
    "Thank you for taking this time.",
)


@pytest.fixture(scope="module")
def voice() -> EspeakVoice:
    return EspeakVoice()


@pytest.fixture(scope="module")
def said(voice: EspeakVoice) -> dict[str, np.ndarray]:
    return {text: voice.speak(VoiceLine(text)) for text in LINES}


class TestEspeakVoice(VoiceContract):
    @pytest.fixture
    def voice(self) -> EspeakVoice:
        return EspeakVoice()


def words_per_minute(texts: Iterable[str], said: dict[str, np.ndarray]) -> float:
    words = sum(len(text.split()) for text in texts)
    sounding = 0
    for text in texts:
        loud = np.flatnonzero(np.abs(said[text]) > 0.005)
        sounding += loud[-1] - loud[0]
    return words / (sounding / RATE / 60)


def test_ordinary_pace_is_105_words_a_minute(said: dict[str, np.ndarray]) -> None:
    assert words_per_minute(LINES, said) == pytest.approx(WORDS_PER_MINUTE, rel=0.06)
    for text in LINES:
        assert 75 < words_per_minute([text], said) < 135


@pytest.mark.parametrize("language", sorted(CUE_LANGUAGES))
def test_the_word_for_a_second_sip_fits_into_a_second(voice: EspeakVoice, language: str) -> None:
    line = cue_line(Phase.TOP_UP, None, language)

    assert line is not None
    assert 0 < voice.speak(line).size <= frames(1) - CUE_MARGIN


@pytest.mark.parametrize("pace", [0.6, 0.8, 0.9, 1.1, 1.25])
def test_another_pace_is_met(pace: float) -> None:
    voice = EspeakVoice(pace=pace)
    said = {text: voice.speak(VoiceLine(text)) for text in LINES}

    assert words_per_minute(LINES, said) == pytest.approx(pace * WORDS_PER_MINUTE, rel=0.07)


def test_the_pace_of_a_line_comes_on_top(voice: EspeakVoice) -> None:
    unhurried = EspeakVoice(pace=0.8).speak(VoiceLine(LINES[0]))
    slower = EspeakVoice(pace=0.8).speak(VoiceLine(LINES[0], pace=0.7))

    assert slower.size > 1.2 * unhurried.size > 1.2 * voice.speak(VoiceLine(LINES[0])).size


@pytest.mark.parametrize("semitones", [-4, -2, 2, 4])
def test_another_pitch_is_met_at_the_same_pace(semitones: int, said: dict[str, np.ndarray]) -> None:
    voice = EspeakVoice(pitch=semitones)
    other = {text: voice.speak(VoiceLine(text)) for text in LINES[:4]}

    pitches = [np.median([fundamental(one[text]) for text in other]) for one in (said, other)]
    assert 12 * np.log2(pitches[1] / pitches[0]) == pytest.approx(semitones, abs=0.6)
    assert words_per_minute(other, other) == pytest.approx(words_per_minute(other, said), rel=0.04)


def test_speech_is_level_and_below_the_peak(said: dict[str, np.ndarray]) -> None:
    for speech in said.values():
        assert lufs(speech) == pytest.approx(-20, abs=0.5)
        assert true_peak_db(speech) <= -3


def test_a_line_starts_at_once_and_both_ends_are_faded(said: dict[str, np.ndarray]) -> None:
    for speech in said.values():
        loud = np.flatnonzero(np.abs(speech) > 0.004)
        assert loud[0] < 0.06 * RATE
        assert speech.size - loud[-1] < 0.2 * RATE
        assert np.abs(speech[[0, -1]]).max() < 1e-3


def test_the_voice_is_soft_above_8_khz_and_empty_where_the_synthesiser_had_nothing(
    said: dict[str, np.ndarray],
) -> None:
    speech = np.concatenate(list(said.values())).astype(np.float64)
    power = np.abs(np.fft.rfft(speech)) ** 2
    f = np.fft.rfftfreq(speech.size, 1 / RATE)
    whole = power.sum()

    assert 10 * np.log10(power[f > 8000].sum() / whole) < -30
    assert 10 * np.log10(power[f > 11_025].sum() / whole) < -60
    assert 10 * np.log10(power[f < 50].sum() / whole) < -30


@pytest.mark.parametrize("text", ["", "   ", "...", "—", "\x00\x07", "\u200b\ufeff", "\n\n"])
def test_nothing_to_say_is_no_sound(voice: EspeakVoice, text: str) -> None:
    assert voice.speak(VoiceLine(text)).size == 0


@pytest.mark.parametrize(
    "text",
    [
        "<speak>one & two</speak>",
        "&lt;break time='900s'/&gt; three",
        "[[h@'loU]] world",
        "a\x00b",
        "half a surrogate \ud800 here",
        "don’t — “quote”, naïve café",
        "安静 and peace",
    ],
)
def test_odd_characters_are_harmless(voice: EspeakVoice, text: str) -> None:
    speech = voice.speak(VoiceLine(text))

    assert 0.2 * RATE < speech.size < 60 * RATE
    assert np.isfinite(speech).all()


@given(text=st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_at_all_is_harmless(text: str) -> None:
    speech = EspeakVoice().speak(VoiceLine(text))

    assert np.abs(speech).max(initial=0) <= 1


def test_a_very_long_line_is_said_to_its_end(voice: EspeakVoice) -> None:
    once = voice.speak(VoiceLine("Rest here for a while. " * 20)).size
    four_times = voice.speak(VoiceLine("Rest here for a while. " * 80)).size

    assert four_times == pytest.approx(4 * once, rel=0.05)
    assert voice.speak(VoiceLine("a" * 2000)).size > 0


def test_languages_go_by_their_names_and_regions_fall_back(voice: EspeakVoice) -> None:
    assert voice.speak(VoiceLine("Guten Abend", language="de")).size > 0
    assert voice.speak(VoiceLine("Guten Abend", language="de-AT")).size > 0
    for language in ("tlh-nowhere", "", "../en"):
        with pytest.raises(VoiceUnavailable) as told:
            voice.speak(VoiceLine("x", language=language))
        assert told.value.kind is VoiceFault.NO_LANGUAGE


def test_several_threads_and_voices_get_their_own_words() -> None:
    texts = [f"This is line number {number}." for number in range(12)]
    alone = EspeakVoice()
    expected = [alone.speak(VoiceLine(text)).size for text in texts]
    voices = [EspeakVoice(), EspeakVoice()]

    with ThreadPoolExecutor(4) as pool:
        found = list(
            pool.map(lambda i: voices[i % 2].speak(VoiceLine(texts[i])).size, range(len(texts)))
        )

    # espeak-ng dithers the length of a pause by a few samples.
    assert found == pytest.approx(expected, abs=RATE // 100)


def test_a_missing_library_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "/nowhere/libespeak-ng.so")

    with pytest.raises(VoiceUnavailable) as told:
        EspeakVoice().speak(VoiceLine("hello"))
    assert told.value.kind is VoiceFault.NOT_INSTALLED


def test_missing_voice_data_is_said_and_spoils_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, voice: EspeakVoice
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(espeakng_loader, "get_data_path", lambda: str(tmp_path))
        with pytest.raises(VoiceUnavailable) as told:
            EspeakVoice().speak(VoiceLine("hello"))

    assert told.value.kind is VoiceFault.NOT_INSTALLED
    assert voice.speak(VoiceLine("hello")).size > 0


SPEAK_FROM = """
import sys
import espeakng_loader
from thaw.audio.voice.espeak import EspeakVoice
from thaw.core.session import VoiceLine
espeakng_loader.get_data_path = lambda: sys.argv[1]
print(EspeakVoice().speak(VoiceLine("hello")).size)
"""


def test_voice_data_far_down_in_folders_is_found(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 90) / ("e" * 90)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    command = [sys.executable, "-c", SPEAK_FROM, str(deep / "espeak-ng-data")]

    # A process of its own: the library keeps the first folder it was given.
    told = subprocess.run(command, check=True, capture_output=True, text=True)

    assert int(told.stdout) > 0


def test_the_name_changes_with_the_settings() -> None:
    names = {EspeakVoice().name, EspeakVoice(pitch=1).name, EspeakVoice(pace=0.9).name}
    assert len(names) == 3
