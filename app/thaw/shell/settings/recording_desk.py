"""What happens when a person records the lines of a session."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from thaw.core.recording_faults import REASONS, RecordingUnusable
from thaw.core.session import Session
from thaw.shell.background import Background
from thaw.shell.library.state import Card
from thaw.shell.settings.recording_state import Doing, LineState
from thaw.shell.settings.sound_preview import SoundPreview
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before somebody records: they bring numpy and Qt Multimedia.
    import numpy as np
    from numpy.typing import NDArray

    from thaw.audio.own_lines import OwnLines
    from thaw.devices.microphone import Microphone
    from thaw.shell.settings.recording_dialog import RecordingDialog

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Studio:
    """What recording needs. All but ``session`` is asked for when it is first wanted."""

    session: Callable[[str], object]
    """A ``Session`` by its id; anything else where it can't be read."""
    own_lines: "Callable[[], OwnLines]"
    microphone: "Callable[[], Microphone]"
    """Raises MicrophoneRefused where a machine can have none."""
    discard: Callable[[Path], bool]
    """Put a file where it can be had back from; False where that can't be."""
    is_practising: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Take:
    """Which line of which session is said: another one may be at hand when it is kept."""

    session_id: str
    text: str


class RecordingDesk(QObject):
    """Opens the dialog for a session, and answers it. At most one take at a time.

    ``preview`` plays a recording by its line's text: what it makes is asked of ``path_of``.
    """

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        studio: Studio,
        background: Background,
        say: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._window = window
        self._studio = studio
        self._background = background
        self._say = say
        self._preview: SoundPreview | None = None
        self._dialog: RecordingDialog | None = None
        self._microphone: Microphone | None = None
        self._session_id = ""
        self._lines: dict[str, LineState] = {}
        self._take: _Take | None = None
        """What is being recorded, or kept."""

    def listen_through(self, preview: SoundPreview) -> None:
        """Let recordings be heard through ``preview``, which plays them by their texts."""
        self._preview = preview
        preview.said.connect(self._on_preview_said)
        preview.ended.connect(self._on_heard)

    def path_of(self, text: str) -> Path | None:
        """The recording of a line of the session at hand. On any thread."""
        return self._studio.own_lines().find(self._session_id, text)

    @Slot(object)
    def ask(self, card: Card) -> None:
        """Show the lines of ``card``'s session."""
        session = self._studio.session(card.id)
        if not isinstance(session, Session):
            self._say(self.tr("This session can't be read just now."))
            return
        if self._studio.is_practising():
            self._say(self.tr("Lines can be recorded once the practice is over."))
            return
        self._session_id = session.id
        self._lines = {text: LineState(text) for text in _texts(session)}
        if not self._lines:
            self._say(self.tr("Nothing is said in this session."))
            return
        self._open(session.title)

    @Slot()
    def make_way(self) -> None:
        """Close the dialog once a practice is on: it would keep its keys from it."""
        if self._dialog is not None and self._studio.is_practising():
            self._dialog.close()

    def _open(self, title: str) -> None:
        from thaw.shell.settings.recording_dialog import RecordingDialog

        self._look()
        dialog = RecordingDialog(self._theme, title, tuple(self._lines.values()), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.record_asked.connect(self._on_record_asked)
        dialog.finish_asked.connect(self._on_finish_asked)
        dialog.listen_asked.connect(self._on_listen_asked)
        dialog.delete_asked.connect(self._on_delete_asked)
        dialog.cancel_asked.connect(self._on_cancel_asked)
        dialog.left.connect(self._on_left)
        self._dialog = dialog
        dialog.open()

    @Slot(str)
    def _on_record_asked(self, text: str) -> None:
        from thaw.devices.microphone import MicrophoneRefused

        if self._preview is not None:
            self._preview.stop()
        try:
            self._only_microphone().start()
        except MicrophoneRefused as refused:
            logger.info("The microphone refuses: %s", refused)
            self._show(text, Doing.NOTHING, self._refused(refused.kind.value))
            return
        self._take = _Take(self._session_id, text)
        self._show(text, Doing.RECORDING, self.tr("Listening to you"))

    def _only_microphone(self) -> "Microphone":
        """Made when it is first wanted. Raises MicrophoneRefused."""
        if self._microphone is None:
            self._microphone = self._studio.microphone()
            self._microphone.setParent(self)
            self._microphone.changed.connect(self._on_sound)
            self._microphone.ended.connect(self._on_take_ended)
        return self._microphone

    @Slot()
    def _on_finish_asked(self) -> None:
        if self._microphone is not None and self._take is not None:
            self._tell(self._take, Doing.KEEPING, self.tr("A moment"))
            self._microphone.finish()

    @Slot()
    def _on_cancel_asked(self) -> None:
        take = self._take
        if self._microphone is None or take is None or not self._is_recorded_now(take):
            return
        self._microphone.stop()
        self._take = None
        self._tell(take, Doing.NOTHING, self.tr("Not kept"))

    @Slot(str)
    def _on_listen_asked(self, text: str) -> None:
        if self._preview is None:
            return
        if self._lines[text].doing is Doing.LISTENING:
            self._preview.stop()
            self._show(text, Doing.NOTHING)
        else:
            self._preview.hear(text)
            self._show(text, Doing.LISTENING)

    @Slot(str)
    def _on_delete_asked(self, text: str) -> None:
        from thaw.audio.own_lines import OwnLinesUnwritable

        path = self.path_of(text)
        words = self.tr("It is in the trash now.")
        try:
            if path is not None and not self._studio.discard(path):
                words = self.tr("There is no trash for it here. The file is {0}").format(path)
            else:
                self._studio.own_lines().delete(self._session_id, text)
        except OwnLinesUnwritable as exc:
            words = self.tr("It can't be deleted: {0}").format(exc)
        self._show(text, Doing.NOTHING, words)

    @Slot()
    def _on_left(self) -> None:
        self._dialog = None
        if self._preview is not None:
            self._preview.stop()

    @Slot()
    def _on_sound(self) -> None:
        take = self._take
        if self._dialog is None or self._microphone is None or take is None:
            return
        if self._is_recorded_now(take):
            seconds = int(self._microphone.seconds)
            words = self.tr("Listening to you, {0}:{1}").format(seconds // 60, f"{seconds % 60:02}")
            self._dialog.rows[take.text].show_take(words, self._microphone.level)

    @Slot()
    def _on_take_ended(self) -> None:
        assert self._microphone is not None, "a take has a microphone"
        assert self._take is not None, "what is heard is of a line"
        take, sound = self._take, self._microphone.take()
        stopped = self._microphone.fault is not None
        self._tell(take, Doing.KEEPING, self.tr("A moment"))
        self._background.run(
            lambda: self._kept(take, sound),
            lambda _path: self._on_kept(take, stopped=stopped),
            lambda error: self._on_not_kept(take, error, stopped=stopped),
            is_awaited=True,
        )

    def _kept(self, take: _Take, sound: "NDArray[np.float32]") -> Path:
        return self._studio.own_lines().keep(take.session_id, take.text, sound)

    def _on_kept(self, take: _Take, *, stopped: bool) -> None:
        self._take = None
        words = self.tr("The microphone stopped; what it heard is kept.") if stopped else ""
        self._tell(take, Doing.NOTHING, words)

    def _on_not_kept(self, take: _Take, error: Exception, *, stopped: bool) -> None:
        self._take = None
        if stopped and isinstance(error, RecordingUnusable):
            words = self._refused("stopped")
        elif isinstance(error, RecordingUnusable):
            words = self.tr("Nothing is kept: {0}. Try again, nearer or louder.").format(
                REASONS[error.kind][0]
            )
        else:
            logger.warning("A recording could not be kept", exc_info=error)
            words = self.tr("It can't be kept: {0}").format(error)
        self._tell(take, Doing.NOTHING, words)

    @Slot(str)
    def _on_preview_said(self, words: str) -> None:
        if words:
            self._end_listening(words)

    @Slot()
    def _on_heard(self) -> None:
        self._end_listening("")

    def _end_listening(self, words: str) -> None:
        heard = [text for text, line in self._lines.items() if line.doing is Doing.LISTENING]
        for text in heard:
            self._show(text, Doing.NOTHING, words)

    def _is_recorded_now(self, take: _Take) -> bool:
        """Whether ``take`` is still being said: once finished it is kept, come what may."""
        line = self._lines.get(take.text) if take.session_id == self._session_id else None
        return line is not None and line.doing is Doing.RECORDING

    def _tell(self, take: _Take, doing: Doing, words: str) -> None:
        """Show what becomes of ``take``, where its line is in sight."""
        if take.session_id == self._session_id and take.text in self._lines:
            self._show(take.text, doing, words)
        else:
            self._refresh()

    def _show(self, text: str, doing: Doing, words: str = "") -> None:
        """Show ``text``'s line as it is now, and what can be done with all the others."""
        for other, state in self._lines.items():
            self._lines[other] = replace(state, doing=Doing.NOTHING, words="")
        self._lines[text] = replace(self._lines[text], doing=doing, words=words)
        self._refresh()

    def _refresh(self) -> None:
        self._look()
        if self._dialog is not None:
            self._dialog.show_lines(tuple(self._lines.values()))

    def _look(self) -> None:
        find = self._studio.own_lines().find
        is_busy = self._take is not None
        for text, state in self._lines.items():
            is_recorded = find(self._session_id, text) is not None
            self._lines[text] = replace(state, is_recorded=is_recorded, can_begin=not is_busy)

    def _refused(self, kind: str) -> str:
        words = {
            "none-here": self.tr("There is no microphone here."),
            "refused": self.tr("The microphone can't be used just now."),
            "stopped": self.tr("The microphone stopped, and nothing was heard."),
        }
        return words[kind]


def _texts(session: Session) -> tuple[str, ...]:
    """The lines that a voice would say, each once, in their order."""
    from thaw.player.preparing import says

    lines = (say.line for say in says(session.steps))
    return tuple(dict.fromkeys(line.text for line in lines if line.recording is None))
