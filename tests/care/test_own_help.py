"""Own people and support: kept for their owner alone, and never lost to a damaged file."""

import json
import os
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.care.own_help import (
    LONGEST_NAME,
    MOST,
    Contact,
    KeptHelp,
    OwnHelp,
    OwnHelpRefused,
    Side,
    load_own_help,
    save_own_help,
)

OWN = OwnHelp(
    people=(Contact("Mira", "00 11", "a walk"), Contact("Jo")),
    support=(Contact("Dr Lind", "Room 4"),),
)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "data" / "own-help.json"
    save_own_help(OWN, path)
    assert load_own_help(path) == KeptHelp(OWN)


def test_without_a_file_nobody_is_written_down(tmp_path: Path) -> None:
    assert load_own_help(tmp_path / "own-help.json") == KeptHelp(OwnHelp())


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "own-help.json"
    path.write_text("{}")
    path.chmod(0o644)
    save_own_help(OWN, path)
    assert stat.S_IMODE(path.stat().st_mode) == (0o600 if os.name == "posix" else 0o666)


@given(
    st.lists(st.builds(Contact, st.text(), st.text(), st.text()), max_size=8),
    st.lists(st.builds(Contact, st.text(), st.text(), st.text()), max_size=8),
)
def test_any_words_survive_as_lines(people: list[Contact], support: list[Contact]) -> None:
    own = OwnHelp().with_side(Side.PEOPLE, people).with_side(Side.SUPPORT, support)
    for contact in (*own.people, *own.support):
        assert contact.name
        assert "\n" not in contact.name + contact.reach + contact.ask
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own-help.json"
        save_own_help(own, path)
        assert load_own_help(path).own == own


def test_who_has_no_name_is_nobody_and_lists_end_somewhere() -> None:
    many = [Contact("  "), *(Contact("x" * 500) for _ in range(MOST + 5))]
    kept = OwnHelp().with_side(Side.PEOPLE, many).people
    assert len(kept) == MOST
    assert kept[0].name == "x" * LONGEST_NAME


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"thaw": true}',
        b'{"thaw": 0}',
        b'{"thaw": 1, "people": {}}',
        b'{"thaw": 1, "people": [3]}',
        b'{"thaw": 1, "people": [{"name": 3}]}',
        b"[" * 100_000,
        b'{"thaw": 1, "people": [{"name": "' + b"x" * 300_000 + b'"}]}',
    ],
)
def test_a_damaged_file_is_set_aside_whole(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own-help.json"
    for _ in range(2):
        path.write_bytes(data)
        kept = load_own_help(path)
        assert kept.own == OwnHelp()
        assert kept.set_aside is not None
        assert kept.set_aside.read_bytes() == data
        assert not path.exists()
    assert len(list(tmp_path.glob("own-help.json*"))) == 2


@given(st.integers(0, 10_000))
def test_a_file_that_was_cut_short_is_read_or_set_aside(cut: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own-help.json"
        save_own_help(OWN, path)
        data = path.read_bytes()[:cut]
        path.write_bytes(data)
        kept = load_own_help(path)
        assert (kept.own == OWN) if kept.set_aside is None else kept.set_aside.read_bytes() == data


def test_the_file_of_a_newer_thaw_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "own-help.json"
    path.write_text(json.dumps({"thaw": 2, "people": "?"}))
    with pytest.raises(OwnHelpRefused) as told:
        load_own_help(path)
    assert told.value.is_newer
    assert path.exists()


def test_what_can_not_be_read_or_written_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "own-help.json"
    path.mkdir()
    with pytest.raises(OwnHelpRefused, match="directory"):
        load_own_help(path)
    (tmp_path / "file").write_text("")
    with pytest.raises(OwnHelpRefused):
        save_own_help(OWN, tmp_path / "file" / "own-help.json")
