"""A practice from its first frame to its row in the log, with the test at the crank."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.player.by_hand import LENGTH_S, RING_S, Sitting
from tests.player.stepped_output import SteppedOutput
from thaw.audio.output import PAUSE_FADE_MS, STOP_FADE_MS, FaultKind, OutputFault
from thaw.core.units import RATE, Frames, frames
from thaw.player.state import Status
from thaw.practice.entry import Outcome, PauseReason


@pytest.fixture
def sitting() -> Sitting:
    return Sitting().begin()


def test_a_practice_heard_to_the_end_is_completed(sitting):
    sitting.turn(LENGTH_S)
    assert sitting.player.status is Status.FINISHED
    progress, outcome = sitting.notes.closed[0]
    assert (progress.practised_ms, outcome) == (LENGTH_S * 1000, Outcome.COMPLETED)


def test_an_end_noticed_late_is_still_the_last_word(sitting):
    sitting.turn(LENGTH_S - 9)
    sitting.turn(20, step=20)
    assert sitting.notes.closed[0][0].practised_ms == LENGTH_S * 1000


def test_the_last_bell_rings_out_after_the_practice_is_over(sitting):
    sitting.turn(LENGTH_S)
    assert sitting.output.is_running
    sitting.turn(RING_S)
    assert not sitting.output.is_running
    assert sitting.player.is_silent
    assert len(sitting.notes.closed) == 1


def test_what_rings_out_fades_when_it_is_stopped_and_the_row_stays(sitting):
    sitting.turn(LENGTH_S)
    sitting.player.stop(Outcome.STOPPED_BY_CHOICE)
    assert sitting.output.last_fade_ms == STOP_FADE_MS
    assert sitting.player.is_silent
    assert sitting.player.status is Status.FINISHED
    assert [outcome for _, outcome in sitting.notes.closed] == [Outcome.COMPLETED]


def test_a_fade_of_what_rings_out_is_begun_once(sitting):
    sitting.turn(LENGTH_S)
    sitting.player.stop()
    sitting.output.last_fade_ms = None
    sitting.player.stop()
    assert sitting.output.last_fade_ms is None


def test_a_checkpoint_is_written_for_every_five_seconds_heard(sitting):
    sitting.turn(21)
    assert [note.practised_ms for note in sitting.notes.checkpoints] == [5000, 10000, 15000, 20000]


def test_the_frame_heard_is_told_before_it_is_counted(sitting):
    sitting.turn(10)
    sitting.output.turn(0.5)
    assert sitting.player.frame == frames(10.5)
    assert sitting.player.snapshot().practised == frames(10)


def test_the_frame_heard_goes_no_further_than_the_end(sitting):
    sitting.output.turn(LENGTH_S + RING_S)
    assert sitting.player.frame == sitting.plan.length


def test_the_frame_stays_where_a_pause_or_a_jump_left_it(sitting):
    sitting.turn(30)
    sitting.player.pause()
    sitting.player.seek(frames(10))
    assert sitting.player.frame == frames(10)


def test_pausing_stops_the_clock_of_practice(sitting):
    sitting.turn(10)
    sitting.player.pause()
    sitting.clock.running += 300
    sitting.player.tick()
    assert sitting.player.snapshot().practised == frames(10)
    sitting.player.resume()
    sitting.turn(LENGTH_S - 10)
    progress, _ = sitting.notes.closed[0]
    assert progress.practised_ms == LENGTH_S * 1000
    assert progress.paused_ms == 300_000
    assert progress.wall_ms == (LENGTH_S + 300) * 1000
    assert [pause.reason for pause in progress.pauses] == [PauseReason.USER]


@given(st.lists(st.floats(0.05, 20), min_size=1, max_size=12))
def test_pausing_anywhere_loses_and_repeats_nothing(stretches):
    sitting = Sitting().begin()
    for stretch in stretches:
        sitting.turn(stretch)
        sitting.player.pause()
        sitting.player.resume()
    sitting.turn(LENGTH_S)
    heard = [span for span in sitting.output.spans if span[1] > span[0]]
    assert heard[0][0] == 0
    assert all(left[1] == right[0] for left, right in itertools.pairwise(heard))
    assert sitting.notes.closed[0][0].practised_ms == LENGTH_S * 1000


def test_stopping_early_is_logged_as_it_was(sitting):
    sitting.turn(30)
    sitting.player.stop()
    assert sitting.output.last_fade_ms == STOP_FADE_MS
    progress, outcome = sitting.notes.closed[0]
    assert (progress.practised_ms, outcome) == (30_000, Outcome.PARTIAL)


def test_stopping_in_the_closing_is_a_completed_practice(sitting):
    sitting.turn(LENGTH_S - 10)
    sitting.player.stop()
    assert sitting.notes.closed[0][1] is Outcome.COMPLETED


def test_skipping_to_the_closing_is_not_a_completed_practice(sitting):
    sitting.turn(5)
    sitting.player.seek(frames(LENGTH_S - 5))
    sitting.turn(5)
    progress, outcome = sitting.notes.closed[0]
    assert (progress.practised_ms, outcome) == (10_000, Outcome.PARTIAL)


def test_stopping_while_paused_closes_the_pause(sitting):
    sitting.turn(30)
    sitting.player.pause()
    sitting.clock.running += 60
    sitting.player.stop()
    assert sitting.notes.closed[0][0].paused_ms == 60_000


def test_nothing_heard_leaves_no_row(sitting):
    sitting.player.stop()
    assert sitting.notes.discarded == ["practice-1"]
    assert not sitting.notes.closed


def test_seeking_goes_on_playing_from_there(sitting):
    sitting.turn(10)
    sitting.player.seek(frames(60))
    assert sitting.player.status is Status.PLAYING
    assert sitting.output.spans[-1][0] == frames(60)
    assert sitting.player.snapshot().practised == frames(10)


def test_seeking_while_paused_stays_paused(sitting):
    sitting.turn(10)
    sitting.player.pause()
    sitting.player.seek(frames(60))
    assert sitting.player.status is Status.PAUSED
    sitting.player.resume()
    assert sitting.output.spans[-1][0] == frames(60)


def test_going_back_in_a_pause_stays_there_and_credits_nothing(sitting):
    sitting.turn(20)
    sitting.player.pause()
    sitting.player.seek(frames(5))
    sitting.player.tick()
    assert sitting.player.snapshot().moment.frame == frames(5)
    assert sitting.player.snapshot().practised == frames(20)
    sitting.player.resume()
    sitting.turn(3)
    assert sitting.player.snapshot().moment.frame == frames(8)
    assert sitting.player.snapshot().practised == frames(23)


def test_leaving_after_going_back_in_a_pause_keeps_what_was_heard(sitting):
    sitting.turn(20)
    sitting.player.pause()
    sitting.player.restart()
    sitting.player.stop()
    assert sitting.notes.closed[0][0].practised_ms == 20_000


def test_seeking_past_either_end_is_clamped(sitting):
    sitting.turn(10)
    sitting.player.seek(Frames(-5 * RATE))
    assert sitting.player.snapshot().moment.frame == 0
    sitting.player.seek(frames(LENGTH_S * 2))
    assert sitting.player.snapshot().moment.frame == sitting.plan.length - 1


def test_restarting_keeps_what_was_practised(sitting):
    sitting.turn(30)
    sitting.player.restart()
    assert sitting.player.snapshot().moment.frame == 0
    sitting.turn(LENGTH_S)
    assert sitting.notes.closed[0][0].practised_ms == (LENGTH_S + 30) * 1000


def test_a_lost_device_pauses_and_says_so(sitting):
    sitting.turn(10)
    sitting.output.lose(OutputFault(FaultKind.STALLED))
    sitting.player.tick()
    snapshot = sitting.player.snapshot()
    assert snapshot.status is Status.PAUSED
    assert snapshot.paused_for is PauseReason.DEVICE
    assert snapshot.fault == OutputFault(FaultKind.STALLED)


def test_a_lost_device_can_be_left_behind_from_the_same_frame(sitting):
    sitting.turn(10)
    sitting.output.lose(OutputFault(FaultKind.STALLED))
    sitting.player.tick()
    silent = SteppedOutput()
    sitting.player.continue_without_sound(silent)
    assert silent.spans == [(frames(10), frames(10))]
    assert sitting.player.snapshot().fault is None
    assert not sitting.player.snapshot().has_sound
    assert sitting.player.snapshot().practised == frames(10)


def test_trying_the_device_again_clears_the_fault(sitting):
    sitting.turn(10)
    sitting.output.lose(OutputFault(FaultKind.STALLED))
    sitting.player.tick()
    sitting.player.resume()
    assert sitting.player.status is Status.PLAYING
    assert sitting.player.snapshot().fault is None


def test_a_machine_that_slept_is_paused(sitting):
    sitting.turn(10)
    sitting.clock.asleep += 1800
    sitting.player.tick()
    assert sitting.player.status is Status.PAUSED
    assert sitting.player.snapshot().paused_for is PauseReason.SLEEP
    assert sitting.player.snapshot().practised == frames(10)


def test_sleep_while_paused_does_not_pause_the_resumed_practice(sitting):
    sitting.turn(10)
    sitting.player.pause()
    sitting.clock.asleep += 1800
    sitting.player.tick()
    sitting.player.resume()
    sitting.turn(1)
    assert sitting.player.status is Status.PLAYING


def test_releasing_keeps_what_was_practised(sitting):
    sitting.turn(40)
    sitting.player.release()
    assert sitting.notes.closed[0][0].practised_ms == 40_000
    assert not sitting.output.is_running


def test_what_rings_fades_for_whoever_leaves_after_the_end(sitting):
    sitting.turn(sitting.player.plan.length / RATE + 1)
    assert sitting.player.status is Status.FINISHED
    sitting.player.release()
    assert sitting.output.last_fade_ms == STOP_FADE_MS


def test_going_on_at_once_cuts_the_fade_of_the_pause_off_nowhere(sitting):
    sitting.turn(40)
    sitting.player.pause()
    sitting.player.resume()
    assert sitting.output.last_fade_ms == PAUSE_FADE_MS
    assert sitting.output.is_running


def test_who_wants_no_sound_just_as_it_comes_back_goes_on_without(sitting):
    sitting.turn(10)
    sitting.output.lose(OutputFault(FaultKind.STALLED))
    sitting.player.tick()
    sitting.player.resume()
    silent = SteppedOutput()
    sitting.player.continue_without_sound(silent)
    assert not sitting.output.is_running
    assert silent.spans == [(frames(10), frames(10))]
    assert sitting.player.status is Status.PLAYING


def test_without_sound_nothing_begins_that_is_over(sitting):
    sitting.turn(10)
    sitting.player.stop()
    silent = SteppedOutput()
    sitting.player.continue_without_sound(silent)
    assert sitting.output.last_fade_ms == STOP_FADE_MS
    assert not silent.spans
