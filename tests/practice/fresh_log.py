"""An empty log, without the two dozen waits for the disk that it takes to make one."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from thaw.practice.log import PracticeLog
from thaw.private_files import private_folder


def fresh_log(path: Path) -> PracticeLog:
    """Open the log at ``path``, an empty one where there is none."""
    if not path.exists():
        lay_fresh_log(path)
    return PracticeLog.open(path)


def lay_fresh_log(path: Path) -> None:
    """Put an empty log at ``path``, for others to open."""
    private_folder(path.parent)
    path.touch(mode=0o600)
    path.write_bytes(_empty())


@cache
def _empty() -> bytes:
    """What is in the file of a log that was opened and shut."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "practice.sqlite")
        PracticeLog.open(path).shut()
        return path.read_bytes()
