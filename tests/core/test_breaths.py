"""What announces a breath, and what is said while one is let out."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.breathing_plans import PATTERNS_OF_ALL_KINDS, REST, VOICE, breathe, laid, locked
from tests.core.scripts import session_of
from thaw.core.breath import Pattern, Phase, Side
from thaw.core.breaths import CUE_MARGIN
from thaw.core.compiling import compile_session, feasible, reading_length
from thaw.core.cue_words import CUE_LANGUAGES, cue_line, cue_lines
from thaw.core.plan import Breath, Choices, Plan, Quiet
from thaw.core.session import Bell, Breathe, Cue, Elastic, Mark, Passage, Say, VoiceLine
from thaw.core.units import Frames, frames

BELL = Bell("warm-bowl", 1, frames(7))


def cues(plan: Plan) -> list[tuple[str, Frames]]:
    return [(speech.line.text, speech.at) for speech in plan.speeches if speech.is_cue]


@pytest.mark.parametrize("language", sorted(CUE_LANGUAGES))
@pytest.mark.parametrize("side", [None, *Side])
@pytest.mark.parametrize("phase", Phase)
def test_a_cue_is_four_words_at_most_in_every_language(
    phase: Phase, side: Side | None, language: str
) -> None:
    line = cue_line(phase, side, language)

    assert line is not None
    assert 1 <= len(line.text.split()) <= 4
    assert line.language == language


@pytest.mark.parametrize("language", sorted(CUE_LANGUAGES))
@pytest.mark.parametrize("phase", Phase)
def test_a_cue_without_a_side_is_one_word(phase: Phase, language: str) -> None:
    line = cue_line(phase, None, language)

    assert line is not None
    assert line.text.isalpha()


def test_the_second_sip_is_announced_by_its_word_too() -> None:
    plan = laid(breathe("cyclic-sigh", 2))

    assert [text for text, _ in cues(plan)] == ["in", "sip", "out", "in", "sip", "out"]
    assert not any(breath.sounded for breath in plan.breaths)


def test_in_and_out_are_told_apart_in_every_language() -> None:
    for language in CUE_LANGUAGES:
        texts = {cue_line(phase, None, language) for phase in Phase}
        assert len(texts) == len(Phase)


def test_each_phase_begins_with_its_word() -> None:
    plan = laid(breathe("box", 2))

    assert [text for text, _ in cues(plan)] == ["in", "hold", "out", "wait", "in", "hold", "out"]
    assert [at for _, at in cues(plan)] == [breath.at for breath in plan.breaths]
    assert not any(breath.sounded for breath in plan.breaths)


def test_alternate_nostril_is_told_with_its_side() -> None:
    plan = laid(breathe("alternate-nostril", 2))

    assert [text for text, _ in cues(plan)] == ["in, left", "out, right", "in, right", "out, left"]


def test_a_phase_too_short_for_its_words_has_a_sound_instead() -> None:
    plan = laid(breathe(Pattern("own", 3_000, 8_000, top_up_ms=400)))

    assert [text for text, _ in cues(plan)] == ["in", "out"] * 3
    sounded = [breath.phase for breath in plan.breaths if breath.sounded]
    assert sounded == [Phase.TOP_UP] * 3


def test_without_a_voice_breaths_are_sounded() -> None:
    plan = laid(breathe("even"), choices=Choices(spoken=False))

    assert cues(plan) == []
    assert all(breath.sounded for breath in plan.breaths)


def test_in_a_language_without_cues_breaths_are_sounded() -> None:
    plan = laid(session=replace(session_of(breathe("even"), REST), language="pl"))

    assert cues(plan) == []
    assert all(breath.sounded for breath in plan.breaths)


def test_sound_and_voice_go_together() -> None:
    plan = laid(breathe("even", cues=frozenset({Cue.VOICE, Cue.SOUND})))

    assert len(cues(plan)) == len(plan.breaths)
    assert all(breath.sounded for breath in plan.breaths)


def test_sight_alone_is_silent() -> None:
    plan = laid(breathe("even", cues=frozenset({Cue.SIGHT})))

    assert cues(plan) == []
    assert not any(breath.sounded for breath in plan.breaths)


def test_a_cue_is_no_caption() -> None:
    plan = laid(Say(VoiceLine("follow along")), breathe("even"))

    moment = plan.at(plan.breaths[2].at + 100)
    assert moment.caption is not None
    assert moment.caption.line.text == "follow along"
    assert not moment.is_speaking


@given(PATTERNS_OF_ALL_KINDS, st.integers(1, 5), st.floats(0.1, 3))
def test_a_cue_fits_its_phase_and_no_phase_goes_unannounced(
    pattern: Pattern, cycles: int, word_s: float
) -> None:
    session = session_of(breathe(pattern, cycles), REST)

    def slowly(line: VoiceLine) -> Frames:
        return frames(word_s * len(line.text.split()))

    length, _ = feasible(session, Choices(), slowly)
    plan = compile_session(session, Choices(length), slowly)

    said = {speech.at: speech for speech in plan.speeches}
    for breath in plan.breaths:
        cue = said.get(breath.at)
        assert (cue is None) == breath.sounded
        assert cue is None or cue.length + CUE_MARGIN <= breath.length


def test_every_cue_a_session_needs_is_known_beforehand() -> None:
    steps = (
        Passage((breathe("alternate-nostril"),)),
        breathe("box"),
        breathe("even", cues=frozenset()),
    )

    lines = {line.text for line in cue_lines(steps, "en")}
    assert lines == {
        "in, left",
        "out, right",
        "in, right",
        "out, left",
        "in",
        "hold",
        "out",
        "wait",
    }
    assert list(cue_lines(steps, "pl")) == []


# The end of a stretch.


@pytest.mark.parametrize("cued_by", [VOICE, frozenset({Cue.SOUND})])
def test_the_wait_after_the_last_out_breath_is_silence(cued_by: frozenset[Cue]) -> None:
    plan = laid(breathe("box", 2, cued_by), BELL)

    assert [breath.phase for breath in plan.breaths][-2:] == [Phase.HOLD, Phase.OUT]
    assert frames(28) in {q.at for q in plan.events if isinstance(q, Quiet)}
    assert plan.strikes[0].at == frames(32)
    assert "wait" not in {text for text, at in cues(plan) if at >= frames(28)}


def test_between_breaths_that_follow_each_other_the_wait_stays() -> None:
    apart = laid(breathe("box", 1), BELL, breathe("box", 1))
    at_once = laid(breathe("box", 1), Mark("on"), breathe("box", 1))

    assert [breath.phase for breath in apart.breaths].count(Phase.REST) == 0
    assert [breath.phase for breath in at_once.breaths].count(Phase.REST) == 1


# Lines locked to the breath.


def out_breaths(plan: Plan) -> list[Breath]:
    return [breath for breath in plan.breaths if breath.phase is Phase.OUT]


SILENT = frozenset({Cue.SIGHT})


def test_a_locked_line_begins_with_the_next_out_breath_and_takes_no_time() -> None:
    plan = laid(locked("softly out"), breathe("even", cues=SILENT))
    without = laid(breathe("even", cues=SILENT))

    assert [speech.at for speech in plan.speeches] == [out_breaths(plan)[0].at]
    assert plan.breaths == without.breaths
    assert plan.length == without.length


def test_locked_lines_in_a_row_have_a_breath_each() -> None:
    plan = laid(locked("softly out"), locked("a little less"), breathe("even", cues=SILENT))

    outs = out_breaths(plan)
    assert [speech.at for speech in plan.speeches] == [outs[0].at, outs[1].at]


def test_after_breathing_a_locked_line_waits_for_the_breathing_that_follows() -> None:
    plan = laid(breathe("even", 2, SILENT), locked("softly out"), breathe("even", 2, SILENT))

    assert [speech.at for speech in plan.speeches] == [out_breaths(plan)[2].at]


def test_where_no_breathing_follows_a_locked_line_is_said_as_any_other() -> None:
    for between in (REST, BELL, Say(VoiceLine("and now"))):
        plan = laid(locked("softly out"), between, breathe("even", cues=SILENT))
        assert plan.speeches[0].at + plan.speeches[0].length <= plan.breaths[0].at


def test_a_locked_line_too_long_for_its_breath_comes_before_it() -> None:
    plan = laid(locked("word " * 14), breathe("even", cues=SILENT))

    speech = plan.speeches[0]
    assert speech.at + speech.length <= plan.breaths[0].at


def test_more_locked_lines_than_breaths_are_said_before_them() -> None:
    plan = laid(locked("one"), locked("two"), locked("three"), breathe("even", 2, SILENT))

    told = {speech.line.text: speech.at for speech in plan.speeches}
    outs = out_breaths(plan)
    assert (told["one"], told["two"]) == (outs[0].at, outs[1].at)
    assert told["three"] < plan.breaths[0].at


def test_a_locked_line_takes_the_place_of_the_cue() -> None:
    plan = laid(locked("softly out"), breathe("box", 2))

    assert [speech.line.text for speech in plan.speeches] == [
        *("in", "hold", "softly out", "wait"),
        *("in", "hold", "out"),
    ]
    for earlier, later in pairwise(plan.speeches):
        assert earlier.at + earlier.length <= later.at


def test_a_locked_line_may_run_into_the_wait_after_the_out_breath() -> None:
    plan = laid(locked("word " * 18), breathe("box", 2))

    assert plan.speeches[2].at == out_breaths(plan)[0].at
    assert [speech.line.text for speech in plan.speeches if speech.is_cue] == [
        *("in", "hold"),
        *("in", "hold", "out"),
    ]


def test_locked_lines_are_captions_when_nobody_speaks() -> None:
    session = session_of(locked("softly out"), breathe("even", cues=SILENT), REST)
    plan = compile_session(session, Choices(frames(120), spoken=False), reading_length)

    caption = plan.at(out_breaths(plan)[0].at).caption
    assert caption is not None
    assert caption.line.text == "softly out"


# What a plan knows of its breathing.


def test_breathing_without_a_break_is_one_stretch() -> None:
    plan = laid(breathe("even", 2), breathe("box", 3), Say(VoiceLine("hello")), breathe("even", 4))

    first, second = plan.breathing
    assert (first.at, first.length, first.cycles) == (0, frames(16 + 48), 5)
    assert second.cycles == 4
    assert second.at == plan.breaths[-8].at


@pytest.mark.parametrize(
    ("step", "is_counted"),
    [
        (breathe("even"), True),
        (replace(breathe("even"), cycles=None, span=Elastic.fixed(frames(60))), False),
        (replace(breathe("four-seven-eight"), cycles=None, span=Elastic.fixed(frames(60))), True),
        (replace(breathe("physiological-sigh"), cycles=None, span=Elastic.fixed(frames(9))), True),
    ],
)
def test_breaths_asked_for_by_number_are_counted(step: Breathe, is_counted: bool) -> None:
    assert laid(step).breathing[0].is_counted == is_counted
