"""The front desk: from a click to a practice and back, on real views and a real log."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.practice.examples import a_practice
from tests.shell.desks import Desk
from tests.shell.person import words
from thaw.care.offering import GENTLE_GAP_S
from thaw.core.compiling import CannotFitError
from thaw.core.own_plan import OwnPlan
from thaw.core.refusals import RoundsError, RoundsFault
from thaw.core.session import Anchor, Cue, Level
from thaw.core.units import Frames, frames
from thaw.player.performance import Performance
from thaw.practice.entry import Outcome, Source
from thaw.settings import BreathCues, Settings, Voice
from thaw.shell.data.import_dialog import ImportDialog
from thaw.shell.player.grounding import Grounding
from thaw.shell.player.sitting import Wish
from thaw.shell.player.state import PlayerStatus
from thaw.shell.theme import Theme
from thaw.shell.tray_state import TrayStatus


@pytest.fixture
def at(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, theme, tmp_path)
    yield made
    made.shut()


def test_a_chosen_session_is_put_in_front_and_played(at: Desk) -> None:
    with at.qtbot.waitSignal(at.sitting.began):
        at.library.session_chosen.emit("walk", 7)
        assert at.window.current_view() is at.player
        assert at.window.windowTitle() == "A walk"
    (begun,) = at.stage.begun
    assert (begun.session_id, begun.choices.length) == ("walk", frames(7 * 60))
    assert (begun.source, begun.choices.spoken, begun.choices.holds) == (
        Source.LIBRARY,
        True,
        False,
    )


def test_the_quick_session_is_known_as_such(at: Desk) -> None:
    with at.qtbot.waitSignal(at.sitting.began):
        at.library.quick_chosen.emit("three-step-space", 5)
    assert at.stage.begun[0].source is Source.QUICK


@pytest.mark.parametrize(
    ("session_id", "minutes", "length_s"),
    [("walk", 1, 180), ("walk", 90, 2700), ("walk", None, 600), ("moment", 1, 50)],
)
def test_a_length_it_cannot_have_becomes_the_nearest_it_can(
    at: Desk, session_id: str, minutes: int | None, length_s: int
) -> None:
    at.stage.rehearse = lambda wish: (_ for _ in ()).throw(ValueError)  # type: ignore[method-assign]  # the wish is enough
    at.desk.begin(session_id, minutes, Source.QUICK)
    assert at.sitting.wish.choices.length == frames(length_s)


def test_gentle_mode_leaves_out_holds_and_long_silences(at: Desk) -> None:
    at.desk.use_settings(Settings(holds=True, gentle=True))
    at.begin()
    choices = at.stage.begun[0].choices
    assert (choices.holds, choices.longest_rest) == (False, frames(GENTLE_GAP_S))


def test_what_was_set_holds_for_what_is_played(at: Desk) -> None:
    chosen = Settings(voice=Voice.CAPTIONS, holds=True, breath_cues=BreathCues.SIGHT)
    at.desk.change_settings(chosen)
    at.begin()
    choices = at.stage.begun[0].choices
    assert (choices.spoken, choices.holds) == (False, True)
    assert choices.cues == {Cue.SIGHT}


def test_the_library_turns_to_a_new_day_while_it_stays_open(at: Desk) -> None:
    evening = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    at.now = lambda: evening
    at.desk.use_settings(Settings(plan=OwnPlan(rest_weekdays=frozenset({6}))))
    at.desk.show_library()
    with at.qtbot.waitExposed(at.window):
        at.window.show()
    assert "Today is a day of rest in your plan." in words(at.library)
    (minute,) = at.desk.findChildren(QTimer)
    assert minute.isActive()
    with at.qtbot.assertNotEmitted(at.desk.library_shown):
        minute.timeout.emit()

    at.now = lambda: evening + timedelta(minutes=2)
    with at.qtbot.waitSignal(at.desk.library_shown):
        minute.timeout.emit()
    assert "day of rest" not in words(at.library)
    with at.qtbot.assertNotEmitted(at.desk.library_shown):
        minute.timeout.emit()


def test_leading_back_to_the_library_makes_no_player(at: Desk) -> None:
    at.desk.show_other(at.history, "History")
    at.desk.show_again(at.library, "")
    assert at.window.current_view() is at.library
    assert "player" not in vars(at)


def test_a_session_that_is_not_there_is_named(at: Desk) -> None:
    at.desk.begin("gone", 3, Source.QUICK)
    assert at.notices.text() == "There is no session called gone."
    assert at.window.current_view() is at.library


def test_a_practice_that_begins_elsewhere_is_not_behind_a_question(at: Desk, theme: Theme) -> None:
    """From the tray, with a dialog open: Escape has to ground, and no dialog may keep it."""
    with at.qtbot.waitExposed(at.window):
        at.window.show()
    asked, writing = QDialog(at.window), ImportDialog(theme, at.window)
    asked.open()
    writing.open()
    writing.show_running("Taking in diary.csv")

    at.desk.begin("walk", 3, Source.TRAY)

    assert not asked.isVisible()
    assert not writing.isVisible()
    assert writing.is_running
    writing.show_refusal("")
    writing.close()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            CannotFitError(frames(60), Frames(frames(181)), Frames(frames(599))),
            "With this voice it takes 4 to 9 minutes.",
        ),
        (
            CannotFitError(frames(60), frames(181), frames(299)),
            "With this voice it takes four minutes.",
        ),
        (
            CannotFitError(frames(200), frames(180), frames(600)),
            "With this voice it can't take exactly that long.",
        ),
        (
            RoundsError(RoundsFault.OUT_OF_BOUNDS, 120, 118),
            "With this voice there is room for 118 rounds.",
        ),
        (
            RoundsError(RoundsFault.OUT_OF_BOUNDS, 2, 1),
            "With this voice there is room for one round.",
        ),
        (ValueError("walk.yaml:3:8: …"), "This session can't be played: walk.yaml:3:8: …"),
    ],
)
def test_a_session_that_cannot_be_played_leads_back_with_the_reason(
    at: Desk, error: Exception, words: str
) -> None:
    at.stage.error = error
    with at.qtbot.waitSignal(at.sitting.refused):
        at.desk.begin("walk", 3, Source.LIBRARY)
    assert at.notices.text() == words
    assert at.window.current_view() is at.library


@pytest.mark.parametrize(
    ("shortest_s", "longest_s", "length_s"), [(190, 600, 240), (190, 200, 200), (60, 150, 150)]
)
def test_one_click_takes_the_nearest_length_that_the_voice_allows(
    at: Desk, monkeypatch: pytest.MonkeyPatch, shortest_s: int, longest_s: int, length_s: int
) -> None:
    rehearse, shortest, longest = at.stage.rehearse, frames(shortest_s), frames(longest_s)

    def refusing(wish: Wish) -> Performance:
        length = wish.choices.length
        assert length is not None
        if not shortest <= length <= longest:
            raise CannotFitError(length, shortest, longest)
        return rehearse(wish)

    monkeypatch.setattr(at.stage, "rehearse", refusing)
    with at.qtbot.waitSignal(at.sitting.began):
        at.desk.begin("walk", 3, Source.QUICK)
    assert [one.choices.length for one in at.stage.begun] == [frames(length_s)]
    assert at.window.current_view() is at.player
    assert at.notices.text() == ""


def test_notices_leave_the_screen_to_a_practice_and_come_back_after_it(at: Desk) -> None:
    at.notices.say("Added to the library: walk")
    at.begin()
    assert at.notices.isHidden()
    at.notices.say("Not connected: Phones.")
    assert at.notices.text() == "Not connected: Phones."
    at.desk.show_library()
    assert at.notices.text() == "Added to the library: walk\nNot connected: Phones."


def test_stopping_while_it_is_prepared_leads_back(at: Desk) -> None:
    at.desk.begin("walk", 3, Source.TRAY)
    at.desk.stop()
    assert at.window.current_view() is at.library
    assert not at.sitting.is_on


def test_stopping_a_practice_shows_its_end(at: Desk) -> None:
    at.begin()
    at.stage.output.turn(20)
    at.player.stop_asked.emit()
    assert at.window.current_view() is at.player
    assert at.sitting.status is PlayerStatus.STOPPED


def test_stop_and_ground_puts_a_grounding_in_front_from_wherever_it_is_asked(at: Desk) -> None:
    at.window.show()
    at.begin()
    at.stage.output.turn(20)
    at.desk.show_history()
    at.desk.ground()
    assert at.window.current_view() is at.player
    assert at.player.findChildren(Grounding)[0].isVisible()
    assert at.stage.notes.closed[0][1] is Outcome.STOPPED_BY_CHOICE
    assert at.desk.tray_state().status is TrayStatus.RESTING


def test_a_question_does_not_lie_over_a_grounding(at: Desk) -> None:
    at.window.show()
    at.begin()
    at.stage.output.turn(20)
    at.desk.show_history()
    asked = QDialog(at.window)
    asked.open()
    at.desk.ground()
    assert not asked.isVisible()


def test_a_grounding_leads_to_the_end_and_the_library(at: Desk) -> None:
    at.window.show()
    at.begin()
    at.stage.output.turn(20)
    at.qtbot.keyClick(at.player, Qt.Key.Key_Escape)
    shown = at.player.findChildren(Grounding)[0]
    at.qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert at.window.current_view() is at.player
    at.qtbot.keyClick(at.player, Qt.Key.Key_Escape)
    assert at.window.current_view() is at.library
    assert at.sitting.wish is None


def test_from_a_grounding_the_library_is_one_key_away(at: Desk) -> None:
    at.window.show()
    at.begin()
    at.stage.output.turn(20)
    at.desk.ground()
    at.qtbot.keyClick(at.player.findChildren(Grounding)[0], Qt.Key.Key_Backspace)
    assert at.window.current_view() is at.library
    assert at.sitting.wish is None


def test_before_the_first_sound_stop_and_ground_leads_back(at: Desk) -> None:
    at.desk.begin("walk", 3, Source.TRAY)
    at.desk.ground()
    assert at.window.current_view() is at.library
    assert not at.sitting.is_on


def test_looking_around_does_not_end_a_practice(at: Desk) -> None:
    at.begin()
    at.desk.show_history()
    at.desk.show_library()
    assert at.sitting.status is PlayerStatus.PLAYING


def test_going_on_after_the_end_lets_go_of_the_practice(at: Desk) -> None:
    at.begin()
    at.stage.output.turn(20)
    at.desk.stop()
    at.player.library_asked.emit()
    assert at.sitting.wish is None
    assert at.window.current_view() is at.library


def test_what_was_practised_last_is_offered_next(at: Desk) -> None:
    at.log.put([a_practice(session_id="walk")])
    at.desk.show_library()
    assert at.library.suggested() == "walk"


def test_a_log_that_cannot_be_read_is_said(at: Desk) -> None:
    at.log.shut()
    at.log = None
    at.window.show()
    at.library.history_asked.emit()
    refusal = "The history can't be opened: gone"
    at.qtbot.waitUntil(lambda: refusal in [w.text() for w in at.history.findChildren(QLabel)])


def test_the_history_is_read_anew_each_time(at: Desk) -> None:
    practices = at.history.lately.model
    at.window.show()
    with at.qtbot.waitSignal(practices.read):
        at.library.history_asked.emit()
    assert practices.rowCount() == 0
    at.log.put([a_practice()])
    at.desk.show_library()
    with at.qtbot.waitSignal(practices.read):
        at.desk.show_history()
    assert practices.rowCount() == 1
    assert at.window.windowTitle() == "History"


def test_a_length_that_was_chosen_is_saved(at: Desk) -> None:
    at.library.length_changed.emit("walk", 20)
    assert at.saved.settings[-1].last_minutes == {"walk": 20}


def test_settings_that_cannot_be_saved_hold_until_the_end(
    at: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    at.saved.is_full = True
    at.desk.change_settings(Settings(quick_minutes=9))
    assert at.desk.settings.quick_minutes == 9
    assert "the disk is full" in caplog.text
    said = "The settings can't be saved; they hold until Thaw ends: the disk is full"
    assert at.notices.text() == said


def test_in_gentle_mode_the_tray_offers_what_stands_in_for_the_quick_session(at: Desk) -> None:
    catalogue = at.desk._records.catalogue
    found = {one.id: one for one in catalogue.entries()}
    space = replace(found["three-step-space"], twin="walk", anchor=Anchor.BREATH)
    walk = replace(found["walk"], anchor=Anchor.FEET, level=Level.GENTLE)
    catalogue.entry = {space.id: space, walk.id: walk}.get  # type: ignore[method-assign]  # as if their files said so
    at.desk.change_settings(Settings(gentle=True, quick_minutes=15))
    state = at.desk.tray_state()
    assert (state.quick_id, state.quick_title, state.quick_minutes) == ("walk", "A walk", 10)
    assert "walk" in at.desk.offered()
    at.desk.change_settings(Settings(quick_minutes=15))
    assert at.desk.tray_state().quick_id == "three-step-space"


def test_the_tray_offers_the_quick_session_at_a_length_it_can_have(at: Desk) -> None:
    state = at.desk.tray_state()
    assert (state.status, state.quick_id) == (TrayStatus.RESTING, "three-step-space")
    assert (state.quick_title, state.quick_minutes) == ("A three-step-space", 5)
    at.desk.change_settings(Settings(quick_session="gone"))
    assert at.desk.tray_state().quick_id is None


def test_the_tray_tells_what_is_played_and_how_long(at: Desk) -> None:
    at.begin()
    at.stage.output.turn(59)
    state = at.desk.tray_state()
    assert (state.status, state.title, state.minutes_left) == (TrayStatus.PLAYING, "Made up", 3)
    at.sitting.pause()
    assert at.desk.tray_state().status is TrayStatus.PAUSED


def test_the_tray_is_told_of_the_minutes_that_are_left(at: Desk) -> None:
    at.begin()
    (minute,) = at.desk.findChildren(QTimer)
    at.stage.output.turn(61)
    with at.qtbot.waitSignal(at.desk.status_changed):
        minute.timeout.emit()
    at.sitting.stop()
    with at.qtbot.assertNotEmitted(at.desk.status_changed):
        minute.timeout.emit()


def test_the_tray_is_told_of_every_change(at: Desk) -> None:
    at.begin()
    with at.qtbot.waitSignal(at.desk.status_changed):
        at.sitting.pause()
