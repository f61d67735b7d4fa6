"""Lines made beside everything else, in their order."""

from collections.abc import Callable

import pytest

from tests.audio.voice.patient_voice import HUNG_S, PatientVoice
from thaw.audio.voice.ahead import LinesAhead
from thaw.core.session import VoiceLine
from thaw.core.units import Frames

LINES = [VoiceLine(text) for text in ("one", "two", "three", "four")]


def maker(voice: PatientVoice) -> Callable[[VoiceLine], Frames | None]:
    return lambda line: Frames(voice.speak(line).size)


def test_lines_are_made_in_their_order_each_once() -> None:
    voice = PatientVoice(allowed=10)

    ahead = LinesAhead([*LINES, *LINES], maker(voice))

    assert ahead.wait(HUNG_S)
    assert sorted(voice.said) == sorted(line.text for line in LINES)
    assert set(voice.begun[:2]) == {"one", "two"}
    assert (ahead.made, ahead.total) == (4, 4)
    assert set(ahead.lengths()) == set(LINES)


def test_nobody_waits_longer_than_they_want() -> None:
    voice = PatientVoice()
    ahead = LinesAhead(LINES, maker(voice))

    assert not ahead.wait(0.0)
    assert ahead.lengths() == {}

    voice.let(4)
    assert ahead.wait(HUNG_S)


def test_news_is_told_once() -> None:
    voice = PatientVoice(allowed=4)
    ahead = LinesAhead(LINES, maker(voice))
    assert ahead.wait(HUNG_S)

    assert set(ahead.news()) == set(LINES)
    assert ahead.news() == {}

    later = LinesAhead(LINES, maker(PatientVoice(allowed=4)))
    assert later.wait(HUNG_S)
    later.lengths()
    assert later.news() == {}


def test_stopped_it_begins_no_further_line() -> None:
    voice = PatientVoice()
    ahead = LinesAhead(LINES, maker(voice))

    ahead.stop()
    voice.let(4)

    assert not ahead.wait(0.05)
    assert len(voice.begun) <= 2


def test_a_line_that_nobody_can_say_counts_and_holds_up_none() -> None:
    ahead = LinesAhead(LINES, lambda line: None if line.text == "two" else Frames(7))

    assert ahead.wait(HUNG_S)
    assert ahead.lengths()[LINES[1]] is None
    assert ahead.made == 4


def test_a_fault_of_ours_is_logged_and_holds_up_no_other_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def make(line: VoiceLine) -> Frames:
        if line.text == "two":
            raise RuntimeError("broken")
        return Frames(7)

    ahead = LinesAhead(LINES, make)

    assert ahead.wait(HUNG_S)
    assert ahead.lengths() == {LINES[0]: 7, LINES[1]: None, LINES[2]: 7, LINES[3]: 7}
    assert "could not be made" in caplog.text


def test_with_no_lines_all_are_made() -> None:
    assert LinesAhead([], lambda line: None).wait(0.0)
