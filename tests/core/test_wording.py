"""Wording: what presses, promises or diagnoses is found, and kind words are left be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.core.session import Elastic, Passage, Say, VoiceLine, Wait
from thaw.core.units import frames
from thaw.core.wording import MAX_WORDS, FaultKind, faults, spoken_faults


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("You must breathe.", FaultKind.PRESSING, "must"),
        ("You shouldn’t worry.", FaultKind.PRESSING, "shouldn’t"),
        ("Just breathe.", FaultKind.PRESSING, "Just"),
        ("Simply sit.", FaultKind.PRESSING, "Simply"),
        ("Let go of the day.", FaultKind.PRESSING, "Let go"),
        ("Letting go now.", FaultKind.PRESSING, "Letting go"),
        ("Surrender to the floor.", FaultKind.PRESSING, "Surrender"),
        ("Empty your mind.", FaultKind.PRESSING, "Empty your mind"),
        ("Good job.", FaultKind.PRESSING, "Good job"),
        ("That is perfectly fine.", FaultKind.PRESSING, "perfectly"),
        ("You can always return.", FaultKind.PRESSING, "always"),
        ("Never mind.", FaultKind.PRESSING, "Never"),
        ("Now go deeper.", FaultKind.PRESSING, "go deeper"),
        ("This heals.", FaultKind.PROMISING, "heals"),
        ("It fixes things.", FaultKind.PROMISING, "fixes"),
        ("Breathe out toxic thoughts.", FaultKind.PROMISING, "toxic"),
        ("A treatment for sleep.", FaultKind.CLINICAL, "treatment"),
        ("Help with depression.", FaultKind.CLINICAL, "depression"),
        ("A proven way.", FaultKind.CLINICAL, "proven"),
        ("Fewer symptoms.", FaultKind.CLINICAL, "symptoms"),
        ("Close your eyes.", FaultKind.EYES, "Close your eyes"),
        ("With your eyes gently shut, sit.", FaultKind.EYES, "eyes gently shut"),
    ],
)
def test_a_word_that_does_not_fit_is_found(text: str, kind: FaultKind, words: str) -> None:
    assert [(fault.kind, fault.words) for fault in faults(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "You might notice where breathing is clearest just now.",
        "Feel the mustard-coloured light.",
        "An adjustment, a justice, a treatise.",
        "Eyes can be open or closed.",
        "You can close your eyes. Or leave them open.",
        "Some people look at one spot. Others close their eyes.",
        "You can let the light go by.",
        "A fixture on the wall.",
        "There is a healthy plant.",
        "",
        "...",
    ],
)
def test_words_that_fit_are_left_be(text: str) -> None:
    assert faults(text) == ()


def test_open_eyes_may_be_offered_in_the_line_before_or_after() -> None:
    says = [Say(VoiceLine("Close your eyes if it suits.")), Say(VoiceLine("Or keep them open."))]

    assert list(spoken_faults(tuple(says))) == []
    assert list(spoken_faults(tuple(reversed(says)))) == []
    assert len(list(spoken_faults(tuple(says[:1])))) == 1


def test_open_eyes_two_sentences_away_are_too_far() -> None:
    text = "Close your eyes. Sit for a while. You can open the window."

    assert [fault.kind for fault in faults(text)] == [FaultKind.EYES]


def test_a_sentence_is_counted_by_itself() -> None:
    short = " ".join(["word"] * MAX_WORDS) + "."
    long = " ".join(["word"] * (MAX_WORDS + 1)) + "."

    assert faults(f"{short} {short}") == ()
    assert [(fault.kind, fault.at) for fault in faults(f"{short} {long}")] == [
        (FaultKind.LONG, len(short))
    ]


def test_words_joined_by_a_hyphen_or_apostrophe_count_once() -> None:
    assert faults(" ".join(["that's", "well-worn"] * 8) + ".") == ()


def test_optional_passages_are_read_too_and_lines_are_named() -> None:
    passage = Passage((Say(VoiceLine("You must."), at_line=7),))

    assert [(line, fault.words) for line, fault in spoken_faults((passage,))] == [(7, "must")]


def test_a_line_for_one_breath_out_has_four_words_at_most() -> None:
    def kinds(text: str, *, locked: bool) -> list[FaultKind]:
        say = Say(VoiceLine(text), breath_lock=locked)
        return [fault.kind for _, fault in spoken_faults((say,))]

    assert kinds("Slower, and smaller too.", locked=True) == []
    assert kinds("Slower, and a bit smaller.", locked=True) == [FaultKind.LOCKED]
    assert kinds("Slower, and a bit smaller.", locked=False) == []


def test_what_is_asked_in_writing_is_read_as_well() -> None:
    asked = Wait(Elastic.fixed(frames(60)), 7, "What should be better?")

    found = list(spoken_faults((Passage((asked,)),)))

    assert [(line, fault.kind) for line, fault in found] == [(7, FaultKind.PRESSING)]


@given(st.text(max_size=300))
def test_any_text_is_read_and_faults_come_in_order(text: str) -> None:
    places = [fault.at for fault in faults(text)]

    assert places == sorted(places)
