"""Recordings that a session names: beside it, and nowhere else."""

import pytest

from tests.core.written_sessions import NAMES, fragments_in, written
from thaw.core.catalogue import Catalogue
from thaw.core.compiling import compile_session
from thaw.core.loading import Loaded, load_file
from thaw.core.plan import Choices
from thaw.core.problem_words import worded
from thaw.core.problems import ProblemKind
from thaw.core.session import Say
from thaw.core.units import frames


@pytest.fixture
def home(tmp_path):
    (tmp_path / "sessions" / "voice").mkdir(parents=True)
    (tmp_path / "sessions" / "voice" / "one.flac").touch()
    (tmp_path / "outside.flac").touch()
    return tmp_path / "sessions"


def load(home, *steps: str) -> Loaded:
    (home / "walk.yaml").write_text(written(*steps), encoding="utf-8")
    return load_file(home / "walk.yaml", fragments_in(home / "fragments"), NAMES)


def say(name: str) -> str:
    return f'say: {{text: Hello., file: "{name}"}}'


def first_line(loaded: Loaded):
    step = loaded.session.steps[0]
    assert isinstance(step, Say)
    return step.line


def test_a_line_carries_its_recording(home):
    loaded = load(home, say("voice/one.flac"))
    assert loaded.problems == ()
    assert first_line(loaded).recording == home / "voice" / "one.flac"
    assert first_line(loaded).text == "Hello."


def test_a_variable_may_stand_in_the_name(home):
    step = "repeat: {over: [one], as: part, steps: [{say: {text: Hi., file: 'voice/{part}.flac'}}]}"
    assert first_line(load(home, step)).recording == home / "voice" / "one.flac"


def test_a_recording_that_is_not_there_leaves_the_session_playable(home):
    loaded = load(home, say("voice/two.flac"))
    assert loaded.session is not None
    assert [one.kind for one in loaded.problems] == [ProblemKind.NO_RECORDING]
    assert "`voice/two.flac`" in worded(loaded.problems[0])
    assert loaded.problems[0].line == 10


@pytest.mark.parametrize(
    "name",
    ["../outside.flac", "voice/../../outside.flac", "/etc/a.flac", "C:/a.flac", "..\\\\a.flac"],
)
def test_a_recording_outside_the_folder_is_refused(home, name):
    loaded = load(home, say(name))
    assert loaded.session is None
    assert [one.kind for one in loaded.problems] == [ProblemKind.RECORDING_PATH]


def test_a_link_that_leads_out_of_the_folder_is_refused(home):
    (home / "linked.flac").symlink_to(home.parent / "outside.flac")
    assert [one.kind for one in load(home, say("linked.flac")).problems] == [
        ProblemKind.RECORDING_PATH
    ]


def test_what_is_no_sound_file_by_name_is_refused(home):
    problems = load(home, say("voice/one.txt")).problems
    assert [one.kind for one in problems] == [ProblemKind.RECORDING_ENDING]
    assert "`.flac`" in worded(problems[0])


def test_a_fragment_names_recordings_in_its_own_folder(home):
    (home / "fragments").mkdir()
    (home / "fragments" / "a.ogg").touch()
    fragment = "steps:\n  - say: {text: Hi., file: a.ogg}\n"
    (home / "fragments" / "hello.yaml").write_text(fragment, encoding="utf-8")
    assert first_line(load(home, "include: hello")).recording == home / "fragments" / "a.ogg"


@pytest.mark.parametrize("step", ["play: voice/one.flac", "play: {file: voice/one.flac, gain: -6}"])
def test_a_track_takes_as_long_as_its_file(home, step):
    session = load(home, step, "rest: {min: 1s, ideal: 60s, max: 1h}").session
    assert session is not None

    def duration_of(line):
        return frames(200 if line.is_track else 2)

    plan = compile_session(session, Choices(), duration_of)
    (track,) = plan.tracks
    assert (track.at, track.length) == (0, frames(200))
    assert track.recording == home / "voice" / "one.flac"
    assert track.gain_db == (-6 if "gain" in step else 0)
    assert all(event.at >= frames(200) for event in plan.events if event is not track)
    assert plan.length == session.lengths.default


def test_a_track_that_is_not_there_forbids_the_session(home):
    loaded = load(home, "play: voice/two.flac")
    assert loaded.session is None
    assert [one.kind for one in loaded.problems] == [ProblemKind.NO_TRACK]


def test_a_track_outside_the_folder_is_refused(home):
    problems = load(home, "play: ../outside.flac").problems
    assert [one.kind for one in problems] == [ProblemKind.RECORDING_PATH]


def test_the_library_finds_a_track_that_was_missed_once_it_is_there(home, tmp_path):
    (home / "walk.yaml").write_text(written("play: voice/two.flac"), encoding="utf-8")
    catalogue = Catalogue([tmp_path / "none", home], tmp_path / "index", NAMES)
    catalogue.refresh()
    assert catalogue.entry("walk") is None
    (home / "voice" / "two.flac").touch()
    catalogue.refresh()
    assert catalogue.entry("walk") is not None
    assert catalogue.problems() == ()
