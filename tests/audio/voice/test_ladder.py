"""Which voice says a line when the first can't."""

from pathlib import Path

import pytest

from tests.audio.plans import HummingVoice
from tests.audio.voice.tiny_piper import add_voice
from thaw.audio.voice import Speech, VoiceFault, VoiceUnavailable
from thaw.audio.voice.ladder import Ladder
from thaw.audio.voice.piper import PiperVoice
from thaw.core.session import VoiceLine

LINE, OTHER = VoiceLine("hello"), VoiceLine("goodbye")


class Faulty:
    """Says nothing, for one reason."""

    name = "faulty"

    def __init__(self, kind: VoiceFault) -> None:
        self.kind = kind
        self.asked: list[str] = []

    def speak(self, line: VoiceLine) -> Speech:
        self.asked.append(line.text)
        raise VoiceUnavailable(self.kind)


def test_the_first_voice_speaks_and_no_other_is_asked(tmp_path: Path) -> None:
    first, second = HummingVoice("first"), HummingVoice("second")
    ladder = Ladder([first, second], tmp_path)

    ladder.samples(LINE)

    assert (first.asked, second.asked) == (["hello"], [])
    assert ladder.fault is None


def test_a_voice_with_a_lasting_fault_is_asked_once(tmp_path: Path) -> None:
    gone, second = Faulty(VoiceFault.NOT_A_VOICE), HummingVoice()
    ladder = Ladder([gone, second], tmp_path)

    ladder.samples(LINE)
    ladder.samples(OTHER)

    assert gone.asked == ["hello"]
    assert second.asked == ["hello", "goodbye"]
    assert ladder.fault is not None
    assert ladder.fault.kind is VoiceFault.NOT_A_VOICE


@pytest.mark.parametrize("kind", [VoiceFault.NO_LANGUAGE, VoiceFault.REFUSED, VoiceFault.BAD_SOUND])
def test_a_line_that_fails_says_nothing_about_the_next(tmp_path: Path, kind: VoiceFault) -> None:
    hoarse, second = Faulty(kind), HummingVoice()
    ladder = Ladder([hoarse, second], tmp_path)

    ladder.samples(LINE)
    ladder.samples(OTHER)

    assert hoarse.asked == ["hello", "goodbye"]


def test_when_no_voice_can_the_last_reason_is_told(tmp_path: Path) -> None:
    faults = [Faulty(VoiceFault.NO_FILE), Faulty(VoiceFault.NO_LANGUAGE)]
    ladder = Ladder(faults, tmp_path)

    for line in (LINE, OTHER):
        with pytest.raises(VoiceUnavailable) as told:
            ladder.samples(line)
        assert told.value.kind is VoiceFault.NO_LANGUAGE


def test_one_voice_alone_that_is_gone_says_so_every_time(tmp_path: Path) -> None:
    ladder = Ladder([Faulty(VoiceFault.NOT_INSTALLED)], tmp_path)

    for line in (LINE, OTHER):
        with pytest.raises(VoiceUnavailable) as told:
            ladder.samples(line)
        assert told.value.kind is VoiceFault.NOT_INSTALLED


def test_a_voice_that_is_mended_is_heard_at_the_next_start(tmp_path: Path) -> None:
    store, model = tmp_path / "store", tmp_path / "calm.onnx"
    before = Ladder([PiperVoice(model), HummingVoice()], store)
    stand_in = before.samples(LINE)
    assert before.fault is not None
    assert before.fault.kind is VoiceFault.NO_FILE

    add_voice(tmp_path)
    after = Ladder([PiperVoice(model), HummingVoice()], store)

    assert after.samples(LINE).array.size != stand_in.array.size
    assert after.fault is None


def test_a_stand_in_is_another_voice_that_may_still_speak() -> None:
    gone = Faulty(VoiceFault.NOT_INSTALLED)
    both_gone = Ladder([Faulty(VoiceFault.NO_FILE), gone], None)
    hoarse = Ladder([gone, Faulty(VoiceFault.REFUSED)], None)
    for ladder in (both_gone, hoarse):
        with pytest.raises(VoiceUnavailable):
            ladder.samples(LINE)

    assert not both_gone.has_stand_in
    assert hoarse.has_stand_in
    assert Ladder([gone, HummingVoice()], None).has_stand_in
    assert not Ladder([HummingVoice()], None).has_stand_in


def test_with_no_voice_there_is_none() -> None:
    assert not Ladder([], None).speaks
    assert Ladder([HummingVoice()], None).speaks
