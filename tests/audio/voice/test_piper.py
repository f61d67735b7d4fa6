"""A voice of the person's own: real loading, on a voice file made here."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.audio.meters import fundamental
from tests.audio.voice import tiny_piper
from tests.audio.voice.contract import LINES, VoiceContract, words_per_minute
from tests.audio.voice.tiny_piper import HUMS_AT, add_voice
from thaw.audio.voice import VoiceFault, VoiceUnavailable
from thaw.audio.voice.piper import PiperVoice
from thaw.audio.voice.voice import WORDS_PER_MINUTE
from thaw.core.session import VoiceLine
from thaw.core.units import RATE

LINE = VoiceLine("Let the breath come and go.")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return add_voice(tmp_path)


class TestPiperVoice(VoiceContract):
    @pytest.fixture
    def voice(self, model: Path) -> PiperVoice:
        return PiperVoice(model)


def config_of(model: Path) -> Path:
    return model.with_name(model.name + ".json")


def fault_of(model: Path, line: VoiceLine = LINE) -> VoiceFault:
    with pytest.raises(VoiceUnavailable) as told:
        PiperVoice(model).speak(line)
    return told.value.kind


@pytest.mark.parametrize("ids_a_second", [20.0, 32.0, 55.0])
def test_every_voice_is_brought_to_105_words_a_minute(tmp_path: Path, ids_a_second: float) -> None:
    voice = PiperVoice(add_voice(tmp_path, ids_a_second=ids_a_second))
    said = {text: voice.speak(VoiceLine(text)) for text in LINES}

    assert words_per_minute(said) == pytest.approx(WORDS_PER_MINUTE, rel=0.1)


@pytest.mark.parametrize("pace", [0.8, 1.25])
def test_another_pace_is_met(model: Path, pace: float) -> None:
    ordinary = PiperVoice(model).speak(LINE).size

    assert PiperVoice(model, pace=pace).speak(LINE).size == pytest.approx(ordinary / pace, rel=0.03)
    line = VoiceLine(LINE.text, pace=pace)
    assert PiperVoice(model).speak(line).size == pytest.approx(ordinary / pace, rel=0.03)


@pytest.mark.parametrize("semitones", [-4, 4])
def test_another_pitch_is_met_at_the_same_pace(model: Path, semitones: int) -> None:
    ordinary, other = (PiperVoice(model, pitch=p).speak(LINE) for p in (0, semitones))

    assert fundamental(ordinary) == pytest.approx(HUMS_AT, rel=0.01)
    assert fundamental(other) == pytest.approx(HUMS_AT * 2 ** (semitones / 12), rel=0.01)
    assert other.size == pytest.approx(ordinary.size, rel=0.03)


def test_sentences_have_a_pause_between_them(model: Path) -> None:
    speech = np.abs(PiperVoice(model).speak(VoiceLine("One sound. Another sound.")))

    quiet = np.flatnonzero(speech < 1e-4)
    assert np.diff(np.flatnonzero(np.diff(quiet, prepend=-2, append=-2) > 1)).max() > 0.4 * RATE


@pytest.mark.parametrize("text", ["[[ h@'loU ]] world", "<b>one & two</b>", "a\x00b", "安静 calm"])
def test_odd_characters_are_words_or_nothing(model: Path, text: str) -> None:
    assert 0 < PiperVoice(model).speak(VoiceLine(text)).size < 60 * RATE


def test_a_line_in_another_language_is_left_to_another_voice(tmp_path: Path) -> None:
    german = add_voice(tmp_path, language="de")

    assert PiperVoice(german).speak(VoiceLine("Guten Abend", language="de-AT")).size > 0
    assert fault_of(german) is VoiceFault.NO_LANGUAGE


def test_several_threads_get_their_own_words(model: Path) -> None:
    voice = PiperVoice(model)
    lines = [VoiceLine("and so " * number) for number in range(1, 9)]
    alone = [voice.speak(line).size for line in lines]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda line: voice.speak(line).size, lines)) == alone


def test_the_name_tells_files_and_settings_apart_and_loads_nothing(tmp_path: Path) -> None:
    one, other = add_voice(tmp_path, "one"), add_voice(tmp_path, "other", loudness=0.3)
    names = {
        PiperVoice(one).name,
        PiperVoice(other).name,
        PiperVoice(one, pace=0.9).name,
        PiperVoice(one, pitch=1).name,
    }
    assert len(names) == 4
    assert PiperVoice(one).name in names


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "gone.onnx") is VoiceFault.NO_FILE
    for none in (None, tmp_path, tmp_path / "gone.onnx"):
        with pytest.raises(VoiceUnavailable) as told:
            _ = PiperVoice(none).name
        assert told.value.kind is VoiceFault.NO_FILE


def test_a_config_that_is_not_there_is_said(model: Path) -> None:
    config_of(model).unlink()

    assert fault_of(model) is VoiceFault.NO_CONFIG


@pytest.mark.parametrize(
    "change",
    [
        {"audio": {"sample_rate": 0}},
        {"audio": {"sample_rate": "16000"}},
        {"audio": {"sample_rate": 16000.0}},
        {"audio": None},
        {"espeak": {"voice": 7}},
        {"num_symbols": "many"},
        {"num_speakers": None},
        {"phoneme_id_map": {}},
        {"phoneme_id_map": {"a": ["b"]}},
        {"phoneme_type": "pinyin"},
        {"phoneme_type": []},
        {"inference": {"length_scale": float("nan")}},
        {"inference": []},
    ],
)
def test_a_config_that_makes_no_sense_is_said(model: Path, change: dict) -> None:
    config_of(model).write_text(json.dumps({**tiny_piper.config(), **change}))

    assert fault_of(model) is VoiceFault.BAD_CONFIG


@pytest.mark.parametrize("told", [b"", b"[]", b"{", b"\xff\xfe", b"null", b"[" * 5000])
def test_a_config_that_is_none_is_said(model: Path, told: bytes) -> None:
    config_of(model).write_bytes(told)

    assert fault_of(model) is VoiceFault.BAD_CONFIG


@pytest.mark.parametrize("told", [b"", b"RIFF", b"\x00" * 4000, json.dumps({}).encode()])
def test_a_file_that_is_no_voice_is_said(model: Path, told: bytes) -> None:
    model.write_bytes(told)

    assert fault_of(model) is VoiceFault.NOT_A_VOICE


def test_a_voice_cut_short_is_said(model: Path) -> None:
    whole = model.read_bytes()
    for share in (0.1, 0.5, 0.9):
        model.write_bytes(whole[: int(len(whole) * share)])
        assert fault_of(model) is VoiceFault.NOT_A_VOICE


@pytest.mark.parametrize("loudness", [float("nan"), float("inf"), 0.0])
def test_a_voice_that_makes_no_sound_is_said(tmp_path: Path, loudness: float) -> None:
    assert fault_of(add_voice(tmp_path, loudness=loudness)) is VoiceFault.BAD_SOUND


def test_a_voice_that_makes_nothing_at_all_is_said(tmp_path: Path) -> None:
    assert fault_of(add_voice(tmp_path, ids_a_second=1e12)) is VoiceFault.BAD_SOUND


def test_a_voice_that_never_ends_is_said(tmp_path: Path) -> None:
    assert fault_of(add_voice(tmp_path, ids_a_second=0.1)) is VoiceFault.BAD_SOUND


@pytest.mark.parametrize("part", ["piper", "onnxruntime"])
def test_without_its_parts_it_says_so(
    model: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setitem(sys.modules, part, None)

    assert fault_of(model) is VoiceFault.NOT_INSTALLED
