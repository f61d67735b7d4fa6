"""From the words of a command line to a session and a plan."""

from pathlib import Path

import pytest

from tests.commands.shelf import WALK, personal, services_at
from tests.core.written_sessions import written
from thaw.care.offering import GENTLE_GAP_S
from thaw.commands.answer import InputError
from thaw.commands.asked import Asked
from thaw.commands.asking import clock_text, find_session, make_plan
from thaw.core.breath import Phase
from thaw.core.plan import Plan, Quiet
from thaw.core.units import RATE, Frames, frames
from thaw.services import Services
from thaw.settings import Settings

TIMER = {"category": "timer", "closing": ""}


@pytest.fixture
def services(thaw_home: Path) -> Services:
    return services_at(thaw_home)


def refusal(services: Services, home: Path, minutes: float, *steps: str, lengths: str) -> str:
    personal(home, written(*steps, lengths=lengths, **TIMER))
    with pytest.raises(InputError) as refused:
        make_plan(services, find_session(services, "walk"), Asked(minutes=minutes, spoken=False))
    return str(refused.value)


def test_a_session_is_found_by_its_id_or_by_its_file(services: Services, thaw_home: Path) -> None:
    file = personal(thaw_home)
    assert find_session(services, "walk") == find_session(services, str(file))


def test_a_file_may_include_what_lies_beside_it(services: Services, tmp_path: Path) -> None:
    (tmp_path / "fragments").mkdir()
    (tmp_path / "fragments" / "up.yaml").write_text("thaw: 1\nsteps:\n  - say: Stand up.\n")
    file = tmp_path / "walk.yaml"
    file.write_text(WALK.replace("say: Stand up.", "include: up"), "utf-8")
    plan = make_plan(services, find_session(services, str(file)), Asked(spoken=False))
    assert [speech.line.text for speech in plan.speeches] == ["Stand up."]


def test_a_session_that_is_broken_is_not_merely_missing(
    services: Services, thaw_home: Path
) -> None:
    file = personal(thaw_home, WALK.replace("Stand up.", "no"))
    with pytest.raises(InputError, match=rf"^{file}:11:10: YAML reads `no` as yes or no"):
        find_session(services, "walk")


def test_minutes_may_be_parts_of_a_minute(services: Services, thaw_home: Path) -> None:
    personal(thaw_home)
    asked = Asked(minutes=0.25, spoken=False)
    assert make_plan(services, find_session(services, "walk"), asked).length == frames(15)


def rounds(services: Services, home: Path, count: int, *steps: str) -> Plan:
    head = {"lengths": "{default: 3m, from: 1m, to: 5m}", "category": "breathing"}
    rest = "rest: {min: 5s, ideal: 20s, max: 4m}"
    personal(home, written(*steps, rest, **head))
    return make_plan(services, find_session(services, "walk"), Asked(rounds=count, spoken=False))


EVEN = "breathe: {pattern: even, for: {min: 8s, ideal: 1m, max: 4m}}"


def test_a_length_may_be_a_number_of_rounds(services: Services, thaw_home: Path) -> None:
    plan = rounds(services, thaw_home, 6, EVEN)
    assert len([breath for breath in plan.breaths if breath.phase is Phase.IN]) == 6


@pytest.mark.parametrize(
    ("count", "steps", "said"),
    [
        (0, [EVEN], r"A Walk takes 1 to \d+ rounds; 0 is too few"),
        (900, [EVEN], r"A Walk takes 1 to \d+ rounds; 900 is too many"),
        (4, [], "nothing in A Walk is breathed in rounds; use --minutes"),
        (1, [EVEN, EVEN], r"A Walk takes 2 to \d+ rounds; 1 is too few"),
    ],
)
def test_rounds_that_cannot_be_are_refused_with_the_reason(
    services: Services, thaw_home: Path, count: int, steps: list[str], said: str
) -> None:
    with pytest.raises(InputError, match=f"^{said}$"):
        rounds(services, thaw_home, count, *steps)


BOX = "breathe: {pattern: box, cycles: 3}"


@pytest.mark.parametrize(
    ("set_to", "asked", "is_held", "is_told"),
    [
        (False, None, False, True),
        (False, False, False, False),
        (False, True, True, False),
        (True, None, True, False),
        (True, False, False, False),
    ],
)
def test_holds_are_as_asked_or_else_as_set_and_what_is_left_out_is_told(
    services: Services,
    thaw_home: Path,
    capsys: pytest.CaptureFixture[str],
    set_to: bool,
    asked: bool | None,
    is_held: bool,
    is_told: bool,
) -> None:
    services.take(Settings(holds=set_to))
    personal(thaw_home, written(BOX, "rest: {min: 5s, ideal: 1m, max: 4m}", category="breathing"))
    plan = make_plan(services, find_session(services, "walk"), Asked(holds=asked, spoken=False))
    assert any(breath.phase is Phase.HOLD for breath in plan.breaths) == is_held
    assert ("--holds brings them in" in capsys.readouterr().err) == is_told


def test_a_refused_length_comes_with_the_range(services: Services, thaw_home: Path) -> None:
    rest, lengths = "rest: {min: 3m, ideal: 4m, max: 5m}", "{default: 4m, from: 3m, to: 5m}"
    said = refusal(services, thaw_home, 2.5, rest, lengths=lengths)
    assert said == "A Walk takes 3 to 5 minutes; 2.5 is too short"


def test_a_session_of_one_length_names_that(services: Services, thaw_home: Path) -> None:
    said = refusal(services, thaw_home, 5, "rest: 3m", lengths="{default: 3m, from: 3m, to: 3m}")
    assert said == "A Walk takes 3 minutes; 5 is too long"


def test_a_session_that_nothing_fits_says_so(services: Services, thaw_home: Path) -> None:
    rest, lengths = "rest: 3m10s", "{default: 3m, from: 3m, to: 3m}"
    said = refusal(services, thaw_home, 3, rest, lengths=lengths)
    assert said == "A Walk can't be fitted into any length it declares"


def test_whole_breaths_may_not_fill_a_length_exactly(services: Services, thaw_home: Path) -> None:
    breathe = "breathe: {pattern: even, for: {min: 1m, ideal: 2m, max: 3m}}"
    said = refusal(services, thaw_home, 2.01, breathe, lengths="{default: 2m, from: 1m, to: 3m}")
    assert said == "A Walk can't be made 2.01 minutes long exactly"


def test_a_span_is_written_as_minutes_and_seconds() -> None:
    assert [clock_text(Frames(n * 48_000)) for n in (0, 65, 3600)] == ["0:00", "1:05", "60:00"]


def test_gentle_mode_holds_in_the_terminal_too(services: Services, thaw_home: Path) -> None:
    rests = (
        "rest: {min: 5s, ideal: 50s, max: 2m}",
        "say: Go on.",
        "rest: {min: 5s, ideal: 50s, max: 2m}",
    )
    personal(thaw_home, written(*rests, lengths="{default: 1m, from: 30s, to: 4m}", **TIMER))
    services.take(Settings(gentle=True))
    found = find_session(services, "walk")

    def longest_s(minutes: float) -> float:
        plan = make_plan(services, found, Asked(minutes=minutes, spoken=False))
        assert plan.length == frames(minutes * 60)
        return max(one.length for one in plan.events if isinstance(one, Quiet)) / RATE

    assert longest_s(1) <= GENTLE_GAP_S
    assert longest_s(3) > GENTLE_GAP_S
