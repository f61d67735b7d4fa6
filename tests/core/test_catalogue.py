"""The catalogue: every good session is there, whatever else lies in the folders."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.core.written_sessions import NAMES, written
from thaw.core import loading
from thaw.core.catalogue import Catalogue
from thaw.core.own_sounds import OwnSounds
from thaw.core.problems import ProblemKind
from thaw.core.session import Session
from thaw.core.units import frames


class Shelf:
    """Two folders of sessions and an index, and a way to write to them."""

    def __init__(self, root: Path) -> None:
        self.own, self.personal, self.index = root / "own", root / "personal", root / "c" / "index"
        for folder in (self.own, self.personal):
            (folder / "fragments").mkdir(parents=True)
        self._written = 0

    def open(self) -> Catalogue:
        return Catalogue((self.own, self.personal), self.index, NAMES)

    def refreshed(self) -> Catalogue:
        catalogue = self.open()
        catalogue.refresh()
        return catalogue

    def write(self, path: Path, text: str) -> None:
        path.write_text(text, "utf-8")
        # A clock may be too coarse to tell two writes of one test apart.
        self._written += 1
        os.utime(path, ns=(self._written * 10**9, self._written * 10**9))

    def add(self, name: str, title: str = "A Walk", folder: Path | None = None) -> Path:
        path = (folder or self.personal) / f"{name}.yaml"
        self.write(path, written("rest: 1m", id=name, title=title))
        return path


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def ids(catalogue: Catalogue) -> list[str]:
    return [entry.id for entry in catalogue.entries()]


def kinds(catalogue: Catalogue) -> list[ProblemKind]:
    return [problem.kind for problem in catalogue.problems()]


@pytest.fixture
def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def forbid() -> None:
        def refuse(path: Path, *_: object) -> None:
            raise AssertionError(f"{path} was read")

        monkeypatch.setattr(loading, "load_file", refuse)

    return forbid


def test_sessions_are_listed_by_title_with_what_the_library_shows(shelf: Shelf) -> None:
    shelf.add("zebra", "A Zebra", shelf.own)
    shelf.add("apple", "the apple")

    first, second = shelf.refreshed().entries()

    assert (first.id, first.is_personal, first.path) == (
        "zebra",
        False,
        shelf.own / "zebra.yaml",
    )
    assert (second.id, second.is_personal) == ("apple", True)
    assert first.lengths.default == frames(600)
    assert (first.category, first.level, first.anchor) == ("move", "gentle", "feet")


def test_it_is_known_at_once_which_sessions_hold_the_breath(shelf: Shelf) -> None:
    for name, pattern in (("square", "box"), ("round", "even")):
        step = f"breathe: {{pattern: {pattern}, for: {{min: 1m, ideal: 3m, max: 5m}}}}"
        optional = f"optional:\n      from: 4m\n      steps:\n        - {step}"
        shelf.write(shelf.personal / f"{name}.yaml", written(optional, "rest: 1m", id=name))
    shelf.refreshed()
    held = {entry.id: entry.has_holds for entry in shelf.open().entries()}
    assert held == {"square": True, "round": False}


def test_a_session_is_read_in_full_when_it_is_asked_for(shelf: Shelf) -> None:
    shelf.add("walk")

    session = shelf.refreshed().session("walk")

    assert isinstance(session, Session)
    assert session.id == "walk"


def test_an_unknown_session_is_a_problem_with_the_nearest_name(shelf: Shelf) -> None:
    shelf.add("walk")

    found = shelf.refreshed().session("wlak")

    assert not isinstance(found, Session)
    assert [(one.kind, one.values["near"]) for one in found] == [
        (ProblemKind.NO_SUCH_SESSION, "walk")
    ]


def test_a_session_broken_since_the_last_look_says_why(shelf: Shelf) -> None:
    path = shelf.add("walk")
    catalogue = shelf.refreshed()
    path.unlink()

    found = catalogue.session("walk")

    assert not isinstance(found, Session)
    assert [one.kind for one in found] == [ProblemKind.NO_FILE]


def test_bad_files_hide_nothing_else(shelf: Shelf) -> None:
    shelf.add("walk")
    (shelf.personal / "binary.yaml").write_bytes(bytes(256))
    (shelf.personal / "empty.yaml").touch()
    (shelf.personal / "folder.yaml").mkdir()
    (shelf.personal / "lost.yaml").symlink_to("nowhere")
    (shelf.personal / "notes.txt").write_text("not a session", "utf-8")
    (shelf.personal / ".hidden.yaml").write_text("not seen", "utf-8")

    catalogue = shelf.refreshed()

    assert ids(catalogue) == ["walk"]
    assert sorted(kinds(catalogue)) == ["empty", "no-file", "not-a-file", "not-text"]


def test_a_doubled_id_is_refused_and_the_first_stays(shelf: Shelf) -> None:
    shelf.add("walk", "Thaw's own", shelf.own)
    mine = shelf.add("walk", "Mine")

    catalogue = shelf.refreshed()

    assert [entry.title for entry in catalogue.entries()] == ["Thaw's own"]
    (problem,) = catalogue.problems()
    assert (problem.kind, problem.file) == (ProblemKind.DUPLICATE_ID, mine)
    assert problem.values["other"] == str(shelf.own / "walk.yaml")


def test_folders_that_are_not_there_are_empty(tmp_path: Path) -> None:
    catalogue = Catalogue((tmp_path / "none", tmp_path / "nor-this"), None, NAMES)

    assert not catalogue.refresh()
    assert (catalogue.entries(), catalogue.problems()) == ((), ())


def test_a_fault_in_a_shared_fragment_is_told_once(shelf: Shelf) -> None:
    shelf.write(shelf.own / "fragments" / "part.yaml", "steps:\n  - rset: 1s\n")
    for name in ("one", "two"):
        shelf.write(shelf.own / f"{name}.yaml", written("include: part", id=name))

    assert kinds(shelf.refreshed()) == [ProblemKind.UNKNOWN_KEY]


def test_a_folder_that_cannot_be_looked_into_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file where the folder should be", "utf-8")
    catalogue = Catalogue((tmp_path / "sessions",), None, NAMES)

    assert catalogue.refresh()
    assert kinds(catalogue) == [ProblemKind.UNREADABLE]
    assert not catalogue.refresh()


def test_a_broken_fragment_file_says_so_wherever_it_is_included(shelf: Shelf) -> None:
    (shelf.own / "fragments" / "part.yaml").mkdir()
    shelf.write(shelf.own / "one.yaml", written("include: part", id="one"))

    assert kinds(shelf.refreshed()) == [ProblemKind.NOT_A_FILE]


# The index.


def test_the_next_start_reads_no_session(shelf: Shelf, forbid_reading: Callable[[], None]) -> None:
    shelf.add("walk")
    (shelf.personal / "empty.yaml").touch()
    before = shelf.refreshed()
    forbid_reading()

    after = shelf.open()

    assert after.is_indexed
    assert after.entries() == before.entries()
    assert after.problems() == before.problems()
    assert not after.refresh()


def test_without_an_index_all_is_empty_until_the_first_look(shelf: Shelf) -> None:
    shelf.add("walk")
    catalogue = shelf.open()
    assert (catalogue.is_indexed, ids(catalogue)) == (False, [])

    assert catalogue.refresh()

    assert ids(catalogue) == ["walk"]


def test_it_is_known_whether_anybody_has_looked(shelf: Shelf) -> None:
    shelf.add("a")
    shelf.refreshed()
    again = shelf.open()
    assert (ids(again), again.has_looked) == (["a"], False)
    again.refresh()
    assert again.has_looked


def test_a_refresh_finds_what_is_new_changed_and_gone(shelf: Shelf) -> None:
    shelf.add("walk")
    gone = shelf.add("gone")
    catalogue = shelf.refreshed()

    shelf.add("walk", "A Longer Walk")
    shelf.add("new", "New")
    gone.unlink()

    assert catalogue.refresh()
    assert [entry.title for entry in catalogue.entries()] == ["A Longer Walk", "New"]
    assert not catalogue.refresh()


def test_only_what_changed_is_read_again(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two", "three"):
        shelf.add(name)
    catalogue = shelf.refreshed()
    read: list[str] = []
    load_file = loading.load_file

    def noted(path: Path, *others: object) -> loading.Loaded:
        read.append(path.stem)
        return load_file(path, *others)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(loading, "load_file", noted)
    shelf.add("two", "Changed")
    catalogue.refresh()

    assert read == ["two"]


def test_a_changed_fragment_is_seen_in_the_sessions_that_use_it(shelf: Shelf) -> None:
    fragment = shelf.own / "fragments" / "part.yaml"
    shelf.write(shelf.own / "one.yaml", written("include: part", id="one"))
    catalogue = shelf.refreshed()
    assert kinds(catalogue) == [ProblemKind.UNKNOWN_NAME]

    shelf.write(fragment, "steps:\n  - rest: 1s\n")
    assert catalogue.refresh()
    assert (ids(catalogue), kinds(catalogue)) == (["one"], [])

    shelf.write(fragment, "steps:\n  - rset: 1s\n")
    assert catalogue.refresh()
    assert (ids(catalogue), kinds(catalogue)) == ([], [ProblemKind.UNKNOWN_KEY])

    fragment.unlink()
    assert catalogue.refresh()
    assert kinds(catalogue) == [ProblemKind.UNKNOWN_NAME]


@pytest.mark.parametrize("damage", [b"", b"\x00", b"not an index", b"\x92\xa1x\x90", b"\xdd\xff"])
def test_a_damaged_index_is_made_again(shelf: Shelf, damage: bytes) -> None:
    shelf.add("walk")
    shelf.refreshed()
    shelf.index.write_bytes(damage)

    catalogue = shelf.open()
    assert (catalogue.is_indexed, ids(catalogue)) == (False, [])
    assert catalogue.refresh()

    assert ids(shelf.open()) == ["walk"]


def test_an_index_cut_short_anywhere_is_made_again(shelf: Shelf) -> None:
    shelf.add("walk")
    shelf.refreshed()
    whole = shelf.index.read_bytes()

    for end in range(len(whole)):
        shelf.index.write_bytes(whole[:end])
        assert not shelf.open().is_indexed


def test_an_index_made_when_other_sounds_were_known_is_not_used(shelf: Shelf) -> None:
    shelf.add("walk")
    shelf.refreshed()

    more = replace(NAMES, bells=NAMES.bells | {"gong"})

    assert not Catalogue((shelf.own, shelf.personal), shelf.index, more).is_indexed


def test_an_index_that_cannot_be_written_is_done_without(shelf: Shelf) -> None:
    shelf.add("walk")
    shelf.index.parent.write_text("a file where the folder should be", "utf-8")

    catalogue = shelf.refreshed()

    assert ids(catalogue) == ["walk"]
    assert not shelf.open().is_indexed


def test_writing_the_index_leaves_nothing_beside_it(shelf: Shelf) -> None:
    shelf.add("walk")
    shelf.refreshed()

    assert [path.name for path in shelf.index.parent.iterdir()] == ["index"]


def test_thaws_own_sessions_do_not_wait_for_the_rest(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add("first", "First", shelf.own)
    shelf.add("second", "Second")
    catalogue = shelf.open()
    seen: dict[str, list[str]] = {}
    load_file = loading.load_file

    def watching(path: Path, *others: object) -> loading.Loaded:
        seen[path.stem] = ids(catalogue)
        return load_file(path, *others)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(loading, "load_file", watching)
    catalogue.refresh()

    assert seen == {"first": [], "second": ["first"]}


def test_another_folder_is_looked_into_from_the_next_look_on(
    shelf: Shelf, tmp_path: Path, forbid_reading: Callable[[], None]
) -> None:
    shelf.add("old")
    catalogue = shelf.refreshed()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shelf.add("new", folder=elsewhere)
    catalogue.look_in((shelf.own, elsewhere))
    assert ids(catalogue) == ["old"]
    assert catalogue.refresh()
    assert ids(catalogue) == ["new"]
    assert elsewhere in catalogue.folders

    forbid_reading()
    assert ids(Catalogue((shelf.own, elsewhere), shelf.index, NAMES)) == ["new"]


def test_the_folders_to_watch_include_the_fragments(shelf: Shelf) -> None:
    assert set(shelf.open().folders) == {
        shelf.own,
        shelf.personal,
        shelf.own / "fragments",
        shelf.personal / "fragments",
    }


def test_a_file_whose_name_is_no_text_spoils_neither_the_library_nor_the_index(
    shelf: Shelf,
) -> None:
    shelf.add("walk")
    Path(os.fsdecode(os.fsencode(shelf.personal) + b"/sp\xe4t.yaml")).write_bytes(b"")

    catalogue = shelf.refreshed()

    assert ids(catalogue) == ["walk"]
    assert [problem.kind for problem in catalogue.problems()] == [ProblemKind.EMPTY]
    assert ids(shelf.open()) == ["walk"]


GONGED = written("bell: gong", id="gonged", sound="{bed: sea}")


def with_sounds(shelf: Shelf, own: OwnSounds) -> Catalogue:
    catalogue = Catalogue((shelf.own, shelf.personal), shelf.index, NAMES, own_sounds=lambda: own)
    catalogue.refresh()
    return catalogue


HEARD = OwnSounds({"gong": Path("gong.wav")}, {"sea": Path("sea.wav")})


def test_a_session_may_name_the_persons_own_sounds(shelf: Shelf) -> None:
    shelf.write(shelf.personal / "gonged.yaml", GONGED)
    catalogue = with_sounds(shelf, HEARD)
    session = catalogue.session("gonged")
    assert isinstance(session, Session)
    assert session.bed == "sea"


def test_a_session_is_looked_at_again_when_a_sound_it_missed_has_come(shelf: Shelf) -> None:
    shelf.write(shelf.personal / "gonged.yaml", GONGED)
    assert kinds(with_sounds(shelf, OwnSounds())) == [ProblemKind.UNKNOWN_NAME] * 2
    assert ids(with_sounds(shelf, HEARD)) == ["gonged"]


def test_a_session_is_looked_at_again_when_a_sound_of_its_own_has_gone(shelf: Shelf) -> None:
    shelf.write(shelf.personal / "gonged.yaml", GONGED)
    with_sounds(shelf, HEARD)
    one_left = OwnSounds({"gong": Path("gong.wav")})
    assert kinds(with_sounds(shelf, one_left)) == [ProblemKind.UNKNOWN_NAME]


def test_other_sessions_are_not_read_again_for_a_sound(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add("walk")
    with_sounds(shelf, OwnSounds())
    monkeypatch.setattr(loading, "load_file", None)
    assert ids(with_sounds(shelf, HEARD)) == ["walk"]


def test_a_track_that_goes_missing_is_told(shelf: Shelf) -> None:
    track = shelf.personal / "a.wav"
    track.touch()
    shelf.write(shelf.personal / "tracked.yaml", written("play: a.wav", id="tracked"))
    catalogue = shelf.refreshed()
    assert kinds(catalogue) == []
    track.unlink()
    assert catalogue.refresh()
    assert kinds(catalogue) == [ProblemKind.NO_TRACK]


def test_a_recording_that_changes_makes_another_version_of_a_session(shelf: Shelf) -> None:
    line = shelf.personal / "a.wav"
    line.write_bytes(b"one")
    text = written("say: {text: Hello., file: a.wav}", id="told")
    shelf.write(shelf.personal / "told.yaml", text)
    catalogue = shelf.refreshed()
    first = catalogue.session("told")
    line.write_bytes(b"another")
    second = catalogue.session("told")
    assert isinstance(first, Session)
    assert isinstance(second, Session)
    assert first.content_hash != second.content_hash
