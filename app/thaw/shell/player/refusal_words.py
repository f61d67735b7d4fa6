"""Why a session can't be played, or made a file."""

import logging

from PySide6.QtCore import QCoreApplication

from thaw.core.compiling import CannotFitError
from thaw.core.recording_faults import REASONS, RecordingUnusable
from thaw.core.refusals import RoundsError
from thaw.core.units import RATE
from thaw.shell.wording import practised_text

logger = logging.getLogger(__name__)


def refusal_text(error: Exception) -> str:
    """What a person is told of it; what nobody has words for is logged as well."""
    tr = QCoreApplication.translate
    if isinstance(error, CannotFitError):
        low = -(-error.shortest // (60 * RATE))
        high = error.longest // (60 * RATE)
        if low > high or error.shortest <= error.asked <= error.longest:
            return tr("refusal", "With this voice it can't take exactly that long.")
        if low == high:
            takes = tr("refusal", "With this voice it takes {0}.")
            return takes.format(practised_text(low * 60))
        words = tr("refusal", "With this voice it takes {0} to {1} minutes.")
        return words.format(low, high)
    if isinstance(error, RecordingUnusable):
        words = tr("refusal", "{0} can't be played: {1}.")
        return words.format(error.path.name, REASONS[error.kind][0])
    if isinstance(error, RoundsError) and error.most == 1:
        return tr("refusal", "With this voice there is room for one round.")
    if isinstance(error, RoundsError) and error.most:
        words = tr("refusal", "With this voice there is room for {0} rounds.")
        return words.format(error.most)
    logger.error("A session can't be played", exc_info=error)
    return tr("refusal", "This session can't be played: {0}").format(error)
