"""The frame heard: what a sink says, corrected by what the server knows, and by nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from thaw.core.units import RATE
from thaw.devices.sink_position import FURTHEST_GUESS_S, SinkPosition

LEAD = 9_600
MOST_DELAY = 7_200
PIECE = 1_920


def position(first: int = 0) -> SinkPosition:
    return SinkPosition(first, LEAD, MOST_DELAY, 0.0)


def played_for(where: SinkPosition, seconds: float, from_s: float = 0.0) -> float:
    """Let a sink that plays evenly be looked at a hundred times a second; return the time."""
    looks = round(seconds * 100)
    for look in range(1, looks + 1):
        now_s = from_s + look / 100
        played = int(now_s * RATE) // PIECE * PIECE + MOST_DELAY
        where.look(now_s, played, played + RATE // 2)
    return from_s + looks / 100


def test_nothing_is_heard_before_the_lead_and_the_delay_are_over() -> None:
    where = position(first=500)
    where.look(0.1, MOST_DELAY, RATE)
    where.look(0.2, MOST_DELAY + 1_000, RATE)
    assert where.at(0.2) == 500


def test_it_moves_with_the_sink_and_with_time_between_two_pieces() -> None:
    where = position()
    now_s = played_for(where, 2)
    ideal = now_s * RATE - LEAD
    assert abs(where.at(now_s) - ideal) < 2 * PIECE
    assert where.at(now_s + 0.05) - where.at(now_s) == RATE // 20


def test_what_the_server_holds_is_not_heard_yet() -> None:
    late, where = round(0.3 * RATE), position()
    for tenth in range(40):
        now_s = played_for(where, 0.1, tenth / 10)
        played = int(now_s * RATE) // PIECE * PIECE + MOST_DELAY
        where.learn(now_s, late)
    now_s = played_for(where, 0.5, 4.0)
    played = int(now_s * RATE) // PIECE * PIECE + MOST_DELAY
    assert abs(where.at(now_s) - (played - late - LEAD)) < PIECE


def server(now_s: float) -> tuple[int, int]:
    """How much a server has taken that fills up to 9,600 at once, and how much of it waits."""
    taken = int(now_s * RATE) // PIECE * PIECE + 9_600
    return taken, taken - round(now_s * RATE)


def test_before_the_first_sound_the_server_is_believed_as_it_is() -> None:
    where = SinkPosition(0, LEAD, RATE // 4, 0.0)
    for hundredth in range(1, 60):
        now_s = hundredth / 100
        played, waits = server(now_s)
        where.look(now_s, played, played + RATE // 2)
        if hundredth % 10 == 5:
            where.learn(now_s, waits)
        assert abs(where.at(now_s) - max(0, round(now_s * RATE) - LEAD)) <= RATE // 100


def test_no_more_is_heard_than_there_was_time_for_whatever_the_server_says() -> None:
    where = SinkPosition(0, LEAD, RATE // 4, 0.0)
    for hundredth in range(1, 20):
        now_s = hundredth / 100
        played, _ = server(now_s)
        where.look(now_s, played, played + RATE // 2)
        where.learn(now_s, 0)
        assert where.at(now_s) == 0


def test_an_answer_from_before_the_first_pull_tells_nothing() -> None:
    where, without = position(), position()
    where.learn(0.0, 0)
    assert played_for(where, 1) == played_for(without, 1)
    assert where.at(1.0) == without.at(1.0)


def test_going_elsewhere_keeps_what_is_known_of_the_delay() -> None:
    where = SinkPosition(0, LEAD, RATE // 4, 0.0)
    for hundredth in range(1, 300):
        now_s = hundredth / 100
        if hundredth == 200:
            where = where.gone_to(50_000, server(now_s)[0] + RATE // 2, now_s)
        played, waits = server(now_s)
        where.look(now_s, played, played + RATE // 2)
        if hundredth % 10 == 5:
            where.learn(now_s, waits)
        if hundredth >= 200:
            heard = round(now_s * RATE) - (server(2.0)[0] + RATE // 2)
            assert abs(where.at(now_s) - 50_000 - max(0, heard)) <= RATE // 100


def test_a_later_device_lets_it_wait_and_not_go_back() -> None:
    where = position()
    now_s = played_for(where, 1)
    before = where.at(now_s)
    where.learn(now_s, RATE // 2)
    now_s = played_for(where, 0.2, now_s)
    assert before <= where.at(now_s) <= before + round(FURTHEST_GUESS_S * RATE)


def test_a_sink_that_stands_still_is_noticed_and_guessed_no_further() -> None:
    where = position()
    now_s = played_for(where, 1)
    reached = where.at(now_s)
    assert where.at(now_s + 60) <= reached + round(FURTHEST_GUESS_S * RATE)
    where.look(now_s + 60, 0, RATE)
    assert where.moved_s <= now_s


def test_standing_still_keeps_the_frame_that_was_reached() -> None:
    where = position()
    played_for(where, 1)
    where.stand_still()
    assert where.at(1.0) == where.at(1e9) > 0


@given(
    st.lists(
        st.tuples(
            st.floats(0, 0.5),
            st.integers(-(2**62), 2**62),
            st.integers(0, RATE),
            st.none() | st.integers(0, 5 * RATE),
        )
    )
)
def test_whatever_a_sink_says_nothing_is_heard_that_it_was_not_given(
    looks: list[tuple[float, int, int, int | None]],
) -> None:
    where = position(first=1_000)
    now_s, given_so_far = 0.0, 0
    for pause_s, played, more, latency in looks:
        now_s += pause_s
        given_so_far += more
        where.look(now_s, played, given_so_far)
        if latency is not None:
            where.learn(now_s, latency)
        assert 1_000 <= where.at(now_s) <= max(1_000, 1_000 + given_so_far - LEAD)
