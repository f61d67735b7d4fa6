"""Which session is offered first, by what care asks for and by gentle mode."""

import pytest
from msgspec.structs import replace

from tests.shell.library.entries import entry
from thaw.care.offering import FIRST_LENGTHS_S, settling_in_s
from thaw.care.rules import Response
from thaw.core.own_plan import IfThen
from thaw.core.session import Anchor, Category, Level
from thaw.settings import Settings
from thaw.shell.library.beginning import FIRST_MINUTES
from thaw.shell.library.reading import library_state
from thaw.shell.library.suggesting import Guidance, deep_note, suggestion

BREATH = replace(entry("breath-awareness"), twin="sounds-of-the-room")
SCAN = replace(
    entry("body-scan", from_s=600), level=Level.STEADY, anchor=Anchor.BODY, twin="slow-steps"
)
DEEP = replace(entry("deep-scan", from_s=1200), level=Level.DEEP, anchor=Anchor.BODY)
FEET = replace(entry("feet-on-the-floor"), category=Category.GROUND, anchor=Anchor.FEET)
SOUNDS = replace(entry("sounds-of-the-room"), category=Category.OPEN, anchor=Anchor.SOUNDS)
STEPS = replace(entry("slow-steps", from_s=300), category=Category.MOVE, anchor=Anchor.MOVEMENT)
ENTRIES = (SCAN, BREATH, DEEP, FEET, STEPS, SOUNDS)


def guided(*asked: Response, suggests_deep: bool = False) -> Guidance:
    return Guidance(frozenset(asked), suggests_deep)


HARD = guided(Response.SHORTER_NEXT, Response.EXTERNAL_NEXT, Response.OFFER_GROUNDING)


def test_the_same_is_offered_again_where_nothing_else_fits() -> None:
    found = suggestion((FEET,), FEET.id, HARD, is_gentle=False)
    assert found is not None
    assert found.session_id == FEET.id


@pytest.mark.parametrize(
    ("last", "guidance", "is_gentle", "offered", "reason"),
    [
        (None, guided(), False, "breath-awareness", "A place to begin"),
        ("body-scan", guided(), False, "body-scan", "The one you did last"),
        ("deep-scan", guided(), False, "breath-awareness", ""),
        ("deep-scan", guided(suggests_deep=True), False, "deep-scan", "The one you did last"),
        ("breath-awareness", guided(Response.EXTERNAL_NEXT), False, "sounds-of-the-room", "easier"),
        ("body-scan", guided(Response.EXTERNAL_NEXT), False, "slow-steps", "An easier one"),
        ("body-scan", guided(Response.ONE_LEVEL_DOWN), False, "breath-awareness", "An easier one"),
        ("slow-steps", guided(Response.EXTERNAL_NEXT), False, "slow-steps", "did last"),
        ("slow-steps", guided(Response.SHORTER_NEXT), False, "breath-awareness", "A short one"),
        ("feet-on-the-floor", HARD, False, "sounds-of-the-room", "A short one"),
        ("body-scan", guided(Response.ONLY_GROUNDING), False, "feet-on-the-floor", "the ground"),
        (None, guided(), True, "feet-on-the-floor", "A gentle one"),
        ("body-scan", guided(), True, "slow-steps", "A gentle one"),
        ("breath-awareness", guided(), True, "feet-on-the-floor", "A gentle one"),
    ],
)
def test_what_is_offered_first(
    last: str | None, guidance: Guidance, is_gentle: bool, offered: str, reason: str
) -> None:
    found = suggestion(ENTRIES, last, guidance, is_gentle=is_gentle)
    assert found is not None
    assert found.session_id == offered
    assert reason in found.reason


@pytest.mark.parametrize(
    ("asked", "is_gentle", "longest"),
    [
        ((), False, 0),
        ((), True, 10),
        ((Response.SHORTER_NEXT,), False, 5),
        ((Response.SHORTER_NEXT,), True, 5),
    ],
)
def test_it_is_no_longer_than_is_good_now(
    asked: tuple[Response, ...], is_gentle: bool, longest: int
) -> None:
    found = suggestion(ENTRIES, None, guided(*asked), is_gentle=is_gentle)
    assert found is not None
    assert found.longest == longest


@pytest.mark.parametrize(
    ("asked", "is_gentle", "longest"),
    [((), False, 3), ((), True, 3), ((Response.SHORTER_NEXT,), False, 3)],
)
def test_somebody_new_is_offered_something_short(
    asked: tuple[Response, ...], is_gentle: bool, longest: int
) -> None:
    guidance = Guidance(frozenset(asked), settling_in_s=180)
    found = suggestion(ENTRIES, None, guidance, is_gentle=is_gentle)
    assert found is not None
    assert found.longest == longest


def test_what_somebody_new_chose_is_not_made_shorter() -> None:
    guidance = Guidance(settling_in_s=180)
    lengths = {BREATH.id: 20}
    found = suggestion(ENTRIES, None, guidance, None, lengths, is_gentle=False)
    assert found is not None
    assert (found.session_id, found.longest) == (BREATH.id, 0)
    line = IfThen("have had tea", SCAN.id, 15)
    found = suggestion(ENTRIES, None, guidance, line, is_gentle=False)
    assert found is not None
    assert (found.session_id, found.minutes, found.longest) == (SCAN.id, 15, 0)
    # One that has no shorter length is offered at its shortest.
    entries = (SCAN,)
    state = library_state(entries, (), Settings(), None, guidance)
    assert state.suggestion is not None
    assert state.suggestion.offered(state.cards[0]).minutes == 10


def test_the_first_picture_offers_what_care_will() -> None:
    assert FIRST_MINUTES * 60 == FIRST_LENGTHS_S[0] == settling_in_s(())
    for guidance in (None, Guidance(settling_in_s=settling_in_s(()))):
        state = library_state(ENTRIES, (), Settings(), None, guidance)
        assert state.suggestion is not None
        assert (state.suggestion.session_id, state.suggestion.longest) == (BREATH.id, 3)
        chosen = Settings(last_minutes={BREATH.id: 12})
        state = library_state(ENTRIES, (), chosen, None, guidance)
        assert state.suggestion is not None
        assert state.suggestion.longest == 0


def test_where_nothing_fits_nothing_is_offered() -> None:
    assert suggestion((BREATH,), None, guided(Response.ONLY_GROUNDING), is_gentle=False) is None


def test_the_first_picture_is_gentle_before_the_log_was_read() -> None:
    state = library_state(ENTRIES, (), Settings(gentle=True), None)
    assert state.suggestion is not None
    assert state.suggestion.session_id == "feet-on-the-floor"


def test_somebody_new_in_gentle_mode_is_offered_two_different_ones() -> None:
    chosen = Settings(quick_session=FEET.id, gentle=True)
    for guidance in (None, Guidance(settling_in_s=settling_in_s(()))):
        state = library_state(ENTRIES, (), chosen, None, guidance)
        assert state.quick is not None
        assert state.suggestion is not None
        assert (state.quick.id, state.suggestion.session_id) == (FEET.id, STEPS.id)
        # Five minutes are its shortest length.
        card = next(card for card in state.cards if card.id == STEPS.id)
        assert state.suggestion.offered(card).minutes == (10 if guidance is None else 5)


@pytest.mark.parametrize(
    ("last", "asked", "offered"),
    [
        (FEET.id, (), FEET.id),
        (FEET.id, (Response.SHORTER_NEXT, Response.EXTERNAL_NEXT), STEPS.id),
        (STEPS.id, (Response.SHORTER_NEXT, Response.EXTERNAL_NEXT), FEET.id),
    ],
)
def test_what_was_done_last_is_suggested_though_it_is_the_quiet_moment_unless_it_was_hard(
    last: str, asked: tuple[Response, ...], offered: str
) -> None:
    found = suggestion(ENTRIES, last, guided(*asked), is_gentle=True, quick=FEET.id)
    assert found is not None
    assert found.session_id == offered


def test_where_one_alone_fits_it_is_both() -> None:
    found = suggestion((FEET,), None, guided(), is_gentle=True, quick=FEET.id)
    assert found is not None
    assert found.session_id == FEET.id


def test_with_grounding_alone_there_is_no_quiet_moment() -> None:
    settings = Settings(quick_session="breath-awareness")
    assert library_state(ENTRIES, (), settings, None, guided()).quick is not None
    only = guided(Response.ONLY_GROUNDING)
    assert library_state(ENTRIES, (), settings, None, only).quick is None


@pytest.mark.parametrize(
    ("settings", "quick", "minutes"),
    [
        (Settings(quick_session=BREATH.id, gentle=True), "sounds-of-the-room", 3),
        (Settings(quick_session=BREATH.id, quick_minutes=20, gentle=True), SOUNDS.id, 10),
        (Settings(quick_session=FEET.id, quick_minutes=5, gentle=True), FEET.id, 5),
        # What a person chose and has no twin stays theirs, no longer than ten minutes if it can.
        (Settings(quick_session=DEEP.id, gentle=True), DEEP.id, 20),
        (Settings(quick_session=BREATH.id, quick_minutes=20), BREATH.id, 20),
    ],
)
def test_the_quiet_moment_is_gentle_in_gentle_mode(
    settings: Settings, quick: str, minutes: int
) -> None:
    found = library_state(ENTRIES, (), settings, None).quick
    assert found is not None
    assert (found.id, found.minutes) == (quick, minutes)


@pytest.mark.parametrize(
    ("level", "suggests_deep", "is_gentle", "is_noted"),
    [
        (Level.STEADY, False, True, False),
        (Level.DEEP, False, False, True),
        (Level.DEEP, True, False, False),
        (Level.DEEP, True, True, True),
    ],
)
def test_only_what_is_deep_and_not_suggested_has_a_note(
    level: Level, suggests_deep: bool, is_gentle: bool, is_noted: bool
) -> None:
    guidance = guided(suggests_deep=suggests_deep)
    assert bool(deep_note(level, guidance, is_gentle=is_gentle)) is is_noted
