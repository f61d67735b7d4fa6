"""A source exchanged while it plays: nothing of it is heard where both sound alike."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from thaw.audio.output import Block, Fill
from thaw.player.feed import CROSSFADE, Feed


def tone(level: float) -> Fill:
    """A sound that is told by its level, and never the same from one frame to the next."""

    def fill(block: Block, frame: int) -> None:
        at = np.arange(frame, frame + len(block))
        block[:] = np.float32(level) * (1 + 0.1 * np.sin(at / 7))[:, None].astype(np.float32)

    return fill


def pulled(feed: Fill, sizes: list[int], frame: int = 0) -> np.ndarray:
    blocks: list[np.ndarray] = []
    for size in sizes:
        block = np.full((size, 2), np.nan, np.float32)
        feed(block, frame)
        blocks.append(block)
        frame += size
    return np.concatenate(blocks)


def test_a_feed_is_its_source() -> None:
    assert np.array_equal(pulled(Feed(tone(0.5)), [480, 7]), pulled(tone(0.5), [487]))


def test_it_knows_how_far_it_was_asked() -> None:
    feed = Feed(tone(0.5))
    pulled(feed, [480, 20], frame=1000)

    assert feed.reached == 1500


@given(st.lists(st.integers(1, 3 * CROSSFADE), min_size=1, max_size=8))
def test_a_source_with_the_same_sound_changes_no_sample(sizes: list[int]) -> None:
    feed = Feed(tone(0.5))
    before = pulled(feed, [480])
    feed.exchange(tone(0.5))

    after = pulled(feed, sizes, frame=480)

    whole = pulled(tone(0.5), [480 + sum(sizes)])
    assert np.array_equal(np.concatenate((before, after)), whole)


@given(st.lists(st.integers(1, CROSSFADE), min_size=1, max_size=6))
def test_another_sound_comes_over_the_crossfade_whatever_the_blocks(sizes: list[int]) -> None:
    feed = Feed(tone(1.0))
    pulled(feed, [480])
    feed.exchange(tone(0.0))

    sound = pulled(feed, [*sizes, CROSSFADE], frame=480)[:, 0]

    level = sound / pulled(tone(1.0), [480 + len(sound)])[480:, 0]
    assert np.abs(np.diff(level)).max() < 2 / CROSSFADE
    assert level[0] > 0.99
    assert not sound[CROSSFADE - 1 :].any()


def test_a_jump_ends_the_crossfade() -> None:
    feed = Feed(tone(1.0))
    feed.exchange(tone(0.0))
    pulled(feed, [10])

    assert not pulled(feed, [480], frame=48_000).any()
    assert not pulled(feed, [480], frame=0).any()
