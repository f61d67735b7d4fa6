"""Compiling a session, against reading it: every bundled session at its shortest and longest.

No budget of its own: compiling is part of the 0.3 s between "begin" and the first sound.
"""

import statistics
import time
from collections.abc import Callable

from thaw import resources
from thaw.audio.names import BEDS, BELLS
from thaw.core.compiling import compile_session, feasible
from thaw.core.fragments import Fragments
from thaw.core.loading import load_session
from thaw.core.names import KnownNames
from thaw.core.plan import Choices
from thaw.core.session import Session
from thaw.core.units import Frames

ROUNDS = 15
NAMES = KnownNames(frozenset(BELLS), frozenset(BEDS))


def main() -> None:
    folder = resources.sessions_dir()
    for path in sorted(folder.glob("*.yaml")):

        def read(path=path) -> object:
            return load_session(path, Fragments([folder / "fragments"]), NAMES)

        session = read()
        assert isinstance(session, Session)
        reading_s = median_s(read)
        for length in feasible(session, Choices()):
            compiling_s = median_s(lambda s=session, n=length: compile_at(s, n))
            print(
                f"{session.id:<18} {length / 48_000 / 60:4.0f} min: {compiling_s * 1000:5.1f} ms, "
                f"{compiling_s / reading_s:.2f} × reading it"
            )


def compile_at(session: Session, length: Frames) -> object:
    return compile_session(session, Choices(length=length))


def median_s(work: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
