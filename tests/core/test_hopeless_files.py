"""Files that are no session at all cost little and are told."""

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.written_sessions import NAMES, written
from thaw.core.files import MAX_BYTES
from thaw.core.fragments import Fragments
from thaw.core.loading import load_file
from thaw.core.problems import ProblemKind


def _alias_bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(lines)


HOPELESS: list[tuple[str, bytes, ProblemKind]] = [
    ("empty", b"", ProblemKind.EMPTY),
    ("only a comment", b"# nothing here\n", ProblemKind.EMPTY),
    ("only blank lines", b"\n\n\n", ProblemKind.EMPTY),
    ("binary", bytes(range(256)) * 100, ProblemKind.NOT_TEXT),
    ("an escape character", b"title: \x1b[31mred", ProblemKind.NOT_TEXT),
    ("an escape character in quotes", rb'title: "\e[31mred"', ProblemKind.NOT_TEXT),
    ("not UTF-8", "title: Café".encode("latin-1"), ProblemKind.NOT_UTF8),
    ("UTF-16", written("rest: 1s").encode("utf-16"), ProblemKind.NOT_TEXT),
    ("a surrogate", b"title: \xed\xa0\x80", ProblemKind.NOT_UTF8),
    ("a bomb of aliases", _alias_bomb().encode(), ProblemKind.ALIAS),
    ("a thousand lists deep", b"[" * 1000 + b"]" * 1000, ProblemKind.TOO_DEEP),
    ("a million lists deep", b"[" * (MAX_BYTES - 1), ProblemKind.TOO_DEEP),
    ("a thousand dashes deep", b"- " * 1000 + b"x", ProblemKind.TOO_DEEP),
    (
        "a thousand keys deep",
        b"".join(b" " * depth + b"a:\n" for depth in range(1000)),
        ProblemKind.TOO_DEEP,
    ),
    ("mappings in a row", b"{a: " * 200_000, ProblemKind.TOO_DEEP),
    ("too many keys", b"".join(b"k%d: 1\n" % n for n in range(90_000)), ProblemKind.TOO_MANY_PARTS),
    ("unknown keys", b"".join(b"k%d: 1\n" % n for n in range(9_000)), ProblemKind.UNKNOWN_KEYS),
    ("one endless word", b"a" * (MAX_BYTES - 1), ProblemKind.WRONG_TYPE),
    ("a list", b"- a\n- b\n", ProblemKind.WRONG_TYPE),
    ("open quotes", b'title: "never closed\n', ProblemKind.NOT_YAML),
    ("tabs", b"steps:\n\t- rest: 1s\n", ProblemKind.NOT_YAML),
]


@pytest.mark.parametrize(("data", "kind"), [pytest.param(d, k, id=n) for n, d, k in HOPELESS])
def test_a_hopeless_file_is_one_problem_and_costs_little(
    data: bytes, kind: ProblemKind, tmp_path: Path
) -> None:
    path = tmp_path / "walk.yaml"
    path.write_bytes(data)

    tracemalloc.start()
    loaded_file = load_file(path, Fragments(), NAMES)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert loaded_file.session is None
    assert [problem.kind for problem in loaded_file.problems] == [kind]
    assert peak < 50e6


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "walk.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    tracemalloc.start()
    (problem,) = load_file(path, Fragments(), NAMES).problems
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert problem.kind is ProblemKind.TOO_BIG
    assert peak < 1e6


def _nothing(path: Path) -> None:
    del path


def _folder(path: Path) -> None:
    path.mkdir()


def _dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (_nothing, ProblemKind.NO_FILE),
        (_folder, ProblemKind.NOT_A_FILE),
        (_dangling_link, ProblemKind.NO_FILE),
        (_link_to_itself, ProblemKind.UNREADABLE),
    ],
)
def test_what_cannot_be_read_is_a_problem_too(
    made: Callable[[Path], None], kind: ProblemKind, tmp_path: Path
) -> None:
    path = tmp_path / "walk.yaml"
    made(path)

    (problem,) = load_file(path, Fragments(), NAMES).problems

    assert problem.kind is kind


def test_a_pipe_nobody_writes_to_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "walk.yaml"
    os.mkfifo(path)

    (problem,) = load_file(path, Fragments(), NAMES).problems

    assert problem.kind is ProblemKind.NOT_A_FILE
