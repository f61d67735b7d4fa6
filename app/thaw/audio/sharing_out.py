"""Work shared out to two threads, none of which keeps a program from ending."""

from collections import deque
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from threading import Thread
from typing import Final

_THREADS: Final = 2


def do_all(tasks: Iterable[Callable[[], object]]) -> None:
    """Return once all are done; raise the first error that one of them raises.

    What cuts this off, an error or Ctrl and C, waits for nothing: no further task is begun,
    and what is being done is left to end by itself, or with the program.
    """
    waiting = deque(tasks)
    outcomes: SimpleQueue[Exception | None] = SimpleQueue()

    def work() -> None:
        while True:
            try:
                task = waiting.popleft()
            except IndexError:
                return
            try:
                task()
            except Exception as error:  # noqa: BLE001  the thread's outer edge
                outcomes.put(error)
            else:
                outcomes.put(None)

    count = len(waiting)
    for _ in range(min(_THREADS, count)):
        Thread(target=work, name="rehearsal", daemon=True).start()
    try:
        for _ in range(count):
            error = outcomes.get()
            if error is not None:
                raise error
    finally:
        waiting.clear()
