"""A practice from the library to the history, in the whole app."""

from pathlib import Path

import espeakng_loader
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.composition.whole_app import SHORT, Start, Thaw, personal
from tests.core.written_sessions import written
from tests.shell.person import opens_popup
from thaw import settings
from thaw.audio.output import FaultKind, OutputFault
from thaw.care.grounding import LINES
from thaw.care.rules import GROUND_FADE_MS
from thaw.composition.launch import Launch
from thaw.paths import Paths
from thaw.practice.entry import Outcome, PauseReason, Source
from thaw.settings import Settings, Voice
from thaw.shell.library.session_card import SessionCard
from thaw.shell.library.view import LibraryView


def test_a_session_is_chosen_heard_to_its_end_and_kept(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(90)
    thaw.until(lambda: thaw.window.windowTitle().startswith("Three-Step Space"))
    thaw.hear(110)

    thaw.until_said("Three minutes of Three-Step Space.")
    assert "Kept in your history." in thaw.words()
    thaw.until_said("That was your first practice here.")
    (practice,) = thaw.log()
    assert practice.outcome is Outcome.COMPLETED
    assert practice.progress.practised_ms == practice.start.planned_ms == 180_000
    assert (practice.start.source, practice.start.had_voice) == (Source.LIBRARY, False)


def test_a_voice_that_is_not_there_is_stood_in_for_and_told(
    start: Start, paths: Paths, tmp_path: Path
) -> None:
    chosen = Settings(
        voice=Voice.PIPER,
        voice_file=tmp_path / "gone.onnx",
        tray_notice_shown=True,
        ask_before=False,
    )
    settings.save(chosen, paths.settings_file)
    thaw = start()

    thaw.begin("Begin Three-Step Space, 3 min")

    thaw.until_said("is not heard: there is no such voice file. The built-in one speaks")


def test_where_no_voice_is_left_nothing_is_said_to_speak_in_its_place(
    start: Start, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "/nowhere/libespeak-ng.so")
    settings.save(
        Settings(voice=Voice.ESPEAK, tray_notice_shown=True, ask_before=False), paths.settings_file
    )
    thaw = start()

    thaw.begin("Begin Three-Step Space, 3 min")

    thaw.until_said("The voice is not heard: it is not installed. What it says is on the screen.")


def test_a_recording_that_cannot_be_played_is_spoken_and_told(start: Start, paths: Paths) -> None:
    settings.save(
        Settings(voice=Voice.ESPEAK, tray_notice_shown=True, ask_before=False), paths.settings_file
    )
    text = written(
        "say: {text: Stand up., file: one.wav}",
        "rest: {min: 5s, ideal: 20s, max: 60s}",
        lengths="{default: 40s, from: 10s, to: 60s}",
        category="timer",
        closing="",
    )
    personal(paths, text)
    (paths.personal_sessions / "one.wav").write_bytes(b"words")
    thaw = start()

    thaw.begin("Begin A Walk, 1 min")

    thaw.until_said("one.wav can't be played: it is not a sound file that can be read; export it")
    thaw.until_said("The voice speaks in place of what can't be played.")
    assert len(thaw.services.bank.recording_faults) == 1


def test_everything_can_be_done_from_the_keyboard(thaw: Thaw) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.press(Qt.Key.Key_Return)
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(20)
    thaw.press(Qt.Key.Key_Space)
    thaw.until_said("Paused")
    assert not thaw.output.is_running
    thaw.press(Qt.Key.Key_Space)
    thaw.hear(10)
    thaw.press(Qt.Key.Key_Q)
    thaw.until_said("Kept in your history.")
    thaw.press(Qt.Key.Key_Return)
    assert isinstance(thaw.window.current_view(), LibraryView)

    (practice,) = thaw.log()
    assert practice.start.session_id == "breath-awareness"
    assert practice.outcome is Outcome.PARTIAL
    assert practice.progress.practised_ms == 30_000
    assert [pause.reason for pause in practice.progress.pauses] == [PauseReason.USER]
    assert thaw.output.spans == [(0, 960_000), (960_000, 1_440_000)]


def test_escape_stops_and_grounds_and_it_counts(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(60)
    thaw.press(Qt.Key.Key_Escape)
    assert "Any key goes on, Esc ends." in thaw.words()
    assert not thaw.output.is_running
    assert 0 < (thaw.output.last_fade_ms or 0) <= GROUND_FADE_MS
    for _ in LINES:
        thaw.press(Qt.Key.Key_Space)
    thaw.until_said("Kept in your history.")
    thaw.click("History")
    thaw.until_said("One minute today.")

    (practice,) = thaw.log()
    assert practice.outcome is Outcome.STOPPED_BY_CHOICE
    assert practice.progress.practised_ms == 60_000


def test_stop_and_ground_from_the_tray_brings_the_window_forward(start: Start) -> None:
    thaw = start()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(20)
    window = thaw.window
    window.showMinimized()
    start.choose_in_tray("Stop and ground")
    assert not window.isMinimized()
    assert "Any key goes on, Esc ends." in thaw.words()
    thaw.press(Qt.Key.Key_Backspace)
    assert isinstance(window.current_view(), LibraryView)
    assert thaw.log()[0].outcome is Outcome.STOPPED_BY_CHOICE


def test_help_pauses_a_practice_and_leads_back_to_it(start: Start) -> None:
    thaw = start()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(20)
    thaw.press(Qt.Key.Key_F1)
    thaw.until_said("Changes to medicine belong with whoever prescribed it.")
    assert not thaw.output.is_running
    thaw.press(Qt.Key.Key_Escape)
    thaw.press(Qt.Key.Key_Space)
    assert thaw.output.is_running
    thaw.window.showMinimized()
    start.choose_in_tray("Help")
    assert not thaw.window.isMinimized()
    assert not thaw.output.is_running
    thaw.until_said("A doctor can help, even where words are hard to find.")


def test_a_practice_is_found_in_the_history_afterwards(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("Kept in your history.")
    thaw.click("History")

    thaw.until_said("Three minutes today.")
    assert thaw.window.windowTitle() == "History"


def test_what_was_practised_last_is_offered_next_time(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("Kept in your history.")
    thaw.click("Back to the library")

    assert "The one you did last\nThree-Step Space" in thaw.words()


def test_sound_that_is_lost_is_said_and_the_practice_goes_on_in_silence(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(30)
    thaw.output.lose(OutputFault(FaultKind.NO_DEVICE))
    thaw.until_said("The sound device has gone. Paused at 0:30.")
    thaw.click("Continue without sound")
    thaw.until_said("Without sound")
    thaw.press(Qt.Key.Key_Q)

    thaw.until_said("Kept in your history.")
    assert thaw.log()[0].progress.practised_ms >= 30_000


def test_leaving_while_the_session_is_prepared_keeps_nothing(thaw: Thaw) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.click("Begin Three-Step Space, 3 min")
    thaw.press(Qt.Key.Key_Escape)

    assert isinstance(thaw.window.current_view(), LibraryView)
    assert thaw.log() == []


def test_a_session_shorter_than_a_minute_can_be_played(start: Start, paths: Paths) -> None:
    personal(paths, SHORT)
    thaw = start(Launch(quick="walk"))
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(20)
    thaw.until_said("Kept in your history.")
    assert thaw.log()[0].start.planned_ms == 12_000


def test_the_length_that_was_chosen_is_remembered(thaw: Thaw, paths: Paths) -> None:
    thaw.until(lambda: "body-scan" in thaw.cards())
    card = next(c for c in thaw.window.findChildren(SessionCard) if c.card.id == "body-scan")
    thaw.qtbot.keyClick(card, Qt.Key.Key_Plus)

    chosen = settings.load(paths.settings_file).last_minutes
    assert chosen == {"body-scan": card.length.minutes()}


def test_beside_the_window_the_player_and_its_output_are_made_ready(thaw: Thaw) -> None:
    assert not thaw.sound.is_open
    thaw.until(lambda: thaw.sound.is_open)
    assert not thaw.output.is_running


@opens_popup
def test_breathing_freely_is_in_the_menu_as_well(thaw: Thaw) -> None:
    thaw.until(lambda: bool(thaw.cards()))
    thaw.turn_to("Breathe freely")
    assert thaw.front() == "Breathe freely"


def test_breathing_freely_is_heard_kept_in_the_history_and_kept_as_a_session(
    thaw: Thaw, paths: Paths
) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.click("Breathe freely")
    thaw.click("Rounds")
    thaw.click("Begin: in 4, out 6")
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(30)
    thaw.until_said("Breathe")
    thaw.hear(300)
    thaw.until_said("of Breathe freely: Longer out-breath.")
    (practice,) = thaw.log()
    assert (practice.start.session_id, practice.outcome) == ("breathe-freely", Outcome.COMPLETED)
    assert practice.start.category == "breathing"

    thaw.click("Back to the library")
    thaw.click("Breathe freely")
    name = next(
        box
        for box in thaw.window.findChildren(QLineEdit)
        if box.placeholderText() and box.isVisible()
    )
    name.setText("Before sleep")
    thaw.click("Keep this pattern")
    assert (paths.personal_sessions / "before-sleep.yaml").exists()
    thaw.press(Qt.Key.Key_Escape)
    thaw.until(lambda: "before-sleep" in thaw.cards())
    thaw.click("Begin Before sleep, 2 min")
    thaw.until(lambda: thaw.output.is_running)
