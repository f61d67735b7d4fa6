"""From "begin" to the first frame heard, voice cached. Budget: 0.3 s."""

from pathlib import Path

from side_by_side import fresh_home, in_turn

BUDGET_S = 0.3
RUNS = 5


def main() -> None:
    with fresh_home() as home:
        (figures,) = in_turn(
            [Path(__file__).parent / "programs" / "first_sound.py"], RUNS, Path(home)
        )
    kept = "kept" if figures.median <= BUDGET_S else "MISSED"
    print(f'"begin" to first sound: {figures} s, budget {BUDGET_S} s: {kept}')


if __name__ == "__main__":
    main()
