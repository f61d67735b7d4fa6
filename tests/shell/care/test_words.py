"""What care says: calm, plain, with a way on, and nothing that judges."""

import pytest

from thaw.care.saying import Saying
from thaw.core.wording import FaultKind, faults
from thaw.shell.care.words import CARE, Way, after_worse_aside, care_aside
from thaw.shell.library.aside import Aside

ASIDES = [*map(care_aside, Saying), after_worse_aside()]


@pytest.mark.parametrize("aside", ASIDES, ids=lambda aside: aside.words[:20])
def test_the_words_press_and_promise_nothing(aside: Aside) -> None:
    said = (aside.words, aside.note, *(choice.words for choice in aside.choices))
    found = [fault for text in said for fault in faults(text) if fault.kind is not FaultKind.LONG]
    assert found == []
    assert not any("!" in text for text in said)


@pytest.mark.parametrize("saying", Saying)
def test_whatever_is_said_can_be_left(saying: Saying) -> None:
    aside = care_aside(saying)
    assert aside.key == CARE
    assert {Way.LEAVE, Way.PASSED} & {Way(choice.name) for choice in aside.choices}


@pytest.mark.parametrize("saying", [Saying.HELP_FIRST, Saying.IT_HAPPENS])
def test_help_is_the_first_way_on_where_it_is_wanted_most(saying: Saying) -> None:
    assert care_aside(saying).choices[0].name == Way.HELP
