"""One look at the session files there are, reading again only those that changed."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import UNSET

from thaw.core.catalogue_index import (
    CatalogueEntry,
    FileState,
    IndexedFile,
)
from thaw.core.files import SUFFIXES
from thaw.core.kept_sessions import state_of
from thaw.core.names import KnownNames
from thaw.core.needs import recordings, sounds
from thaw.core.own_sounds import SoundKind
from thaw.core.problems import Place, Problem, ProblemKind
from thaw.core.recorded_files import SOUND_SUFFIXES
from thaw.core.recording_faults import MAY_PASS, REASONS, RecordingUnusable
from thaw.core.session import Session
from thaw.core.units import Frames

if TYPE_CHECKING:
    from thaw.core.fragments import Fragments
    from thaw.core.loading import Loaded

TrackLength: TypeAlias = Callable[[Path], Frames]
"""How long a sound file plays; raises RecordingUnusable. Slow: it is read to its end."""
_KINDS: Final = frozenset(kind.value for kind in SoundKind)
_PASSING: Final = frozenset(REASONS[kind][0] for kind in MAY_PASS)


class CatalogueLook:
    """One look at the files, reading again only what is not as remembered."""

    def __init__(
        self,
        remembered: Mapping[str, IndexedFile],
        fragments: "Fragments",
        made: KnownNames,
        names: KnownNames,
        track_length: TrackLength | None,
    ) -> None:
        """``made`` are the names of Thaw's own sounds, ``names`` those of all there are."""
        self._made = made
        self._remembered = remembered
        self._track_length = track_length
        self._fragments = fragments
        self._names = names
        self._fragment_states = {name: state_of(path) for name, path in fragments.paths.items()}
        self.files: dict[str, IndexedFile] = {}
        self.problems: tuple[Problem, ...] = ()
        self.has_read = False

    def at(self, folder: Path, *, is_personal: bool) -> None:
        try:
            takes_tracks = is_personal and self._track_length is not None
            found = sorted(_session_files(folder, takes_tracks=takes_tracks))
        except FileNotFoundError:
            return
        except OSError as error:
            reason = error.strerror or str(error)
            unreadable = Problem(Place(folder), ProblemKind.UNREADABLE, {"reason": reason})
            self.problems = (*self.problems, unreadable)
            return
        for file, state in found:
            remembered = self._remembered.get(file)
            if remembered is None or not self._is_as_remembered(remembered, state):
                remembered = self._read(file, state, is_personal=is_personal)
                self.has_read = True
            self.files[file] = remembered

    def _is_as_remembered(self, remembered: IndexedFile, state: FileState) -> bool:
        # A track may have been put where it was missed.
        misses_a_track = any(one.kind is ProblemKind.NO_TRACK for one in remembered.problems)
        return (
            remembered.state == state
            and not misses_a_track
            and not any(_may_have_passed(one) for one in remembered.problems)
            and not any(self._has_come(one) for one in remembered.problems)
            and all(self._is_known(*sound) for sound in remembered.sounds)
            and all(
                state_of(Path(file)) == recording_state
                for file, recording_state in remembered.recordings.items()
            )
            and all(
                self._fragment_states.get(name) == fragment_state
                for name, fragment_state in remembered.fragments.items()
            )
        )

    def _has_come(self, problem: Problem) -> bool:
        """Whether it tells of a sound that was missed and is there now."""
        if problem.kind is not ProblemKind.UNKNOWN_NAME or problem.values["what"] not in _KINDS:
            return False
        return self._is_known(SoundKind(problem.values["what"]), problem.values["name"])

    def _is_known(self, kind: SoundKind, name: str) -> bool:
        return name in self._names.of(kind)

    def _read(self, file: str, state: FileState, *, is_personal: bool) -> IndexedFile:
        from thaw.core.loading import load_file  # Not needed, nor paid for, at start.

        if self._track_length is not None and not file.endswith(SUFFIXES):
            return _track(Path(file), state, self._track_length)
        loaded = load_file(Path(file), self._fragments, self._names)
        return IndexedFile(
            file=file,
            state=state,
            entry=_entry(loaded, file, is_personal=is_personal),
            problems=tuple(one for one in loaded.problems if not one.is_warning),
            fragments={name: self._fragment_states.get(name) for name in loaded.fragments},
            recordings=self._recordings(loaded.session),
            sounds=self._sounds(loaded.session),
        )

    def _recordings(self, session: Session | None) -> dict[str, FileState]:
        steps = () if session is None else session.steps
        return {str(file): state_of(file) for file in recordings(steps)}

    def _sounds(self, session: Session | None) -> tuple[tuple[SoundKind, str], ...]:
        named = () if session is None else dict.fromkeys(sounds(session))
        return tuple((kind, name) for kind, name in named if name not in self._made.of(kind))


def _session_files(folder: Path, *, takes_tracks: bool) -> Iterator[tuple[str, FileState]]:
    with os.scandir(folder) as found:
        for item in found:
            is_track = takes_tracks and item.name.lower().endswith(SOUND_SUFFIXES)
            if (is_track or item.name.endswith(SUFFIXES)) and not item.name.startswith("."):
                yield item.path, state_of(item)


def _may_have_passed(problem: Problem) -> bool:
    """Whether it tells of a track that may play by now, though its file is what it was."""
    return problem.kind is ProblemKind.TRACK_UNUSABLE and problem.values["reason"] in _PASSING


def _track(path: Path, state: FileState, track_length: TrackLength) -> IndexedFile:
    from thaw.core.track_sessions import track_entry

    try:
        entry = track_entry(path, track_length(path))
    except RecordingUnusable as fault:
        reason, mend = REASONS[fault.kind]
        values = {"name": path.name, "reason": reason, "mend": mend}
        problem = Problem(Place(path), ProblemKind.TRACK_UNUSABLE, values)
        return IndexedFile(str(path), state, None, (problem,), {})
    return IndexedFile(str(path), state, entry, (), {})


def _entry(loaded: "Loaded", file: str, *, is_personal: bool) -> CatalogueEntry | None:
    from thaw.core.parts import has_holds  # Loaded with the session, not at start.

    session, header = loaded.session, loaded.header
    if session is None or header is None:
        return None
    return CatalogueEntry(
        id=session.id,
        title=session.title,
        goal=session.goal,
        category=session.category,
        level=session.level,
        language=session.language,
        lengths=session.lengths,
        anchor=session.anchor,
        twin=session.twin,
        tags=header.tags,
        posture=header.posture,
        author=None if header.author is UNSET else header.author,
        licence=None if header.licence is UNSET else header.licence,
        file=file,
        is_personal=is_personal,
        has_holds=has_holds(session.steps),
    )
