from pathlib import Path

import numpy as np
import pytest

from tests.audio.plans import HummingVoice, at, plan
from thaw.audio import beds
from thaw.audio.bank import SoundBank
from thaw.audio.voice import Speech as Said
from thaw.audio.voice import VoiceFault, VoiceUnavailable
from thaw.core.breath import Phase
from thaw.core.plan import BedSpan, Breath, Plan, Speech, Strike
from thaw.core.session import VoiceLine


def everything() -> Plan:
    return plan(
        Strike(at(0), "small-rin", 0.0, 0),
        Speech(at(2), at(0.5), VoiceLine("hello")),
        Breath(at(3), at(2), Phase.IN, 0, 0, 1, True),
        BedSpan(at(0), at(6), "brown-noise", 0.0, at(1), at(1), True),
        length_s=6,
    )


def test_a_line_is_as_long_as_its_clip(tmp_path: Path) -> None:
    bank = SoundBank(HummingVoice(), tmp_path)

    assert bank.duration(VoiceLine("hello")) == at(0.5)
    assert bank.clip(VoiceLine("hello")).shape == (at(0.5),)
    assert np.abs(bank.clip(VoiceLine("hello"))).max() == pytest.approx(0.2, abs=1e-3)


def test_with_no_voice_there_is_no_speech() -> None:
    bank = SoundBank(None, None)

    assert not bank.speaks
    assert bank.duration(VoiceLine("hello")) == 0
    assert bank.clip(VoiceLine("hello")).size == 0
    bank.prepare(everything())


def test_a_bell_comes_whole_and_in_stereo() -> None:
    sound = SoundBank(None, None).bell("small-rin", 2)

    assert sound.dtype == np.float32
    assert sound.shape[1] == 2


def test_a_bed_is_made_once_and_mapped_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = heard(SoundBank(None, tmp_path))

    def never(recipe: beds.BedRecipe) -> tuple[np.ndarray, ...]:
        raise AssertionError(f"{recipe.name} was made again")

    monkeypatch.setattr(beds, "synthesised", never)

    assert np.array_equal(heard(SoundBank(None, tmp_path)), made)


def test_a_damaged_bed_is_made_again(tmp_path: Path) -> None:
    made = heard(SoundBank(None, tmp_path))
    damaged = sorted((tmp_path / "beds").iterdir())[0]
    damaged.write_bytes(damaged.read_bytes()[:100_000])

    assert np.array_equal(heard(SoundBank(None, tmp_path)), made)
    assert damaged.stat().st_size > 100_000


def test_a_bed_is_heard_where_no_file_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert np.abs(heard(SoundBank(None, tmp_path / "file"))).max() > 0


def test_preparing_leaves_nothing_to_make(tmp_path: Path) -> None:
    voice = HummingVoice()
    bank = SoundBank(voice, tmp_path)

    bank.prepare(everything())
    bank.duration(VoiceLine("hello"))

    assert voice.asked == ["hello"]
    assert bank.bed("brown-noise") is bank.bed("brown-noise")
    assert bank.ringing("small-rin", 0) is bank.ringing("small-rin", 0)
    assert bank.cue(Phase.IN) is not bank.cue(Phase.OUT)


def test_a_line_is_rehearsed_once_however_often_it_is_said(tmp_path: Path) -> None:
    voice = HummingVoice()

    SoundBank(voice, tmp_path).rehearse([VoiceLine("again")] * 5 + [VoiceLine("once")])

    assert sorted(voice.asked) == ["again", "once"]


@pytest.mark.parametrize("voice", [None, HummingVoice()])
def test_a_soundscape_is_made_at_the_rehearsal(
    tmp_path: Path, voice: HummingVoice | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = SoundBank(voice, tmp_path)
    bank.rehearse([VoiceLine("hello")], ["brown-noise", "brown-noise"])

    monkeypatch.setattr(beds, "synthesised", pytest.fail)

    assert bank.bed("brown-noise") is bank.bed("brown-noise")


def test_a_line_that_cannot_be_spoken_does_not_stop_the_others(tmp_path: Path) -> None:
    class Choosy(HummingVoice):
        def speak(self, line: VoiceLine) -> Said:
            if line.language != "en":
                raise VoiceUnavailable(VoiceFault.NO_LANGUAGE, line.language)
            return super().speak(line)

    voice = Choosy()
    bank = SoundBank(voice, tmp_path)
    bank.rehearse([VoiceLine("nuqneH", language="tlh"), VoiceLine("hello")])

    assert voice.asked == ["hello"]
    with pytest.raises(VoiceUnavailable):
        bank.duration(VoiceLine("nuqneH", language="tlh"))


def test_captions_only_asks_nothing_of_the_voice(tmp_path: Path) -> None:
    voice = HummingVoice()
    silent = plan(Speech(at(1), at(2), VoiceLine("hello")), length_s=4, spoken=False)

    SoundBank(voice, tmp_path).prepare(silent)

    assert voice.asked == []


def heard(bank: SoundBank) -> np.ndarray:
    sound, spare = np.empty((2, 2, 48_000), np.float32)
    bank.bed("brown-noise").into(sound, spare, 28 * 48_000)
    return sound
