"""When the sound server is asked, and what of it is heard."""

from thaw.devices.pulse_stream import StreamReport
from thaw.devices.server_answers import ServerAnswers


class CountingStream:
    """Answers every question at the next turn."""

    def __init__(self) -> None:
        self.asked = 0
        self.answered = 0
        self.is_closed = False

    def ask(self) -> None:
        self.asked += 1

    def turn(self) -> StreamReport | None:
        if self.answered == self.asked:
            return None
        self.answered += 1
        return StreamReport(150_000, "speakers")

    def close(self) -> None:
        self.is_closed = True


def test_a_young_stream_is_asked_about_ten_times_and_later_every_two_seconds() -> None:
    stream = CountingStream()
    answers = ServerAnswers(lambda: stream)
    answers.begin(100.0)
    told = [answers.turn(100.0 + hundredth / 100) for hundredth in range(100)]
    assert 9 <= stream.asked <= 10
    assert sum(report is not None for report in told) == stream.asked
    for hundredth in range(100, 1_000):
        answers.turn(100.0 + hundredth / 100)
    assert 13 <= stream.asked <= 15


def test_without_a_server_that_can_be_asked_no_answer_comes() -> None:
    answers = ServerAnswers(lambda: None)
    answers.begin(0.0)
    answers.ask()
    assert not answers.can_come
    assert answers.turn(1.0) is None


def test_the_next_stream_closes_the_one_before() -> None:
    streams = [CountingStream(), CountingStream()]
    waiting = list(streams)
    answers = ServerAnswers(lambda: waiting.pop(0))
    answers.begin(0.0)
    answers.begin(5.0)
    assert [stream.is_closed for stream in streams] == [True, False]
    answers.close()
    assert streams[1].is_closed
