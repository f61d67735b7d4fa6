"""Trying a level or a voice: heard to its end, cut short when asked, plain about what fails."""

from collections.abc import Iterator
from math import inf
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.player.stepped_output import SteppedOutput
from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.audio.output import FaultKind, OutputFault
from thaw.audio.voice.voice import Speech, VoiceFault, VoiceUnavailable
from thaw.core.session import VoiceLine
from thaw.core.units import RATE
from thaw.player.performance import Performance
from thaw.player.samples import Sample, sample
from thaw.shell.background import Background
from thaw.shell.settings.sound_preview import LONGEST, SoundPreview


class OneSecond:
    name = "one second"
    refuses = False

    def speak(self, line: VoiceLine) -> Speech:
        if self.refuses:
            raise VoiceUnavailable(VoiceFault.REFUSED)
        return np.full(RATE, 0.25, np.float32)


class Trial:
    """A preview with its output in the test's hand."""

    def __init__(self, folder: Path) -> None:
        self.voice = OneSecond()
        self.bank = SoundBank([self.voice], folder)
        self.levels = Levels()
        self.output = SteppedOutput()
        self.background = Background()
        self.unheard = ""
        self.preview = SoundPreview(
            self.make,
            lambda: self.levels,
            lambda: self.output,
            self.background,
            unheard=lambda: self.unheard,
        )
        self.said: list[str] = []
        self.preview.said.connect(self.said.append)

    def make(self, name: str) -> Performance:
        return sample(Sample(name), VoiceLine("Rest here."), self.bank, self.levels)

    def loudest(self, seconds: float) -> float:
        self.output.turn(seconds)
        return float(np.abs(self.output.last[-RATE // 10 :]).max())


@pytest.fixture
def trial(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Trial]:
    made = Trial(tmp_path)
    yield made
    made.background.close()
    # Now and on this thread: a ring of Python's is let go of later, on any.
    for part in (made.preview, made.background):
        part.deleteLater()
        qapp.sendPostedEvents(part, QEvent.Type.DeferredDelete)


def test_the_line_is_heard_to_its_end_and_then_the_output_rests(trial: Trial, qtbot: QtBot) -> None:
    trial.preview.hear("voice_db")
    qtbot.waitUntil(lambda: trial.output.is_running)
    trial.output.turn(1.1)
    qtbot.waitUntil(lambda: not trial.output.is_running)
    assert trial.said == [""]


def test_nobody_has_to_wait_until_a_bell_has_rung_out(trial: Trial, qtbot: QtBot) -> None:
    trial.preview.hear("bells_db")
    qtbot.waitUntil(lambda: trial.output.is_running)
    trial.output.turn(LONGEST / RATE)
    qtbot.waitUntil(lambda: not trial.output.is_running)


def test_a_level_is_turned_while_its_sample_is_heard(trial: Trial, qtbot: QtBot) -> None:
    trial.preview.hear("bells_db")
    qtbot.waitUntil(lambda: trial.output.is_running)
    assert trial.loudest(0.5) > 0
    trial.levels = Levels(bells_db=-inf)
    trial.preview.turn()
    assert trial.loudest(0.5) == 0


def test_leaving_fades_it_out(trial: Trial, qtbot: QtBot) -> None:
    trial.preview.hear("voice_db")
    qtbot.waitUntil(lambda: trial.output.is_running)
    trial.preview.stop()
    assert not trial.output.is_running
    assert trial.output.last_fade_ms


def test_a_sample_that_is_still_being_made_is_forgotten(trial: Trial, qtbot: QtBot) -> None:
    trial.preview.hear("voice_db")
    trial.preview.stop()
    answered: list[None] = []
    trial.background.run(lambda: None, answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert trial.output.spans == []


def test_a_voice_that_is_not_there_is_said(trial: Trial, qtbot: QtBot) -> None:
    trial.voice.refuses = True
    trial.preview.hear("voice_db")
    qtbot.waitUntil(lambda: len(trial.said) == 2)
    assert trial.said[1] == "It can't be heard: it could not say a line"


def test_why_the_chosen_voice_is_not_heard_is_said_with_the_sample_and_without(
    trial: Trial, qtbot: QtBot
) -> None:
    trial.unheard = "The voice is not heard, and this is why."
    trial.preview.hear("voice_db")
    qtbot.waitUntil(lambda: trial.output.is_running)
    assert trial.said == ["", trial.unheard]
    trial.voice.refuses = True
    trial.bank = SoundBank([trial.voice], None)
    trial.preview.hear("voice_db")
    qtbot.waitUntil(lambda: len(trial.said) == 4)
    assert trial.said[3] == trial.unheard


def test_a_device_that_does_not_play_is_said(trial: Trial, qtbot: QtBot) -> None:
    trial.preview.hear("voice_db")
    qtbot.waitUntil(lambda: trial.output.is_running)
    trial.output.lose(OutputFault(FaultKind.NO_DEVICE))
    qtbot.waitUntil(lambda: len(trial.said) == 2)
    assert trial.said[1] == "There is no sound: the device does not play."
