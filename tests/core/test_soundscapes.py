"""Soundscapes one after another: what is left open goes by what is heard before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.core.plan import BedSpan
from thaw.core.session import Bed
from thaw.core.soundscapes import (
    BED_CROSSFADE,
    BED_FADE_IN,
    BED_FADE_OFF,
    BED_FADE_OUT,
    bed_spans,
)
from thaw.core.units import Frames, frames

LEAVES_AT = frames(600)


def spans(*beds: tuple[float, Bed]) -> list[BedSpan]:
    return bed_spans([(frames(at_s), bed) for at_s, bed in beds], LEAVES_AT)


def test_one_soundscape_rises_from_silence_and_leaves_slowly() -> None:
    (span,) = spans((0, Bed("soft-rain")))

    assert (span.fade_in, span.fade_out) == (BED_FADE_IN, BED_FADE_OUT)
    assert span.at + span.length == LEAVES_AT + BED_FADE_OUT


def test_one_after_another_they_overlap_by_the_crossfade() -> None:
    rain, brown = spans((0, Bed("soft-rain")), (60, Bed("brown-noise")))

    assert (rain.fade_out, brown.fade_in) == (BED_CROSSFADE, BED_CROSSFADE)
    assert rain.at + rain.length == brown.at + BED_CROSSFADE


def test_silence_takes_longer_to_come_than_another_soundscape() -> None:
    rain, brown = spans((0, Bed("soft-rain")), (60, Bed(None)), (120, Bed("brown-noise")))

    assert (rain.fade_out, brown.fade_in) == (BED_FADE_OFF, BED_FADE_IN)


def test_a_fade_of_ones_own_is_kept() -> None:
    rain, brown = spans((0, Bed("soft-rain")), (60, Bed("brown-noise", frames(20))))

    assert (rain.fade_out, brown.fade_in) == (frames(20), frames(20))


def test_a_level_alone_keeps_name_and_ducking() -> None:
    rain, softer = spans(
        (0, Bed("soft-rain", gain_db=-2.0, ducks=False)), (60, Bed(None, gain_db=-9.0, keeps=True))
    )

    assert (softer.name, softer.gain_db, softer.ducks) == ("soft-rain", -9.0, False)
    assert softer.fade_in == BED_CROSSFADE
    assert rain.gain_db == -2.0


def test_ducking_alone_keeps_name_and_level() -> None:
    _, firm = spans((0, Bed("soft-rain", gain_db=-2.0)), (60, Bed(None, ducks=False, keeps=True)))

    assert (firm.name, firm.gain_db, firm.ducks) == ("soft-rain", -2.0, False)


def test_a_named_soundscape_begins_afresh() -> None:
    _, brown = spans((0, Bed("soft-rain", gain_db=-9.0, ducks=False)), (60, Bed("brown-noise")))

    assert (brown.gain_db, brown.ducks) == (0.0, True)


def test_a_level_in_silence_changes_nothing() -> None:
    assert spans((0, Bed(None, gain_db=-9.0, keeps=True))) == []
    (rain,) = spans((0, Bed("soft-rain")), (60, Bed(None)), (90, Bed(None, None, -9.0, keeps=True)))
    assert rain.at + rain.length == frames(60) + BED_FADE_OFF


def test_of_two_at_once_the_second_is_heard_as_from_what_was_before() -> None:
    (brown,) = spans((0, Bed("soft-rain")), (0, Bed("brown-noise")))

    assert (brown.name, brown.fade_in) == ("brown-noise", BED_FADE_IN)


def test_a_level_at_once_is_the_level_of_what_begins_there() -> None:
    (rain,) = spans((0, Bed("soft-rain")), (0, Bed(None, gain_db=-6.0, keeps=True)))

    assert (rain.name, rain.gain_db, rain.fade_in) == ("soft-rain", -6.0, BED_FADE_IN)


def test_what_would_begin_after_the_end_is_not_heard() -> None:
    assert [span.name for span in spans((0, Bed("soft-rain")), (601, Bed("brown-noise")))] == [
        "soft-rain"
    ]


@pytest.mark.parametrize("at_s", [600, 601, 610])
@pytest.mark.parametrize(
    "late", [Bed(None), Bed("brown-noise"), Bed(None, gain_db=-9.0, keeps=True)]
)
def test_a_change_that_comes_while_it_leaves_holds_nothing_up(at_s: int, late: Bed) -> None:
    assert spans((0, Bed("soft-rain")), (at_s, late)) == spans((0, Bed("soft-rain")))


def test_in_a_session_too_short_for_any_leaving_it_is_heard_until_it_is_turned_off() -> None:
    beds = [(frames(0), Bed("soft-rain")), (frames(14), Bed(None))]
    (rain,) = bed_spans(beds, leaves_at=frames(0))

    assert (rain.at, rain.length) == (0, frames(14) + BED_FADE_OFF)


BEDS = st.builds(
    Bed,
    name=st.sampled_from([None, "soft-rain", "brown-noise"]),
    fade=st.none() | st.integers(1, 30).map(frames),
    gain_db=st.none() | st.floats(-40, 6),
    ducks=st.none() | st.booleans(),
    keeps=st.booleans(),
)


@given(st.lists(st.tuples(st.integers(0, 620), BEDS), max_size=8))
def test_any_changes_follow_each_other_without_a_gap(changes: list[tuple[int, Bed]]) -> None:
    beds = [(frames(at_s), bed) for at_s, bed in sorted(changes, key=lambda one: one[0])]
    found = bed_spans(beds, LEAVES_AT)

    for span in found:
        following = [one for one in found if one.at > span.at]
        left_at = Frames(span.at + span.length - span.fade_out)
        assert span.at < left_at <= LEAVES_AT
        assert not following or left_at <= following[0].at
        assert not following or left_at < following[0].at or span.fade_out == following[0].fade_in
