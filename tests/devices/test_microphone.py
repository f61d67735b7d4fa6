"""Takes from a microphone, and what becomes of them when it goes."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.devices.scripted_microphone import ScriptedMicrophone
from thaw.core.own_voice import LONGEST_TAKE_S
from thaw.core.units import RATE
from thaw.devices import microphone
from thaw.devices.microphone import Microphone, MicrophoneFault, MicrophoneRefused


def hum(seconds: float, loudness: float = 0.3, rate: int = RATE) -> np.ndarray:
    t = np.arange(round(seconds * rate)) / rate
    return (loudness * np.sin(2 * np.pi * 200 * t)).astype(np.float32)


@pytest.fixture
def device() -> ScriptedMicrophone:
    return ScriptedMicrophone()


@pytest.fixture
def recorder(qapp: object, device: ScriptedMicrophone) -> Microphone:
    return Microphone(device)


def test_a_take_is_what_was_heard_between_start_and_stop(
    recorder: Microphone, device: ScriptedMicrophone
) -> None:
    recorder.start()
    for piece in np.split(hum(2), 8):
        device.says(piece)
    assert recorder.is_recording
    assert recorder.seconds == 2
    assert recorder.level == pytest.approx(0.3, rel=0.01)
    recorder.stop()

    assert not recorder.is_recording
    assert device.stops == 1
    assert np.array_equal(recorder.take(), hum(2))


def test_a_finished_take_has_the_last_words_that_were_on_their_way(
    qtbot: QtBot, recorder: Microphone, device: ScriptedMicrophone
) -> None:
    recorder.start()
    device.says(hum(1))
    with qtbot.waitSignal(recorder.ended):
        recorder.finish()
        recorder.finish()
        device.says(hum(0.5))

    assert recorder.fault is None
    assert not recorder.is_recording
    assert recorder.seconds == 1.5


def test_what_has_come_in_and_was_not_told_is_in_the_take(
    recorder: Microphone, device: ScriptedMicrophone
) -> None:
    recorder.start()
    device._stream.waiting = hum(1).tobytes()  # type: ignore[reportPrivateUsage]  # no signal
    recorder.stop()

    assert recorder.take().size == RATE


def test_frames_that_come_in_two_parts_are_whole(
    recorder: Microphone, device: ScriptedMicrophone
) -> None:
    data = hum(0.1).tobytes()
    recorder.start()
    for start in range(0, len(data), 7):
        device.sends(data[start : start + 7])
    recorder.stop()

    assert np.array_equal(recorder.take(), hum(0.1))


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100, 96_000])
def test_any_rate_is_brought_to_ours(qapp: object, rate: int) -> None:
    device = ScriptedMicrophone(rate=rate)
    recorder = Microphone(device)
    recorder.start()
    device.says(hum(1, rate=rate))
    recorder.stop()

    assert recorder.take().size == RATE
    middle = slice(RATE // 4, 3 * RATE // 4)
    assert recorder.take()[middle] == pytest.approx(hum(1)[middle], abs=0.01)


def test_samples_that_mean_nothing_are_silence(
    recorder: Microphone, device: ScriptedMicrophone
) -> None:
    recorder.start()
    device.says(np.array([np.nan, np.inf, -np.inf, 0.5], np.float32))
    recorder.stop()

    assert recorder.take().tolist() == [0.0, 0.0, 0.0, 0.5]


def test_a_take_ends_by_itself_after_two_minutes(
    qtbot: QtBot, recorder: Microphone, device: ScriptedMicrophone
) -> None:
    recorder.start()
    with qtbot.waitSignal(recorder.ended):
        device.says(np.zeros(RATE * (LONGEST_TAKE_S + 5), np.float32))

    assert not recorder.is_recording
    assert recorder.fault is None
    assert recorder.take().size == RATE * LONGEST_TAKE_S


def test_without_a_microphone_it_says_so(recorder: Microphone, device: ScriptedMicrophone) -> None:
    device.refuses = MicrophoneFault.NONE_HERE

    with pytest.raises(MicrophoneRefused) as told:
        recorder.start()

    assert told.value.kind is MicrophoneFault.NONE_HERE
    assert not recorder.is_recording


def test_one_that_cannot_be_opened_says_so(
    recorder: Microphone, device: ScriptedMicrophone
) -> None:
    device.fault = "OpenError"

    with pytest.raises(MicrophoneRefused) as told:
        recorder.start()

    assert (told.value.kind, told.value.detail) == (MicrophoneFault.REFUSED, "OpenError")
    assert device.stops == 1


def test_one_that_could_not_be_opened_can_be_tried_again(
    recorder: Microphone, device: ScriptedMicrophone
) -> None:
    device.fault = "OpenError"
    for _ in range(2):
        with pytest.raises(MicrophoneRefused):
            recorder.start()
    device.fault = None
    recorder.start()
    device.says(hum(1))
    recorder.stop()
    assert recorder.seconds == 1


def test_one_that_goes_leaves_what_was_recorded(
    qtbot: QtBot, recorder: Microphone, device: ScriptedMicrophone
) -> None:
    recorder.start()
    device.says(hum(1))
    with qtbot.waitSignal(recorder.ended):
        device.fault = "IOError"

    assert recorder.fault is MicrophoneFault.STOPPED
    assert np.array_equal(recorder.take(), hum(1))


def test_one_that_sends_nothing_more_has_stopped(
    qtbot: QtBot, recorder: Microphone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(microphone, "SILENT_S", 0.05)
    recorder.start()
    with qtbot.waitSignal(recorder.ended):
        pass

    assert recorder.fault is MicrophoneFault.STOPPED
    assert recorder.take().size == 0


def test_a_new_take_forgets_the_one_before(
    recorder: Microphone, device: ScriptedMicrophone
) -> None:
    recorder.start()
    device.says(hum(2))
    recorder.stop()
    recorder.start()
    device.says(hum(1))
    recorder.stop()
    recorder.stop()

    assert recorder.take().size == RATE
