"""What the player says about a state: pure words, tried without a window."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.core.breath import Phase, Side
from thaw.core.plan import Breath, Moment
from thaw.core.units import RATE
from thaw.shell.player.state import Answer, PlayerState, PlayerStatus, SoundFault
from thaw.shell.wording import clock_text, position_text, practised_text, sentence

LINGER: Final = 15 * RATE
"""How long a line stays in sight, quietly, after it was said."""
ANSWER_STAYS: Final = 6 * RATE
"""How long an answer stays in sight, in frames heard."""


def phase_text(phase: Phase) -> str:
    """What to do in this part of a breath."""
    tr = QCoreApplication.translate
    match phase:
        case Phase.IN:
            return tr("player", "Breathe in")
        case Phase.TOP_UP:
            return tr("player", "A sip more")
        case Phase.HOLD:
            return tr("player", "Hold")
        case Phase.OUT:
            return tr("player", "Breathe out")
        case Phase.REST:
            return tr("player", "Wait")


def breath_text(breath: Breath) -> str:
    """What to do in this phase, and through which nostril where one is meant."""
    tr = QCoreApplication.translate
    words = phase_text(breath.phase)
    match breath.side:
        case Side.LEFT:
            return tr("player", "{0}, left").format(words)
        case Side.RIGHT:
            return tr("player", "{0}, right").format(words)
        case None:
            return words


def word_text(state: PlayerState, counts: bool = False) -> str:
    """The one word or two under the breath, with its seconds where they are wanted."""
    tr = QCoreApplication.translate
    if state.status is PlayerStatus.PAUSED:
        return tr("player", "Paused")
    moment = state.moment
    if state.status is not PlayerStatus.PLAYING or moment is None:
        return ""
    if moment.is_waiting:
        if _latest_answer(state) is Answer.GOING_ON:
            return tr("player", "Going on")
        is_asked = bool(moment.prompt)
        return tr("player", "Ctrl+Enter goes on") if is_asked else tr("player", "Any key goes on")
    if moment.breath is None:
        return ""
    words = breath_text(moment.breath)
    if not counts:
        return words
    left = -(-(moment.breath.at + moment.breath.length - moment.frame) // RATE)
    return tr("player", "{0} · {1}").format(words, left)


def answer_text(state: PlayerState) -> str:
    """What came of the last wish to breathe otherwise, for a while."""
    tr = QCoreApplication.translate
    match _latest_answer(state):
        case Answer.EASIER:
            return tr("player", "A little easier from the next breath")
        case Answer.SLOWER:
            return tr("player", "A little slower from the next breath")
        case Answer.NO_EASIER:
            return tr("player", "It stays as it is: this is as short as it goes here")
        case Answer.NO_SLOWER:
            return tr("player", "It stays as it is: this is as slow as it goes here")
        case _:
            return ""


def caption_text(state: PlayerState) -> tuple[str, bool]:
    """The line to show, and whether it has been said already."""
    if state.status is PlayerStatus.READY:
        return _ready_text(state), True
    if state.moment is None:
        return "", True
    answer = answer_text(state)
    if answer and not state.moment.is_speaking:
        return answer, True
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
            "The sound system is out of reach. Once it runs again, quit Thaw (Ctrl+Q) and open it.",
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
    if not state.practised:
        words = QCoreApplication.translate("player", "{0} was ended before its first sound.")
        return words.format(state.title)
    practised = sentence(practised_text(state.practised // RATE))
    return QCoreApplication.translate("player", "{0} of {1}.").format(practised, state.title)


def kept_text(state: PlayerState) -> str:
    """Where the practice is now: in the history, or not, and why."""
    tr = QCoreApplication.translate
    if not state.practised:
        return tr("player", "There is nothing to keep in your history.")
    if state.not_kept is None:
        return tr("player", "Kept in your history.")
    if not state.not_kept:
        return tr("player", "It could not be saved in your history.")
    return tr("player", "It could not be saved in your history: {0}").format(state.not_kept)


def _latest_answer(state: PlayerState) -> Answer | None:
    answered, moment = state.answered, state.moment
    if answered is None or moment is None:
        return None
    return answered.answer if 0 <= moment.frame - answered.at < ANSWER_STAYS else None


def stage_text(state: PlayerState) -> str:
    """Where the practice is, and what is not as it usually is."""
    stage = "" if state.moment is None else state.moment.stage
    silent = "" if state.has_sound else QCoreApplication.translate("player", "Without sound")
    return " · ".join(part for part in (stage, silent, _voice_text(state)) if part)


def _ready_text(state: PlayerState) -> str:
    return _voice_text(state) or QCoreApplication.translate("player", "Getting ready")


def _voice_text(state: PlayerState) -> str:
    if state.preparing is None:
        return ""
    done, total = state.preparing
    words = QCoreApplication.translate("player", "Getting the voice ready: {0} of {1} lines")
    return words.format(done, total)


def _said(moment: Moment) -> tuple[str, bool]:
    caption = moment.caption
    if caption is None:
        return "", True
    if moment.is_speaking:
        return caption.line.text, False
    since = moment.frame - (caption.at + caption.length)
    return (caption.line.text if since < LINGER else ""), True
