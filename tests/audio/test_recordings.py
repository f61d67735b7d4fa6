"""Recordings in place of the voice."""

import os

import numpy as np
import pytest

from tests.audio.meters import lufs
from tests.audio.plans import HummingVoice, at, plan
from tests.audio.recorded import hum, saved
from thaw.audio.bank import SoundBank
from thaw.audio.decoding import RecordingUnusable
from thaw.audio.recordings import Recordings
from thaw.audio.rendering import Renderer
from thaw.core.plan import Speech
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
