"""Chosen breathing kept as session files in the person's folder, and taken away again."""

from pathlib import Path

from thaw.core.files import SUFFIXES, read_bytes
from thaw.core.free_breathing import FreeBreathing, breathing_of, written
from thaw.core.naming import plain_name
from thaw.core.problems import Problem
from thaw.core.session import Session
from thaw.private_files import private_folder, written_whole


class NameTaken(Exception):
    """Another session goes by this name already, or by one too much like it."""

    def __init__(self, session_id: str) -> None:
        super().__init__(session_id)
        self.session_id = session_id


def keep(breathing: FreeBreathing, title: str, folder: Path, others: frozenset[str]) -> Path:
    """Write a new session file; return it. ``title`` is as ``cleaned_title`` makes it.

    ``others`` are the ids that are taken. Raises NameTaken, and OSError where the
    folder can't be written to; either way nothing is there that was not before.
    """
    session_id = plain_name(title, "breath")
    private_folder(folder)
    if session_id in others or any((folder / f"{session_id}{end}").exists() for end in SUFFIXES):
        raise NameTaken(session_id)
    file = folder / f"{session_id}{SUFFIXES[0]}"
    _write(file, written(breathing, session_id, title))
    return file


def change(breathing: FreeBreathing, title: str, file: Path) -> None:
    """Write a kept session anew; its id stays, and with it what is said of it in the history.

    Raises OSError; the file is then as it was.
    """
    _write(file, written(breathing, file.stem, title))


def kept_in(file: Path, session: Session) -> FreeBreathing | None:
    """Return what was kept in ``file``, of which ``session`` was read.

    None where it is not word for word as Thaw wrote it: changing it here would lose
    what somebody has written into it.
    """
    found = breathing_of(session)
    data = read_bytes(file)
    if found is None or isinstance(data, Problem):
        return None
    text = written(found, session.id, session.title)
    return found if data == text.encode("utf-8") else None


def _write(file: Path, text: str) -> None:
    # Half a file is never in the library.
    with written_whole(file) as stream:
        stream.write(text)
