"""``thaw plan --json``: every kind of event, for other programs."""

from tests.core.scripts import session_of
from thaw.commands.plan import plan_as_json
from thaw.core.compiling import compile_session, feasible
from thaw.core.patterns import PATTERNS
from thaw.core.plan import Choices
from thaw.core.session import Bell, Breathe, Cue, Elastic, Mark, Rest, Say, VoiceLine, Wait
from thaw.core.units import Frames, frames


def test_every_kind_of_event_has_a_name_and_what_belongs_to_it() -> None:
    cues = frozenset({Cue.VOICE})
    session = session_of(
        Bell("warm-bowl", 1, frames(7)),
        Say(VoiceLine("hello there")),
        Rest(Elastic.fixed(frames(10))),
        Wait(Elastic.fixed(frames(20))),
        Breathe(PATTERNS["alternate-nostril"], None, 2, Frames(0), cues),
        Mark("closing"),
        Rest(Elastic(frames(1), frames(30), frames(60))),
    )

    shown = plan_as_json(compile_session(session, Choices(frames(100))))

    events = shown["events"]
    assert shown["length_s"] == 100
    kinds = {"bell", "speech", "rest", "wait", "breath", "cue", "mark", "bed"}
    assert {event["kind"] for event in events} == kinds
    sides = [event["side"] for event in events if event["kind"] == "breath"]
    assert sides == ["left", "right", "right", "left"]
    assert [event["text"] for event in events if event["kind"] == "cue"] == [
        "in, left",
        "out, right",
        "in, right",
        "out, left",
    ]
    assert next(event for event in events if event["kind"] == "wait")["duration_s"] == 20


def test_a_question_in_writing_is_told_with_its_words() -> None:
    session = session_of(
        Say(VoiceLine("There is time to write.")),
        Wait(Elastic.fixed(frames(60)), prompt="What is here?"),
        Bell("warm-bowl", 1, frames(7)),
    )
    plan = compile_session(session, Choices(feasible(session, Choices())[0]))

    (event,) = (event for event in plan_as_json(plan)["events"] if event["kind"] == "write")

    assert (event["text"], event["duration_s"]) == ("What is here?", 60)
