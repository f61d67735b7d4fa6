"""What a practice looks like in a terminal."""

import io
import re
import sys

import pytest
from rich.console import Console

from tests.core.scripts import session_of
from thaw.audio.output import FaultKind, OutputFault
from thaw.commands.answer import AnswerLost
from thaw.commands.screen import TerminalScreen
from thaw.core.breath import Pattern
from thaw.core.compiling import compile_session, feasible
from thaw.core.plan import Choices, Plan
from thaw.core.session import Bell, Breathe, Cue, Elastic, Rest, Say, VoiceLine, Wait
from thaw.core.units import Frames, frames
from thaw.player.state import PlayerSnapshot, Status


@pytest.fixture
def plan() -> Plan:
    calm = Pattern(name="calm", in_ms=4000, out_ms=6000)
    session = session_of(
        Say(VoiceLine("Sit, or stand. [bold]")),
        Breathe(
            calm,
            Elastic(frames(60), frames(60), frames(120)),
            cycles=None,
            ramp=Frames(0),
            cues=frozenset({Cue.SIGHT}),
        ),
        Rest(Elastic(frames(1), frames(5), frames(30))),
        Bell("warm-bowl", 1, frames(7)),
    )
    return compile_session(session, Choices(frames(70)))


def snapshot(plan: Plan, at_s: float, **changes: object) -> PlayerSnapshot:
    shown: dict[str, object] = {
        "status": Status.PLAYING,
        "moment": plan.at(frames(at_s)),
        "practised": frames(at_s),
        "paused_for": None,
        "fault": None,
        "has_sound": True,
    }
    return PlayerSnapshot(**{**shown, **changes})  # type: ignore[arg-type]  # named above


def drawn(plan: Plan, *shown: PlayerSnapshot, columns: int = 80) -> str:
    file = io.StringIO()
    console = Console(
        file=file, force_terminal=True, width=columns, height=12, _environ={"TERM": "xterm"}
    )
    with TerminalScreen(console, plan) as screen:
        for one in shown:
            screen.show(one)
    return file.getvalue()


def test_the_line_the_breath_and_the_keys_are_shown(plan: Plan) -> None:
    breath = next(breath for breath in plan.breaths if breath.phase == "in")
    halfway = (breath.at + breath.length / 2) / 48_000
    shown = drawn(plan, snapshot(plan, halfway))
    assert "Sit, or stand. [bold]" in shown
    assert "breathe in" in shown
    assert "█" * 16 + "·" * 16 in shown
    assert "space: pause · e: easier" in shown


def test_once_it_is_over_no_key_is_offered_that_means_nothing(plan: Plan) -> None:
    shown = drawn(plan, snapshot(plan, 70, status=Status.FINISHED))
    assert "q: stop" in shown
    assert "space" not in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": Status.PAUSED}, "· paused"),
        ({"has_sound": False}, "· without sound"),
        (
            {"status": Status.PAUSED, "fault": OutputFault(FaultKind.STALLED)},
            "space tries again, s goes on without sound",
        ),
        (
            {"status": Status.PAUSED, "fault": OutputFault(FaultKind.CUT_OFF)},
            "the sound system is out of reach: s goes on without sound",
        ),
    ],
)
def test_what_is_unusual_is_said(plan: Plan, changes: dict[str, object], words: str) -> None:
    assert words in drawn(plan, snapshot(plan, 3, **changes), columns=120)


@pytest.mark.parametrize("columns", [1, 5, 16, 21, 22, 30])
def test_in_a_narrow_terminal_bars_give_way_to_words(plan: Plan, columns: int) -> None:
    shown = drawn(plan, snapshot(plan, 12), columns=columns)
    bars = {len(bar) for bar in re.findall("[━─]+", shown)}
    assert bars == ({columns - 16} if columns >= 22 else set())


def test_without_a_terminal_each_line_is_written_once(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    with TerminalScreen(Console(file=io.StringIO()), plan) as screen:
        for second in range(5):
            screen.show(snapshot(plan, second))
    assert capsys.readouterr().out == "Made up, 1:10 minutes\n  0:00  Sit, or stand. [bold]\n"


def test_a_terminal_that_has_gone_is_an_answer_lost(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone(io.StringIO):
        def flush(self) -> None:
            raise OSError(5, "Input/output error")

    # What is dropped goes to this stream's number, which must not be pytest's own.
    with open("/dev/null", "w") as nowhere:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdout", nowhere)
        console = Console(file=Gone(), force_terminal=True, _environ={"TERM": "xterm"})
        with pytest.raises(AnswerLost, match="Input/output error"):
            TerminalScreen(console, plan).__enter__()


def test_what_may_be_written_about_stands_in_place_of_the_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    session = session_of(
        Say(VoiceLine("There is time to write.")),
        Wait(Elastic.fixed(frames(60)), prompt="What is here?"),
        Bell("warm-bowl", 1, frames(7)),
    )
    asking = compile_session(session, Choices(feasible(session, Choices())[0]))
    with TerminalScreen(Console(file=io.StringIO()), asking) as screen:
        screen.show(snapshot(asking, 0.1))
        screen.show(snapshot(asking, 30))
        screen.show(snapshot(asking, 31))

    lines = capsys.readouterr().out.splitlines()
    assert [line.strip().split("  ", 1)[1] for line in lines[1:]] == [
        "There is time to write.",
        "What is here? (on paper, if you like)",
    ]
