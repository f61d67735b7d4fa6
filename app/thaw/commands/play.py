"""``thaw play``: a session in the terminal, logged like any other."""

import signal
from collections.abc import Generator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from types import FrameType
from typing import Protocol

from rich.console import Console

from thaw import __version__
from thaw.audio.output import AudioOutput
from thaw.audio.silent import SilentOutput
from thaw.commands.answer import EXIT_DONE, EXIT_WORLD, WorldError, note
from thaw.commands.asked import Asked
from thaw.commands.asking import make_ready
from thaw.commands.grounding import ground
from thaw.commands.keys import Keys
from thaw.commands.pressing import GROUND, QUIT, press
from thaw.commands.reasons import reason_of
from thaw.commands.screen import TerminalScreen
from thaw.commands.sound_words import refusal_text
from thaw.commands.stand_ins import StandIns
from thaw.core.session import Session
from thaw.core.units import RATE, Frames
from thaw.devices.outputs import OutputName
from thaw.devices.refusals import OutputRefused
from thaw.player.clock import Clock, SystemClock
from thaw.player.player import Player
from thaw.player.preparing import practice_start
from thaw.practice.entry import Source
from thaw.practice.recorder import LogFault, PracticeRecorder
from thaw.services import LAST_WRITE_S, Services

LOOK_S = 0.05


class Opens(Protocol):
    """Where an output comes from."""

    def open(self, name: OutputName) -> AudioOutput:
        """Raises OutputRefused."""
        ...


def play_session(
    services: Services,
    session: Session,
    asked: Asked,
    output_name: OutputName,
    outputs: Opens,
    keys: Keys,
) -> int:
    """Play a session to its end, or until q. Raises InputError, WorldError and AnswerLost."""
    console, clock = Console(highlight=False), SystemClock()
    asked_s = clock.running_s()
    stand_ins = StandIns(services)
    # The keys from here on: what is typed while the voice is made counts.
    with closing(services), keys:
        with _preparing(console):
            sound = make_ready(services, session, asked)
        stand_ins.tell()
        with closing(_open(outputs, output_name)) as output:
            if _is_left(keys):
                note("Nothing was played, so nothing was kept.")
                return EXIT_DONE
            player = Player(sound, output, services.recorder, clock)
            hour = services.settings.day_start_hour
            start = practice_start(sound.plan, Source.TERMINAL, clock, hour, __version__)
            player.begin(start, clock.running_s() - asked_s)
            _practise(player, keys, console, clock)
        # A slow voice may have come to more of them meanwhile.
        stand_ins.tell()
        services.recorder.flush(LAST_WRITE_S)
        return _say_goodbye(player, services.recorder)


def _practise(player: Player, keys: Keys, console: Console, clock: Clock) -> None:
    """The whole practice, and what grounds after it."""
    try:
        with _interruptible() as interruption:
            if _sit(player, TerminalScreen(console, player.plan), keys, interruption):
                ground(keys, clock.running_s, lambda: not interruption.has_come)
    finally:
        # Even where the terminal has gone, what was practised is kept.
        player.release()


def _preparing(console: Console) -> AbstractContextManager[object]:
    return console.status("Preparing the voice …") if console.is_terminal else nullcontext()


def _is_left(keys: Keys) -> bool:
    """Whether q was pressed before anything was heard. Other keys mean nothing yet."""
    while key := keys.pressed(0):
        if key in QUIT:
            return True
    return False


def _open(outputs: Opens, name: OutputName) -> AudioOutput:
    try:
        output = outputs.open(name)
    except OutputRefused as refused:
        raise WorldError(refusal_text(refused)) from None
    if name is OutputName.AUTO and isinstance(output, SilentOutput):
        note("There is no sound device: captions alone.")
    return output


def _sit(player: Player, screen: TerminalScreen, keys: Keys, interruption: "_Interruption") -> bool:
    """Play until nothing is heard any more; return whether the person wants a grounding."""
    wants_ground = False
    with screen:
        while not player.is_silent:
            player.tick()
            screen.show(player.snapshot())
            key = keys.pressed(LOOK_S)
            if interruption.has_come:
                player.stop()
            elif player.snapshot().fault is not None and not keys.has_keyboard:
                # Nobody can answer: go on with captions rather than wait for ever.
                note("Sound was lost: captions alone from here.")
                player.continue_without_sound(SilentOutput())
            elif key:
                wants_ground |= key in GROUND and not player.is_over
                press(key, player, screen)
    return wants_ground


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
    done = f"{_length_text(practised)} of {player.plan.title}"
    if not recorder.is_saved(player.practice_id):
        note(f"{done} could not be written to the history{_why(recorder.fault)}.")
        return EXIT_WORLD
    note(f"{done}, kept in your history.")
    return EXIT_DONE


def _why(fault: LogFault | None) -> str:
    if fault is None:
        return ": the disk has not answered yet"
    reason = "" if fault.error is None else f" ({reason_of(fault.error)})"
    if fault.rescued_to is None:
        return reason
    return f"{reason}; it waits in {fault.rescued_to} and is taken in at the next start"


def _length_text(span: Frames) -> str:
    whole = span // RATE
    minutes, left = divmod(whole, 60)
    if minutes == 0:
        return f"{left} s"
    return f"{minutes} min" if left == 0 else f"{minutes} min {left} s"
