"""A sitting: one practice at a time, looked after whether or not anything draws it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.shell.stages import HandLines, HandStage, wish
from thaw.audio.output import FaultKind, OutputFault
from thaw.core.patterns import PATTERNS
from thaw.core.session import Breathe, Elastic, Wait
from thaw.core.units import Frames, frames
from thaw.player.player import Player
from thaw.practice.entry import Outcome
from thaw.shell.background import Background
from thaw.shell.player.sitting import Ended, Sitting
from thaw.shell.player.state import Answer, Answered, PlayerState, PlayerStatus, SoundFault


@pytest.fixture
def stage() -> HandStage:
    return HandStage()


@pytest.fixture
def sitting(stage: HandStage, background: Background) -> Iterator[Sitting]:
    made = Sitting(stage, background)
    yield made
    made.leave()


@pytest.fixture
def playing(qtbot: QtBot, sitting: Sitting) -> Sitting:
    begin(qtbot, sitting)
    return sitting


def begin(qtbot: QtBot, sitting: Sitting) -> None:
    with qtbot.waitSignal(sitting.began):
        sitting.begin(wish())


def until_answered(qtbot: QtBot, background: Background) -> None:
    """Wait until everything asked for before has been done and answered."""
    answers: list[None] = []
    background.run(lambda: None, answers.append)
    qtbot.waitUntil(lambda: bool(answers))


def test_with_nothing_wished_for_there_is_nothing_to_show(sitting: Sitting) -> None:
    assert sitting.state() == PlayerState()
    assert not sitting.is_on


def test_while_it_is_prepared_only_the_title_is_known(sitting: Sitting) -> None:
    sitting.begin(wish())
    assert sitting.is_on
    assert sitting.state() == PlayerState(title="Made up")


def test_what_was_prepared_begins_at_once(
    qtbot: QtBot, sitting: Sitting, background: Background, stage: HandStage
) -> None:
    chosen = wish()
    sitting.prepare(chosen)
    until_answered(qtbot, background)
    assert not sitting.is_on
    assert sitting.state() == PlayerState()
    sitting.begin(chosen)
    assert stage.begun == [chosen]
    assert sitting.status is PlayerStatus.PLAYING
    assert sitting.practice_id == "practice-1"


def test_what_is_still_being_prepared_begins_when_it_is_ready(
    qtbot: QtBot, sitting: Sitting, stage: HandStage
) -> None:
    chosen, made = wish(), []
    rehearse = stage.rehearse
    stage.rehearse = lambda asked: (made.append(asked), rehearse(asked))[1]  # type: ignore[method-assign]  # noted on its way
    with qtbot.waitSignal(sitting.began):
        sitting.prepare(chosen)
        sitting.begin(chosen)
        assert sitting.is_on
    assert made == stage.begun == [chosen]


def test_what_was_stopped_before_it_was_ready_makes_no_more_lines(
    qtbot: QtBot, sitting: Sitting, background: Background, stage: HandStage
) -> None:
    stopped: list[bool] = []
    stage.lines = HandLines(lambda: stopped.append(True))
    chosen = wish()
    sitting.prepare(chosen)
    sitting.begin(chosen)
    sitting.stop()
    until_answered(qtbot, background)
    assert stopped == [True]
    assert stage.begun == []


def test_what_was_prepared_gives_way_to_something_else(
    qtbot: QtBot, sitting: Sitting, background: Background, stage: HandStage
) -> None:
    stopped: list[bool] = []
    stage.lines = HandLines(lambda: stopped.append(True))
    first, second, third = wish("first"), wish("second"), wish("third")
    sitting.prepare(first)
    until_answered(qtbot, background)
    sitting.prepare(second)
    assert stopped == [True]
    sitting.put_aside()
    until_answered(qtbot, background)
    assert stopped == [True, True]
    with qtbot.waitSignal(sitting.began):
        sitting.begin(third)
    until_answered(qtbot, background)
    assert stage.begun == [third]


@pytest.mark.parametrize("is_wanted", [True, False])
def test_what_cannot_be_prepared_is_refused_while_it_is_wanted(
    qtbot: QtBot, sitting: Sitting, background: Background, stage: HandStage, is_wanted: bool
) -> None:
    stage.error = ValueError("no room")
    refused: list[Exception] = []
    sitting.refused.connect(refused.append)
    sitting.prepare(wish())
    if not is_wanted:
        sitting.put_aside()
    until_answered(qtbot, background)
    assert refused == ([stage.error] if is_wanted else [])


def test_what_is_heard_is_what_is_shown(playing: Sitting, stage: HandStage) -> None:
    stage.output.turn(30)
    state = playing.state()
    assert state.status is PlayerStatus.PLAYING
    assert (state.title, state.practised) == ("Made up", 30 * 48_000)
    assert state.moment.frame == 30 * 48_000


def test_for_every_picture_there_is_the_frame_heard(playing: Sitting, stage: HandStage) -> None:
    stage.output.turn(30)
    assert playing.frame() == frames(30)
    playing.pause()
    assert playing.frame() is None


def test_before_anything_is_heard_there_is_no_frame(sitting: Sitting) -> None:
    assert sitting.frame() is None
    sitting.begin(wish())
    assert sitting.frame() is None


def test_it_pauses_resumes_skips_and_begins_again(playing: Sitting, stage: HandStage) -> None:
    stage.output.turn(30)
    playing.pause()
    assert playing.status is PlayerStatus.PAUSED
    playing.resume()
    playing.skip(15)
    assert playing.state().moment.frame == 45 * 48_000
    playing.skip(-60)
    assert playing.state().moment.frame == 0
    playing.restart()
    assert playing.state().practised == 30 * 48_000


@pytest.fixture
def breathing(qtbot: QtBot, sitting: Sitting, stage: HandStage) -> Sitting:
    """A sitting in which an even breath goes on for eight minutes."""
    even = Breathe(PATTERNS["even"], None, 60, Frames(0), frozenset())
    stage.steps = (even,)
    with qtbot.waitSignal(sitting.began):
        sitting.begin(wish(minutes=15))
    stage.output.turn(20)
    return sitting


def test_the_breaths_to_come_are_made_slower_or_easier_and_that_is_said(
    breathing: Sitting, stage: HandStage
) -> None:
    breathing.breathe_slower()
    assert breathing.state().answered == Answered(Answer.SLOWER, frames(20))
    stage.output.turn(10)
    assert breathing.state().moment.breath.length == frames(4.4)
    breathing.breathe_easier()
    assert breathing.state().answered == Answered(Answer.EASIER, frames(30))
    stage.output.turn(10)
    assert breathing.state().moment.breath.length == frames(3.96)


@pytest.mark.parametrize(
    ("way", "answer"),
    [("breathe_easier", Answer.NO_EASIER), ("breathe_slower", Answer.NO_SLOWER)],
)
def test_what_goes_no_further_is_said_as_well(
    breathing: Sitting, stage: HandStage, way: str, answer: Answer
) -> None:
    stage.output.turn(4)
    for _ in range(13):
        getattr(breathing, way)()
        stage.output.turn(21)
        breathing.state()
    getattr(breathing, way)()
    answered = breathing.state().answered
    assert answered is not None
    assert answered.answer is answer


def test_with_no_breath_to_come_nothing_is_asked_nor_said(playing: Sitting) -> None:
    playing.breathe_slower()
    playing.breathe_easier()
    playing.go_on()
    assert playing.state().answered is None


def test_an_answer_is_forgotten_with_its_practice(
    qtbot: QtBot, breathing: Sitting, stage: HandStage
) -> None:
    breathing.breathe_slower()
    stage.steps = ()
    begin(qtbot, breathing)
    assert breathing.state().answered is None


def test_a_wait_ends_when_the_person_goes_on(
    qtbot: QtBot, sitting: Sitting, stage: HandStage
) -> None:
    stage.steps = (Wait(Elastic.fixed(frames(40))),)
    begin(qtbot, sitting)
    stage.output.turn(10)
    assert sitting.state().moment.is_waiting
    sitting.go_on()
    assert sitting.state().answered == Answered(Answer.GOING_ON, frames(10))
    stage.output.turn(2)
    assert not sitting.state().moment.is_waiting


def test_every_change_is_told_once(qtbot: QtBot, playing: Sitting, stage: HandStage) -> None:
    told: list[PlayerStatus] = []
    playing.status_changed.connect(lambda: told.append(playing.status))
    for act in (playing.pause, playing.pause, playing.resume, playing.state, playing.stop):
        act()
    assert told == [PlayerStatus.PAUSED, PlayerStatus.PLAYING, PlayerStatus.STOPPED]


def test_it_is_told_that_something_is_prepared_and_that_it_is_not_any_more(
    sitting: Sitting, stage: HandStage
) -> None:
    told: list[bool] = []
    sitting.status_changed.connect(lambda: told.append(sitting.is_on))
    sitting.begin(wish())
    assert told == [True]
    sitting.stop()
    assert told == [True, False]


def test_its_end_is_noticed_though_nothing_draws_it(
    qtbot: QtBot, playing: Sitting, stage: HandStage
) -> None:
    with qtbot.waitSignal(playing.status_changed):
        stage.output.turn(125)
    assert playing.status is PlayerStatus.FINISHED
    assert not playing.is_on
    assert stage.notes.closed[0][1] is Outcome.COMPLETED


def test_what_somebody_draws_is_not_looked_at_twice(
    qtbot: QtBot, playing: Sitting, stage: HandStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks: list[None] = []
    asked: list[None] = []
    tick = Player.tick

    def counted(player: Player) -> None:
        ticks.append(None)
        tick(player)

    def drawn() -> bool:
        # Asked for at every look; here that draws a picture as well.
        asked.append(None)
        playing.state()
        return False

    monkeypatch.setattr(Player, "tick", counted)
    monkeypatch.setattr(stage, "is_on_substitute", drawn)
    qtbot.waitUntil(lambda: len(asked) >= 3)
    assert len(ticks) <= len(asked) + 1


def test_a_practice_that_is_over_says_whether_it_is_kept(
    playing: Sitting, stage: HandStage
) -> None:
    stage.unsaved = "the disk is full"
    stage.output.turn(20)
    playing.stop()
    assert playing.state().not_kept == "the disk is full"
    stage.unsaved = None
    assert playing.state().not_kept is None, "the disk has answered later"


def test_stop_and_ground_ends_by_choice_and_a_grounding_follows(
    playing: Sitting, stage: HandStage
) -> None:
    stage.output.turn(20)
    playing.ground()
    state = playing.state()
    assert (state.status, state.is_grounding) == (PlayerStatus.STOPPED, True)
    ((progress, outcome, *_),) = stage.notes.closed
    assert (progress.practised_ms, outcome) == (20_000, Outcome.STOPPED_BY_CHOICE)
    playing.end_grounding()
    state = playing.state()
    assert (state.status, state.is_grounding) == (PlayerStatus.STOPPED, False)


def test_stop_and_ground_comes_out_of_a_pause_and_out_of_lost_sound(
    playing: Sitting, stage: HandStage
) -> None:
    stage.output.turn(20)
    stage.output.lose(OutputFault(FaultKind.STALLED))
    assert playing.state().status is PlayerStatus.FAULT
    playing.ground()
    state = playing.state()
    assert (state.status, state.is_grounding) == (PlayerStatus.STOPPED, True)


def test_a_practice_that_is_over_is_not_ended_again_by_stop_and_ground(
    playing: Sitting, stage: HandStage
) -> None:
    stage.output.turn(20)
    playing.stop()
    playing.ground()
    assert not playing.state().is_grounding
    assert stage.notes.closed[0][1] is Outcome.PARTIAL


def test_a_grounding_is_forgotten_with_its_practice(
    qtbot: QtBot, playing: Sitting, stage: HandStage
) -> None:
    stage.output.turn(20)
    playing.ground()
    begin(qtbot, playing)
    assert not playing.state().is_grounding


def test_lost_sound_is_shown_and_can_be_left_behind(playing: Sitting, stage: HandStage) -> None:
    stage.output.turn(20)
    stage.output.lose(OutputFault(FaultKind.STALLED))
    state = playing.state()
    assert (state.status, state.fault) == (PlayerStatus.FAULT, SoundFault.STALLED)

    playing.continue_silently()
    state = playing.state()
    assert (state.status, state.has_sound) == (PlayerStatus.PLAYING, False)
    assert state.moment.frame == 20 * 48_000


def test_stopping_before_it_began_forgets_it(
    qtbot: QtBot, sitting: Sitting, stage: HandStage, background: Background
) -> None:
    sitting.begin(wish())
    sitting.stop()
    until_answered(qtbot, background)
    assert not sitting.is_on
    assert stage.begun == []


def test_a_practice_ended_where_sound_was_lost_is_over(playing: Sitting, stage: HandStage) -> None:
    stage.output.turn(20)
    stage.output.lose(OutputFault(FaultKind.STALLED))
    assert playing.state().status is PlayerStatus.FAULT
    playing.stop()
    assert playing.status is PlayerStatus.STOPPED
    assert not playing.is_on


def test_another_wish_ends_what_is_on_and_keeps_it(
    qtbot: QtBot, playing: Sitting, stage: HandStage
) -> None:
    stage.output.turn(20)
    with qtbot.waitSignal(playing.began):
        playing.begin(wish("another"))
    assert [one.session_id for one in stage.begun] == ["made-up", "another"]
    assert stage.notes.closed[0][0].practised_ms == 20_000


def test_of_two_wishes_in_a_row_only_the_last_is_played(
    qtbot: QtBot, sitting: Sitting, stage: HandStage
) -> None:
    with qtbot.waitSignal(sitting.began):
        sitting.begin(wish("first"))
        sitting.begin(wish("second"))
    assert [one.session_id for one in stage.begun] == ["second"]


def test_a_session_that_cannot_be_played_is_refused_with_the_reason(
    qtbot: QtBot, sitting: Sitting, stage: HandStage
) -> None:
    stage.error = ValueError("no")
    with qtbot.waitSignal(sitting.refused) as refused:
        sitting.begin(wish())
    assert refused.args == [stage.error]
    assert not sitting.is_on


def test_a_refusal_that_comes_after_it_was_left_is_not_told(
    qtbot: QtBot, sitting: Sitting, stage: HandStage, background: Background
) -> None:
    stage.error = ValueError("no")
    with qtbot.assertNotEmitted(sitting.refused):
        sitting.begin(wish())
        sitting.leave()
        until_answered(qtbot, background)


def test_leaving_keeps_what_was_practised(playing: Sitting, stage: HandStage) -> None:
    stage.output.turn(20)
    playing.leave()
    assert stage.notes.closed[0][0].practised_ms == 20_000
    assert playing.state() == PlayerState()
    assert not stage.output.is_running


def test_a_substitute_for_the_chosen_device_is_told_once_in_each_practice(
    playing: Sitting, stage: HandStage, qtbot: QtBot
) -> None:
    told: list[None] = []
    playing.substituted.connect(lambda: told.append(None))
    stage.has_substitute = True
    qtbot.waitUntil(lambda: bool(told))
    playing.begin(wish())
    with qtbot.waitSignal(playing.substituted):
        pass
    assert len(told) == 2


def test_it_is_told_once_that_a_practice_is_over(playing: Sitting, stage: HandStage) -> None:
    told: list[Ended] = []
    playing.ended.connect(told.append)
    stage.output.turn(30)
    playing.state()
    playing.stop()
    playing.leave()
    assert [(one.wish.title, one.is_finished, one.practised_ms) for one in told] == [
        ("Made up", False, 30_000)
    ]
    assert told[0].practice_id is not None


def test_leaving_a_practice_that_is_on_ends_it_too(playing: Sitting, stage: HandStage) -> None:
    told: list[Ended] = []
    playing.ended.connect(told.append)
    stage.output.turn(12)
    playing.leave()
    assert [one.practised_ms for one in told] == [12_000]
