"""What each key of the terminal does to a practice, and what is then said."""

import io
from dataclasses import dataclass

import pytest
from rich.console import Console

from tests.core.scripts import session_of
from tests.player.by_hand import Notebook, SetClock, start_at
from tests.player.stepped_output import SteppedOutput
from thaw.audio.output import FaultKind, OutputFault
from thaw.commands.pressing import press
from thaw.commands.screen import TerminalScreen
from thaw.core.compiling import compile_session
from thaw.core.patterns import PATTERNS
from thaw.core.plan import Choices, Plan
from thaw.core.session import Bell, Breathe, Elastic, Mark, Rest, Say, Step, VoiceLine, Wait
from thaw.core.units import Frames, frames
from thaw.player.performance import Performance
from thaw.player.player import Player
from thaw.player.state import Status

REST = Rest(Elastic(frames(5), frames(60), frames(600)))
BELL = Bell("warm-bowl", 1, frames(7))
BREATHING = Breathe(PATTERNS["alternate-nostril"], None, 20, Frames(0), frozenset())


@dataclass
class Terminal:
    """A player and the screen that shows it; the test turns the sound and presses keys."""

    player: Player
    output: SteppedOutput
    screen: TerminalScreen
    file: io.StringIO

    def press(self, keys: str) -> None:
        for key in keys:
            press(key, self.player, self.screen)

    def turn(self, seconds: float) -> None:
        self.output.turn(seconds)
        self.player.tick()

    def shown(self) -> str:
        """What is drawn now."""
        before = len(self.file.getvalue())
        self.screen.show(self.player.snapshot())
        return self.file.getvalue()[before:]


def silent(plan: Plan) -> Performance:
    return Performance(plan, lambda block, frame: None, plan.length, replan=silent)


def playing(*steps: Step) -> Terminal:
    session = session_of(BELL, *steps, REST, Mark("closing"), Say(VoiceLine("so long")), BELL)
    plan = compile_session(session, Choices(frames(300)))
    output, clock, file = SteppedOutput(), SetClock(), io.StringIO()
    player = Player(silent(plan), output, Notebook(), clock)
    player.begin(start_at(clock.now()))
    console = Console(
        file=file, force_terminal=True, width=100, height=14, _environ={"TERM": "xterm"}
    )
    screen = TerminalScreen(console, plan)
    return Terminal(player, output, screen, file)


@pytest.fixture
def breathing():
    made = playing(BREATHING)
    with made.screen:
        made.turn(7)
        yield made


@pytest.fixture
def waiting():
    made = playing(Wait(Elastic.fixed(frames(60))))
    with made.screen:
        made.turn(20)
        yield made


@pytest.mark.parametrize(
    ("key", "length_s", "words"),
    [
        ("e", 3.6, "a little easier from the next breath"),
        ("s", 4.4, "a little slower from the next breath"),
    ],
)
def test_the_breaths_to_come_change_and_that_is_said_for_a_while(
    breathing: Terminal, key: str, length_s: float, words: str
) -> None:
    breathing.press(key)
    assert words in breathing.shown()
    breathing.turn(9)
    assert words not in breathing.shown()
    assert breathing.player.snapshot().moment.breath.length == frames(length_s)


def test_where_it_goes_no_further_that_is_said(breathing: Terminal) -> None:
    for _ in range(8):
        breathing.press("e")
        breathing.turn(11)
    breathing.press("e")
    assert "this is as short as it goes" in breathing.shown()


def test_the_keys_for_breaths_are_named_only_while_one_is_to_come(breathing: Terminal) -> None:
    assert "e: easier · s: slower · c: count" in breathing.shown()
    breathing.turn(200)
    breathing.press("es")
    shown = breathing.shown()
    assert "easier" not in shown
    assert "slower" not in shown


def test_the_time_left_is_there_on_demand(breathing: Terminal) -> None:
    assert "4:53 left" not in breathing.shown()
    breathing.press("t")
    assert "4:53 left" in breathing.shown()
    breathing.press("t")
    assert "4:53 left" not in breathing.shown()


def test_the_seconds_of_a_breath_are_there_on_demand_beside_its_side(breathing: Terminal) -> None:
    assert "breathe in, left" in breathing.shown()
    breathing.press("c")
    assert "breathe in, left 2" in breathing.shown()


@pytest.mark.parametrize("key", [" ", "\n", "x", "e"])
def test_while_it_waits_any_key_goes_on(waiting: Terminal, key: str) -> None:
    assert "any key: go on" in waiting.shown()
    waiting.press(key)
    assert "going on" in waiting.shown()
    waiting.turn(2)
    assert not waiting.player.snapshot().moment.is_waiting
    assert waiting.player.status is Status.PLAYING


def test_while_it_waits_q_still_ends(waiting: Terminal) -> None:
    waiting.press("q")
    assert waiting.player.status is Status.STOPPED


@pytest.mark.parametrize("key", ["g", "G", "\x1b"])
def test_g_ends_at_any_time_by_choice(breathing: Terminal, key: str) -> None:
    assert "g: ground" in breathing.shown()
    breathing.press(key)
    assert breathing.player.status is Status.STOPPED


def test_while_it_waits_g_still_ends(waiting: Terminal) -> None:
    assert "g: ground" in waiting.shown()
    waiting.press("g")
    assert waiting.player.status is Status.STOPPED


def test_s_goes_on_without_sound_only_where_sound_was_lost(breathing: Terminal) -> None:
    breathing.press("s")
    assert breathing.player.snapshot().has_sound
    breathing.output.lose(OutputFault(FaultKind.STALLED))
    breathing.player.tick()
    breathing.press("s")
    assert not breathing.player.snapshot().has_sound
    breathing.player.release()
