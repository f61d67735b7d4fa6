"""The sessions there are: Thaw's own and the person's, indexed so that none is parsed at start."""

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thaw import __version__
from thaw.core.catalogue_index import (
    CatalogueEntry,
    IndexedFile,
    load_index,
    save_index,
)
from thaw.core.catalogue_look import CatalogueLook, TrackLength
from thaw.core.files import FRAGMENTS_FOLDER
from thaw.core.kept_sessions import KeptSessions
from thaw.core.names import KnownNames
from thaw.core.needs import told_apart
from thaw.core.own_sounds import OwnSounds
from thaw.core.problems import Place, Problem, ProblemKind, nearest
from thaw.core.recorded_files import SOUND_SUFFIXES
from thaw.core.session import Session


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
            look = CatalogueLook(before.files, fragments, self._names, names, self._track_length)
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


def _told_apart(loaded: Session | tuple[Problem, ...]) -> Session | tuple[Problem, ...]:
    return told_apart(loaded) if isinstance(loaded, Session) else loaded


def _maker(folders: Sequence[Path], names: KnownNames) -> str:
    """Name everything besides the files that an index depends on."""
    sounds = sorted(names.bells), sorted(names.beds), sorted(names.patterns.items())
    shape = CatalogueEntry.__struct_fields__
    made_of = (__version__, shape, [str(folder) for folder in folders], *sounds)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


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
