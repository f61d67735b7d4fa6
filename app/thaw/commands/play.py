"""``thaw play``: a session in the terminal, logged like any other."""

import signal
import sys
import time
from collections.abc import Generator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from types import FrameType

from rich.console import Console

from thaw import __version__
from thaw.audio.output import AudioOutput
from thaw.audio.silent import SilentOutput
from thaw.commands.answer import EXIT_DONE, EXIT_WORLD, WorldError, note
from thaw.commands.asked import Asked
from thaw.commands.asking import find_session, make_plan
from thaw.commands.keys import Keys, NoKeys, TerminalKeys
from thaw.commands.screen import TerminalScreen
from thaw.core.units import RATE, Frames
from thaw.devices.outputs import NoSoundDevice, OutputName, Outputs
from thaw.player.clock import SystemClock
from thaw.player.player import Player
from thaw.player.preparing import perform, practice_start
from thaw.player.state import Status
from thaw.practice.entry import PauseReason, Source
from thaw.practice.recorder import PracticeRecorder
from thaw.services import LAST_WRITE_S, Services

LOOK_S = 0.05
_PAUSE, _GO_SILENT = " ", "s"
_QUIT = frozenset("qQ\x1b")


def play_session(services: Services, named: str, asked: Asked, output_name: str) -> int:
    """Play a session to its end, or until q. Raises InputError and WorldError."""
    session = find_session(services, named)
    console = Console(highlight=False)
    outputs = Outputs()
    output = _open(outputs, OutputName(output_name))
    waiting = console.status("Preparing the voice …") if console.is_terminal else nullcontext()
    with waiting:
        plan = make_plan(services, session, asked)
        performance = perform(plan, services.bank, services.levels)
    clock = SystemClock()
    with closing(services), closing(output):
        recorder = services.recorder
        player = Player(plan, performance.fill, performance.end, output, recorder, clock)
        hour = services.settings.day_start_hour
        player.begin(practice_start(plan, Source.TERMINAL, clock, hour, __version__))
        _sit(player, TerminalScreen(console, plan))
        player.release()
        recorder.flush(LAST_WRITE_S)
        return _say_goodbye(player, recorder)


def _open(outputs: Outputs, name: OutputName) -> AudioOutput:
    try:
        output = outputs.open(name)
    except NoSoundDevice:
        raise WorldError(
            "there is no sound device; --output silent plays with captions alone"
        ) from None
    if name is OutputName.AUTO and isinstance(output, SilentOutput):
        note("There is no sound device: captions alone.")
    return output


def _sit(player: Player, screen: TerminalScreen) -> None:
    with _keys() as keys, screen, _interruptible() as interruption:
        while not player.is_silent:
            player.tick()
            screen.show(player.snapshot())
            key = keys.pressed(LOOK_S)
            if key in _QUIT or interruption.has_come:
                player.stop()
            elif key == _PAUSE:
                _pause_or_resume(player)
            elif key == _GO_SILENT and player.snapshot().fault is not None:
                player.continue_without_sound(SilentOutput())
            elif player.snapshot().fault is not None and isinstance(keys, NoKeys):
                # Nobody can answer: go on with captions rather than wait for ever.
                note("Sound was lost: captions alone from here.")
                player.continue_without_sound(SilentOutput())


def _pause_or_resume(player: Player) -> None:
    if player.status is Status.PLAYING:
        player.pause(PauseReason.USER)
    else:
        player.resume()


def _keys() -> Keys:
    return TerminalKeys() if sys.stdin.isatty() and sys.stdout.isatty() else NoKeys(time.sleep)


@dataclass
class _Interruption:
    has_come: bool = False


@contextmanager
def _interruptible() -> Generator[_Interruption]:
    """Ctrl+C, a closed terminal and a shutdown end the practice gently and keep it."""
    interruption = _Interruption()

    def note_it(_signal: int, _frame: FrameType | None) -> None:
        interruption.has_come = True

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), note_it) for name in names}
    try:
        yield interruption
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _say_goodbye(player: Player, recorder: PracticeRecorder) -> int:
    practised = player.snapshot().practised
    if player.practice_id is None or practised == 0:
        note("Nothing was played, so nothing was kept.")
        return EXIT_DONE
    if not recorder.is_saved(player.practice_id):
        note(f"{_length_text(practised)} could not be written to the history. {_why(recorder)}")
        return EXIT_WORLD
    note(f"{_length_text(practised)} of {player.plan.title}, kept in your history.")
    return EXIT_DONE


def _why(recorder: PracticeRecorder) -> str:
    fault = recorder.fault
    if fault is None:
        return "The disk has not answered yet."
    reason = "" if fault.error is None else f"{fault.error} "
    if fault.rescued_to is None:
        return reason.strip()
    return f"{reason}It waits in {fault.rescued_to} and is taken in at the next start."


def _length_text(span: Frames) -> str:
    whole = span // RATE
    minutes, left = divmod(whole, 60)
    if minutes == 0:
        return f"{left} s"
    return f"{minutes} min" if left == 0 else f"{minutes} min {left} s"
