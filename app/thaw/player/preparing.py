"""Make a session ready to be played: its voice, its plan, its sound."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Final

from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.audio.live import Faders, LiveMix
from thaw.audio.rendering import Renderer
from thaw.audio.voice.voice import VoiceUnavailable
from thaw.core.announcing import announced
from thaw.core.breath import Phase
from thaw.core.compiling import CannotFitError, compile_session, reading_length
from thaw.core.cue_words import cue_lines
from thaw.core.own_voice import in_own_voice
from thaw.core.plan import Choices, Plan
from thaw.core.relaying import awaiting, relaid, unspoken
from thaw.core.session import Bed, Passage, Say, Session, Step, VoiceLine
from thaw.core.units import RATE, Frames
from thaw.player.clock import Clock
from thaw.player.journey import pattern_of
from thaw.player.performance import Performance
from thaw.practice.clock import zone_name
from thaw.practice.entry import PracticeStart, Source

logger = logging.getLogger(__name__)

PATIENCE_S: Final = 1.2
"""How long the beginning of a practice waits for its lines."""

LINES_SHARE: Final = 0.3
"""Of the making of a sound file: what comes before the first sound is written."""

_HELD = (Phase.HOLD, Phase.REST)
_LINES_BEFORE_CUES: Final = 2


def made_ready(
    session: Session,
    choices: Choices,
    bank: SoundBank,
    levels: Levels,
    patience_s: float = PATIENCE_S,
) -> Performance:
    """Make ``session`` ready to begin, without waiting longer for a voice than that.

    With a slow one it begins with estimated lengths, and ``lines`` of what is returned
    are made beside it. Soundscapes are waited for. Raises what ``compile_for`` does.
    """
    if not (choices.spoken and bank.speaks):
        return perform(compile_for(session, choices, bank), bank, levels)
    by = monotonic() + patience_s
    session = in_own_voice(session, bank.find_line)
    ahead = bank.ahead(_in_order(session, choices))
    bank.rehearse((), bed_names(session))
    if not ahead.wait(max(by - monotonic(), 0.0)):
        plan = _estimated(session, choices, bank, ahead.lengths())
        if plan is not None:
            return replace(perform(plan, bank, levels), lines=ahead)
        # Only real lengths tell what fits, and they are worth waiting for.
        logger.info("It is not known yet whether the session fits")
        ahead.stop()
    return perform(_spoken_plan(session, choices, bank), bank, levels)


def _estimated(
    session: Session, choices: Choices, bank: SoundBank, lines: Mapping[VoiceLine, Frames | None]
) -> Plan | None:
    """Lay ``session`` out before all its lines are made; None where that can't be foreseen.

    Raises CannotFitError for a length that ``session`` never has.
    """
    made = {line: length for line, length in lines.items() if length is not None}
    unsaid = lines.keys() - made.keys()
    try:
        plan = compile_session(session, choices, Estimate(lines, bank).length)
        return unspoken(awaiting(plan, made), unsaid)
    except CannotFitError as refusal:
        if not session.lengths.shortest <= refusal.asked <= session.lengths.longest:
            raise
    # A slow voice may still have room for what it says, line by line; captions have it all.
    try:
        plan = compile_session(session, choices, partial(_reading_length, bank))
    except CannotFitError:
        return None
    return relaid(unspoken(awaiting(plan, ()), unsaid), -1, made)


class Estimate:
    """How long lines take: some are made already, and tell of the pace of the others."""

    def __init__(self, made: Mapping[VoiceLine, Frames | None], bank: SoundBank) -> None:
        self._made = made
        self._bank = bank
        said = [(line, length) for line, length in made.items() if length]
        read = sum(reading_length(line) for line, _ in said)
        self._pace = sum(length for _, length in said) / read if read else 1.0

    def length(self, line: VoiceLine) -> Frames:
        """Its real length where it is made, and otherwise what the made ones let expect."""
        if line.is_track:
            return _reading_length(self._bank, line)
        if line in self._made:
            length = self._made[line]
            return reading_length(line) if length is None else length
        return Frames(round(reading_length(line) * self._pace))


def _in_order(session: Session, choices: Choices) -> list[VoiceLine]:
    """Every line that may be heard, by when; the short words for breaths early on."""
    lines = [say.line for say in says(session.steps, _asked_length(session, choices))]
    cues = cue_lines(announced(session, choices.cues).steps, session.language)
    return [*lines[:_LINES_BEFORE_CUES], *cues, *lines[_LINES_BEFORE_CUES:]]


def compile_for(
    session: Session,
    choices: Choices,
    bank: SoundBank,
    told: Callable[[float], object] | None = None,
) -> Plan:
    """Compile with the lengths of the bank's voice, or those of reading when nobody speaks.

    ``told`` hears the share of lines that are made, every other line, and may raise to
    leave off. Raises CannotFitError, and RecordingUnusable where a track can't be played.
    """
    if not (choices.spoken and bank.speaks):
        bank.rehearse((), bed_names(session))
        return compile_session(
            session, replace(choices, spoken=False), partial(_reading_length, bank)
        )
    return _spoken_plan(in_own_voice(session, bank.find_line), choices, bank, told)


def _spoken_plan(
    session: Session,
    choices: Choices,
    bank: SoundBank,
    told: Callable[[float], object] | None = None,
) -> Plan:
    lines = _in_order(session, choices)
    if told is not None:
        for start in range(0, len(lines), 2):
            bank.rehearse(lines[start : start + 2])
            told(min(start + 2, len(lines)) / len(lines))
    bank.rehearse(lines, bed_names(session))
    unsaid: set[VoiceLine] = set()
    plan = compile_session(session, choices, partial(_spoken_length, bank, unsaid))
    return unspoken(plan, unsaid)


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
        session_version=plan.session_version,
        had_holds=any(breath.phase in _HELD for breath in plan.breaths),
        breath_pattern=pattern_of(plan),
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


def _spoken_length(bank: SoundBank, unsaid: set[VoiceLine], line: VoiceLine) -> Frames:
    """How long ``line`` takes; one that can't be said is noted in ``unsaid``."""
    if line.is_track:
        return _reading_length(bank, line)
    try:
        return bank.duration(line)
    except VoiceUnavailable:
        # One line the voice can't say is shown as a caption, and the session goes on.
        unsaid.add(line)
        return reading_length(line)
