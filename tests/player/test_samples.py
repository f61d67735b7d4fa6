"""A few seconds of each kind of sound, each under its own level alone."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from tests.player.counted_voice import CountedVoice
from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.core.session import VoiceLine
from thaw.core.units import RATE
from thaw.player.performance import Performance
from thaw.player.samples import Sample, sample

LINE = VoiceLine("Rest here.")


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> SoundBank:
    return SoundBank([CountedVoice()], tmp_path_factory.mktemp("sounds"))


def heard(performance: Performance) -> float:
    sound = np.zeros((5 * RATE, 2), np.float32)
    performance.fill(sound, 0)
    return float(np.abs(sound).max())


@pytest.mark.parametrize("of", list(Sample))
def test_each_sample_is_heard_and_goes_by_its_own_level(of: Sample, bank: SoundBank) -> None:
    others_off = replace(Levels(-inf, -inf, -inf, -inf), **{of.value: 0.0})
    assert heard(sample(of, LINE, bank, others_off)) > 0.001
    alone_off = replace(Levels(), **{of.value: -inf})
    assert heard(sample(of, LINE, bank, alone_off)) == 0


def test_a_sample_ends_within_seconds(bank: SoundBank) -> None:
    for of in (Sample.VOICE, Sample.BED, Sample.CUES):
        assert 3 * RATE <= sample(of, LINE, bank, Levels()).end <= 10 * RATE
