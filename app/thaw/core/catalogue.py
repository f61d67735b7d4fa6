"""The sessions there are: Thaw's own and the person's, indexed so that none is parsed at start."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import UNSET

from thaw import __version__
from thaw.core.catalogue_index import (
    CatalogueEntry,
    FileState,
    IndexedFile,
    load_index,
    save_index,
)
from thaw.core.files import FRAGMENTS_FOLDER, SUFFIXES
from thaw.core.kept_sessions import KeptSessions, state_of
from thaw.core.names import KnownNames
from thaw.core.needs import recordings, sounds, told_apart
from thaw.core.own_sounds import OwnSounds, SoundKind
from thaw.core.problems import Place, Problem, ProblemKind, nearest
from thaw.core.recorded_files import SOUND_SUFFIXES
from thaw.core.recording_faults import REASONS, RecordingUnusable
from thaw.core.session import Session
from thaw.core.units import Frames

if TYPE_CHECKING:
    from thaw.core.fragments import Fragments
    from thaw.core.loading import Loaded

TrackLength: TypeAlias = Callable[[Path], Frames]
"""How long a sound file plays; raises RecordingUnusable. Slow: it is read to its end."""
_KINDS: Final = frozenset(kind.value for kind in SoundKind)


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """All that is known at one moment; replaced as a whole, so any thread may read it."""

    files: Mapping[str, IndexedFile]
    by_id: Mapping[str, CatalogueEntry]
    entries: tuple[CatalogueEntry, ...]
    problems: tuple[Problem, ...]


class Catalogue:
    """The sessions in ``folders``, of which the first is Thaw's own and the rest the person's.

    A new catalogue knows what the index in ``cache_file`` remembers and touches no
    session file. ``refresh`` looks at the files and may run on any thread; everything
    else may be called meanwhile. One bad file never hides the others.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        cache_file: Path | None,
        names: KnownNames,
        track_length: TrackLength | None = None,
        own_sounds: Callable[[], OwnSounds] = OwnSounds,
    ) -> None:
        """``track_length``: where given, sound files of the person's are sessions as well.

        ``own_sounds`` says which bells and soundscapes of theirs there are besides those in
        ``names``, anew each time.
        """
        self._folders = tuple(folders)
        self._track_length = track_length
        self._cache_file = cache_file
        self._names = names
        self._own_sounds = own_sounds
        self._refreshing = threading.Lock()
        self._maker = _maker(self._folders, names)
        remembered = load_index(cache_file, self._maker)
        self.is_indexed = remembered is not None
        """Whether there was an index to start from. If not, all is empty until ``refresh``."""
        self._snapshot = _snapshot(remembered or {}, ())
        self._kept = KeptSessions()
        self.has_looked = False
        """Whether the files have been looked at; until then only what is remembered is known."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders to watch for changes, there or not."""
        return self._folders + self._fragment_folders

    def look_in(self, folders: Sequence[Path]) -> None:
        """Have the sessions in ``folders`` from the next ``refresh`` on."""
        with self._refreshing:
            self._folders = tuple(folders)
            self._maker = _maker(self._folders, self._names)

    def entries(self) -> tuple[CatalogueEntry, ...]:
        """Return every playable session, by title."""
        return self._snapshot.entries

    def entry(self, session_id: str) -> CatalogueEntry | None:
        return self._snapshot.by_id.get(session_id)

    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps other files from being played."""
        return self._snapshot.problems

    def session(self, session_id: str) -> Session | tuple[Problem, ...]:
        """Read one session in full, or say why it cannot be read any more."""
        from thaw.core.fragments import Fragments  # Not needed, nor paid for, at start.
        from thaw.core.loading import load_session
        from thaw.core.subtitles import subtitle_files

        entry = self.entry(session_id)
        if entry is None:
            near = nearest(session_id, tuple(self._snapshot.by_id))
            place = Place(Path(session_id))
            return (Problem(place, ProblemKind.NO_SUCH_SESSION, {"near": near}),)
        if entry.path.suffix.lower() in SOUND_SUFFIXES:
            from thaw.core.track_sessions import track_session

            beside = subtitle_files(entry.path)
            return self._kept.session(entry.path, beside, lambda: track_session(entry))
        fragments = Fragments(self._fragment_folders)
        names = self._names.with_own(self._own_sounds())
        return self._kept.session(
            entry.path,
            fragments.paths.values(),
            lambda: _told_apart(load_session(entry.path, fragments, names)),
        )

    def refresh(self) -> bool:
        """Look at the files and read those that changed; return whether anything did."""
        from thaw.core.fragments import Fragments  # Not needed, nor paid for, at start.

        with self._refreshing:
            before = self._snapshot
            fragments = Fragments(self._fragment_folders)
            names = self._names.with_own(self._own_sounds())
            look = _Look(before.files, fragments, self._names, names, self._track_length)
            for number, folder in enumerate(self._folders):
                look.at(folder, is_personal=number > 0)
                if look.has_read and number + 1 < len(self._folders):
                    # Thaw's own sessions need not wait for ten thousand others.
                    self._snapshot = _snapshot({**before.files, **look.files}, look.problems)
            after = _snapshot(look.files, look.problems)
            self._snapshot = after
            self.has_looked = True
            if look.has_read or list(after.files) != list(before.files):
                save_index(self._cache_file, self._maker, look.files)
                return True
            return after.problems != before.problems

    @property
    def _fragment_folders(self) -> tuple[Path, ...]:
        return tuple(folder / FRAGMENTS_FOLDER for folder in self._folders)


class _Look:
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


def _told_apart(loaded: Session | tuple[Problem, ...]) -> Session | tuple[Problem, ...]:
    return told_apart(loaded) if isinstance(loaded, Session) else loaded


def _maker(folders: Sequence[Path], names: KnownNames) -> str:
    """Name everything besides the files that an index depends on."""
    sounds = sorted(names.bells), sorted(names.beds), sorted(names.patterns.items())
    shape = CatalogueEntry.__struct_fields__
    made_of = (__version__, shape, [str(folder) for folder in folders], *sounds)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def _session_files(folder: Path, *, takes_tracks: bool) -> Iterator[tuple[str, FileState]]:
    with os.scandir(folder) as found:
        for item in found:
            is_track = takes_tracks and item.name.lower().endswith(SOUND_SUFFIXES)
            if (is_track or item.name.endswith(SUFFIXES)) and not item.name.startswith("."):
                yield item.path, state_of(item)


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


def _snapshot(files: Mapping[str, IndexedFile], others: tuple[Problem, ...]) -> _Snapshot:
    by_id: dict[str, CatalogueEntry] = {}
    # The same problem comes up once for each session that includes a broken fragment.
    problems: dict[str, Problem] = {repr(problem): problem for problem in others}
    for indexed in files.values():
        problems |= {repr(problem): problem for problem in indexed.problems}
        entry = indexed.entry
        if entry is None:
            continue
        first = by_id.setdefault(entry.id, entry)
        if first is not entry:
            taken = Problem(
                Place(entry.path),
                ProblemKind.DUPLICATE_ID,
                {"id": entry.id, "other": first.file},
            )
            problems[repr(taken)] = taken
    entries = sorted(by_id.values(), key=lambda entry: (entry.title.casefold(), entry.id))
    return _Snapshot(files, by_id, tuple(entries), tuple(problems.values()))
