"""Easier, slower and going on, while it plays: what is heard, seen and logged."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.audio.plans import HummingVoice
from tests.core.scripts import session_of
from tests.player.by_hand import Notebook, SetClock, start_at
from tests.player.recorded_output import Recorded
from thaw.audio.bank import SoundBank
from thaw.audio.rendering import Levels, Renderer
from thaw.core.breath import Phase
from thaw.core.patterns import PATTERNS
from thaw.core.plan import Choices, Plan
from thaw.core.session import Bell, Breathe, Cue, Elastic, Mark, Rest, Say, Session, VoiceLine, Wait
from thaw.core.units import RATE, Frames, frames
from thaw.player.course import CHANGES_AFTER
from thaw.player.performance import Performance
from thaw.player.player import Player
from thaw.player.preparing import compile_for, perform
from thaw.player.state import Status
from thaw.practice.entry import Outcome

BELL = Bell("small-rin", 1, frames(7))


def breathing() -> Session:
    """A bell, a minute of even breath with words and sounds, and a closing."""
    step = Breathe(
        PATTERNS["even"],
        Elastic.fixed(frames(56)),
        None,
        Frames(0),
        frozenset({Cue.VOICE, Cue.SOUND}),
    )
    rest = Rest(Elastic(frames(5), frames(20), frames(60)))
    return session_of(BELL, step, rest, Mark("closing"), Say(VoiceLine("so long")), rest, BELL)


def waiting() -> Session:
    rest = Rest(Elastic(frames(5), frames(20), frames(60)))
    wait = Wait(Elastic.fixed(frames(30)))
    hello = Say(VoiceLine("hello"))
    return session_of(BELL, hello, wait, hello, rest, Mark("closing"), hello, rest, BELL)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> SoundBank:
    return SoundBank(HummingVoice(), tmp_path_factory.mktemp("sounds"))


class Sitting:
    """A player on a real sound, and everything it writes down."""

    def __init__(self, bank: SoundBank, session: Session, length_s: float = 130) -> None:
        plan = compile_for(session, Choices(frames(length_s)), bank)
        self.first = perform(plan, bank, Levels())
        self.output = Recorded()
        self.clock = SetClock()
        self.notes = Notebook()
        self.player = self.playing(self.first)

    def playing(self, performance: Performance) -> Player:
        player = Player(performance, self.output, self.notes, self.clock)
        player.begin(start_at(self.clock.now()))
        return player

    def turn(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.output.turn(0.1)
            self.clock.running += 0.1
            self.player.tick()

    def turn_to_the_end(self) -> None:
        self.turn(self.first.end / RATE + 1)


def rendered(plan: Plan, bank: SoundBank, length: int) -> np.ndarray:
    sound = np.zeros((length, 2), np.float32)
    renderer = Renderer(plan, bank)
    for start in range(0, length, RATE):
        renderer.into(sound[start : start + RATE], start)
    return sound


PRESSES = [
    [(1, True)],
    [(3.7, False)],
    [(0.1, False), (0.2, False), (30, True)],
    [(9, True), (17.9, False), (18, True), (41.3, False)],
]


@pytest.mark.parametrize("presses", PRESSES)
def test_what_is_heard_is_the_last_plan_from_beginning_to_end_without_a_seam(
    bank: SoundBank, presses: list[tuple[float, bool]]
) -> None:
    sitting = Sitting(bank, breathing())
    here = 0.0
    for second, is_slower in presses:
        sitting.turn(second - here)
        here = second
        assert sitting.player.slower() if is_slower else sitting.player.easier()

    sitting.turn_to_the_end()

    played = sitting.output.played()
    assert np.allclose(played, rendered(sitting.player.plan, bank, len(played)), atol=1e-6)


def test_a_change_waits_for_the_next_breath_after_what_is_already_rendered(
    bank: SoundBank,
) -> None:
    sitting = Sitting(bank, breathing())
    sitting.turn(20)
    plan = sitting.player.plan
    reached = sum(len(block) for block in sitting.output.sound)

    assert sitting.player.slower()

    before = [event for event in plan.events if event.at < reached + CHANGES_AFTER]
    assert list(sitting.player.plan.events[: len(before)]) == before
    ins = [b for b in sitting.player.plan.breaths if b.phase is Phase.IN and b.at > reached]
    assert [b.length for b in ins[:3]] == [frames(4.4)] * 3


def test_pressing_with_every_breath_adds_up_until_there_is_no_more(bank: SoundBank) -> None:
    sitting = Sitting(bank, breathing())
    sitting.turn(1)

    presses = 0
    while sitting.player.easier():
        presses += 1
        sitting.turn(9)

    (last,) = {b.length for b in sitting.player.plan.breaths[-4:]}
    assert presses == 5
    assert frames(2.5) - 1 <= last <= frames(2.5) + 3


def test_pressed_twice_within_a_breath_the_next_differs_by_no_more_than_a_tenth(
    bank: SoundBank,
) -> None:
    sitting = Sitting(bank, breathing())
    sitting.turn(20)

    assert sitting.player.slower()
    assert sitting.player.slower()
    assert max(b.length for b in sitting.player.plan.breaths) == frames(4.4)


def test_the_opposite_within_a_breath_takes_a_change_back(bank: SoundBank) -> None:
    sitting = Sitting(bank, breathing())
    sitting.turn(20)
    asked = sitting.player.plan

    assert sitting.player.easier()
    assert sitting.player.slower()
    assert sitting.player.plan == asked
    assert sitting.player.easier()
    assert min(b.length for b in sitting.player.plan.breaths) == frames(3.6)
    sitting.turn_to_the_end()
    assert sitting.player.status is Status.FINISHED


def test_once_a_breath_has_changed_the_opposite_changes_the_next(bank: SoundBank) -> None:
    sitting = Sitting(bank, breathing())
    sitting.turn(20)
    assert sitting.player.slower()
    sitting.turn(12)
    assert sitting.player.easier()
    assert sitting.player.plan.breaths[-2].length == frames(3.96)


def test_while_paused_the_pace_changes_too(bank: SoundBank) -> None:
    sitting = Sitting(bank, breathing())
    sitting.turn(20)
    sitting.player.pause()

    assert sitting.player.slower()
    sitting.player.resume()
    sitting.turn_to_the_end()

    assert sitting.player.status is Status.FINISHED
    assert sitting.notes.closed[0][0].practised_ms == 130_000


def test_over_is_over(bank: SoundBank) -> None:
    sitting = Sitting(bank, breathing())
    sitting.turn_to_the_end()

    assert not sitting.player.slower()
    assert not sitting.player.easier()
    assert not sitting.player.go_on()
    assert sitting.player.plan is sitting.first.plan


def test_without_a_way_to_make_sound_again_the_plan_stays(bank: SoundBank) -> None:
    sitting = Sitting(bank, breathing())
    sitting.player = sitting.playing(replace(sitting.first, replan=None))
    sitting.turn(10)

    assert not sitting.player.slower()


def test_after_the_breathing_there_is_nothing_to_change(bank: SoundBank) -> None:
    sitting = Sitting(bank, breathing())
    sitting.turn(70)

    assert not sitting.player.slower()
    assert sitting.player.plan is sitting.first.plan


def test_going_on_brings_the_words_sooner_and_the_end_on_time(bank: SoundBank) -> None:
    sitting = Sitting(bank, waiting(), 100)
    (wait,) = sitting.first.plan.waits
    sitting.turn(wait.at / RATE + 5)
    assert sitting.player.snapshot().moment.is_waiting

    assert sitting.player.go_on()
    sitting.turn(2)
    assert not sitting.player.snapshot().moment.is_waiting
    sitting.turn_to_the_end()

    first, last = sitting.first.plan, sitting.player.plan
    assert last.speeches[1].at < first.speeches[1].at - frames(20)
    assert last.length == first.length
    progress, outcome = sitting.notes.closed[0]
    assert (progress.practised_ms, outcome) == (100_000, Outcome.COMPLETED)
    played = sitting.output.played()
    heard = rendered(last, bank, len(played))
    assert np.allclose(played[: wait.at], heard[: wait.at], atol=1e-6)
    assert np.abs(np.diff(played, axis=0)).max() <= np.abs(np.diff(heard, axis=0)).max() * 1.01


def test_where_nobody_is_waited_for_there_is_nothing_to_go_on_from(bank: SoundBank) -> None:
    sitting = Sitting(bank, waiting(), 100)
    sitting.turn(1)

    assert not sitting.player.go_on()


def test_a_change_overtaken_by_the_output_is_made_again_further_on(bank: SoundBank) -> None:
    sitting = Sitting(bank, breathing())
    made: list[Plan] = []

    def slowly(plan: Plan) -> Performance:
        made.append(plan)
        if len(made) == 1:
            sitting.output.turn(12)
        assert sitting.first.replan is not None
        return sitting.first.replan(plan)

    sitting.player = sitting.playing(replace(sitting.first, replan=slowly))
    sitting.turn(10)

    assert sitting.player.slower()
    sitting.turn_to_the_end()

    assert len(made) == 2
    old = [b for b in sitting.first.plan.breaths if b.at < frames(22)]
    assert list(sitting.player.plan.breaths[: len(old)]) == old


def test_cues_are_spoken_before_they_are_needed(tmp_path: Path) -> None:
    voice = HummingVoice()
    bank = SoundBank(voice, tmp_path)

    compile_for(breathing(), Choices(frames(130)), bank)

    assert {"in", "out", "so long"} <= set(voice.asked)
