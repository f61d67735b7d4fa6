"""Recording a session's lines: by click and key, with a microphone that the test speaks into."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from tests.core.scripts import session_of
from tests.devices.scripted_microphone import ScriptedMicrophone
from tests.player.stepped_output import SteppedOutput
from tests.shell.samples import SCAN
from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.audio.own_lines import OwnLines
from thaw.core.session import Elastic, Passage, Rest, Say, Session, VoiceLine
from thaw.core.units import RATE, frames
from thaw.devices.microphone import Microphone, MicrophoneFault, MicrophoneRefused
from thaw.player.performance import Performance
from thaw.player.samples import recording_sample
from thaw.shell.background import Background
from thaw.shell.settings.recording_desk import RecordingDesk, Studio
from thaw.shell.settings.recording_dialog import LineRow, RecordingDialog
from thaw.shell.settings.sound_preview import SoundPreview
from thaw.shell.theme import Theme

FIRST, SECOND = "Let your feet rest.", "Notice one sound."
SOON_MS = 20_000


def hum(seconds: float, loudness: float = 0.3) -> np.ndarray:
    t = np.arange(round(seconds * RATE)) / RATE
    return (loudness * np.sin(2 * np.pi * 200 * t)).astype(np.float32)


def spoken() -> Session:
    inside = Passage((Say(VoiceLine(SECOND)), Say(VoiceLine(FIRST))), frames(0), 1)
    named = VoiceLine("Named by its author.", recording=Path("/somewhere.flac"))
    return session_of(Say(VoiceLine(FIRST)), Rest(Elastic.fixed(frames(5))), inside, Say(named))


@dataclass
class Room:
    """A desk with everything around it in the test's hand."""

    qtbot: QtBot
    theme: Theme
    folder: Path
    session: object = field(default_factory=spoken)
    device: ScriptedMicrophone = field(default_factory=ScriptedMicrophone)
    output: SteppedOutput = field(default_factory=SteppedOutput)
    said: list[str] = field(default_factory=list)
    is_practising: bool = False
    has_trash: bool = True
    can_record: bool = True

    def __post_init__(self) -> None:
        self.lines = OwnLines(self.folder)
        self.window = QMainWindow()
        # Deleted with the window, on this thread: a ring of Python's is let go of on any.
        self.background = Background(self.window)
        self.window.resize(900, 700)
        self.qtbot.addWidget(self.window)
        self.window.show()
        bank = SoundBank(None, None)
        studio = Studio(
            session=lambda _id: self.session,
            own_lines=lambda: self.lines,
            microphone=self._microphone,
            discard=self._discard,
            is_practising=lambda: self.is_practising,
        )
        self.desk = RecordingDesk(
            self.theme, self.window, studio, self.background, self.said.append, self.window
        )

        def make(text: str) -> Performance:
            path = self.desk.path_of(text)
            assert path is not None
            return recording_sample(path, bank, Levels())

        self.preview = SoundPreview(make, Levels, lambda: self.output, self.background, self.window)
        self.desk.listen_through(self.preview)

    def _microphone(self) -> Microphone:
        if not self.can_record:
            raise MicrophoneRefused(MicrophoneFault.NONE_HERE)
        return Microphone(self.device)

    def ask(self) -> RecordingDialog:
        self.desk.ask(SCAN)
        return self.dialog

    @property
    def dialog(self) -> RecordingDialog:
        found = [d for d in self.window.findChildren(RecordingDialog) if d.isVisible()]
        return found[0]

    def row(self, text: str) -> LineRow:
        return self.dialog.rows[text]

    def until_words(self, text: str, words: str) -> None:
        def shown() -> None:
            assert words in self.row(text).words.text()

        self.qtbot.waitUntil(shown, timeout=SOON_MS)

    def record(self, text: str, sound: np.ndarray) -> None:
        self.row(text).record.click()
        self.device.says(sound)
        self.row(text).record.click()

    def _discard(self, path: Path) -> bool:
        if self.has_trash:
            path.unlink()
        return self.has_trash


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, theme, tmp_path / "recordings")
    yield made
    for dialog in made.window.findChildren(RecordingDialog):
        dialog.close()
    made.background.close()


def test_each_line_that_a_voice_would_say_is_there_once(room: Room) -> None:
    dialog = room.ask()

    assert list(dialog.rows) == [FIRST, SECOND]
    assert {row.words.text() for row in dialog.rows.values()} == {"Not recorded"}
    assert not room.row(FIRST).listen.isVisible()


def test_a_line_is_recorded_and_kept(room: Room) -> None:
    room.ask()
    row = room.row(FIRST)
    row.record.click()
    assert row.record.text() == "Finish"
    assert row.level.isVisible()
    assert not room.row(SECOND).record.isEnabled()
    room.device.says(hum(1.5))
    assert "0:01" in row.words.text()
    assert row.level.value() == 30
    row.record.click()

    room.until_words(FIRST, "In your voice")

    assert room.lines.find("made-up", FIRST) is not None
    assert row.record.text() == "Record again"
    assert row.listen.isVisible()
    assert room.row(SECOND).record.isEnabled()


def test_a_take_without_a_sound_is_not_kept_and_says_why(room: Room) -> None:
    room.ask()
    room.record(FIRST, np.zeros(RATE, np.float32))

    room.until_words(FIRST, "Nothing is kept: it is silent.")

    assert room.lines.find("made-up", FIRST) is None


def test_a_recording_is_heard_and_may_be_stopped(room: Room) -> None:
    room.lines.keep("made-up", FIRST, hum(2))
    room.ask()
    row = room.row(FIRST)

    row.listen.click()
    assert row.listen.text() == "Stop"
    room.qtbot.waitUntil(lambda: room.output.is_running, timeout=SOON_MS)
    row.listen.click()
    assert not room.output.is_running
    assert row.listen.text() == "Listen"

    row.listen.click()
    room.qtbot.waitUntil(lambda: room.output.is_running, timeout=SOON_MS)
    room.output.turn(3)
    room.qtbot.waitUntil(lambda: row.listen.text() == "Listen", timeout=SOON_MS)


def test_a_recording_that_cannot_be_played_says_so(room: Room) -> None:
    path = room.lines.keep("made-up", FIRST, hum(2))
    path.write_bytes(b"nonsense")
    room.ask()

    room.row(FIRST).listen.click()

    room.until_words(FIRST, "It can't be heard")
    assert room.row(FIRST).listen.text() == "Listen"


def test_a_recording_goes_into_the_trash(room: Room) -> None:
    room.lines.keep("made-up", FIRST, hum(1))
    room.ask()

    room.row(FIRST).delete.click()

    assert room.row(FIRST).words.text() == "It is in the trash now."
    assert room.lines.find("made-up", FIRST) is None
    assert room.lines.listed() == ()
    assert not room.row(FIRST).delete.isVisible()


def test_without_a_trash_it_stays_and_is_named(room: Room) -> None:
    path = room.lines.keep("made-up", FIRST, hum(1))
    room.has_trash = False
    room.ask()

    room.row(FIRST).delete.click()

    assert str(path) in room.row(FIRST).words.text()
    assert path.exists()


def test_without_a_microphone_it_says_so_plainly(room: Room) -> None:
    room.device.refuses = MicrophoneFault.NONE_HERE
    room.ask()

    room.row(FIRST).record.click()

    assert room.row(FIRST).words.text() == "There is no microphone here."
    assert room.row(SECOND).record.isEnabled()


def test_on_a_machine_that_can_have_no_microphone_it_says_the_same(room: Room) -> None:
    room.can_record = False
    room.ask()

    room.row(FIRST).record.click()

    assert room.row(FIRST).words.text() == "There is no microphone here."


def test_a_microphone_that_goes_leaves_what_it_heard(room: Room) -> None:
    room.ask()
    room.row(FIRST).record.click()
    room.device.says(hum(1))
    room.device.fault = "IOError"

    room.until_words(FIRST, "The microphone stopped; what it heard is kept.")
    assert room.lines.find("made-up", FIRST) is not None


def test_everything_is_done_from_the_keyboard(room: Room) -> None:
    dialog = room.ask()
    row = room.row(FIRST)
    row.record.setFocus()
    room.qtbot.keyClick(row.record, Qt.Key.Key_Return)
    assert row.record.text() == "Finish"

    room.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert row.words.text() == "Not kept"
    assert room.device.stops == 1
    assert dialog.isVisible()

    room.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_every_button_says_which_line_it_is_for(room: Room) -> None:
    room.lines.keep("made-up", FIRST, hum(1))
    room.ask()
    row = room.row(FIRST)

    names = [button.accessibleName() for button in (row.record, row.listen, row.delete)]
    assert names == [f"Record again: {FIRST}", f"Listen: {FIRST}", f"Delete: {FIRST}"]


def test_closing_while_recording_keeps_nothing(room: Room) -> None:
    dialog = room.ask()
    room.row(FIRST).record.click()
    room.device.says(hum(1))

    dialog.close()

    assert room.device.stops == 1
    assert room.lines.find("made-up", FIRST) is None


def test_while_a_practice_is_on_nothing_is_recorded(room: Room) -> None:
    room.is_practising = True
    room.desk.ask(SCAN)

    assert room.said == ["Lines can be recorded once the practice is over."]
    assert not room.window.findChildren(RecordingDialog)


def test_a_practice_that_begins_elsewhere_closes_the_dialog(room: Room) -> None:
    dialog = room.ask()
    room.desk.make_way()
    assert dialog.isVisible()
    room.row(FIRST).record.click()
    room.is_practising = True
    room.desk.make_way()
    assert not dialog.isVisible()
    assert room.device.stops == 1


def test_a_session_without_words_or_that_cannot_be_read_says_so(room: Room) -> None:
    room.session = session_of(Rest(Elastic.fixed(frames(5))))
    room.desk.ask(SCAN)
    room.session = ()
    room.desk.ask(SCAN)

    assert room.said == [
        "Nothing is said in this session.",
        "This session can't be read just now.",
    ]


def test_after_a_take_the_keyboard_is_at_listening_to_it(room: Room) -> None:
    dialog = room.ask()
    row = room.row(FIRST)
    row.record.setFocus()
    room.record(FIRST, hum(1.0))
    room.until_words(FIRST, "In your voice")
    assert dialog.focusWidget() is row.listen


def test_a_take_finished_as_the_dialog_was_left_stays_with_its_session(room: Room) -> None:
    dialog = room.ask()
    room.record(FIRST, hum(1.0))
    dialog.close()
    room.session = replace(session_of(Say(VoiceLine(SECOND))), id="another")
    room.ask()

    room.qtbot.waitUntil(lambda: room.lines.find("made-up", FIRST) is not None, timeout=SOON_MS)
    room.qtbot.waitUntil(room.row(SECOND).record.isEnabled, timeout=SOON_MS)
    assert room.lines.find("another", FIRST) is None
    assert room.row(SECOND).words.text() == "Not recorded"
