"""A wait that the person ends: the words come sooner, the end does not."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.scripts import LINES, RESTS, elastics, session_of, sessions
from thaw.core.compiling import compile_session, feasible
from thaw.core.going_on import gone_on
from thaw.core.interval_bells import BEFORE_SPEECH
from thaw.core.plan import BedSpan, Choices, Plan, Quiet, Speech, Stage, Strike
from thaw.core.session import Bed, Bell, Bells, Elastic, Mark, Rest, Say, Session, VoiceLine, Wait
from thaw.core.units import Frames, frames

BELL = Bell("warm-bowl", 1, frames(7))
HELLO = Say(VoiceLine("hello there"))
WAIT = Wait(Elastic.fixed(frames(60)))
CLOSING = (Mark("closing"), Say(VoiceLine("thank you")), Rest(Elastic.fixed(frames(30))), BELL)


def rest(seconds: float) -> Rest:
    return Rest(Elastic.fixed(frames(seconds)))


def laid(*steps: object) -> Plan:
    session = session_of(*steps)  # type: ignore[arg-type]  # any steps
    length, _ = feasible(session, Choices())
    return compile_session(session, Choices(length))


def quiets(plan: Plan) -> list[float]:
    return [e.length / 48_000 for e in plan.events if isinstance(e, Quiet)]


def test_a_wait_takes_all_its_time_when_nobody_goes_on() -> None:
    plan = laid(BELL, HELLO, WAIT, HELLO, *CLOSING)

    (wait,) = plan.waits
    assert wait.length == frames(60)
    assert plan.at(wait.at).is_waiting
    assert plan.at(wait.at + frames(60) - 1).is_waiting
    assert not plan.at(wait.at + frames(60)).is_waiting
    assert not plan.at(wait.at - 1).is_waiting


def test_what_is_asked_in_writing_is_there_until_somebody_goes_on() -> None:
    plan = laid(HELLO, Wait(Elastic.fixed(frames(60)), prompt="What is here?"), rest(10), *CLOSING)
    (wait,) = plan.waits
    here = wait.at + frames(20)

    sooner = gone_on(plan, here)

    assert [plan.at(wait.at - 1).prompt, plan.at(wait.at).prompt] == ["", "What is here?"]
    assert plan.at(here).is_waiting
    assert [sooner.at(here - 1).prompt, sooner.at(here).prompt] == ["What is here?", ""]


def test_silences_after_the_wait_take_what_was_saved_by_their_length() -> None:
    plan = laid(BELL, HELLO, WAIT, HELLO, rest(10), HELLO, rest(30), *CLOSING)

    sooner = gone_on(plan, plan.waits[0].at + frames(20))

    assert quiets(sooner) == [20, 60, 30]
    assert sooner.waits[0].length == frames(20)
    assert sooner.speeches[1].at == plan.speeches[1].at - frames(40)
    assert sooner.speeches[-1].at == plan.speeches[-1].at
    assert (sooner.length, sooner.strikes) == (plan.length, plan.strikes)


def test_without_a_silence_one_is_put_before_the_closing() -> None:
    plan = laid(BELL, HELLO, WAIT, HELLO, *CLOSING)

    sooner = gone_on(plan, plan.waits[0].at + frames(20))

    closing = next(e.at for e in plan.events if isinstance(e, Stage))
    put = next(e for e in sooner.events if isinstance(e, Quiet))
    assert (put.at, put.at + put.length) == (closing - frames(40), closing)
    assert sooner.strikes == plan.strikes


def test_in_the_closing_the_last_bells_stay() -> None:
    after = (HELLO, BELL, Bell("warm-bowl", 3, frames(7)))
    plan = laid(BELL, HELLO, Mark("closing"), HELLO, WAIT, *after)

    sooner = gone_on(plan, plan.waits[0].at + frames(1))

    assert sooner.strikes[1:] == plan.strikes[1:]
    assert sooner.speeches[-1].at == plan.speeches[-1].at - frames(59)


def test_a_soundscape_that_changes_later_changes_sooner_and_still_leaves_on_time() -> None:
    plan = laid(BELL, HELLO, WAIT, Bed("brown-noise"), HELLO, rest(30), *CLOSING)

    sooner = gone_on(plan, plan.waits[0].at + frames(20))

    rain, brown = plan.beds
    rain_sooner, brown_sooner = sooner.beds
    assert brown_sooner.at == brown.at - frames(40)
    assert brown_sooner.at + brown_sooner.length == brown.at + brown.length
    assert rain_sooner.length == rain.length - frames(40)


def test_a_bell_in_the_time_that_falls_away_is_not_struck() -> None:
    bells = Bells("small-rin", after=(frames(20), frames(50)))
    plan = laid(BELL, HELLO, rest(10), bells, WAIT, HELLO, rest(30), *CLOSING)
    (wait,) = plan.waits

    sooner = gone_on(plan, wait.at + frames(30))

    assert [s.at for s in sooner.strikes if s.voice == "small-rin"] == [wait.at + frames(20)]
    assert len([s for s in plan.strikes if s.voice == "small-rin"]) == 2


def test_strikes_of_one_bell_in_a_silence_that_grows_stay_as_far_apart() -> None:
    bells = Bells("small-rin", 3, frames(4), after=(frames(70),))
    plan = laid(BELL, HELLO, bells, WAIT, HELLO, rest(60), HELLO, *CLOSING)
    (wait,) = plan.waits

    sooner = gone_on(plan, wait.at + frames(10))

    one, two, three = [s.at for s in sooner.strikes if s.voice == "small-rin"]
    assert (two - one, three - two) == (frames(4), frames(4))
    assert one < next(s.at for s in plan.strikes if s.voice == "small-rin")


def test_words_wait_until_a_bell_that_was_just_struck_has_been_heard() -> None:
    bells = Bells("small-rin", after=(frames(20),))
    plan = laid(BELL, HELLO, rest(5), bells, WAIT, HELLO, rest(60), *CLOSING)
    struck = next(s.at for s in plan.strikes if s.voice == "small-rin")

    sooner = gone_on(plan, struck + frames(0.5))

    assert sooner.speeches[1].at == struck + BEFORE_SPEECH
    assert gone_on(plan, struck + frames(4)).speeches[1].at == struck + frames(4)


def test_where_nobody_is_waited_for_nothing_changes() -> None:
    plan = laid(BELL, HELLO, WAIT, HELLO, *CLOSING)
    (wait,) = plan.waits

    for frame in (0, wait.at, wait.at + wait.length, plan.length):
        assert gone_on(plan, frame) is plan


@given(
    sessions(), elastics(), LINES, st.lists(LINES | RESTS, max_size=4), st.floats(0, 1), st.data()
)
def test_going_on_moves_neither_the_past_nor_the_end_and_takes_no_silence_away(
    session: Session,
    span: Elastic,
    line: Say,
    after: list[Say | Rest],
    share: float,
    data: st.DataObject,
) -> None:
    session = session_of(line, Wait(span), *after, *session.steps)
    low, high = feasible(session, Choices())
    assume(low <= high)
    plan = compile_session(session, Choices(Frames(low + round((high - low) * share))))
    (wait,) = plan.waits
    here = wait.at + data.draw(st.integers(1, wait.length))

    sooner = gone_on(plan, here)

    def before(one: Plan) -> list[object]:
        return [
            replace(e, length=Frames(0)) if isinstance(e, BedSpan) or e in one.waits else e
            for e in one.events
            if e.at < here
        ]

    assert before(sooner) == before(plan)
    assert sooner.length == plan.length
    assert sooner.strikes[-1] == plan.strikes[-1]
    assert [s.line for s in sooner.speeches] == [s.line for s in plan.speeches]
    assert [s.length for s in sooner.speeches] == [s.length for s in plan.speeches]
    assert [b.length for b in sooner.breaths] == [b.length for b in plan.breaths]
    assert sum(quiets(sooner)) >= sum(quiets(plan))
    heard = [e for e in sooner.events if isinstance(e, Speech | Quiet | Strike)]
    for earlier, later in pairwise(heard):
        span_of = 0 if isinstance(earlier, Strike) else earlier.length
        assert earlier.at + span_of <= later.at
