"""The settings and the breathing screen by key, judged by what is heard afterwards."""

import json

import numpy as np
import pytest

from tests.e2e import score
from tests.e2e.app import Home
from tests.e2e.desk import Desk
from tests.e2e.library import open_library
from tests.e2e.machine import forgiven_frames
from tests.e2e.recording import Recorder
from tests.e2e.short_sessions import BRIEF
from thaw.audio.levels import AS_MADE
from thaw.core.chosen_breathing import plain
from thaw.core.fragments import Fragments
from thaw.core.free_breathing import FREE_ID, FreeBreathing, written
from thaw.core.loading import load_text
from thaw.core.patterns import PATTERNS
from thaw.core.session import Cue, Session
from thaw.core.units import RATE
from thaw.player.performance import Performance
from thaw.player.preparing import compile_for, perform
from thaw.services import Services
from thaw.settings import SOFTEST_DB

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240)]

UNASKED = {"ask_before": False, "ask_after": False, "ask_weekly": False, "ask_monthly": False}
"""What is asked around a practice is tested elsewhere."""
MOST_TABS = 12
A_ROUND_OR_TWO = FreeBreathing(
    PATTERNS["even-gentle"],
    amount=2,
    in_rounds=True,
    cues=frozenset({Cue.SIGHT, Cue.SOUND}),
    bed="soft-rain",
    eases_in=False,
)


def turn_off(home: Home, desk: Desk, level: str) -> None:
    """Go on from row to row, and press the key that turns a level off, until it is ``level``."""
    for _ in range(MOST_TABS):
        desk.key("Tab", "Home")
        desk.wait_until_still()
        settings = json.loads(home.paths.settings_file.read_text("utf-8"))
        if settings.get(level) == SOFTEST_DB:
            return
    raise AssertionError(f"{level} was not reached")


def breathing(home: Home, chosen: FreeBreathing, title: str) -> Performance:
    """What is heard of ``chosen``, made here."""
    services = Services(home.paths)
    try:
        session = load_text(written(chosen, FREE_ID, title), Fragments(()), services.names)
        assert isinstance(session, Session)
        choices = chosen.choices(holds=False, spoken=True)
        plan = compile_for(session, choices, services.bank)
        return perform(plan, services.bank, services.levels)
    finally:
        services.close()


def assert_heard(performance: Performance, recorder: Recorder) -> None:
    """What was recorded is what was planned, no more and no less."""
    recorder.wait_for(performance.end / RATE - performance.plan.length / RATE + 1)
    reference, recorded = score.render(performance), score.mono(recorder.sound)
    if hiccups := forgiven_frames():
        missing = score.missing(reference, recorded, performance.plan.length)
        audible = np.abs(reference[: len(missing)]) > 0.01
        assert np.count_nonzero(missing & audible) < hiccups
        return
    begin, likeness = score.find(reference, np.concatenate((recorded, np.zeros(len(reference)))))
    assert likeness > 0.98
    assert score.damage(reference, recorded, begin) == []


def test_what_is_turned_off_in_the_settings_is_not_heard(
    home: Home, desk: Desk, recorder: Recorder
) -> None:
    home.add_session("brief-rain", BRIEF)
    home.set(**UNASKED, quick_session="brief-rain")
    open_library(home, desk)
    desk.key("ctrl+comma")
    desk.wait_for_window("^Settings")
    desk.wait_until_still()
    turn_off(home, desk, "voice_db")
    desk.key("Escape")
    desk.wait_for_window("^Thaw$")
    desk.wait_until_still()
    # What is suggested, its length, and then the quick session.
    desk.key("Tab", "Tab", "Tab", "Return")
    desk.wait_for_window("^Brief Rain")
    home.wait_for_row("completed", within_s=60)

    performance = home.performance("brief-rain")
    (line,) = performance.plan.speeches
    with_voice = perform(performance.plan, Services(home.paths).bank, AS_MADE)
    said = slice(line.at, line.at + line.length)
    loudest = [np.abs(score.render(one)[said]).max() for one in (performance, with_voice)]
    assert loudest[0] < loudest[1]
    assert_heard(performance, recorder)


def test_what_was_chosen_to_breathe_is_begun_by_key_and_heard_round_by_round(
    home: Home, desk: Desk, recorder: Recorder
) -> None:
    home.set(**UNASKED, breathing=plain(A_ROUND_OR_TWO))
    open_library(home, desk)
    # What is suggested, its length, the quick session, and then breathing freely.
    desk.key("Tab", "Tab", "Tab", "Tab", "Return")
    desk.wait_for_window("^Breathe freely")
    desk.wait_until_still()
    desk.key("Return")
    desk.wait_for_window("^Breathe freely: Even breath")
    row = home.wait_for_row("completed", within_s=120)

    performance = breathing(home, A_ROUND_OR_TWO, "Breathe freely: Even breath")
    assert (row["session"], row["breaths"]) == (FREE_ID, 2)
    assert sum(stretch.cycles for stretch in performance.plan.breathing) == 2
    assert_heard(performance, recorder)
