"""What the player says about a state: pure words, tried without a window."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.core.breath import Phase
from thaw.core.plan import Moment
from thaw.core.units import RATE
from thaw.shell.player_state import PlayerState, PlayerStatus, SoundFault
from thaw.shell.wording import clock_text, position_text, practised_text, sentence

LINGER: Final = 15 * RATE
"""How long a line stays in sight, quietly, after it was said."""


def phase_text(phase: Phase) -> str:
    """What to do in this part of a breath."""
    tr = QCoreApplication.translate
    match phase:
        case Phase.IN:
            return tr("player", "Breathe in")
        case Phase.TOP_UP:
            return tr("player", "A little more")
        case Phase.HOLD:
            return tr("player", "Hold")
        case Phase.OUT:
            return tr("player", "Breathe out")
        case Phase.REST:
            return tr("player", "Rest")


def word_text(state: PlayerState) -> str:
    """The one word or two under the breath."""
    if state.status is PlayerStatus.PAUSED:
        return QCoreApplication.translate("player", "Paused")
    moment = state.moment
    if state.status is PlayerStatus.PLAYING and moment is not None and moment.breath is not None:
        return phase_text(moment.breath.phase)
    return ""


def caption_text(state: PlayerState) -> tuple[str, bool]:
    """The line to show, and whether it has been said already."""
    if state.status is PlayerStatus.READY:
        return _ready_text(state), True
    if state.moment is None:
        return "", True
    return _said(state.moment)


def time_left_text(moment: Moment) -> str:
    return QCoreApplication.translate("player", "{0} left").format(clock_text(moment.remaining))


def fault_text(state: PlayerState) -> str:
    """What has happened to the sound, and where the practice waits."""
    tr = QCoreApplication.translate
    words = {
        SoundFault.NO_DEVICE: tr("player", "The sound device has gone."),
        SoundFault.STALLED: tr("player", "The sound has stopped coming through."),
        SoundFault.REFUSED: tr("player", "The sound device could not be opened."),
        SoundFault.CUT_OFF: tr(
            "player",
            "The sound system is out of reach. Once it runs again, close Thaw and open it.",
        ),
    }
    fault = state.fault or SoundFault.NO_DEVICE
    if state.moment is None or state.moment.frame == 0:
        # Nothing was heard yet: nothing has gone, and there is no place to name.
        never_there = tr("player", "No sound device was found.")
        return never_there if fault is SoundFault.NO_DEVICE else words[fault]
    happened = words[fault]
    paused = tr("player", "Paused at {0}.").format(position_text(state.moment.frame))
    return f"{happened} {paused}"


def end_text(state: PlayerState) -> str:
    """What was practised, as one sentence."""
    practised = sentence(practised_text(state.practised // RATE))
    return QCoreApplication.translate("player", "{0} of {1}.").format(practised, state.title)


def kept_text(state: PlayerState) -> str:
    """Where the practice is now: in the history, or not, and why."""
    tr = QCoreApplication.translate
    if state.not_kept is None:
        return tr("player", "Kept in your history.")
    if not state.not_kept:
        return tr("player", "It could not be saved in your history.")
    return tr("player", "It could not be saved in your history: {0}").format(state.not_kept)


def _ready_text(state: PlayerState) -> str:
    tr = QCoreApplication.translate
    if state.preparing is None:
        return tr("player", "Getting ready")
    done, total = state.preparing
    return tr("player", "Getting the voice ready: {0} of {1} lines").format(done, total)


def _said(moment: Moment) -> tuple[str, bool]:
    caption = moment.caption
    if caption is None:
        return "", True
    if moment.is_speaking:
        return caption.line.text, False
    since = moment.frame - (caption.at + caption.length)
    return (caption.line.text if since < LINGER else ""), True
