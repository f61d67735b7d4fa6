"""Work shared out to two threads, and cut off in the middle."""

from _thread import interrupt_main
from functools import partial
from threading import Event

import pytest

from thaw.audio.sharing_out import do_all


def test_everything_is_done_before_it_returns() -> None:
    done: list[int] = []
    do_all(partial(done.append, number) for number in range(50))
    assert sorted(done) == list(range(50))
    do_all([])


def test_an_error_of_a_task_rises() -> None:
    def fails() -> None:
        raise ValueError("our own")

    with pytest.raises(ValueError, match="our own"):
        do_all([lambda: None, fails])


def test_what_is_cut_off_begins_nothing_more_and_waits_for_nothing() -> None:
    begun: list[int] = []
    both, on = Event(), Event()

    def slow(number: int) -> None:
        begun.append(number)
        if len(begun) == 2:
            both.set()
            interrupt_main()
        on.wait()

    with pytest.raises(KeyboardInterrupt):
        do_all(partial(slow, number) for number in range(50))
    # Both still hang on their first task.
    assert both.is_set()
    assert len(begun) == 2
    on.set()
