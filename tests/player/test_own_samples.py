"""A few seconds of a sound of one's own."""

from pathlib import Path

import numpy as np
import pytest

from tests.audio.meters import lufs
from tests.audio.own_files import noise, only, struck
from tests.audio.recorded import saved
from thaw.audio import loudness
from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.core.own_sounds import SoundKind
from thaw.core.recording_faults import RecordingUnusable
from thaw.core.units import RATE
from thaw.player.performance import Performance
from thaw.player.samples import own_sample


def heard(performance: Performance) -> np.ndarray:
    sound = np.zeros((performance.end, 2), np.float32)
    performance.fill(sound, 0)
    return sound


@pytest.fixture
def bank(tmp_path: Path) -> SoundBank:
    files = saved(tmp_path / "a.wav", struck(3.0)), saved(tmp_path / "b.wav", noise(6.0))
    return SoundBank(None, None, only(*files))


def test_a_bell_is_struck_once(bank: SoundBank) -> None:
    sound = heard(own_sample(SoundKind.BELL, "gong", bank, Levels()))
    assert loudness.max_momentary(np.ascontiguousarray(sound.T)) == pytest.approx(-24, abs=0.2)


def test_a_soundscape_comes_and_goes(bank: SoundBank) -> None:
    sound = heard(own_sample(SoundKind.BED, "sea", bank, Levels(bed_db=-6)))
    assert lufs(sound[2 * RATE : 6 * RATE]) == pytest.approx(-40, abs=0.5)
    assert np.abs(sound[[0, -1]]).max() < 1e-4


def test_one_that_is_not_there_is_told(bank: SoundBank) -> None:
    with pytest.raises(RecordingUnusable):
        own_sample(SoundKind.BED, "gong", bank, Levels())
