"""What is said in the terminal of the recordings in a session, having read them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from thaw.audio.bank import SoundBank
from thaw.audio.cut_short import CutShort, cut_short
from thaw.core.own_sounds import SoundKind
from thaw.core.problems import Place, Problem, ProblemKind
from thaw.core.recording_faults import REASONS, RecordingUnusable
from thaw.core.session import Play, Say
from thaw.core.subtitles import unread_subtitles


def unplayable(bank: SoundBank, path: Path, recorded: Iterable[Say | Play]) -> Iterator[Problem]:
    """Yield a problem for each line whose recording is there, and cut short or unplayable."""
    for step in recorded:
        recording = step.line.recording
        if recording is None or not recording.is_file():
            continue
        try:
            bank.track(recording) if isinstance(step, Play) else bank.recording(recording)
        except RecordingUnusable as fault:
            kind = ProblemKind.RECORDING_UNUSABLE
            if isinstance(step, Play):
                kind = ProblemKind.TRACK_UNUSABLE
            yield Problem(Place(path, step.at_line, 1), kind, _values(fault))
        else:
            yield from _missing(Place(path, step.at_line, 1), recording)


def unheard(bank: SoundBank, track: Path) -> Iterator[Problem]:
    """Yield what is wrong with a sound file that is a session of its own."""
    try:
        bank.track(track)
    except RecordingUnusable as fault:
        yield Problem(Place(track), ProblemKind.TRACK_UNUSABLE, _values(fault))
        return
    yield from _missing(Place(track), track)
    for file in unread_subtitles(track):
        yield Problem(Place(track), ProblemKind.NO_CAPTIONS, {"name": file.name})


def unusable(
    bank: SoundBank, path: Path, files: Iterable[tuple[SoundKind, Path]]
) -> Iterator[Problem]:
    """Yield a problem for each named sound of the person's that is cut short or can't be played."""
    for kind, file in files:
        try:
            bank.own.samples(kind, file)
        except RecordingUnusable as fault:
            yield Problem(Place(path), ProblemKind.TRACK_UNUSABLE, _values(fault))
        else:
            yield from _missing(Place(path), file)


def _missing(place: Place, file: Path) -> Iterator[Problem]:
    """Yield a warning where a file that plays has lost its end."""
    cut = cut_short(file)
    if cut is not None:
        values = {"name": file.name, "readable": readable_text(cut)}
        yield Problem(place, ProblemKind.RECORDING_CUT_SHORT, values)


def readable_text(cut: CutShort) -> str:
    """How much of a file that is cut short can be read: a clause."""
    if cut.promised_s is None:
        return f"its end is missing after {cut.read_s:.1f} s"
    return f"{cut.read_s:.1f} s of {cut.promised_s:.1f} s can be read"


def replaced(fault: RecordingUnusable) -> Problem:
    """Return what to say of a recording that the voice speaks in place of."""
    return Problem(Place(fault.path), ProblemKind.RECORDING_UNUSABLE, _values(fault))


def _values(fault: RecordingUnusable) -> dict[str, str]:
    reason, mend = REASONS[fault.kind]
    return {"name": fault.path.name, "reason": reason, "mend": mend}
