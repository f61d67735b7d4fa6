"""Signals of the operating system, in an event loop that is idle."""

import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from thaw.devices.quit_signals import QuitSignals


@pytest.fixture
def signals(qtbot: QtBot) -> Iterator[QuitSignals]:
    made = QuitSignals()
    yield made
    made.close()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_each_of_them_wakes_the_loop(qtbot: QtBot, signals: QuitSignals, name: str) -> None:
    with qtbot.waitSignal(signals.asked):
        signal.raise_signal(getattr(signal, name))


def test_it_may_be_asked_again(qtbot: QtBot, signals: QuitSignals) -> None:
    for _ in range(3):
        with qtbot.waitSignal(signals.asked):
            signal.raise_signal(signal.SIGTERM)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C means what it does by itself, even where these tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_afterwards_everything_is_as_it_was(qtbot: QtBot) -> None:
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(name) for name in names]
    QuitSignals().close()
    assert [signal.getsignal(name) for name in names] == before
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
