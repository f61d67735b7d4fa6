"""What a session needs besides its own file."""

from pathlib import Path

import pytest

from tests.core.written_sessions import NAMES, fragments_in, written
from thaw.core import needs
from thaw.core.loading import load_session
from thaw.core.own_sounds import SoundKind
from thaw.core.session import Session

RECORDED = written(
    "say: {text: Hello., file: a.wav}",
    "optional: {steps: [play: b.wav]}",
    "say: {text: Hello again., file: a.wav}",
    sound="{bed: soft-rain, bells: small-rin}",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.wav", "b.wav"):
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def session_in(folder: Path, text: str = RECORDED) -> Session:
    (folder / "walk.yaml").write_text(text, "utf-8")
    session = load_session(folder / "walk.yaml", fragments_in(None), NAMES)
    assert isinstance(session, Session), session
    return session


def test_recordings_are_found_in_every_step(folder):
    found = [path.name for path in needs.recordings(session_in(folder).steps)]
    assert found == ["a.wav", "b.wav", "a.wav"]


def test_sounds_are_found_by_kind_and_name(folder):
    text = written(
        "bell: warm-bowl", "bells: {every: 1m, voice: small-rin}", "bed: brown-noise", "bed: off"
    )
    assert list(needs.sounds(session_in(folder, text))) == [
        (SoundKind.BELL, "warm-bowl"),
        (SoundKind.BELL, "warm-bowl"),
        (SoundKind.BELL, "small-rin"),
        (SoundKind.BED, "brown-noise"),
    ]


def test_a_session_without_recordings_is_as_it_was(folder):
    session = session_in(folder, written("rest: 1m"))
    assert needs.told_apart(session) is session


def test_another_recording_makes_another_version_and_the_same_one_the_same(folder):
    session = session_in(folder)
    first = needs.told_apart(session).content_hash
    assert first != session.content_hash
    (folder / "b.wav").write_bytes(b"b.wav!")
    second = needs.told_apart(session).content_hash
    assert second not in (first, session.content_hash)
    (folder / "b.wav").write_bytes(b"b.wav")
    assert needs.told_apart(session).content_hash == first
    (folder / "b.wav").unlink()
    assert needs.told_apart(session).content_hash not in (first, second)
