"""What a terminal is told of sounds that another is heard in place of."""

from dataclasses import replace
from pathlib import Path

import espeakng_loader
import pytest

from tests.audio.recorded import hum, saved
from tests.commands.crank import Crank, Devices
from tests.commands.shelf import personal, services_at
from tests.core.written_sessions import written
from tests.player.stepped_output import SteppedOutput
from thaw.commands.answer import EXIT_DONE
from thaw.commands.asked import Asked
from thaw.commands.asking import find_session
from thaw.commands.play import play_session
from thaw.commands.render import render_session
from thaw.commands.stand_ins import StandIns
from thaw.core.session import VoiceLine
from thaw.devices.outputs import OutputName
from thaw.services import Services
from thaw.settings import Voice


def recorded(*names: str) -> str:
    says = [f"say: {{text: Line {number}., file: {name}}}" for number, name in enumerate(names)]
    return written(
        *says,
        "rest: {min: 3s, ideal: 20s, max: 50s}",
        lengths="{default: 30s, from: 10s, to: 60s}",
        category="timer",
        closing="",
    )


@pytest.fixture
def services(thaw_home: Path) -> Services:
    return services_at(thaw_home)


@pytest.fixture
def silent(services: Services, thaw_home: Path) -> Path:
    """A recording in which nothing is heard, and a session that names it twice."""
    file = personal(thaw_home, recorded("silent.wav", "silent.wav", "hum.wav"))
    saved(file.parent / "hum.wav", hum())
    return saved(file.parent / "silent.wav", 0 * hum())


def play(services: Services, asked: Asked) -> int:
    output = SteppedOutput()
    session = find_session(services, "walk")
    return play_session(
        services, session, asked, OutputName.QT, Devices(output), Crank(output, {40: "q"})
    )


def said_of(silent: Path) -> str:
    return (
        f"{silent}: `silent.wav` cannot be played, and the voice speaks instead:"
        " it is silent — record it again, nearer or louder\n"
    )


def test_playing_tells_once_of_a_recording_that_the_voice_speaks_for(
    services: Services, silent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(services, Asked()) == EXIT_DONE
    assert capsys.readouterr().err == f"{said_of(silent)}30 s of A Walk, kept in your history.\n"


def test_without_a_voice_nothing_stands_in_for_a_recording(
    services: Services, silent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(services, Asked(spoken=False)) == EXIT_DONE
    assert capsys.readouterr().err == "30 s of A Walk, kept in your history.\n"


def test_rendering_tells_of_it_as_well(
    services: Services, silent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert render_session(services, "walk", Asked(), tmp_path / "walk.wav") == EXIT_DONE
    said = capsys.readouterr().err
    assert said.startswith(said_of(silent))
    assert said.count("\n") == 2


@pytest.mark.parametrize("is_played", [True, False])
def test_a_chosen_voice_that_cannot_speak_is_told_once(
    services: Services,
    thaw_home: Path,
    tmp_path: Path,
    is_played: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    personal(thaw_home)
    gone = tmp_path / "gone.onnx"
    services.take(replace(services.settings, voice=Voice.PIPER, voice_file=gone))
    if is_played:
        play(services, Asked())
    else:
        render_session(services, "walk", Asked(), tmp_path / "walk.wav")
    told, *rest = capsys.readouterr().err.splitlines()
    assert told == (
        "The voice you chose is not heard: there is no such voice file."
        " The built-in one speaks in its place."
    )
    assert len(rest) == 1


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (Voice.ESPEAK, "The built-in voice is not heard: it is not installed."),
        (
            Voice.PIPER,
            (
                "The voice you chose is not heard: there is no such voice file."
                " Nor is the built-in one."
            ),
        ),
    ],
)
def test_where_no_voice_is_left_none_is_said_to_stand_in(
    services: Services,
    thaw_home: Path,
    chosen: Voice,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "/nowhere/libespeak-ng.so")
    personal(thaw_home)
    services.take(replace(services.settings, voice=chosen))
    play(services, Asked())
    assert capsys.readouterr().err.splitlines()[0] == said


def test_no_more_recordings_are_named_than_are_read(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        path = tmp_path / f"{number}.wav"
        services.bank.spoken(VoiceLine("Hello.", recording=path))
    stand_ins = StandIns(services)
    stand_ins.tell()
    *named, rest = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[1] for line in named] == ["`0.wav`", "`1.wav`", "`2.wav`"]
    assert rest == "2 more recordings cannot be played either."

    stand_ins.tell()
    assert capsys.readouterr().err == ""
