"""Which lines of a session are heard in the person's own voice."""

from pathlib import Path

from tests.core.scripts import session_of
from thaw.core.own_voice import in_own_voice, no_line
from thaw.core.session import Passage, Say, Session, VoiceLine
from thaw.core.units import frames

OWN = Path("/own/hello.flac")
HELLO, OTHER = VoiceLine("Hello."), VoiceLine("Something else.")


def find(session_id: str, text: str) -> Path | None:
    return OWN if (session_id, text) == ("made-up", "Hello.") else None


def recordings(session: Session) -> list[Path | None]:
    found: list[Path | None] = []
    for step in session.steps:
        inner = step.steps if isinstance(step, Passage) else [step]
        found += [one.line.recording for one in inner if isinstance(one, Say)]
    return found


def test_a_line_has_its_own_recording_wherever_it_stands() -> None:
    inside = Passage((Say(HELLO), Say(OTHER)), frames(0), 1)

    session = in_own_voice(session_of(Say(HELLO), Say(OTHER), inside), find)

    assert recordings(session) == [OWN, None, OWN, None]


def test_a_recording_that_the_session_names_comes_first(tmp_path: Path) -> None:
    named = tmp_path / "named.flac"
    session = session_of(Say(VoiceLine("Hello.", recording=named)))

    assert recordings(in_own_voice(session, find)) == [OWN]
    named.touch()
    assert recordings(in_own_voice(session, find)) == [named]


def test_without_recordings_a_session_is_as_it_was() -> None:
    session = session_of(Say(HELLO), Say(OTHER))

    assert in_own_voice(session, no_line) == session
