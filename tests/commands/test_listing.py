"""``thaw list``: how long each session is, as its card has it."""

from pathlib import Path

import pytest

from tests.audio.recorded import hum, saved
from tests.commands.shelf import personal, services_at
from tests.core.written_sessions import written
from thaw.commands.answer import EXIT_DONE
from thaw.commands.listing import list_sessions


def span(home: Path, capsys: pytest.CaptureFixture[str], session_id: str) -> str:
    assert list_sessions(services_at(home), as_json=False) == EXIT_DONE
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if line.startswith(f"{session_id} ")]
    return line.removeprefix(session_id).split("  A ")[0].strip()


@pytest.mark.parametrize(
    ("lengths", "said"),
    [
        ("{default: 12s, from: 10s, to: 41s}", "41 s"),
        ("{default: 12s, from: 10s, to: 60s}", "1 min"),
        ("{default: 62s, from: 62s, to: 62s}", "2 min"),
        ("{default: 2m, from: 90s, to: 200s}", "2–3 min"),
    ],
)
def test_a_length_is_listed_as_its_card_has_it(
    thaw_home: Path, capsys: pytest.CaptureFixture[str], lengths: str, said: str
) -> None:
    rest = "rest: {min: 1s, ideal: 20s, max: 4m}"
    personal(thaw_home, written(rest, lengths=lengths, category="timer", closing=""))
    assert span(thaw_home, capsys, "walk") == said


def test_a_short_sound_file_is_listed_in_seconds_with_its_bells(
    thaw_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = personal(thaw_home).parent
    saved(folder / "A_hum.wav", hum(20.0))
    assert span(thaw_home, capsys, "a-hum") == "42 s"
