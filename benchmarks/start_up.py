"""Start to a usable window, against a bare PySide6 window. Budget: 2.5 ×."""

from pathlib import Path

from side_by_side import fresh_home, in_turn, verdict

PROGRAMS = Path(__file__).parent / "programs"
BUDGET = 2.5
RUNS = 9


def main() -> None:
    with fresh_home() as home:
        bare, thaw = in_turn(
            [PROGRAMS / "bare_window.py", PROGRAMS / "thaw_window.py"], RUNS, Path(home)
        )
    print(f"bare window: {bare} s\nThaw:        {thaw} s")
    print(verdict("start to a usable window", thaw.median / bare.median, BUDGET))


if __name__ == "__main__":
    main()
