"""What the player says, without a window."""

from dataclasses import replace

import pytest

from tests.shell.samples import LINE, moment, phase, playing, speech
from thaw.core.breath import Phase, Side
from thaw.core.units import frames
from thaw.shell.player.state import Answer, Answered, PlayerState, PlayerStatus, SoundFault
from thaw.shell.player.words import (
    answer_text,
    caption_text,
    end_text,
    fault_text,
    kept_text,
    stage_text,
    time_left_text,
    word_text,
)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (Phase.IN, "Breathe in"),
        (Phase.TOP_UP, "A sip more"),
        (Phase.HOLD, "Hold"),
        (Phase.OUT, "Breathe out"),
        (Phase.REST, "Wait"),
    ],
)
def test_every_phase_has_its_word(of: Phase, words: str) -> None:
    assert word_text(playing(moment(breath=phase(of)))) == words


@pytest.mark.parametrize(
    ("of", "side", "words"),
    [
        (Phase.IN, Side.LEFT, "Breathe in, left"),
        (Phase.OUT, Side.RIGHT, "Breathe out, right"),
        (Phase.HOLD, None, "Hold"),
    ],
)
def test_the_side_is_said_where_there_is_one(of: Phase, side: Side | None, words: str) -> None:
    assert word_text(playing(moment(breath=phase(of, side=side)))) == words


@pytest.mark.parametrize("answer", [one for one in Answer if one is not Answer.GOING_ON])
def test_every_answer_about_the_breath_has_its_words_for_a_while(answer: Answer) -> None:
    def words(at_s: float) -> str:
        state = playing(moment(at_s))
        return answer_text(replace(state, answered=Answered(answer, frames(30))))

    assert words(30)
    assert words(30) == words(35.9)
    assert words(36) == words(29) == ""


def test_a_pause_is_said_in_place_of_the_phase() -> None:
    assert word_text(playing(moment(breath=phase(Phase.IN)), PlayerStatus.PAUSED)) == "Paused"


def test_a_line_is_shown_while_it_is_said() -> None:
    assert caption_text(playing(moment(12, caption=speech(10, 5)))) == (LINE, False)


def test_a_line_stays_quietly_and_then_goes() -> None:
    assert caption_text(playing(moment(20, caption=speech(10, 5)))) == (LINE, True)
    assert caption_text(playing(moment(31, caption=speech(10, 5)))) == ("", True)


def test_getting_ready_says_how_far_the_voice_is() -> None:
    assert caption_text(PlayerState()) == ("Getting ready", True)
    words, _ = caption_text(PlayerState(preparing=(3, 24)))
    assert words == "Getting the voice ready: 3 of 24 lines"


def test_the_time_left_counts_down_to_one_second() -> None:
    assert time_left_text(moment(0.0)) == "10:00 left"
    assert time_left_text(moment(588.5)) == "0:12 left"
    assert time_left_text(moment(599.9)) == "0:01 left"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (SoundFault.NO_DEVICE, "The sound device has gone. Paused at 4:12."),
        (SoundFault.STALLED, "The sound has stopped coming through. Paused at 4:12."),
        (SoundFault.REFUSED, "The sound device could not be opened. Paused at 4:12."),
        (
            SoundFault.CUT_OFF,
            (
                "The sound system is out of reach. Once it runs again, quit Thaw (Ctrl+Q)"
                " and open it. Paused at 4:12."
            ),
        ),
    ],
)
def test_a_fault_says_what_happened_and_where_it_waits(fault: SoundFault, words: str) -> None:
    state = PlayerState(PlayerStatus.FAULT, "x", moment(252.9), fault=fault)
    assert fault_text(state) == words


def test_the_stage_tells_of_sound_that_is_gone_and_of_lines_still_to_be_made() -> None:
    state = PlayerState(PlayerStatus.PLAYING, "x", replace(moment(60), stage="Settling"))
    assert stage_text(state) == "Settling"
    slow = replace(state, preparing=(3, 36))
    assert stage_text(slow) == "Settling · Getting the voice ready: 3 of 36 lines"
    assert stage_text(replace(state, has_sound=False)) == "Settling · Without sound"


def test_a_device_that_was_never_there_has_not_gone() -> None:
    state = PlayerState(PlayerStatus.FAULT, "x", moment(0), fault=SoundFault.NO_DEVICE)
    assert fault_text(state) == "No sound device was found."
    refused = PlayerState(PlayerStatus.FAULT, "x", None, fault=SoundFault.REFUSED)
    assert fault_text(refused) == "The sound device could not be opened."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (600, "Ten minutes of Breath Awareness."),
        (60, "One minute of Breath Awareness."),
        (119, "One minute of Breath Awareness."),
        (12, "Less than a minute of Breath Awareness."),
        (2700, "45 minutes of Breath Awareness."),
        (3600, "One hour of Breath Awareness."),
        (5400, "One hour and 30 minutes of Breath Awareness."),
    ],
)
def test_the_end_says_what_was_practised(seconds: int, words: str) -> None:
    state = PlayerState(
        PlayerStatus.FINISHED, "Breath Awareness", moment(600), practised=frames(seconds)
    )
    assert end_text(state) == words


def test_the_end_says_where_it_is_kept_or_that_it_is_not() -> None:
    heard = PlayerState(practised=frames(60))
    assert kept_text(heard) == "Kept in your history."
    assert kept_text(replace(heard, not_kept="No space left on device")) == (
        "It could not be saved in your history: No space left on device"
    )
    assert kept_text(replace(heard, not_kept="")) == "It could not be saved in your history."
