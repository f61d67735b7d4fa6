"""What Thaw's first start makes of its sessions, for tests that are about something else."""

from functools import cache
from tempfile import TemporaryDirectory

from thaw.paths import Paths, paths_from
from thaw.services import Services


def lay_session_index(paths: Paths) -> None:
    """Have the bundled sessions be known, which takes a fifth of a second to find out."""
    if not paths.session_index.exists():
        paths.cache.mkdir(parents=True, exist_ok=True)
        paths.session_index.write_bytes(_index())


@cache
def _index() -> bytes:
    with TemporaryDirectory() as home:
        paths = paths_from({"THAW_HOME": home})
        Services(paths).catalogue.refresh()
        return paths.session_index.read_bytes()
