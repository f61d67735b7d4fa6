"""Which output plays."""

import pytest
from pytestqt.qtbot import QtBot

from thaw.audio.silent import SilentOutput
from thaw.devices.outputs import NoSoundDevice, OutputName, Outputs
from thaw.devices.qt_output import QtOutput


@pytest.fixture
def outputs(qtbot: QtBot) -> Outputs:
    return Outputs()


def test_silence_can_be_had_anywhere(outputs: Outputs) -> None:
    assert isinstance(outputs.open(OutputName.SILENT), SilentOutput)


def test_sound_that_is_asked_for_by_name_is_refused_without_a_device(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Outputs, "has_device", lambda self: False)
    with pytest.raises(NoSoundDevice):
        outputs.open(OutputName.QT)


@pytest.mark.parametrize("name", [OutputName.QT, OutputName.AUTO])
def test_with_a_device_it_is_sound(
    outputs: Outputs, name: OutputName, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Outputs, "has_device", lambda self: True)
    opened = outputs.open(name)
    assert isinstance(opened, QtOutput)
    opened.close()
