"""Cards, states and moments to show."""

from thaw.core.breath import Phase, Side
from thaw.core.plan import Breath, Moment, Speech
from thaw.core.session import Category, Level, VoiceLine
from thaw.core.units import frames
from thaw.shell.library.state import Card, LibraryState, Suggestion
from thaw.shell.player.state import PlayerState, PlayerStatus

LINE = "You might notice where breathing is clearest just now."

BREATH = Card(
    "breath-awareness",
    "Breath Awareness",
    "Rest attention on breathing, and come back kindly.",
    Category.BREATH,
    Level.GENTLE,
    3,
    45,
    10,
)
SCAN = Card(
    "body-scan",
    "Body Scan",
    "Visit the body a place at a time.",
    Category.BODY,
    Level.STEADY,
    10,
    30,
    20,
)
SPACE = Card(
    "three-step-space",
    "Three-Step Space",
    "Stop, gather and widen in the middle of a day.",
    Category.QUICK,
    Level.GENTLE,
    3,
    3,
    3,
)
SLOW = Card(
    "slow-and-small",
    "Slow and Small",
    "Easy pacing for the breath.",
    Category.BREATHING,
    Level.GENTLE,
    3,
    10,
    5,
)

LIBRARY = LibraryState(
    cards=(BREATH, SCAN, SPACE, SLOW),
    suggestion=Suggestion("breath-awareness", "A gentle place to begin"),
    quick=SPACE,
)


def many_cards(count: int) -> tuple[Card, ...]:
    """A library of ``count`` sessions, ids s0, s1, …"""
    return tuple(
        Card(f"s{n}", f"Session {n}", "A goal.", Category.OPEN, Level.GENTLE, 5, 20, 10)
        for n in range(count)
    )


def speech(at_s: float = 10.0, length_s: float = 5.0, text: str = LINE) -> Speech:
    return Speech(frames(at_s), frames(length_s), VoiceLine(text))


def phase(of: Phase, at_s: float = 60.0, length_s: float = 4.0, side: Side | None = None) -> Breath:
    """One phase of a breath with the fullness such a phase goes through."""
    ends = {
        Phase.IN: (0.0, 0.8),
        Phase.TOP_UP: (0.8, 1.0),
        Phase.HOLD: (1.0, 1.0),
        Phase.OUT: (1.0, 0.0),
        Phase.REST: (0.0, 0.0),
    }
    return Breath(frames(at_s), frames(length_s), of, 0, *ends[of], sounded=True, side=side)


def moment(
    at_s: float = 12.0,
    length_s: float = 600.0,
    caption: Speech | None = None,
    breath: Breath | None = None,
    fullness: float = 0.0,
    stage: str | None = "Arriving",
    is_waiting: bool = False,
    breathes_on: bool = False,
    prompt: str = "",
) -> Moment:
    here = frames(at_s)
    return Moment(
        frame=here,
        remaining=frames(length_s - at_s),
        caption=caption,
        is_speaking=caption is not None and here < caption.at + caption.length,
        breath=breath,
        fullness=fullness,
        stage=stage,
        is_waiting=is_waiting or bool(prompt),
        breathes_on=breathes_on,
        prompt=prompt,
    )


def playing(at: Moment | None = None, status: PlayerStatus = PlayerStatus.PLAYING) -> PlayerState:
    return PlayerState(status=status, title="Breath Awareness", moment=at or moment())
