"""``thaw plan``: what a session does at which second."""

import json
from typing import Any

from thaw.commands.answer import EXIT_DONE, say
from thaw.commands.asked import Asked
from thaw.commands.asking import clock_text, find_session, make_plan
from thaw.core.plan import (
    BedSpan,
    Breath,
    Event,
    Plan,
    Quiet,
    Speech,
    Stage,
    Strike,
    Track,
    Waiting,
)
from thaw.core.units import seconds
from thaw.services import Services


def show_plan(services: Services, named: str, asked: Asked, *, as_json: bool) -> int:
    """Print the compiled plan. Raises InputError."""
    plan = make_plan(services, find_session(services, named), asked)
    if as_json:
        say(json.dumps(plan_as_json(plan), ensure_ascii=False, indent=1))
        return EXIT_DONE
    say(f"{plan.title}, {clock_text(plan.length)}")
    for event in plan.events:
        say(f"{clock_text(event.at):>6}  {_line(event)}")
    return EXIT_DONE


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """A plan for other programs; seconds from the first sound."""
    return {
        "session": plan.session_id,
        "length_s": seconds(plan.length),
        "events": [_event_as_json(event) for event in plan.events],
    }


def _event_as_json(event: Event) -> dict[str, Any]:
    timed = {"at_s": seconds(event.at), "duration_s": _duration_s(event)}
    if isinstance(event, Speech):
        kind = "cue" if event.is_cue else "speech"
        return {**timed, "kind": kind, "text": event.line.text}
    if isinstance(event, Track):
        name = event.recording.name
        return {**timed, "kind": "track", "name": name, "gain_db": event.gain_db}
    if isinstance(event, Strike):
        return {**timed, "kind": "bell", "name": event.voice, "gain_db": event.gain_db}
    if isinstance(event, Breath):
        side = {} if event.side is None else {"side": event.side.value}
        phase = event.phase.value
        return {**timed, "kind": "breath", "phase": phase, "cycle": event.cycle, **side}
    if isinstance(event, BedSpan):
        return {**timed, "kind": "bed", "name": event.name, "gain_db": event.gain_db}
    if isinstance(event, Stage):
        return {**timed, "kind": "mark", "name": event.name}
    if isinstance(event, Waiting):
        asked = {"text": event.prompt} if event.prompt else {}
        return {**timed, "kind": "write" if event.prompt else "wait", **asked}
    return {**timed, "kind": "rest"}


def _duration_s(event: Event) -> float:
    return 0.0 if isinstance(event, Strike | Stage) else seconds(event.length)


def _line(event: Event) -> str:
    if isinstance(event, Speech):
        return event.line.text
    if isinstance(event, Track):
        return f"track: {event.recording.name}, {clock_text(event.length)}"
    if isinstance(event, Strike):
        return f"bell: {event.voice}"
    if isinstance(event, Breath):
        side = "" if event.side is None else f", {event.side}"
        return f"breathe: {event.phase}{side} {seconds(event.length):g} s"
    if isinstance(event, BedSpan):
        return f"soundscape: {event.name}, {clock_text(event.length)}"
    if isinstance(event, Quiet):
        return f"… {seconds(event.length):.1f} s"
    if isinstance(event, Waiting):
        kind = f"write: {event.prompt}," if event.prompt else "wait:"
        return f"{kind} {seconds(event.length):.1f} s at most"
    return f"— {event.name} —"
