"""A practice from the click to the history: the whole program, seen and heard."""

import random

import numpy as np
import pytest

from tests.e2e import score
from tests.e2e.app import Home
from tests.e2e.desk import Desk
from tests.e2e.eyes import has_colour, lowest_patch, theme_colours
from tests.e2e.library import open_library, play_found
from tests.e2e.machine import forgiven_frames
from tests.e2e.recording import Recorder
from tests.e2e.short_sessions import BRIEF, SHORT
from thaw.core.units import RATE

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

MS = RATE // 1000
SOME_WORDS = 400
"""Pixels of a few large and small words."""


def test_a_session_clicked_in_the_library_is_heard_as_planned_and_kept(
    home: Home, desk: Desk, recorder: Recorder
) -> None:
    home.add_session("short-practice", SHORT)
    box = open_library(home, desk)
    play_found(desk, box, "Short Practice")
    desk.wait_for_window("^Short Practice")
    row = home.wait_for_row("completed", within_s=90)
    performance = home.performance("short-practice")
    recorder.wait_for(performance.end / RATE - 26 + 1)
    assert row["session"] == "short-practice"
    assert row["practised_s"] == pytest.approx(26, abs=0.1)
    assert row["planned_s"] == 26
    reference, recorded = score.render(performance), score.mono(recorder.sound)
    onsets = score.onsets(performance.plan, reference, recorded)
    offsets = [onset.offset for onset in onsets]
    assert len(onsets) == 7
    hiccups = forgiven_frames()
    assert max(offsets) - min(offsets) < 20 * MS + hiccups, onsets
    back = lowest_patch(desk.picture(box), theme_colours("light")["accent"])
    # To the right of the way back to the library.
    desk.click(box.x + back.x + back.width * 4 // 3, box.y + back.centre[1])
    history = desk.box_of(desk.wait_for_window("^History"))
    written = has_colour(desk.wait_until_still(history), theme_colours("light")["text"])
    assert np.count_nonzero(written) > SOME_WORDS
    if hiccups:
        missing = score.missing(reference, recorded, performance.plan.length)
        assert np.count_nonzero(missing) < hiccups
    else:
        assert score.damage(reference, recorded, offsets[0]) == []


def test_ten_pauses_by_the_space_bar_lose_and_repeat_nothing(
    home: Home, desk: Desk, recorder: Recorder
) -> None:
    home.add_session("brief-rain", BRIEF)
    home.start("--quick", "brief-rain")
    desk.wait_for_window("^Brief Rain")
    waits = random.Random(4)
    for _ in range(10):
        recorder.wait_for_sound()
        recorder.wait_for(waits.uniform(0.2, 0.9))
        desk.key("space")
        # Longer than a machine with no time to spare may hold sound up.
        recorder.wait_for_silence(for_s=0.3)
        desk.key("space")
    row = home.wait_for_row("completed", within_s=90)
    performance = home.performance("brief-rain")
    recorder.wait_for_silence()
    assert row["practised_s"] == 14
    assert len(row["pauses"]) == 10
    reference = score.render(performance)
    placed = list(score.places(reference, score.mono(recorder.sound)))
    end = performance.plan.length
    heard = score.times_heard(placed, end, at_least=0.0)
    assert score.longest_run(heard == 0) < 60 * MS
    assert np.count_nonzero(heard == 0) < 250 * MS + forgiven_frames()
    heard_clearly = score.times_heard(placed, end, at_least=0.1)
    assert np.count_nonzero(heard_clearly > 1) < 40 * MS
