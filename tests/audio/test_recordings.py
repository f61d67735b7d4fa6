"""Recordings in place of the voice."""

import os

import numpy as np
import pytest

from tests.audio.meters import level_db, lufs
from tests.audio.plans import HummingVoice, at, plan
from tests.audio.recorded import between_silences, hum, saved
from thaw.audio.bank import SoundBank
from thaw.audio.ducking import DEPTH_DB
from thaw.audio.recordings import Recordings
from thaw.audio.rendering import Levels, Renderer
from thaw.core.plan import BedSpan, Speech, Track
from thaw.core.recording_faults import RecordingUnusable
from thaw.core.session import VoiceLine
from thaw.core.units import RATE


def rendered(bank: SoundBank, line: VoiceLine) -> np.ndarray:
    renderer = Renderer(plan(Speech(at(1), at(2), line), length_s=5), bank)
    block = np.zeros((5 * RATE, 2), np.float32)
    renderer.into(block, 0)
    return block


def test_a_recording_is_heard_in_place_of_the_voice_at_its_loudness(tmp_path):
    path = saved(tmp_path / "a.wav", hum(2.0, hz=500))
    voice = HummingVoice()
    bank = SoundBank(voice, tmp_path / "cache")
    line = VoiceLine("Hello.", recording=path)
    assert bank.duration(line) == 2 * RATE
    block = rendered(bank, line)
    assert voice.asked == []
    assert not block[:RATE].any()
    assert np.array_equal(block[:, 0], block[:, 1])
    assert abs(lufs(block[RATE : 3 * RATE]) - -20) < 0.5
    assert np.abs(np.fft.rfft(block[RATE : 2 * RATE, 0])).argmax() == 500


def test_both_channels_of_a_recording_are_heard(tmp_path):
    sides = np.hstack((hum(2.0, hz=300), hum(2.0, hz=700)))
    bank = SoundBank(HummingVoice(), None)
    line = VoiceLine("Hello.", recording=saved(tmp_path / "a.wav", sides))
    block = rendered(bank, line)[RATE : 2 * RATE]
    assert [np.abs(np.fft.rfft(block[:, side])).argmax() for side in (0, 1)] == [300, 700]


@pytest.mark.parametrize("content", [b"", b"no sound", None])
def test_the_voice_speaks_where_a_recording_cannot_be_played(tmp_path, content):
    path = tmp_path / "a.wav"
    if content is not None:
        path.write_bytes(content)
    voice = HummingVoice()
    bank = SoundBank(voice, tmp_path / "cache")
    assert bank.duration(VoiceLine("Hello.", recording=path)) == 6 * RATE // 10
    assert voice.asked == ["Hello."]


def test_with_captions_only_no_recording_is_heard(tmp_path):
    bank = SoundBank(None, None)
    line = VoiceLine("Hello.", recording=saved(tmp_path / "a.wav", hum()))
    assert not rendered(bank, line).any()


def test_a_file_is_read_once_and_again_when_it_changes(tmp_path):
    path = saved(tmp_path / "a.wav", hum(1.0))
    recordings = Recordings(tmp_path / "cache")
    first = recordings.samples(path)
    assert recordings.samples(path) is first
    saved(path, hum(3.0))
    assert recordings.samples(path).array.shape == (1, 3 * RATE)
    path.write_bytes(b"no sound")
    os.utime(path, (1, 1))
    with pytest.raises(RecordingUnusable):
        recordings.samples(path)


def test_a_file_that_goes_while_it_is_heard_is_heard_on(tmp_path):
    path = saved(tmp_path / "a.wav", hum(1.0))
    recordings = Recordings(None)
    first = recordings.samples(path)
    path.unlink()
    assert recordings.samples(path) is first
    with pytest.raises(RecordingUnusable):
        recordings.samples(path, trims=False)


def track(path, gain_db: float = 0.0) -> Track:
    return Track(at(1), at(2), path, gain_db)


def play(bank: SoundBank, *events, spoken: bool = True, voice_db: float = 0.0) -> np.ndarray:
    levels = Levels(voice_db=voice_db)
    renderer = Renderer(plan(*events, length_s=5, spoken=spoken), bank, levels)
    block = np.zeros((5 * RATE, 2), np.float32)
    renderer.into(block, 0)
    return block


@pytest.mark.parametrize("spoken", [True, False])
def test_a_track_is_heard_whole_with_or_without_a_voice(tmp_path, spoken):
    path = saved(tmp_path / "a.wav", between_silences(hum(1.0, hz=500), seconds=0.5))
    block = play(SoundBank(None, None), track(path), spoken=spoken)
    assert not block[: 3 * RATE // 2].any()
    assert abs(lufs(block[RATE : 3 * RATE]) - -20) < 0.5
    assert not block[5 * RATE // 2 + 480 :].any()


def test_a_track_goes_by_its_gain_and_the_voices_level(tmp_path):
    path = saved(tmp_path / "a.wav", hum(2.0))
    bank = SoundBank(None, None)
    block = play(bank, track(path, gain_db=-6), voice_db=-4)[RATE : 3 * RATE]
    assert abs(lufs(block) - -30) < 0.5


def test_a_soundscape_makes_way_for_a_track_unless_it_is_told_not_to(tmp_path):
    path = saved(tmp_path / "a.wav", hum(2.0))
    bank = SoundBank(None, tmp_path / "cache")
    levels = [
        level_db(
            play(
                bank,
                track(path, gain_db=-np.inf),
                BedSpan(at(0), at(5), "brown-noise", 0.0, at(0.2), at(0.2), ducks=ducks),
            )[3 * RATE // 2 : 3 * RATE]
        )
        for ducks in (True, False)
    ]
    assert levels[0] - levels[1] == pytest.approx(DEPTH_DB, abs=0.3)


def test_a_voice_and_a_track_are_both_heard(tmp_path):
    bank = SoundBank(HummingVoice(), None)
    path = saved(tmp_path / "a.wav", hum(2.0, hz=700))
    block = play(bank, track(path), Speech(at(3.5), at(0.5), VoiceLine("Hello.")))
    assert np.abs(np.fft.rfft(block[RATE : 2 * RATE, 0])).argmax() == 700
    assert block[int(3.6 * RATE) : 4 * RATE].any()


def test_a_track_sounds_the_same_from_any_frame(tmp_path):
    path = saved(tmp_path / "a.ogg", hum(2.0, channels=2))
    renderer = Renderer(plan(track(path), length_s=5), SoundBank(None, None))
    whole = np.zeros((5 * RATE, 2), np.float32)
    renderer.into(whole, 0)
    for frame in (RATE - 7, 2 * RATE + 1, 0):
        block = np.zeros((12_345, 2), np.float32)
        renderer.into(block, frame)
        np.testing.assert_array_equal(block, whole[frame : frame + 12_345])


def test_a_track_that_cannot_be_played_is_told_before_anything_is_heard(tmp_path):
    (tmp_path / "a.wav").write_bytes(b"no sound")
    with pytest.raises(RecordingUnusable):
        SoundBank(None, None).prepare(plan(track(tmp_path / "a.wav"), length_s=5))
