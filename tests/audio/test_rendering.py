from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audio.meters import decibels, level_db, lufs, true_peak_db
from tests.audio.plans import HummingVoice, at, plan
from thaw.audio.bank import SoundBank
from thaw.audio.bell_recipes import BELL_RECIPES
from thaw.audio.levels import HIGHEST_DB, LOW_DB, Levels
from thaw.audio.rendering import CHUNK, Renderer
from thaw.audio.tones import strike
from thaw.audio.voice import Speech as Said
from thaw.audio.voice import VoiceFault, VoiceUnavailable
from thaw.audio.voice.espeak import EspeakVoice
from thaw.core.breath import Phase, Side
from thaw.core.plan import BedSpan, Breath, Event, Plan, Speech, Strike
from thaw.core.session import VoiceLine
from thaw.core.units import RATE

OFF = float("-inf")
LINE = VoiceLine("a line that takes some time to say")
BED = BedSpan(at(0), at(30), "soft-rain", 0.0, at(6), at(8), True)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> SoundBank:
    return SoundBank(HummingVoice(), tmp_path_factory.mktemp("sounds"))


def session(*more: Event) -> Plan:
    return plan(
        BED,
        Strike(at(0), "small-rin", 0.0, 0),
        Speech(at(10), at(3.4), LINE),
        Breath(at(20), at(2), Phase.IN, 0, 0, 1, True),
        Breath(at(22), at(3), Phase.OUT, 0, 1, 0, True),
        Strike(at(28), "small-rin", 0.0, 1),
        *more,
        length_s=28,
    )


def heard(renderer: Renderer, first: int = 0, last: int | None = None, size: int = 4800):
    """The frames from ``first`` to ``last``, asked for in blocks of ``size``."""
    last = renderer.end if last is None else last
    sound = np.full((last - first, 2), np.nan, np.float32)
    for done in range(0, len(sound), size):
        renderer.into(sound[done : done + size], first + done)
    return sound


@pytest.fixture(scope="module")
def whole(bank: SoundBank) -> np.ndarray:
    return heard(Renderer(session(), bank))


@given(
    jumps=st.lists(
        st.tuples(st.integers(-2 * RATE, 40 * RATE), st.integers(1, 3 * CHUNK)), max_size=12
    )
)
@settings(max_examples=40)
def test_the_same_frame_is_the_same_whatever_the_block_and_the_order(
    bank: SoundBank, whole: np.ndarray, jumps: list[tuple[int, int]]
) -> None:
    around = np.pad(whole, ((2 * RATE, 45 * RATE), (0, 0)))
    renderer = Renderer(session(), bank)

    for frame, size in jumps:
        block = np.full((size, 2), np.nan, np.float32)
        renderer.into(block, frame)
        assert np.array_equal(block, around[2 * RATE + frame : 2 * RATE + frame + size])


@pytest.mark.parametrize("size", [1, 441, 4096, CHUNK, CHUNK + 1])
def test_the_limiter_at_work_leaves_the_block_size_without_effect(
    bank: SoundBank, size: int
) -> None:
    loud = Levels(voice_db=24, bells_db=24, bed_db=24, cues_db=24)
    expected = heard(Renderer(session(), bank, loud), 0, 3 * RATE)

    last = at(0.3) if size == 1 else 3 * RATE
    found = heard(Renderer(session(), bank, loud), 0, last, size)

    assert np.abs(expected).max() > 0.6
    assert np.array_equal(found, expected[:last])


def test_before_the_first_frame_and_after_the_end_there_is_silence(bank: SoundBank) -> None:
    renderer = Renderer(session(), bank)

    assert not heard(renderer, -RATE, 0).any()
    assert not heard(renderer, renderer.end, renderer.end + 2 * RATE).any()


def test_the_end_lets_the_last_bell_ring_out(bank: SoundBank, whole: np.ndarray) -> None:
    recipe = BELL_RECIPES["small-rin"]
    longest = max(partial.t60_s for partial in recipe.partials)

    assert Renderer(session(), bank).end >= at(28) + at(0.6 * longest)
    assert np.abs(whole[at(28) + at(0.6 * longest) - RATE :]).max() > 0
    assert np.abs(whole[-1]).max() < 1e-4


def test_a_bell_is_heard_on_its_frame_as_it_is_struck(bank: SoundBank) -> None:
    alone = plan(Strike(at(1.23456), "warm-bowl", -6.0, 4), length_s=1.23456)
    sound = heard(Renderer(alone, bank))
    bell = strike(BELL_RECIPES["warm-bowl"], 4) * np.float32(10 ** (-6 / 20))

    assert not sound[: at(1.23456)].any()
    assert np.allclose(sound[at(1.23456) :], bell, atol=3e-6)


def test_a_line_is_heard_on_its_frame_in_both_channels(bank: SoundBank) -> None:
    alone = plan(Speech(at(2.5), at(3.4), LINE), length_s=7)
    sound = heard(Renderer(alone, bank))
    clip = bank.clip(LINE)

    assert np.allclose(sound[at(2.5) : at(2.5) + clip.size], clip[:, None], atol=1e-6)
    assert not sound[: at(2.5)].any()
    assert not sound[at(2.5) + clip.size :].any()


def test_breaths_are_cued_only_where_they_are_sounded(bank: SoundBank) -> None:
    told = plan(
        Breath(at(1), at(4), Phase.IN, 0, 0, 1, True),
        Breath(at(5), at(4), Phase.OUT, 0, 1, 0, False),
        length_s=9,
    )
    sound = heard(Renderer(told, bank))

    assert level_db(sound[at(1) : at(2)]) > -50
    assert not sound[at(5) :].any()


@given(
    phase=st.sampled_from([Phase.IN, Phase.TOP_UP, Phase.OUT]),
    side=st.sampled_from(Side),
    at_s=st.floats(0, 3),
)
@settings(max_examples=20)
def test_the_cue_of_one_nostril_is_louder_on_its_side(
    bank: SoundBank, phase: Phase, side: Side, at_s: float
) -> None:
    def cued(through: Side | None) -> np.ndarray:
        breath = Breath(at(at_s), at(4), phase, 0, 0, 1, True, through)
        return heard(Renderer(plan(breath, length_s=5), bank))

    told, alike = cued(side), cued(None)
    near, far = (0, 1) if side is Side.LEFT else (1, 0)
    assert 6 < level_db(told[:, near]) - level_db(told[:, far]) < 20
    assert lufs(told) == pytest.approx(lufs(alike), abs=1)


def test_rain_is_at_least_20_db_under_the_voice_while_it_speaks(tmp_path: Path) -> None:
    bank = SoundBank(EspeakVoice(), tmp_path)
    line = VoiceLine("Notice the weight of your hands, and whatever they are resting on just now.")
    length = bank.duration(line)
    told = plan(BED, Speech(at(10), length, line), length_s=30)
    spoken = slice(at(10), at(10) + length)

    rain = heard(Renderer(told, bank, Levels(voice_db=OFF)))
    voice = heard(Renderer(told, bank, Levels(bed_db=OFF)))

    assert lufs(voice[spoken]) == pytest.approx(-20, abs=0.5)
    assert lufs(voice[spoken]) - lufs(rain[spoken]) >= 20
    assert lufs(rain[spoken]) <= -40
    assert lufs(rain[at(18) : at(22)]) == pytest.approx(-34, abs=2)


def test_a_bed_that_does_not_duck_stays_where_it_is(bank: SoundBank) -> None:
    firm = BedSpan(at(0), at(30), "soft-rain", 0.0, at(6), at(8), False)
    quiet = Levels(voice_db=OFF)
    spoken = Speech(at(10), at(3.4), LINE)

    with_speech = heard(Renderer(plan(firm, spoken, length_s=30), bank, quiet))
    without = heard(Renderer(plan(firm, length_s=30), bank, quiet))

    assert np.array_equal(with_speech, without)


def test_a_bed_rises_and_falls_without_a_step(bank: SoundBank) -> None:
    sound = heard(Renderer(plan(BED, length_s=30), bank))
    unfaded = BedSpan(at(0), at(30), "soft-rain", 0.0, at(0), at(0), True)
    steady = heard(Renderer(plan(unfaded, length_s=30), bank))

    def faded_db(seconds: float) -> float:
        there = slice(at(seconds - 0.1), at(seconds + 0.1))
        return level_db(sound[there]) - level_db(steady[there])

    assert len(sound) == at(30)
    assert np.abs(sound[:48]).max() < 1e-5
    assert np.abs(sound[-48:]).max() < 1e-5
    assert faded_db(3) == pytest.approx(-6, abs=0.2)
    assert faded_db(26) == pytest.approx(-6, abs=0.2)
    assert faded_db(15) == 0
    assert np.abs(np.diff(sound, axis=0)).max() <= np.abs(np.diff(steady, axis=0)).max()


@pytest.mark.parametrize("stem", ["voice_db", "bells_db", "bed_db", "cues_db"])
def test_each_level_turns_its_own_stem(bank: SoundBank, stem: str) -> None:
    silence = dict.fromkeys(("voice_db", "bells_db", "bed_db", "cues_db"), OFF)
    alone = heard(Renderer(session(), bank, Levels(**{**silence, stem: 0.0})))
    lower = heard(Renderer(session(), bank, Levels(**{**silence, stem: -6.0})))

    assert level_db(alone) > -70
    assert level_db(alone) - level_db(lower) == pytest.approx(6, abs=0.01)


def test_all_levels_off_is_silence(bank: SoundBank) -> None:
    assert not heard(Renderer(session(), bank, Levels(OFF, OFF, OFF, OFF))).any()


def test_everything_turned_up_stays_under_the_ceiling(bank: SoundBank) -> None:
    busy = session(*(Strike(at(10 + step), "warm-bowl", 6.0, step) for step in range(3)))
    sound = heard(Renderer(busy, bank, Levels(voice_db=18, bells_db=6, bed_db=6, cues_db=6)))
    loudest = sound[at(9) : at(15)]

    assert true_peak_db(loudest) <= -3
    assert np.abs(sound).max() == np.abs(loudest).max()
    assert decibels(np.abs(loudest).max()) > -4


def test_the_limiter_changes_nothing_at_ordinary_levels(bank: SoundBank, whole: np.ndarray) -> None:
    stems = [
        Levels(0, OFF, OFF, OFF),
        Levels(OFF, 0, OFF, OFF),
        Levels(OFF, OFF, 0, OFF),
        Levels(OFF, OFF, OFF, 0),
    ]

    summed = sum(heard(Renderer(session(), bank, levels)) for levels in stems)

    assert np.allclose(summed, whole, atol=1e-6)


def test_beside_a_sleeper_everything_is_lower_alike(bank: SoundBank, whole: np.ndarray) -> None:
    low = heard(Renderer(session(), bank, Levels(overall_db=LOW_DB)))

    assert np.allclose(low, whole * 10 ** (LOW_DB / 20), atol=1e-6)


def test_everything_at_its_highest_stays_under_the_ceiling(bank: SoundBank) -> None:
    busy = session(*(Strike(at(9 + step), "temple-bell", 6.0, step) for step in range(6)))
    highest = Levels(*[HIGHEST_DB] * 4, overall_db=HIGHEST_DB)

    sound = heard(Renderer(busy, bank, highest))

    assert true_peak_db(sound) <= -3


def test_captions_only_is_silent_where_speech_would_be_and_ducks_nothing(bank: SoundBank) -> None:
    spoken = Speech(at(10), at(3.4), LINE)
    captions = heard(Renderer(plan(BED, spoken, length_s=30, spoken=False), bank))
    rain = heard(Renderer(plan(BED, length_s=30), bank))

    assert np.array_equal(captions, rain)


def test_without_a_voice_the_rest_is_heard(tmp_path: Path) -> None:
    sound = heard(Renderer(session(), SoundBank(None, tmp_path)))

    assert level_db(sound[: 2 * RATE]) > -60


def test_a_line_that_cannot_be_spoken_is_silent(tmp_path: Path) -> None:
    class Hoarse:
        name = "hoarse"

        def speak(self, line: VoiceLine) -> Said:
            raise VoiceUnavailable(VoiceFault.REFUSED, line.text)

    alone = plan(Speech(at(1), at(3), LINE), length_s=6)

    assert not heard(Renderer(alone, SoundBank(Hoarse(), tmp_path))).any()


def test_the_end_of_a_plan_with_nothing_in_it_is_its_length(bank: SoundBank) -> None:
    renderer = Renderer(plan(length_s=5), bank)

    assert renderer.end == at(5)
    assert not heard(renderer).any()
