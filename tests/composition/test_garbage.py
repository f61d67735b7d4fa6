"""Nothing is freed on a worker's thread while the window is there."""

import gc
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication

from thaw.composition.garbage import Garbage


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    was_on = gc.isenabled()
    with closing(Garbage(qapp)) as garbage:
        yield garbage
    garbage.deleteLater()
    if not was_on:
        gc.disable()


class Ring:
    """Holds itself, so that only a collector can free it; remembers on which thread that was."""

    freed_on: list[int]

    def __init__(self, freed_on: list[int]) -> None:
        self.freed_on = freed_on
        self.me = self

    def __del__(self) -> None:
        self.freed_on.append(threading.get_ident())


def work(kept: list[list[int]]) -> None:
    """What makes Python's own collector run: many objects that stay."""
    while len(kept) < 200_000:
        kept.append([])


def test_what_a_worker_makes_frees_nothing_there(garbage: Garbage) -> None:
    freed_on: list[int] = []
    Ring(freed_on)
    kept: list[list[int]] = []
    worker = threading.Thread(target=work, args=(kept,))
    worker.start()
    worker.join()
    assert freed_on == []
    garbage.look()
    assert freed_on == [threading.get_ident()]


def test_a_look_with_nothing_due_collects_nothing(garbage: Garbage) -> None:
    gc.collect()
    freed_on: list[int] = []
    Ring(freed_on)
    garbage.look()
    assert freed_on == []
    gc.collect()


def test_python_collects_again_afterwards(qapp: QApplication) -> None:
    garbage = Garbage(qapp)
    assert not gc.isenabled()
    garbage.close()
    garbage.deleteLater()
    assert gc.isenabled()
