"""The soundscapes a session may name, each as numbers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from thaw.audio.beds import BedRecipe, Layer, Source
from thaw.audio.crackling import Crackles
from thaw.audio.drifting import Course, Drift, Waves
from thaw.audio.textures import Drops, Hum, Noise, Peak

_EVERY: Final = (
    BedRecipe(
        name="soft-rain",
        seed=11,
        sources=(
            Source(
                30,
                (
                    Noise(slope=0.9, low_hz=300, high_hz=9000),
                    Drops(
                        per_second=250,
                        low_hz=900,
                        high_hz=7000,
                        shortest_s=0.003,
                        longest_s=0.018,
                        quietest_db=-32,
                        loudest_db=-20,
                        share_db=-3,
                    ),
                ),
            ),
        ),
        layers=(Layer(course=Course((Drift(9, 1.4, lane=1), Drift(23, 1.0, lane=2)))),),
    ),
    BedRecipe(
        name="brown-noise",
        seed=12,
        sources=(Source(30, (Noise(slope=2, low_hz=32, high_hz=8000),)),),
        layers=(Layer(course=Course((Drift(17, 0.9, lane=1), Drift(31, 0.6, lane=2)))),),
    ),
    BedRecipe(
        name="pink-noise",
        seed=13,
        sources=(Source(30, (Noise(slope=1, low_hz=28, high_hz=9000),)),),
        layers=(Layer(course=Course((Drift(19, 0.6, lane=1), Drift(37, 0.5, lane=2)))),),
    ),
    BedRecipe(
        name="rain-on-a-roof",
        seed=14,
        sources=(
            Source(18, (Noise(slope=1.1, low_hz=250, high_hz=6500),)),
            Source(
                25,
                (
                    Drops(
                        per_second=160,
                        low_hz=170,
                        high_hz=2200,
                        shortest_s=0.004,
                        longest_s=0.022,
                        quietest_db=-30,
                        loudest_db=-17,
                        rises=(0.0, 0.06),
                        peaks=(
                            Peak(165, 6, 9),
                            Peak(238, 8, 11),
                            Peak(352, 9, 10),
                            Peak(520, 10, 8),
                        ),
                    ),
                ),
            ),
        ),
        layers=(
            Layer(
                source=0,
                share_db=-4,
                course=Course((Drift(11, 1.3, lane=1), Drift(27, 1.0, lane=2))),
            ),
            Layer(source=1, course=Course((Drift(11, 1.2, lane=1),))),
        ),
    ),
    BedRecipe(
        name="ocean",
        seed=15,
        sources=(
            Source(25, (Noise(slope=1.6, low_hz=40, high_hz=700),)),
            Source(25, (Noise(slope=0.7, low_hz=500, high_hz=7000),)),
        ),
        layers=(
            # Always there, so that the waves never fall together into silence.
            Layer(source=0, share_db=-7, course=Course((Drift(14, 1.5, lane=1),))),
            Layer(source=0, course=Course(waves=Waves(10.5, 1, 0.12, lane=2)), pan=-0.35),
            Layer(
                source=1, share_db=1, course=Course(waves=Waves(10.5, 2, 0.25, lane=2)), pan=-0.35
            ),
            Layer(
                source=0, share_db=-2, course=Course(waves=Waves(12.7, 1, 0.12, lane=3)), pan=0.4
            ),
            Layer(
                source=1, share_db=-2, course=Course(waves=Waves(12.7, 2, 0.25, lane=3)), pan=0.4
            ),
        ),
    ),
    BedRecipe(
        name="wind-in-trees",
        seed=16,
        sources=(
            Source(14, (Noise(slope=1, low_hz=230, high_hz=330),)),
            Source(15, (Noise(slope=1, low_hz=360, high_hz=480),)),
            Source(14, (Noise(slope=1, low_hz=540, high_hz=760),)),
            Source(15, (Noise(slope=0.6, low_hz=1500, high_hz=5200),)),
        ),
        layers=(
            Layer(source=0, course=Course((Drift(8, 2.8, lane=1), Drift(6, 3, lane=2)))),
            Layer(
                source=1, share_db=-1, course=Course((Drift(8, 2.8, lane=1), Drift(6.6, 3, lane=3)))
            ),
            Layer(
                source=2, share_db=-3, course=Course((Drift(8, 3.2, lane=1), Drift(5.4, 3, lane=4)))
            ),
            # Leaves answer a gust more than the air does.
            Layer(
                source=3,
                share_db=-1,
                course=Course((Drift(8, 4.2, lane=1), Drift(3.1, 1.6, lane=5))),
            ),
        ),
    ),
    BedRecipe(
        name="stream",
        seed=17,
        sources=(
            Source(
                30,
                (
                    Drops(
                        per_second=70,
                        low_hz=500,
                        high_hz=2500,
                        shortest_s=0.010,
                        longest_s=0.045,
                        quietest_db=-30,
                        loudest_db=-16,
                        rises=(0.1, 0.3),
                    ),
                    Noise(slope=1.2, low_hz=500, high_hz=5000, share_db=-5),
                ),
            ),
            Source(
                25,
                (
                    Drops(
                        per_second=40,
                        low_hz=280,
                        high_hz=900,
                        shortest_s=0.025,
                        longest_s=0.060,
                        quietest_db=-28,
                        loudest_db=-16,
                        rises=(0.1, 0.3),
                    ),
                ),
            ),
        ),
        layers=(
            Layer(
                source=0, course=Course((Drift(5.3, 1.6, lane=1), Drift(17, 1, lane=2))), pan=-0.15
            ),
            Layer(source=1, share_db=-2, course=Course((Drift(3.7, 2.4, lane=3),)), pan=0.2),
        ),
    ),
    BedRecipe(
        name="fire",
        seed=18,
        sources=(
            Source(30, (Noise(slope=1.8, low_hz=45, high_hz=500),)),
            Source(20, (Noise(slope=0.8, low_hz=900, high_hz=6000),)),
        ),
        layers=(
            # Flames flutter a few times a second, and settle over longer.
            Layer(source=0, course=Course((Drift(0.23, 1.6, lane=1), Drift(7, 1.6, lane=2)))),
            Layer(
                source=1,
                share_db=-9,
                course=Course((Drift(0.31, 2.2, lane=3), Drift(5, 2.5, lane=2))),
            ),
        ),
        crackles=Crackles(
            per_second=11,
            shortest_s=0.002,
            longest_s=0.010,
            low_hz=600,
            high_hz=5000,
            range_db=16,
            share_db=-7,
            drifts=(Drift(2.3, 3, lane=5),),
        ),
    ),
    BedRecipe(
        name="drone",
        seed=19,
        sources=(
            Source(28.8, (Hum((1, 2, 3, 4), width_hz=0.05, waver_db=-5, fall_db=1.5),)),
            Source(28.8, (Hum((1.5, 2.5, 5), width_hz=0.05, waver_db=-5, fall_db=1.5),)),
        ),
        layers=(
            Layer(source=0, course=Course((Drift(11, 2, lane=1), Drift(23, 1, lane=2)))),
            Layer(
                source=1, share_db=-4, course=Course((Drift(13, 3, lane=3), Drift(29, 1, lane=2)))
            ),
        ),
    ),
    BedRecipe(
        name="quiet-room",
        seed=20,
        sources=(
            Source(
                30,
                (
                    Noise(
                        slope=1.7,
                        low_hz=45,
                        high_hz=420,
                        peaks=(Peak(62, 5, 6), Peak(118, 6, 5), Peak(183, 7, 4)),
                    ),
                ),
            ),
            Source(18, (Noise(slope=0.6, low_hz=1200, high_hz=5000),)),
        ),
        layers=(
            Layer(source=0, course=Course((Drift(21, 0.8, lane=1), Drift(41, 0.6, lane=2)))),
            Layer(source=1, share_db=-13, course=Course((Drift(15, 1.2, lane=3),))),
        ),
    ),
)

BED_RECIPES: Final[Mapping[str, BedRecipe]] = MappingProxyType(
    {recipe.name: recipe for recipe in _EVERY}
)
