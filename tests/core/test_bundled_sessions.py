"""The sessions that come with Thaw: each is whole, and kind, at every length it offers."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from thaw.care.offering import EXTERNAL, GENTLE_GAP_S, GENTLE_LONGEST_S
from thaw.core.breath import Phase
from thaw.core.compiling import compile_session, reading_length
from thaw.core.fragments import Fragments
from thaw.core.loading import load_file, load_text
from thaw.core.names import KnownNames
from thaw.core.plan import Breath, Choices, Event, Plan, Quiet, Speech, Stage, Strike
from thaw.core.problem_words import worded
from thaw.core.session import CLOSING, Category, Level, Session, VoiceLine
from thaw.core.units import Frames, frames, seconds
from thaw.core.wording import session_faults
from thaw.resources import sessions_dir

NAMES = KnownNames(
    bells=frozenset({"warm-bowl", "small-rin"}),
    beds=frozenset({"soft-rain", "brown-noise", "quiet-room", "wind-in-trees"}),
)
FILES = sorted(sessions_dir().glob("*.yaml"))
GUIDE = Path(__file__).parents[2] / "docs" / "writing-sessions.md"

MINUTE = frames(60)
LONG_SILENCE_S = 45
MOST_WORDS_A_LINE = 25

VOICE_SHARES = {
    3: (0.40, 0.65),
    5: (0.35, 0.55),
    10: (0.30, 0.50),
    20: (0.24, 0.36),
    30: (0.18, 0.28),
    45: (0.14, 0.22),
}
"""How much of a session at this many minutes is speech, least and most. A person who
feels little is soon lost in silence, and soon tired of a voice."""

PACED_VOICE_SHARES = (0.20, 0.42)
"""Where breath cues lead, words make room for them."""


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def session(request: pytest.FixtureRequest) -> Session:
    loaded = load_file(request.param, _fragments(), NAMES)
    assert loaded.session is not None, [worded(problem) for problem in loaded.problems]
    return loaded.session


@pytest.fixture(scope="module")
def plans(session: Session) -> list[Plan]:
    """The plan of every whole minute, shortest first."""
    return list(_plans(session))


def test_the_first_sessions_are_there() -> None:
    ids = {path.stem for path in FILES}
    assert ids >= {"breath-awareness", "body-scan", "three-step-space", "slow-and-small"}
    assert ids >= {"sounds-of-the-room", "feet-on-the-floor", "slow-steps"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_loads_with_no_problem_and_no_warning(path: Path) -> None:
    problems = load_file(path, _fragments(), NAMES).problems
    assert [worded(problem) for problem in problems] == []


def test_a_session_that_looks_inwards_has_a_twin_that_looks_outwards(session: Session) -> None:
    if session.anchor in EXTERNAL:
        assert session.twin is None
        return
    twin = load_file(sessions_dir() / f"{session.twin}.yaml", _fragments(), NAMES).session
    assert twin is not None
    assert (twin.anchor in EXTERNAL, twin.level) == (True, Level.GENTLE)
    assert twin.lengths.shortest <= 5 * MINUTE


def test_every_whole_minute_ends_on_the_last_strike(plans: list[Plan]) -> None:
    for plan in plans:
        assert plan.length % MINUTE == 0
        assert plan.strikes[-1].at == plan.length


def test_the_closing_keeps_its_time_at_every_length(plans: list[Plan]) -> None:
    for plan in plans:
        assert plan.length - _closing(plan) >= frames(25), seconds(plan.length)


def test_no_silence_is_longer_than_the_length_can_bear(plans: list[Plan]) -> None:
    for plan in plans:
        longest_s = max(gap_s for gap_s, _ in _gaps(plan))
        assert longest_s <= _longest_silence_s(plan.length), seconds(plan.length)


def test_a_faster_voice_leaves_no_longer_silences(session: Session) -> None:
    for plan in _plans(session, speed=1.25):
        longest_s = max(gap_s for gap_s, _ in _gaps(plan))
        assert longest_s <= _longest_silence_s(plan.length), seconds(plan.length)


def test_a_slightly_slower_voice_still_fits_the_shortest_length(session: Session) -> None:
    plan = next(_plans(session, speed=0.93))
    assert plan.length == session.lengths.shortest


def test_in_gentle_mode_no_silence_is_long_in_what_is_suggested(session: Session) -> None:
    longest = min(frames(GENTLE_LONGEST_S), session.lengths.longest)
    for length in range(session.lengths.shortest, longest + 1, MINUTE):
        chosen = Choices(length=Frames(length), holds=False, longest_rest=frames(GENTLE_GAP_S))
        plan = compile_session(session, chosen)
        assert plan.length == length
        assert max(quiet.length for quiet in _quiets(plan)) <= frames(GENTLE_GAP_S)


def test_in_gentle_mode_a_longer_session_can_still_be_had(session: Session) -> None:
    chosen = Choices(length=session.lengths.longest, longest_rest=frames(GENTLE_GAP_S))
    assert compile_session(session, chosen).length == session.lengths.longest


def test_a_long_silence_is_announced_with_what_ends_it(plans: list[Plan]) -> None:
    for plan in plans:
        for gap_s, before in _gaps(plan):
            if gap_s > LONG_SILENCE_S:
                assert isinstance(before, Speech)
                _announces_an_end(before.line.text)


def test_no_line_says_how_long_a_silence_is(session: Session) -> None:
    """Gentle mode cuts a silence of two minutes to half of one: a length would not be true."""
    said = [line for line in _lines(list(_plans(session))) if "quiet" in line]
    assert [line for line in said if re.search(r"\b(minute|second)", line)] == []


def test_longer_silences_are_foretold_only_where_more_than_one_comes() -> None:
    loaded = load_file(sessions_dir() / "body-scan.yaml", _fragments(), NAMES)
    assert loaded.session is not None
    for plan in _plans(loaded.session):
        lines = [speech.line.text for speech in plan.speeches]
        if any("Some places have a longer quiet" in line for line in lines):
            assert sum(line.startswith("A longer quiet") for line in lines) > 1


def test_the_voice_takes_its_share_of_the_time(plans: list[Plan]) -> None:
    for plan in plans:
        bounds = VOICE_SHARES.get(plan.length // MINUTE)
        if bounds is not None:
            least, most = bounds if not plan.breaths else PACED_VOICE_SHARES
            spoken = sum(speech.length for speech in plan.speeches) / plan.length
            assert least <= spoken <= most, seconds(plan.length)


def test_paced_breathing_only_ever_slows_and_leaves_the_breath_to_itself_at_the_end() -> None:
    loaded = load_file(sessions_dir() / "slow-and-small.yaml", _fragments(), NAMES)
    assert loaded.session is not None
    for plan in _plans(loaded.session):
        outs = [breath.length for breath in plan.breaths if breath.phase is Phase.OUT]
        assert outs == sorted(outs)
        assert {breath.phase for breath in plan.breaths} == {Phase.IN, Phase.OUT}
        assert sum(breath.length for breath in plan.breaths) >= plan.length * 0.25
        assert _closing(plan) - _end(plan.breaths[-1]) >= frames(20)


def test_more_time_brings_more_guidance(plans: list[Plan]) -> None:
    shortest, *_, longest = plans
    assert len(longest.speeches) > len(shortest.speeches)


def test_a_session_opens_with_choices(plans: list[Plan]) -> None:
    for plan in plans:
        opening = " ".join(
            speech.line.text for speech in plan.speeches if speech.at < frames(90)
        ).lower()
        walks = plan.category is Category.MOVE
        assert ("eyes stay open" if walks else "open or closed") in opening
        assert "sit, stand or lie" in opening
        assert "stop at any time" in opening


def test_walking_begins_with_a_word_about_balance(plans: list[Plan]) -> None:
    for plan in plans:
        walks = plan.category is Category.MOVE
        said = [speech.line.text for speech in plan.speeches if speech.at < frames(90)]
        assert any("a wall or a chair to hold" in text for text in said) == walks


def test_a_closing_widens_moves_looks_ahead_and_thanks(plans: list[Plan]) -> None:
    for plan in plans:
        closing = [s.line.text for s in plan.speeches if s.at >= _closing(plan)]
        order = ["nearly over", "place around you", "move a little", "to do next", "Thank you"]
        found = [next(i for i, text in enumerate(closing) if part in text) for part in order]
        assert found == sorted(found)


def test_no_prompt_asks_for_more_than_can_be_kept_in_mind(plans: list[Plan]) -> None:
    assert [line for line in _lines(plans) if len(line.split()) > MOST_WORDS_A_LINE] == []


def test_the_words_keep_to_the_rules_of_wording(session: Session) -> None:
    assert list(session_faults(session)) == []


def test_the_example_in_the_guide_is_a_whole_session() -> None:
    example = re.search(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    session = load_text(example.group(1), _fragments(), NAMES, Path("two-hands.yaml"))
    assert isinstance(session, Session)
    assert list(session_faults(session)) == []
    for plan in _plans(session):
        assert plan.strikes[-1].at == plan.length
        assert max(gap_s for gap_s, _ in _gaps(plan)) <= _longest_silence_s(plan.length)


def _fragments() -> Fragments:
    return Fragments([sessions_dir() / "fragments"])


def _plans(session: Session, speed: float = 1.0) -> Iterator[Plan]:
    """Yield the plan of every whole minute, shortest first, in a voice this much faster."""

    def spoken(line: VoiceLine) -> Frames:
        return Frames(round(reading_length(line) / speed))

    for length in range(session.lengths.shortest, session.lengths.longest + 1, MINUTE):
        yield compile_session(session, Choices(length=Frames(length)), spoken)


def _closing(plan: Plan) -> Frames:
    return next(e.at for e in plan.events if isinstance(e, Stage) and e.name == CLOSING)


def _gaps(plan: Plan) -> list[tuple[float, Event]]:
    """Seconds without a word, a bell or a breath to follow, each with what came before it."""
    heard = [event for event in plan.events if isinstance(event, Speech | Strike | Breath)]
    return [(seconds(Frames(later.at - _end(event))), event) for event, later in pairwise(heard)]


def _quiets(plan: Plan) -> list[Quiet]:
    return [event for event in plan.events if isinstance(event, Quiet)]


def _end(event: Speech | Strike | Breath) -> int:
    return event.at if isinstance(event, Strike) else event.at + event.length


def _longest_silence_s(length: Frames) -> float:
    if length <= 5 * MINUTE:
        return 45
    return 90 if length <= 20 * MINUTE else 240


def _announces_an_end(text: str) -> None:
    assert "quiet" in text
    assert "then some words" in text or "will end it" in text


def _lines(plans: list[Plan]) -> set[str]:
    return {speech.line.text for plan in plans for speech in plan.speeches}
