"""From the words of a command line to a session and a plan."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from thaw.care.offering import GENTLE_GAP_S
from thaw.commands.answer import InputError, note
from thaw.commands.asked import Asked
from thaw.core.compiling import CannotFitError
from thaw.core.files import SUFFIXES
from thaw.core.loading import load_session
from thaw.core.needs import told_apart
from thaw.core.parts import has_holds
from thaw.core.plan import Choices, Plan
from thaw.core.problem_words import worded
from thaw.core.problems import Problem, nearest
from thaw.core.recording_faults import REASONS, RecordingUnusable
from thaw.core.refusals import RoundsError, RoundsFault
from thaw.core.session import Session
from thaw.core.units import RATE, Frames, frames
from thaw.player.performance import Performance
from thaw.player.preparing import compile_for, made_ready
from thaw.services import Services


def find_session(services: Services, named: str) -> Session:
    """Return the session with this id, or in this file. Raises InputError."""
    if named.endswith(SUFFIXES):
        return _from_file(services, Path(named))
    catalogue = services.catalogue
    catalogue.refresh()
    ids = tuple(entry.id for entry in catalogue.entries())
    if named not in ids:
        raise InputError(_unknown(named, ids, catalogue.problems()))
    loaded = catalogue.session(named)
    if not isinstance(loaded, Session):
        raise InputError(worded(loaded[0]))
    return loaded


def make_plan(
    services: Services,
    session: Session,
    asked: Asked,
    told: Callable[[float], object] | None = None,
) -> Plan:
    """Compile as asked; ``told`` hears the share of lines that are made.

    Raises InputError with the range that is possible.
    """
    choices = _choices(services, session, asked)
    with refusals(session):
        return compile_for(session, choices, services.bank, told)


def make_ready(services: Services, session: Session, asked: Asked) -> Performance:
    """Have it ready to be played as asked, not waiting for a slow voice. Raises InputError."""
    choices = _choices(services, session, asked)
    with refusals(session):
        return made_ready(session, choices, services.bank, services.levels)


@contextmanager
def refusals(session: Session) -> Generator[None]:
    """Say in words why the session can't be as it was asked for: raises InputError."""
    try:
        yield
    except CannotFitError as refusal:
        raise InputError(_refusal(session, refusal)) from None
    except RoundsError as refusal:
        raise InputError(_rounds_refusal(session, refusal)) from None
    except RecordingUnusable as fault:
        reason, mend = REASONS[fault.kind]
        raise InputError(f"{fault.path} cannot be played: {reason} — {mend}") from None


def clock_text(span: Frames) -> str:
    """Write ``span`` as minutes and seconds: 9:05."""
    whole = span // RATE
    return f"{whole // 60}:{whole % 60:02d}"


def _unknown(named: str, ids: Sequence[str], problems: Sequence[Problem]) -> str:
    """Why there is no such session: its file is broken, or nothing goes by that name."""
    own = next((one for one in problems if one.file.stem == named), None)
    if own is not None:
        return worded(own)
    near = nearest(named, tuple(ids))
    hint = f"did you mean {near}?" if near else "`thaw list` shows what there is."
    return f"there is no session {named!r}; {hint}"


def _from_file(services: Services, path: Path) -> Session:
    loaded = load_session(path, services.fragments_beside(path), services.names)
    if not isinstance(loaded, Session):
        raise InputError(worded(loaded[0]))
    return told_apart(loaded)


def _choices(services: Services, session: Session, asked: Asked) -> Choices:
    holds = services.settings.with_holds if asked.holds is None else asked.holds
    if asked.holds is None and not holds and has_holds(session.steps):
        note(f"The breath holds in {session.title} are left out; --holds brings them in.")
    if asked.rounds is not None:
        return Choices(holds=holds, spoken=asked.spoken, rounds=asked.rounds)
    length = session.lengths.default if asked.minutes is None else frames(asked.minutes * 60)
    longest_rest = frames(GENTLE_GAP_S) if services.settings.gentle else None
    return Choices(length=length, holds=holds, spoken=asked.spoken, longest_rest=longest_rest)


def _rounds_refusal(session: Session, refusal: RoundsError) -> str:
    least, most = refusal.least, refusal.most
    if refusal.fault is RoundsFault.NO_BREATHING:
        return f"nothing in {session.title} is breathed in rounds; use --minutes"
    if least > most:
        return f"{session.title} has no room for rounds with this voice; use --minutes"
    extreme = "too few" if refusal.asked < least else "too many"
    return f"{session.title} takes {least} to {most} rounds; {refusal.asked} is {extreme}"


def _refusal(session: Session, refusal: CannotFitError) -> str:
    low, high = refusal.shortest, refusal.longest
    if low > high:
        return f"{session.title} can't be fitted into any length it declares"
    if low <= refusal.asked <= high:
        # Nothing in it stretches by less than a breath.
        return f"{session.title} can't be made {_minutes(refusal.asked)} minutes long exactly"
    way = "short" if refusal.asked < low else "long"
    span = _minutes(low) if low == high else f"{_minutes(low)} to {_minutes(high)}"
    return f"{session.title} takes {span} minutes; {_minutes(refusal.asked)} is too {way}"


def _minutes(span: Frames) -> str:
    return f"{span / RATE / 60:.2f}".rstrip("0").rstrip(".")
