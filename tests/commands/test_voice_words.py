"""What the doctor says of voices."""

import sys
from pathlib import Path

import pytest

from tests.audio.voice.tiny_piper import add_voice
from tests.commands.shelf import services_at
from thaw.commands.voice_words import voice_findings
from thaw.services import Services
from thaw.settings import Settings, Voice


@pytest.fixture
def services(thaw_home: Path) -> Services:
    return services_at(thaw_home)


def found(services: Services, **settings: object) -> list[str]:
    services.take(Settings(**settings))  # type: ignore[arg-type]  # named by the tests
    return [words for _, words in voice_findings(services)]


def test_the_built_in_voice_is_asked_for_a_word(services: Services) -> None:
    voice, own = found(services)

    assert voice.startswith("espeak-ng, chosen: says a word of ")
    assert own.startswith("0 recorded, in ")


def test_a_voice_of_ones_own_is_asked_too(services: Services, tmp_path: Path) -> None:
    words = found(services, voice=Voice.PIPER, voice_file=add_voice(tmp_path))

    assert words[0].startswith("espeak-ng: says")
    assert words[1].startswith("Piper with calm.onnx, chosen: says a word of ")


def test_a_voice_that_is_gone_is_told(services: Services, tmp_path: Path) -> None:
    words = found(services, voice=Voice.PIPER, voice_file=tmp_path / "gone.onnx")

    assert words[1] == ("Piper with gone.onnx, chosen: does not speak, there is no such voice file")


def test_the_systems_voice_is_not_offered_on_linux_but_explained(services: Services) -> None:
    words = found(services, voice=Voice.SYSTEM)

    assert words[1] == (
        "the system's voice, chosen: does not speak, it is there on Windows and macOS alone"
    )


def test_captions_alone_are_told(services: Services) -> None:
    assert "off, chosen: captions and bells" in found(services, voice=Voice.CAPTIONS)


def test_what_is_missing_can_be_had(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "piper", None)
    words = found(services, voice=Voice.PIPER, voice_file=add_voice(tmp_path))

    assert words[1].endswith("`pip install thaw-mindfulness[piper]` brings it")
