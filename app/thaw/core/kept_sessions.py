"""Sessions read in full, kept for as long as the files they came from stay as they were."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from thaw.core.catalogue_index import FileState
from thaw.core.needs import recordings
from thaw.core.problems import Problem
from thaw.core.session import Session

_MOST: Final = 20
_GONE: Final = (0, 0, 0)

_States: TypeAlias = Mapping[Path, FileState]


def state_of(item: "Path | os.DirEntry[str]") -> FileState:
    """What a file looks like from outside; all zero where it isn't there."""
    try:
        state = item.stat()
    except OSError:
        return _GONE
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size


@dataclass(frozen=True, slots=True)
class _Kept:
    session: Session
    states: _States


class KeptSessions:
    """The sessions read last: reading one takes longer than making its sound ready.

    May be used by any thread at any time.
    """

    def __init__(self) -> None:
        self._kept: dict[Path, _Kept] = {}

    def session(
        self,
        path: Path,
        beside: Iterable[Path],
        read: Callable[[], Session | tuple[Problem, ...]],
    ) -> Session | tuple[Problem, ...]:
        """Return the session in ``path``; ``read`` it unless it is known.

        ``beside`` are the files that may be part of it, besides the recordings it names.
        """
        parts = (path, *beside)
        kept = self._kept.get(path)
        if kept is not None and kept.states == _states((*parts, *recordings(kept.session.steps))):
            return kept.session
        # Looked at before it is read: what changes meanwhile is noticed the next time.
        states = _states(parts)
        session = read()
        if isinstance(session, Session):
            self._keep(path, _Kept(session, {**states, **_states(recordings(session.steps))}))
        return session

    def _keep(self, path: Path, kept: _Kept) -> None:
        others = [item for item in list(self._kept.items()) if item[0] != path]
        self._kept = dict([*others[-_MOST + 1 :], (path, kept)])


def _states(paths: Iterable[Path]) -> _States:
    return {path: state_of(path) for path in paths}
