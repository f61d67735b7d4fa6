"""Sessions for falling asleep: words are softer, and the soundscape sinks towards the end."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.audio.meters import level_db, lufs
from tests.audio.plans import HummingVoice, at, plan
from thaw.audio.bank import SoundBank
from thaw.audio.rendering import CHUNK, Renderer
from thaw.core.plan import BedSpan, Event, Plan, Speech
from thaw.core.session import Category, VoiceLine
from thaw.core.units import RATE

LINE = VoiceLine("a line that is hummed")
LENGTH_S = 300


@pytest.fixture
def bank(tmp_path: Path) -> SoundBank:
    return SoundBank(HummingVoice(), tmp_path)


def both(*events: Event) -> tuple[Plan, Plan]:
    """The same plan by day and for the night."""
    by_day = plan(*events, length_s=LENGTH_S)
    return by_day, replace(by_day, category=Category.SLEEP)


def heard(bank: SoundBank, one: Plan, from_s: float, seconds: float) -> np.ndarray:
    block = np.empty((at(seconds), 2), np.float32)
    Renderer(one, bank).into(block, at(from_s))
    return block


def bed() -> BedSpan:
    return BedSpan(at(0), at(LENGTH_S + 100), "pink-noise", 0.0, at(7), at(16), ducks=True)


def test_words_are_4_db_softer(bank: SoundBank) -> None:
    by_day, asleep = both(Speech(at(1), bank.duration(LINE), LINE))

    louder, softer = (heard(bank, one, 1, 2) for one in (by_day, asleep))

    assert lufs(louder) - lufs(softer) == pytest.approx(4, abs=0.1)


def test_a_soundscape_sinks_6_db_over_the_last_third(bank: SoundBank) -> None:
    by_day, asleep = both(bed())

    def lower_db(from_s: float) -> float:
        louder, softer = (level_db(heard(bank, one, from_s, 1)) for one in (by_day, asleep))
        return louder - softer

    assert lower_db(20) == pytest.approx(2, abs=0.05)
    assert lower_db(198) == pytest.approx(2, abs=0.05)
    assert lower_db(250) == pytest.approx(5, abs=0.1)
    assert lower_db(299) == pytest.approx(8, abs=0.1)


def test_under_words_it_is_20_db_below_them(bank: SoundBank) -> None:
    line = VoiceLine(LINE.text * 3)
    span = bank.duration(line)
    _, words = both(Speech(at(20), span, line))
    _, with_bed = both(Speech(at(20), span, line), bed())

    voice = heard(bank, words, 20, span / RATE)
    alone = heard(bank, with_bed, 20, span / RATE) - voice

    assert lufs(voice) - lufs(alone) >= 20


def test_it_sinks_without_a_step(bank: SoundBank) -> None:
    by_day, asleep = both(bed())
    first = at(200) // CHUNK * CHUNK

    for start in (first - CHUNK, first, at(299) // CHUNK * CHUNK):
        piece = start / RATE, 2 * CHUNK / RATE
        louder, softer = (heard(bank, one, *piece) for one in (by_day, asleep))
        clear = np.abs(louder) > 1e-3
        factors = softer[clear] / louder[clear]
        assert np.abs(np.diff(factors)).max() < 1e-3


def test_any_block_is_that_block_of_the_whole(bank: SoundBank) -> None:
    _, asleep = both(bed(), Speech(at(210), bank.duration(LINE), LINE))
    whole = heard(bank, asleep, 205, 10)

    for start_s, seconds in ((206.3, 0.7), (209.9, 1.1)):
        part = heard(bank, asleep, start_s, seconds)
        first = at(start_s - 205)
        assert np.array_equal(part, whole[first : first + len(part)])
