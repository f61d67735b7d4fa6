"""Fragments: passages kept in a folder of their own and included by name."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import UNSET

from thaw.core.files import SUFFIXES, read_bytes
from thaw.core.nodes import composed, decoded
from thaw.core.places import Places
from thaw.core.problems import Findings, Place, Problem, ProblemKind
from thaw.core.reading import Reader
from thaw.core.written import WrittenFragment


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment as read: ``written`` is None when it cannot be used."""

    path: Path
    written: WrittenFragment | None
    places: Places
    problems: tuple[Problem, ...]
    digest: bytes


class Fragments:
    """The fragments in ``folders``: where two have one name, the earlier folder's is meant.

    What has been read is kept, so one object serves one look at the files and no
    longer. Not for use by two threads at once.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._paths: Mapping[str, Path] | None = None
        self._read: dict[str, Fragment] = {}

    @property
    def paths(self) -> Mapping[str, Path]:
        """The file of each fragment, by name."""
        if self._paths is None:
            found: dict[str, Path] = {}
            for folder in self._folders:
                for path in fragment_files(folder):
                    found.setdefault(path.stem, path)
            self._paths = found
        return self._paths

    def get(self, name: str) -> Fragment | None:
        """Return the fragment called ``name``, or None when there is none."""
        if name not in self._read:
            path = self.paths.get(name)
            if path is None:
                return None
            self._read[name] = read_fragment(path)
        return self._read[name]


def fragment_files(folder: Path) -> tuple[Path, ...]:
    """Return the fragment files in ``folder``, by name; none where there is no such folder."""
    try:
        return tuple(sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES))
    except OSError:
        return ()


def read_fragment(path: Path) -> Fragment:
    """Read one fragment file."""
    places = Places(Place(path))
    data = read_bytes(path)
    if isinstance(data, Problem):
        return Fragment(path, None, places, (data,), b"")
    digest = hashlib.sha256(data).digest()
    text = decoded(data, path)
    node = text if isinstance(text, Problem) else composed(text, path)
    if isinstance(node, Problem):
        return Fragment(path, None, places, (node,), digest)
    findings = Findings()
    written = Reader(findings, places).read(node, WrittenFragment)
    if written is not None and written.id not in (UNSET, path.stem):
        place = places.of(written, "id")
        findings.add(place, ProblemKind.ID_NOT_FILE_NAME, id=str(written.id), stem=path.stem)
    return Fragment(path, written, places, findings.sorted(), digest)
