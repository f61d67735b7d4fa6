"""A sound file in the sessions folder is a session."""

import os
import shutil

import numpy as np
import pytest

from tests.audio.recorded import exported, hum, saved
from tests.commands.shelf import services_at
from thaw.audio.recording import read_recording, track_length
from thaw.audio.rendering import Levels
from thaw.core.plan import Choices
from thaw.core.problems import ProblemKind
from thaw.core.session import Session
from thaw.core.units import RATE, frames
from thaw.player.preparing import compile_for, perform
from thaw.services import Services


def shelf(tmp_path) -> Services:
    """A home with one track and its subtitles."""
    folder = tmp_path / "data" / "sessions"
    saved(folder / "Evening Waves.ogg", hum(6.0, 44_100, 2), 44_100)
    (folder / "Evening Waves.srt").write_text("00:00:01,000 --> 00:00:03,000\nHello.\n")
    services = services_at(tmp_path)
    services.catalogue.refresh()
    return services


def session_of(services: Services, name: str) -> Session:
    session = services.catalogue.session(name)
    assert isinstance(session, Session)
    return session


def test_it_is_in_the_library_at_its_own_length(tmp_path):
    entry = shelf(tmp_path).catalogue.entry("evening-waves")
    assert entry.title == "Evening Waves"
    assert entry.is_personal
    assert entry.lengths.shortest == entry.lengths.default == entry.lengths.longest
    assert entry.lengths.default == frames(6 + 5 + 3 + 14)


@pytest.mark.parametrize("spoken", [True, False])
def test_it_plays_between_bells_with_its_captions(tmp_path, spoken):
    services = shelf(tmp_path)
    session = session_of(services, "evening-waves")
    plan = compile_for(session, Choices(spoken=spoken), services.bank)
    assert plan.length == session.lengths.default
    assert [strike.at / RATE for strike in plan.strikes] == [0, 14, 21, 28]
    (track,) = plan.tracks
    assert (track.at, track.length) == (frames(5), frames(6))
    assert plan.at(frames(7)).caption.line.text == "Hello."
    performance = perform(plan, services.bank, Levels(bells_db=-np.inf))
    block = np.zeros((plan.length, 2), np.float32)
    performance.fill(block, 0)
    alone = read_recording(track.recording, trims=False).sound()
    heard = block[track.at : track.at + track.length].T
    np.testing.assert_allclose(heard, alone, atol=1e-4)
    assert not block[: track.at].any()
    assert not block[track.at + track.length :].any()


def test_what_was_read_is_remembered(tmp_path):
    shelf(tmp_path)
    again = services_at(tmp_path).catalogue
    assert again.entry("evening-waves") is not None
    assert not again.refresh()


def test_a_broken_file_is_one_problem_and_hides_nothing(tmp_path):
    services = shelf(tmp_path)
    folder = tmp_path / "data" / "sessions"
    (folder / "broken.mp3").write_text("words")
    (folder / "empty.wav").touch()
    services.catalogue.refresh()
    problems = services.catalogue.problems()
    assert [(one.file.name, one.kind) for one in problems] == [
        ("broken.mp3", ProblemKind.TRACK_UNUSABLE),
        ("empty.wav", ProblemKind.TRACK_UNUSABLE),
    ]
    assert services.catalogue.entry("evening-waves") is not None


def test_a_track_that_waits_for_ffmpeg_is_there_once_ffmpeg_is(tmp_path, monkeypatch):
    folder = tmp_path / "data" / "sessions"
    folder.mkdir(parents=True)
    exported(folder / "sea.m4a", hum(1.0), "ipod")
    with monkeypatch.context() as without:
        without.setattr(shutil, "which", lambda _: None)
        services = services_at(tmp_path)
        services.catalogue.refresh()
        assert "ffmpeg" in services.catalogue.problems()[0].values["reason"]

    assert services_at(tmp_path).catalogue.refresh()
    services.catalogue.refresh()

    assert services.catalogue.entry("sea") is not None
    assert services.catalogue.problems() == ()


def test_two_tracks_of_one_name_are_told_apart_or_told(tmp_path):
    services = shelf(tmp_path)
    folder = tmp_path / "data" / "sessions"
    saved(folder / "evening_waves.wav", hum(1.0))
    saved(folder / "夜.wav", hum(1.0))
    services.catalogue.refresh()
    assert [one.kind for one in services.catalogue.problems()] == [ProblemKind.DUPLICATE_ID]
    assert [one.title for one in services.catalogue.entries() if one.is_personal] == [
        "Evening Waves",
        "夜",
    ]


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000, 96_000])
def test_the_length_that_is_counted_is_the_length_that_is_played(tmp_path, rate):
    path = saved(tmp_path / "a.flac", hum(2.3456, rate), rate)
    assert track_length(path) == read_recording(path, trims=False).length


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (b"caf\xe9_noir.ogg", "café noir"),
        (b"new\nline.ogg", "new line"),
        (b"\x1b[31m red.ogg", "[31m red"),
        ("ruhe \U0001f9d8.ogg".encode(), "ruhe \U0001f9d8"),
    ],
)
def test_a_name_that_is_no_line_of_text_makes_a_title_that_can_be_kept(tmp_path, name, title):
    services = services_at(tmp_path)
    folder = tmp_path / "data" / "sessions"
    saved(folder / "a.ogg", hum(6.0)).rename(folder / os.fsdecode(name))
    services.catalogue.refresh()
    (entry,) = [entry for entry in services.catalogue.entries() if entry.is_personal]
    assert entry.title == title
    entry.goal.encode()
    session = session_of(services, entry.id)
    track = compile_for(session, Choices(spoken=False), services.bank).tracks[0]
    assert os.fsencode(track.recording.name) == name
