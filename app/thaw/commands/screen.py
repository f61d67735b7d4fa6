"""What a practice looks like in a terminal: the line, the breath, the time."""

from types import TracebackType
from typing import Final, Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.text import Text

from thaw.audio.output import FaultKind
from thaw.commands.answer import finish, say, writing
from thaw.commands.asking import clock_text
from thaw.core.breath import Phase
from thaw.core.plan import Moment, Plan
from thaw.core.units import RATE, Frames
from thaw.player.state import PlayerSnapshot, Status

WIDEST_BAR: Final = 32
NARROWEST_BAR: Final = 6
BESIDE_BAR: Final = 16
"""Columns for the word or the time beside a bar; where there is no room, it goes first."""
ANSWER_STAYS: Final = 6 * RATE
"""How long an answer stays, in frames heard."""

PHASE_WORDS: Final = {
    Phase.IN: "breathe in",
    Phase.TOP_UP: "a sip more",
    Phase.HOLD: "hold",
    Phase.OUT: "breathe out",
    Phase.REST: "wait",
}


class TerminalScreen:
    """Draws in place on a terminal; writes each line once where there is none."""

    def __init__(self, console: Console, plan: Plan) -> None:
        self._console = console
        self._plan = plan
        self._live: Live | None = None
        self._written: str | None = None
        self._answer: tuple[str, Frames] | None = None
        self.shows_time = False
        self.counts = False
        """Whether the seconds of each breath are counted."""

    def answer(self, words: str, at: Frames) -> None:
        """Say for a while what came of a wish at frame ``at``."""
        self._answer = (words, at)

    def __enter__(self) -> Self:
        head = f"{self._plan.title}, {clock_text(self._plan.length)} minutes"
        if not self._console.is_terminal:
            _say_now(head)
            return self
        with writing():
            # Never as markup: a title may hold brackets.
            self._console.print(Text(head, style="bold"))
            self._live = Live(console=self._console, auto_refresh=False)
            self._live.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            with writing():
                self._live.stop()

    def show(self, snapshot: PlayerSnapshot) -> None:
        """Show one look at the practice. Raises AnswerLost."""
        if self._live is not None:
            with writing():
                self._live.update(self._picture(snapshot), refresh=True)
            return
        words = _shown(snapshot.moment)
        if words and words != self._written:
            self._written = words
            caption = snapshot.moment.caption
            is_said = caption is not None and not snapshot.moment.prompt
            at = caption.at if caption is not None and is_said else snapshot.moment.frame
            _say_now(f"{clock_text(at):>6}  {words}")

    def _picture(self, snapshot: PlayerSnapshot) -> RenderableType:
        moment = snapshot.moment
        caption = _shown(moment)
        style = "" if moment.is_speaking else "dim"
        width = min(WIDEST_BAR, self._console.width - BESIDE_BAR)
        if width < NARROWEST_BAR:
            width = 0
        time_left = f"{clock_text(moment.remaining)} left" if self.shows_time else ""
        return Group(
            Text(_keys(snapshot), style="dim"),
            Padding(Text(caption, style=style), (1, 2, 1, 2)),
            Text(f"  {_breath_bar(moment, width, self.counts)}"),
            Text(f"  {_progress_bar(moment, width)}{time_left}{_state(snapshot)}"),
            Text(f"  {self._answered(moment.frame)}", style="dim"),
        )

    def _answered(self, now: Frames) -> str:
        if self._answer is None:
            return ""
        words, at = self._answer
        return words if 0 <= now - at < ANSWER_STAYS else ""


def _say_now(text: str) -> None:
    """Say a line at once, even into a pipe: it belongs to this moment."""
    say(text)
    finish()


def _shown(moment: Moment) -> str:
    """The line being said; what may be written about, on paper here, in its stead."""
    if moment.prompt:
        return f"{moment.prompt} (on paper, if you like)"
    return "" if moment.caption is None else moment.caption.line.text


def _keys(snapshot: PlayerSnapshot) -> str:
    """The keys that mean something now."""
    if snapshot.status.is_over:
        return "q: stop"
    if snapshot.moment.is_waiting and snapshot.status is Status.PLAYING:
        return "any key: go on · g: ground · q: stop"
    keys = ["space: pause"]
    if snapshot.moment.breathes_on:
        keys += ["e: easier", "s: slower", "c: count"]
    return " · ".join([*keys, "t: time", "g: ground", "q: stop"])


def _breath_bar(moment: Moment, width: int, counts: bool) -> str:
    breath = moment.breath
    if breath is None:
        return ""
    words = PHASE_WORDS[breath.phase]
    if breath.side is not None:
        words = f"{words}, {breath.side}"
    if counts:
        words = f"{words} {-(-(breath.at + breath.length - moment.frame) // RATE)}"
    return f"{_bar(moment.fullness, width, '█', '·')}{words}"


def _progress_bar(moment: Moment, width: int) -> str:
    done = moment.frame / max(1, moment.frame + moment.remaining)
    return _bar(done, width, "━", "─")


def _bar(share: float, width: int, full: str, empty: str) -> str:
    """A bar of ``width`` columns and what sets it apart from the words after it."""
    done = round(width * share)
    return f"{full * done}{empty * (width - done)}  " if width else ""


def _state(snapshot: PlayerSnapshot) -> str:
    if snapshot.fault is not None and snapshot.fault.kind is FaultKind.CUT_OFF:
        return "  · the sound system is out of reach: s goes on without sound"
    if snapshot.fault is not None:
        return "  · sound was lost: space tries again, s goes on without sound"
    if snapshot.status is Status.PAUSED:
        return "  · paused"
    return "" if snapshot.has_sound else "  · without sound"
