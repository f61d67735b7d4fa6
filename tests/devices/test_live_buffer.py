"""Memory that tells how far somebody else has read it."""

import mmap

import numpy as np
from numpy.typing import NDArray

from thaw.devices.live_buffer import FRAME_BYTES, LiveBuffer, can_be_watched

PAGE = mmap.PAGESIZE // FRAME_BYTES
WINDOW = 16 * PAGE
LENGTH = 40 * WINDOW


def read(buffer: LiveBuffer, begin: int, end: int) -> NDArray[np.float32]:
    """Read as a library does: through the mapping it was handed."""
    data = buffer.reader[begin * FRAME_BYTES : end * FRAME_BYTES]
    return np.frombuffer(data, np.float32).reshape(-1, 2)


def test_this_system_can_tell() -> None:
    assert can_be_watched()


def test_what_is_written_is_what_is_read() -> None:
    with LiveBuffer(LENGTH) as buffer:
        assert not read(buffer, 0, 100).any()
        buffer.sound[50:100] = 0.25
        assert (read(buffer, 50, 100) == 0.25).all()
        assert not read(buffer, 100, 200).any()


def test_writing_is_not_taken_for_reading() -> None:
    with LiveBuffer(LENGTH) as buffer:
        buffer.sound[:] = 0.5
        assert buffer.moved_to() is None


def test_a_reader_is_seen_where_it_is_give_or_take_a_window() -> None:
    with LiveBuffer(LENGTH) as buffer:
        buffer.sound[:] = 0.5
        for reached in range(0, LENGTH, 480):
            read(buffer, reached, min(reached + 480, LENGTH))
            place = buffer.moved_to()
            if place is not None:
                assert reached - PAGE <= place < reached + 480
        assert buffer.moved_to() is None


def test_a_reader_who_went_far_between_two_looks_is_found_again() -> None:
    with LiveBuffer(LENGTH) as buffer:
        buffer.sound[:] = 0.5
        read(buffer, 0, 30 * WINDOW)
        assert (buffer.moved_to() or 0) <= 30 * WINDOW <= buffer.read_to
        read(buffer, 30 * WINDOW, 31 * WINDOW + PAGE)
        assert (buffer.moved_to() or 0) >= 30 * WINDOW


def test_what_is_forgotten_gives_its_memory_back_and_the_rest_stays() -> None:
    with LiveBuffer(LENGTH) as buffer:
        buffer.sound[:] = 0.5
        read(buffer, 0, 10 * WINDOW)
        buffer.moved_to()
        buffer.forget(9 * WINDOW)
        assert not buffer.sound[: 9 * WINDOW].any()
        assert (buffer.sound[9 * WINDOW :] == 0.5).all()
        buffer.forget(39 * WINDOW)
        assert (buffer.sound[11 * WINDOW :] == 0.5).all(), "what was not read is kept"


def test_a_reader_may_go_on_after_the_end() -> None:
    buffer = LiveBuffer(LENGTH)
    reader = buffer.reader
    buffer.sound[:] = 0.5
    buffer.close()
    buffer.close()
    del buffer
    assert np.frombuffer(reader[:80], np.float32).tolist() == [0.5] * 20
