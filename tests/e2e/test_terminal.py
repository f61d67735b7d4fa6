"""``thaw play``: a practice in a terminal, with sound and without anything."""

from pathlib import Path

import pytest

from tests.e2e.app import THAW, Home
from tests.e2e.recording import Recorder
from tests.e2e.short_sessions import BRIEF, TINY
from tests.e2e.sound_server import SoundServer
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e


def test_a_practice_in_a_terminal_is_seen_heard_paused_stopped_and_kept(
    environ: dict[str, str], sound_server: SoundServer, recorder: Recorder, tmp_path: Path
) -> None:
    home = Home({**environ, **sound_server.environ})
    home.add_session("brief-rain", BRIEF)
    words = [*THAW, "play", "brief-rain"]
    with Terminal(words, home.environ, tmp_path / "play.log") as terminal:
        terminal.wait_for("Brief Rain")
        recorder.wait_for_sound()
        terminal.wait_for("You might notice the rain.")
        terminal.press(" ")
        terminal.wait_for("paused")
        recorder.wait_for_silence()
        terminal.press(" ")
        recorder.wait_for_sound()
        terminal.press("q")
        assert terminal.program.wait() == 0, terminal.program.said()
        assert "kept in your history" in terminal.drawn + terminal.program.said()
    (row,) = home.history()
    assert (row["outcome"], row["source"]) == ("partial", "terminal")
    assert 5 <= row["practised_s"] < 13
    assert [pause["reason"] for pause in row["pauses"]] == ["user"]


def test_with_no_screen_and_no_sound_it_says_so_plays_captions_and_keeps_the_row(
    environ: dict[str, str],
) -> None:
    home = Home(environ)
    home.add_session("tiny-rain", TINY)
    done = home.run("play", "tiny-rain")
    assert done.returncode == 0, done.stderr
    assert "There is no sound device: captions alone." in done.stdout + done.stderr
    assert "You might notice the rain." in done.stdout
    assert "Traceback" not in done.stderr
    (row,) = home.history()
    assert (row["outcome"], row["practised_s"]) == ("completed", 10)


def test_sound_asked_for_by_name_and_missing_is_refused_in_one_line(
    environ: dict[str, str],
) -> None:
    home = Home(environ)
    done = home.run("play", "three-step-space", "--output", "qt")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert home.history() == []
