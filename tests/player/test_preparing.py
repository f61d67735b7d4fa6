"""From a session to a performance, with a voice whose lengths are known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from tests.core.scripts import session_of
from tests.player.by_hand import SetClock
from tests.player.counted_voice import HELLO, MAYBE, MUTE, CountedVoice
from thaw.audio import beds
from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.audio.own_lines import OwnLines
from thaw.audio.voice.voice import Speech, VoiceFault, VoiceUnavailable
from thaw.core.compiling import CannotFitError, reading_length
from thaw.core.patterns import PATTERNS
from thaw.core.plan import Choices
from thaw.core.session import (
    Bed,
    Bell,
    Breathe,
    Cue,
    Elastic,
    Passage,
    Rest,
    Say,
    Session,
    VoiceLine,
)
from thaw.core.units import RATE, frames
from thaw.player.preparing import bed_names, compile_for, made_ready, perform, practice_start, says
from thaw.practice.entry import Source


@pytest.fixture
def voice() -> CountedVoice:
    return CountedVoice()


@pytest.fixture
def session() -> Session:
    made = session_of(
        Bell("warm-bowl", 1, frames(7)),
        Say(HELLO),
        Say(MUTE),
        Passage((Say(MAYBE),), frames(300), 1),
        Rest(Elastic(frames(5), frames(60), frames(600))),
        Bell("warm-bowl", 1, frames(7)),
    )
    return replace(made, bed=None)


def test_spoken_lines_are_as_long_as_the_voice_takes(
    session: Session, voice: CountedVoice, tmp_path: Path
) -> None:
    plan = compile_for(session, Choices(frames(120)), SoundBank(voice, tmp_path))
    lengths = {speech.line: speech.length for speech in plan.speeches}
    assert plan.length == frames(120)
    assert plan.choices.spoken
    assert lengths[HELLO] == 3 * RATE


def test_a_line_the_voice_cannot_say_takes_as_long_as_reading_it(
    session: Session, voice: CountedVoice, tmp_path: Path
) -> None:
    plan = compile_for(session, Choices(frames(120)), SoundBank(voice, tmp_path))
    lengths = {speech.line: speech.length for speech in plan.speeches}
    assert lengths[MUTE] == reading_length(MUTE)


@pytest.mark.parametrize("words", [frozenset({"out"}), frozenset({"in", "out"})])
def test_a_breath_whose_word_nobody_can_say_is_sounded(
    session: Session, words: frozenset[str], tmp_path: Path
) -> None:
    class Hoarse(CountedVoice):
        def speak(self, line: VoiceLine) -> Speech:
            if line.text in words:
                raise VoiceUnavailable(VoiceFault.REFUSED)
            return super().speak(line)

    breathing = Breathe(PATTERNS["even"], None, 4, frames(0), frozenset({Cue.VOICE}))
    session = replace(session, steps=(*session.steps[:2], breathing, *session.steps[2:]))
    bank = SoundBank(Hoarse(), tmp_path)
    for plan in (
        compile_for(session, Choices(frames(120)), bank),
        made_ready(session, Choices(frames(120)), bank, Levels()).plan,
    ):
        heard = {breath.phase.value for breath in plan.breaths if breath.sounded}
        assert heard == words
        assert {cue.line.text for cue in plan.speeches if cue.is_cue} == {"in", "out"} - words


@pytest.mark.parametrize("has_voice", [True, False])
def test_captions_alone_are_as_long_as_reading(
    session: Session, voice: CountedVoice, has_voice: bool
) -> None:
    bank = SoundBank(voice if has_voice else None, None)
    plan = compile_for(session, Choices(frames(120), spoken=not has_voice), bank)
    assert not plan.choices.spoken
    assert [speech.length for speech in plan.speeches] == [
        reading_length(speech.line) for speech in plan.speeches
    ]
    assert voice.said == []


def test_a_length_that_cannot_be_is_refused(session: Session, voice: CountedVoice) -> None:
    with pytest.raises(CannotFitError):
        compile_for(session, Choices(frames(11)), SoundBank(voice, None))


def test_a_performance_sounds_from_the_first_strike_to_the_last_ring(
    session: Session, voice: CountedVoice
) -> None:
    bank = SoundBank(voice, None)
    plan = compile_for(session, Choices(frames(60)), bank)
    performance = perform(plan, bank, Levels())
    assert performance.plan is plan
    assert performance.end > plan.length

    block = np.zeros((RATE, 2), np.float32)
    performance.fill(block, 0)
    assert np.abs(block).max() > 0.01


def test_levels_are_turned_while_a_performance_is_heard_and_after_it_is_replanned(
    session: Session, voice: CountedVoice
) -> None:
    bank = SoundBank(voice, None)
    first = perform(compile_for(session, Choices(frames(60)), bank), bank, Levels())
    assert first.replan is not None
    assert first.set_levels is not None
    second = first.replan(first.plan)

    first.set_levels(Levels(*[float("-inf")] * 4))

    for performance in (first, second):
        block = np.ones((RATE, 2), np.float32)
        performance.fill(block, 0)
        assert not block.any()


def test_no_line_is_asked_for_that_is_kept_for_longer_sessions(
    session: Session, voice: CountedVoice
) -> None:
    bank = SoundBank(voice, None)

    compile_for(session, Choices(frames(120)), bank)
    assert MAYBE.text not in voice.said

    compile_for(session, Choices(frames(300)), bank)
    assert MAYBE.text in voice.said


def test_the_soundscapes_of_a_session_are_made_while_it_is_compiled(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = Passage((Bed("pink-noise"), Bed(None)), frames(300), 1)
    changing = replace(session, bed="brown-noise", steps=(inside, *session.steps))
    assert bed_names(changing) == {"brown-noise", "pink-noise"}

    bank = SoundBank(None, None)
    compile_for(changing, Choices(frames(120)), bank)

    monkeypatch.setattr(beds, "synthesised", pytest.fail)
    assert bank.bed("pink-noise") is not bank.bed("brown-noise")


def test_lines_that_may_drop_out_are_lines_too(session: Session) -> None:
    assert [say.line for say in says(session.steps)] == [HELLO, MUTE, MAYBE]


def test_the_log_is_told_what_the_plan_is(session: Session) -> None:
    plan = compile_for(session, Choices(frames(90), holds=False), SoundBank(None, None))
    here = timezone(timedelta(hours=2))
    clock = SetClock(day=datetime(2026, 5, 4, 20, 0, tzinfo=UTC).astimezone(here))

    start = practice_start(plan, Source.TRAY, clock, 3, "0.1.0")

    assert (start.session_id, start.title) == ("made-up", "Made up")
    assert (start.category, start.level, start.anchor) == ("breath", "gentle", "breath")
    assert (start.planned_ms, start.source) == (90_000, Source.TRAY)
    assert (start.had_voice, start.had_holds) == (False, False)
    assert (start.day_start_hour, start.app_version) == (3, "0.1.0")
    assert start.started == clock.now()


def test_a_line_is_heard_in_the_persons_own_voice(
    session: Session, voice: CountedVoice, tmp_path: Path
) -> None:
    lines = OwnLines(tmp_path)
    t = np.arange(RATE) / RATE
    lines.keep(session.id, HELLO.text, (0.3 * np.sin(2 * np.pi * 200 * t)).astype(np.float32))
    bank = SoundBank(voice, None, find_line=lines.find)

    performance = made_ready(session, Choices(frames(120)), bank, Levels(), patience_s=60)

    said = next(s for s in performance.plan.speeches if s.line.text == HELLO.text)
    assert said.length == pytest.approx(RATE, rel=0.05)
    assert HELLO.text not in voice.said
