"""Sound follows what was chosen, and the default, as devices come and go."""

import time

from tests.devices.scripted_devices import ScriptedDevices
from tests.devices.scripted_playing import (
    ScriptedStream,
    code_of,
    heard_a_while,
    playing_on,
    until,
)
from tests.e2e import frame_code
from thaw.devices.qt_output import QtOutput
from thaw.devices.whereabouts import Move, Whereabouts


def whereabouts(devices: ScriptedDevices, choice: str = "") -> Whereabouts:
    where = Whereabouts(lambda: choice, devices)
    where.settle()
    return where


def test_where_nothing_has_changed_sound_stays(devices: ScriptedDevices) -> None:
    where = whereabouts(devices)
    assert where.reconsider(None) is Move.NONE
    assert not where.has_another()


def test_a_new_default_is_gone_to_softly_and_from_a_lost_device_at_once(
    devices: ScriptedDevices,
) -> None:
    where = whereabouts(devices)
    devices.become("phones", "speakers")
    assert where.reconsider(None) is Move.SOFT
    devices.become("phones")
    assert where.reconsider(None) is Move.AT_ONCE
    assert where.has_another()


def test_where_the_server_has_moved_it_sound_is_at_home(devices: ScriptedDevices) -> None:
    where = whereabouts(devices)
    devices.become("phones", "speakers")
    assert where.reconsider("phones") is Move.NONE
    assert where.device is not None
    assert where.device.id == "phones"


def test_a_name_that_only_the_server_knows_is_not_believed(devices: ScriptedDevices) -> None:
    where = whereabouts(devices)
    assert where.reconsider("alsa_output.pci") is Move.NONE
    devices.become()
    assert where.reconsider("alsa_output.pci") is Move.NONE
    assert not where.has_another()


def test_the_chosen_device_is_found_by_its_id(devices: ScriptedDevices) -> None:
    with playing_on(devices, "phones") as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        assert devices.played_on == ["phones"]
        assert not output.is_on_substitute


def test_the_default_plays_in_place_of_a_chosen_device_that_is_not_there(
    devices: ScriptedDevices,
) -> None:
    devices.become("speakers")
    with playing_on(devices, "phones") as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        assert devices.played_on == ["speakers"]
        assert output.is_on_substitute
        output.stop(0)
        devices.become("speakers", "phones")
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        assert devices.played_on == ["speakers", "phones"]
        assert not output.is_on_substitute


def test_sound_follows_the_default_from_the_frame_that_was_heard(
    devices: ScriptedDevices,
) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        devices.become("phones", "speakers")
        devices.tell()
        until(lambda: devices.played_on == ["speakers", "phones"])
        assert output.is_running
        assert output.fault is None
        heard_a_while(output)
        output.stop(0)
    first, second = devices.sinks
    assert first.volume == 0
    went_on_at = code_of(second).runs()[0].first
    # The old sink was given more than was heard of it; the new one begins where that ended.
    assert 0 < went_on_at < code_of(first).runs()[0].last
    assert output.heard() > went_on_at


def test_a_device_that_has_gone_is_not_waited_for(devices: ScriptedDevices) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        devices.sinks[0].is_stuck = True
        devices.become("phones")
        devices.tell()
        until(lambda: devices.played_on == ["speakers", "phones"])
        heard_a_while(output)
        assert output.fault is None


def test_a_sink_that_fails_with_its_device_is_replaced_without_a_fault(
    devices: ScriptedDevices,
) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        reached = output.heard()
        devices.become("phones")
        devices.sinks[0].fault = "FatalError"
        until(lambda: devices.played_on == ["speakers", "phones"])
        heard_a_while(output)
        assert output.fault is None
        assert code_of(devices.sinks[1]).runs()[0].first >= reached


def test_a_change_that_concerns_other_devices_is_not_heard(devices: ScriptedDevices) -> None:
    with playing_on(devices, "phones") as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        devices.become("radio", "phones", "speakers")
        devices.tell()
        settled = time.monotonic() + 0.8
        until(lambda: time.monotonic() > settled)
        assert devices.played_on == ["phones"]


def test_another_choice_is_followed_while_it_plays(devices: ScriptedDevices) -> None:
    choice = ["speakers"]
    output = QtOutput(lambda: choice[0], devices, find_stream=lambda: None)
    output.follow_choice()
    output.start(frame_code.fill, 0)
    heard_a_while(output)
    choice[0] = "phones"
    output.follow_choice()
    until(lambda: devices.played_on == ["speakers", "phones"])
    heard_a_while(output)
    assert output.fault is None
    output.close()


def test_sound_that_the_server_has_moved_is_left_alone(devices: ScriptedDevices) -> None:
    stream = ScriptedStream("speakers")
    output = QtOutput(devices=devices, find_stream=lambda: stream)
    output.start(frame_code.fill, 0)
    heard_a_while(output)
    devices.become("phones", "speakers")
    stream.device = "phones"
    devices.tell()
    settled = time.monotonic() + 0.8
    until(lambda: time.monotonic() > settled)
    assert devices.played_on == ["speakers"]
    devices.become("speakers", "phones")
    devices.tell()
    until(lambda: devices.played_on == ["speakers", "speakers"])
    output.close()
