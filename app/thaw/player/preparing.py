"""Make a session ready to be played: its voice, its plan, its sound."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.audio.live import Faders, LiveMix
from thaw.audio.rendering import Renderer
from thaw.audio.voice.voice import VoiceUnavailable
from thaw.core.breath import Phase
from thaw.core.compiling import compile_session, reading_length
from thaw.core.cue_words import cue_lines
from thaw.core.plan import Choices, Plan
from thaw.core.session import Bed, Passage, Say, Session, Step, VoiceLine
from thaw.core.units import RATE, Frames
from thaw.player.clock import Clock
from thaw.player.performance import Performance
from thaw.practice.clock import zone_name
from thaw.practice.entry import PracticeStart, Source

_HELD = (Phase.HOLD, Phase.REST)


def compile_for(session: Session, choices: Choices, bank: SoundBank) -> Plan:
    """Compile with the lengths of the bank's voice, or those of reading when nobody speaks.

    Raises CannotFitError, and RecordingUnusable where a track can't be played.
    """
    beds = bed_names(session)
    if not (choices.spoken and bank.speaks):
        bank.rehearse((), beds)
        return compile_session(
            session, replace(choices, spoken=False), partial(_reading_length, bank)
        )
    cues = cue_lines(session.steps, session.language)
    heard = says(session.steps, _asked_length(session, choices))
    bank.rehearse([*(say.line for say in heard), *cues], beds)
    return compile_session(session, choices, partial(_spoken_length, bank))


def perform(plan: Plan, bank: SoundBank, levels: Levels) -> Performance:
    """Make every sound that ``plan`` needs. May take a second or two the first time."""
    bank.prepare(plan)
    return _performed(bank, Faders(levels), plan)


def _performed(bank: SoundBank, faders: Faders, plan: Plan) -> Performance:
    renderer = Renderer(plan, bank, faders.levels)
    return Performance(
        plan,
        LiveMix(renderer, faders).into,
        renderer.end,
        replan=partial(_performed, bank, faders),
        set_levels=faders.set_levels,
    )


def says(steps: Sequence[Step], length: Frames | None = None) -> Iterator[Say]:
    """Every line in ``steps``, those in passages that may drop out included.

    With a ``length``, only what may be heard in a session as long as that.
    """
    for step in steps:
        if isinstance(step, Say):
            yield step
        elif isinstance(step, Passage) and (length is None or step.from_length <= length):
            yield from says(step.steps, length)


def bed_names(session: Session) -> set[str]:
    """Every soundscape that ``session`` may be heard with."""
    names = {step.name for step in _beds(session.steps)} | {session.bed}
    return {name for name in names if name is not None}


def practice_start(
    plan: Plan, source: Source, clock: Clock, day_start_hour: int, app_version: str
) -> PracticeStart:
    """What the log is told when ``plan`` begins now."""
    now = clock.now()
    return PracticeStart(
        session_id=plan.session_id,
        content_hash=plan.content_hash,
        title=plan.title,
        category=plan.category,
        level=plan.level,
        anchor=plan.anchor,
        language=plan.language,
        source=source,
        planned_ms=plan.length * 1000 // RATE,
        started=now,
        tz_name=zone_name(now),
        day_start_hour=day_start_hour,
        app_version=app_version,
        had_voice=plan.choices.spoken,
        had_holds=any(breath.phase in _HELD for breath in plan.breaths),
    )


def _asked_length(session: Session, choices: Choices) -> Frames | None:
    """The length, where it is known before compiling."""
    if choices.rounds is not None:
        return None
    return session.lengths.default if choices.length is None else choices.length


def _beds(steps: Sequence[Step]) -> Iterator[Bed]:
    for step in steps:
        if isinstance(step, Bed):
            yield step
        elif isinstance(step, Passage):
            yield from _beds(step.steps)


def _reading_length(bank: SoundBank, line: VoiceLine) -> Frames:
    if line.is_track and line.recording is not None:
        return Frames(bank.track(line.recording).array.shape[-1])
    return reading_length(line)


def _spoken_length(bank: SoundBank, line: VoiceLine) -> Frames:
    if line.is_track:
        return _reading_length(bank, line)
    try:
        return bank.duration(line)
    except VoiceUnavailable:
        # One line the voice can't say is shown as a caption, and the session goes on.
        return reading_length(line)
