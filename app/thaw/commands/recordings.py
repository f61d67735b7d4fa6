"""What ``thaw check`` says of the recordings in a session, having read them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from thaw.audio.bank import SoundBank
from thaw.audio.decoding import RecordingFault, RecordingUnusable
from thaw.core.problems import Place, Problem, ProblemKind
from thaw.core.session import Say


def unplayable(bank: SoundBank, path: Path, recorded: Iterable[Say]) -> Iterator[Problem]:
    """Yield a problem for each of these lines whose recording is there and can't be played."""
    for say in recorded:
        recording = say.line.recording
        if recording is None or not recording.is_file():
            continue
        try:
            bank.recording(recording)
        except RecordingUnusable as fault:
            place = Place(path, say.at_line, 1)
            yield Problem(place, ProblemKind.RECORDING_UNUSABLE, _values(fault))


def _values(fault: RecordingUnusable) -> dict[str, str]:
    reason, mend = REASONS[fault.kind]
    return {"name": fault.path.name, "reason": reason, "mend": mend}


REASONS: Final = {
    RecordingFault.NO_FILE: ("it is not there", "check its name"),
    RecordingFault.NOT_A_FILE: ("it is not an ordinary file", "name a sound file"),
    RecordingFault.UNREADABLE: ("the system refuses to read it", "check its permissions"),
    RecordingFault.TOO_BIG: ("it is larger than 2 GB", "save it as FLAC, or in pieces"),
    RecordingFault.TOO_LONG: ("it is longer than 4 hours", "cut it into pieces"),
    RecordingFault.EMPTY: ("there is no sound in it", "record or export it again"),
    RecordingFault.NOT_SOUND: ("it is not a sound file that can be read", "export it as FLAC"),
    RecordingFault.DAMAGED: ("most of its samples are no numbers", "export it again"),
    RecordingFault.SILENT: ("it is silent", "record it again, nearer or louder"),
    RecordingFault.NO_FFMPEG: (
        "this kind of file needs ffmpeg, which is not here",
        "install ffmpeg, or save it as FLAC, Ogg or WAV",
    ),
    RecordingFault.DISK_FULL: ("there is no room on the disk", "make room, then check again"),
}
"""For each fault what is wrong, and how to mend it."""
