"""A take from a real sound server: what is played to a sink comes in from its monitor."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.programs import Program, require
from tests.e2e.sound_server import SINK, SoundServer
from thaw.core.units import RATE

pytestmark = pytest.mark.e2e

SECONDS = 3.0
HZ = 440


@pytest.fixture
def microphone(sound_server: SoundServer) -> Iterator[None]:
    """What the sink plays, as a microphone: Qt offers no monitor as one."""
    words = [f"master={SINK}.monitor", "source_name=mic", "channels=1", "channel_map=mono"]
    number = sound_server.load("module-remap-source", *words)
    yield
    sound_server.unload(number)


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    t = np.arange(20 * RATE) / RATE
    file = tmp_path / "tone.raw"
    file.write_bytes(np.repeat(0.3 * np.sin(2 * np.pi * HZ * t), 2).astype(np.float32).tobytes())
    return file


def take(environ: dict[str, str], folder: Path) -> tuple[str, Path]:
    """Let the program record; return what it said of the take, and where it is."""
    file = folder / "take.npy"
    words = [sys.executable, "-m", "tests.e2e.taker", str(file), str(SECONDS)]
    headless = {**environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        words, env=headless, capture_output=True, text=True, timeout=90, check=False
    )
    return done.stdout.strip(), file


@pytest.mark.usefixtures("microphone")
def test_a_take_is_what_the_microphone_hears(
    sound_server: SoundServer, environ: dict[str, str], tone: Path, tmp_path: Path
) -> None:
    require("pacat")
    surroundings = {**environ, **sound_server.environ}
    play = ["pacat", "--raw", "--format=float32le", f"--rate={RATE}", "--channels=2", tone]
    player = Program(play, surroundings, tmp_path / "pacat.log")

    said, file = take(surroundings, tmp_path)
    player.end()

    assert said == "whole"
    sound = np.load(file)
    assert SECONDS * RATE <= sound.size < 2 * SECONDS * RATE
    middle = sound[sound.size // 2 :][: RATE // 2]
    assert np.abs(middle).max() == pytest.approx(0.3, abs=0.02)
    assert np.abs(np.fft.rfft(middle)).argmax() == pytest.approx(HZ / 2, abs=1)


def test_without_a_microphone_it_says_so(
    sound_server: SoundServer, environ: dict[str, str], tmp_path: Path
) -> None:
    said, file = take({**environ, **sound_server.environ}, tmp_path)

    assert said == "none-here"
    assert not file.exists()


def test_without_a_sound_server_it_says_so(environ: dict[str, str], tmp_path: Path) -> None:
    said, _ = take(environ, tmp_path)

    assert said == "none-here"
