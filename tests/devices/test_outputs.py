"""Which output plays."""

import sys

import pytest
from pytestqt.qtbot import QtBot

from thaw.audio.output import FaultKind, OutputFault
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


def without_qt_multimedia(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a library that it needs, such as libpulse, is not installed."""
    for name in ("qt_devices", "qt_output"):
        monkeypatch.setitem(sys.modules, f"thaw.devices.{name}", None)


def test_where_qt_cannot_play_simpleaudio_does(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_qt_multimedia(monkeypatch)
    other = SilentOutput()
    monkeypatch.setattr("thaw.devices.outputs._simpleaudio", lambda: other)
    assert outputs.devices() == []
    assert outputs.open(OutputName.AUTO) is other
    assert outputs.open_sounding() is other


def test_where_nothing_can_play_it_is_said_at_the_first_sound(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_qt_multimedia(monkeypatch)

    def refused() -> None:
        raise NoSoundDevice

    monkeypatch.setattr("thaw.devices.outputs._simpleaudio", refused)
    output = outputs.open_sounding()
    output.start(lambda block, frame: None, 480)
    output.stop()
    assert output.fault == OutputFault(FaultKind.NO_DEVICE)
    assert (output.heard(), output.is_running) == (480, False)
    output.close()
