"""A slow voice: the practice begins without waiting for it, and nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.audio.voice.patient_voice import HUNG_S, PatientVoice
from tests.core.scripts import session_of
from tests.player.by_hand import Notebook, SetClock, start_at
from tests.player.recorded_output import Recorded
from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.audio.voice.ahead import LinesAhead
from thaw.core.compiling import CannotFitError, feasible, reading_length
from thaw.core.plan import Choices, Plan, Speech
from thaw.core.session import Bell, Elastic, Mark, Rest, Say, Session, VoiceLine
from thaw.core.units import RATE, Frames, frames
from thaw.player.performance import Performance
from thaw.player.player import Player
from thaw.player.preparing import compile_for, made_ready

BELL = Bell("small-rin", 1, frames(7))
WORDS = ("One is said first.", "Two comes after it.", "Three is the last of them.", "Thank you.")


def rest(ideal: float) -> Rest:
    return Rest(Elastic(frames(2), frames(ideal), frames(4 * ideal)))


@pytest.fixture
def session() -> Session:
    says = [Say(VoiceLine(text)) for text in WORDS]
    made = session_of(
        BELL, says[0], rest(10), says[1], rest(10), says[2], rest(10),
        Mark("closing"), says[3], rest(30), BELL,
    )  # fmt: skip
    return replace(made, bed=None)


@pytest.fixture
def voice() -> Iterator[PatientVoice]:
    voice = PatientVoice()
    yield voice
    # Whoever still waits to speak is let go.
    voice.let(100)


CHOICES = Choices(frames(100))


def begun(session: Session, voice: PatientVoice, allowed: int = 0) -> Performance:
    """Made ready as soon as the voice has said as many lines as it was let."""
    voice.let(allowed)
    bank = SoundBank(voice, None)
    if allowed:
        # The lines a person hears first are there before they ask: what is kept is made.
        bank.rehearse([VoiceLine(text) for text in WORDS[:allowed]])
    return made_ready(session, CHOICES, bank, Levels(), patience_s=0.05)


class Sitting:
    """A player on sound that the test turns, and the lines it waits for."""

    def __init__(self, performance: Performance) -> None:
        assert isinstance(performance.lines, LinesAhead)
        self.lines = performance.lines
        self.output = Recorded()
        clock = SetClock()
        self.player = Player(performance, self.output, Notebook(), clock)
        self.player.begin(start_at(clock.now()))

    def turn(self, seconds: float) -> None:
        for _ in range(round(seconds * 5)):
            self.output.turn(0.2)
            self.player.tick()

    def line(self, text: str) -> Speech:
        return next(s for s in self.player.plan.speeches if s.line.text == text)

    def loudness(self, line: Speech) -> float:
        heard = self.output.played()[line.at : line.at + line.length]
        return float(np.abs(heard).max()) if len(heard) else 0.0


def wait_for(lines: LinesAhead, voice: PatientVoice, count: int) -> None:
    voice.let(count - len(voice.said))
    assert lines.wait(HUNG_S, count)


def test_a_practice_is_ready_before_one_line_is_said(session: Session, voice: PatientVoice) -> None:
    performance = begun(session, voice)

    assert voice.said == []
    assert performance.plan.length == frames(100)
    assert [s.line.text for s in performance.plan.captions] == list(WORDS)
    assert not any(s.is_heard for s in performance.plan.speeches)
    assert [s.length for s in performance.plan.speeches] == [
        reading_length(s.line) for s in performance.plan.speeches
    ]


def test_lines_that_are_made_tell_how_long_the_others_take(
    session: Session, voice: PatientVoice
) -> None:
    performance = begun(session, voice, allowed=2)

    first, second, third, _ = performance.plan.speeches
    assert (first.is_heard, second.is_heard, third.is_heard) == (True, True, False)
    assert first.length == len(WORDS[0]) * RATE // 5
    read = reading_length(first.line) + reading_length(second.line)
    pace = (first.length + second.length) / read
    assert third.length == round(reading_length(third.line) * pace)


def test_a_voice_that_is_quick_enough_is_not_waited_for_any_longer(
    session: Session, voice: PatientVoice
) -> None:
    voice.let(4)
    bank = SoundBank(voice, None)

    performance = made_ready(session, CHOICES, bank, Levels(), patience_s=HUNG_S)

    assert performance.lines is None
    assert performance.plan == compile_for(session, CHOICES, bank)


def test_lines_are_heard_whole_from_when_they_are_made(
    session: Session, voice: PatientVoice
) -> None:
    sitting = Sitting(begun(session, voice))
    before = sitting.player.plan
    assert sitting.player.snapshot().lines == (0, 4)
    sitting.turn(2)

    wait_for(sitting.lines, voice, 4)
    sitting.turn(98)

    after = sitting.player.plan
    assert all(s.is_heard for s in after.speeches)
    assert [s.length for s in after.speeches] == [len(text) * RATE // 5 for text in WORDS]
    assert after.length == before.length
    assert after.strikes == before.strikes
    assert min(sitting.loudness(s) for s in after.speeches) > 0.1
    assert sitting.player.snapshot().lines is None


def test_a_line_that_comes_too_late_is_read_and_not_begun_in_the_middle(
    session: Session, voice: PatientVoice
) -> None:
    sitting = Sitting(begun(session, voice))
    first = sitting.line(WORDS[0])
    sitting.turn(first.at / RATE + 1)

    wait_for(sitting.lines, voice, 4)
    sitting.turn(99 - first.at / RATE)

    assert sitting.line(WORDS[0]) == first
    assert sitting.loudness(first) < 0.01
    assert [s.is_heard for s in sitting.player.plan.speeches] == [False, True, True, True]
    assert [s.line.text for s in sitting.player.plan.captions] == list(WORDS)


def test_going_back_a_line_that_came_too_late_is_heard(
    session: Session, voice: PatientVoice
) -> None:
    sitting = Sitting(begun(session, voice))
    sitting.turn(12)
    wait_for(sitting.lines, voice, 4)
    sitting.turn(1)
    assert not sitting.line(WORDS[0]).is_heard

    sitting.player.restart()
    sitting.player.tick()

    assert sitting.line(WORDS[0]).is_heard


def test_going_back_in_a_pause_does_the_same(session: Session, voice: PatientVoice) -> None:
    sitting = Sitting(begun(session, voice))
    sitting.turn(12)
    wait_for(sitting.lines, voice, 4)
    sitting.turn(1)
    sitting.player.pause()

    sitting.player.restart()
    sitting.player.tick()

    assert sitting.line(WORDS[0]).is_heard


def test_each_line_is_taken_as_it_comes(session: Session, voice: PatientVoice) -> None:
    sitting = Sitting(begun(session, voice))
    sitting.turn(1)

    wait_for(sitting.lines, voice, 2)
    sitting.turn(0.4)
    heard = [s.is_heard for s in sitting.player.plan.speeches]

    assert heard.count(True) == 2
    assert sitting.player.snapshot().lines == (2, 4)


def test_a_stopped_practice_has_no_more_lines_made(session: Session, voice: PatientVoice) -> None:
    sitting = Sitting(begun(session, voice))
    sitting.turn(1)

    sitting.player.stop()
    voice.let(4)

    assert not sitting.lines.wait(0.05)
    assert len(voice.begun) <= 2


def test_a_voice_too_slow_for_a_short_length_is_not_waited_for(
    session: Session, voice: PatientVoice
) -> None:
    shortest, _ = feasible(session, Choices(), reading_length)
    choices = Choices(Frames(shortest + frames(2)))
    voice.let(2)
    bank = SoundBank(voice, None)
    bank.rehearse([VoiceLine(text) for text in WORDS[:2]])

    performance = made_ready(session, choices, bank, Levels(), patience_s=0.05)

    assert performance.lines is not None
    assert len(voice.said) == 2
    assert performance.plan.length == choices.length
    first, second, *_ = performance.plan.speeches
    # There is room for one of them, and none is cut short.
    assert (first.is_heard, second.is_heard) == (True, False)
    assert first.length == len(WORDS[0]) * RATE // 5


def test_a_length_that_does_not_fit_the_estimates_waits_for_the_truth(
    session: Session, voice: PatientVoice
) -> None:
    voice.let(9)
    with pytest.raises(CannotFitError):
        made_ready(session, Choices(frames(20)), SoundBank(voice, None), Levels(), patience_s=0.0)
    assert set(voice.said) == set(WORDS)


def test_a_length_that_is_never_possible_is_refused_at_once(
    session: Session, voice: PatientVoice
) -> None:
    with pytest.raises(CannotFitError):
        made_ready(session, Choices(frames(7200)), SoundBank(voice, None), Levels(), patience_s=0.0)
    assert voice.said == []


def test_another_practice_takes_the_voice_over(session: Session, voice: PatientVoice) -> None:
    bank = SoundBank(voice, None)
    first = bank.ahead(VoiceLine(f"line {number}") for number in range(9))
    second = bank.ahead([VoiceLine("at once")])
    voice.let(9)

    assert second.wait(HUNG_S)
    assert not first.wait(0.05)
    assert len(voice.begun) <= 4


def test_the_plan_of_a_slow_voice_is_that_of_a_quick_one_but_for_lengths(
    session: Session, voice: PatientVoice
) -> None:
    slow = begun(session, voice).plan
    quick = compile_for(session, CHOICES, SoundBank(PatientVoice(allowed=9), None))

    def kinds(plan: Plan) -> list[type]:
        return [type(event) for event in plan.events]

    assert kinds(slow) == kinds(quick)
    assert slow.choices == quick.choices
