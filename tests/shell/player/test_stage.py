"""The real stage: a session from its file to sound and to a row in the log."""

from collections.abc import Iterator
from math import inf
from pathlib import Path

import numpy as np
import pytest

from tests.commands.shelf import WALK, personal, services_at
from tests.player.stepped_output import ChoosingOutput, SteppedOutput
from thaw.audio.levels import Levels
from thaw.audio.output import FaultKind, OutputFault
from thaw.core.compiling import CannotFitError
from thaw.core.fragments import Fragments
from thaw.core.free_breathing import FREE_ID, FreeBreathing, written
from thaw.core.loading import load_text
from thaw.core.plan import Choices
from thaw.core.session import Category, Cue, Session
from thaw.core.units import RATE, frames
from thaw.player.performance import Performance
from thaw.practice.entry import Outcome, Source
from thaw.services import Services
from thaw.settings import Settings
from thaw.shell.player.sitting import Wish
from thaw.shell.player.stage import PlayingStage, SessionUnreadable


@pytest.fixture
def services(thaw_home: Path) -> Iterator[Services]:
    personal(thaw_home)
    made = services_at(thaw_home)
    made.catalogue.refresh()
    yield made
    made.close()


@pytest.fixture
def outputs() -> list[SteppedOutput]:
    """Every output that was opened."""
    return []


@pytest.fixture
def stage(services: Services, outputs: list[SteppedOutput]) -> Iterator[PlayingStage]:
    def opened() -> SteppedOutput:
        outputs.append(SteppedOutput())
        return outputs[-1]

    made = PlayingStage(
        services.catalogue,
        lambda: services.bank,
        lambda: services.levels,
        opened,
        lambda: services.recorder,
        lambda: Settings(day_start_hour=4),
    )
    yield made
    made.close()


def wish(seconds: float = 12) -> Wish:
    return Wish("walk", "A Walk", Choices(frames(seconds), spoken=False), Source.LIBRARY)


def loudest(performance: Performance, second: int) -> float:
    """The loudest sample within a second of sound."""
    block = np.zeros((RATE, 2), np.float32)
    performance.fill(block, second * RATE)
    return float(np.abs(block[RATE // 5 :]).max())


def test_a_wish_becomes_sound_and_a_row(
    stage: PlayingStage, outputs: list[SteppedOutput], services: Services
) -> None:
    player = stage.begin(wish(), stage.rehearse(wish()), 0.0)
    outputs[0].turn(12)
    player.tick()

    assert stage.why_unsaved(str(player.practice_id)) is None
    (practice,) = services.history.log().entries()
    assert practice.outcome is Outcome.COMPLETED
    assert (practice.start.day_start_hour, practice.start.source) == (4, Source.LIBRARY)


def test_a_practice_can_be_changed_on_the_way(
    stage: PlayingStage, outputs: list[SteppedOutput], thaw_home: Path
) -> None:
    personal(
        thaw_home,
        WALK.replace(
            "rest: {min: 3s, ideal: 8s, max: 50s}", "wait: {min: 3s, ideal: 8s, max: 50s}"
        ),
    )
    player = stage.begin(wish(), stage.rehearse(wish()), 0.0)
    outputs[0].turn(player.plan.waits[0].at / RATE + 1)
    player.tick()
    assert player.go_on()
    player.release()


def test_levels_are_turned_while_a_practice_is_on(
    stage: PlayingStage, outputs: list[SteppedOutput]
) -> None:
    performance = stage.rehearse(wish())
    stage.begin(wish(), performance, 0.0)
    assert loudest(performance, 0) > 0
    stage.set_levels(Levels(bells_db=-inf))
    assert loudest(performance, 1) == 0


def test_levels_turned_while_the_sound_was_made_are_heard_from_the_start(
    stage: PlayingStage, services: Services
) -> None:
    performance = stage.rehearse(wish())
    services.__dict__["settings"] = Settings(bells_db=-60)
    stage.begin(wish(), performance, 0.0)
    assert loudest(performance, 0) < 0.001


def test_one_output_serves_one_practice_after_another(
    stage: PlayingStage, outputs: list[SteppedOutput]
) -> None:
    for _ in range(2):
        player = stage.begin(wish(), stage.rehearse(wish()), 0.0)
        outputs[0].turn(3)
        player.release()
    assert len(outputs) == 1
    assert [span for span in outputs[0].spans if span[1] > span[0]] == [(0, 144_000)] * 2


def test_a_session_that_no_file_holds_is_played_and_kept_alike(
    stage: PlayingStage, outputs: list[SteppedOutput], services: Services
) -> None:
    chosen = FreeBreathing(amount=2, in_rounds=True, cues=frozenset({Cue.SIGHT}))
    text = written(chosen, FREE_ID, "Breathe freely: long exhale")
    session = load_text(text, Fragments(()), services.names)
    assert isinstance(session, Session)
    choices = chosen.choices(holds=True, spoken=False)
    free = Wish(session.id, session.title, choices, Source.LIBRARY, session)

    player = stage.begin(free, stage.rehearse(free), 0.0)
    outputs[0].turn(90)
    player.tick()

    assert stage.why_unsaved(str(player.practice_id)) is None
    (practice,) = services.history.log().entries()
    assert (practice.start.session_id, practice.start.category) == (FREE_ID, Category.BREATHING)
    assert practice.outcome is Outcome.COMPLETED


def test_nothing_is_opened_before_something_plays(
    stage: PlayingStage, outputs: list[SteppedOutput]
) -> None:
    stage.rehearse(wish())
    assert outputs == []


def test_an_output_opened_ahead_is_the_one_that_plays(
    stage: PlayingStage, outputs: list[SteppedOutput]
) -> None:
    stage.open_output()
    stage.begin(wish(), stage.rehearse(wish()), 0.0)
    assert [output.is_running for output in outputs] == [True]


def test_an_output_that_can_choose_is_told_of_another_choice(services: Services) -> None:
    output = ChoosingOutput()
    output.is_on_substitute = True
    stage = PlayingStage(
        services.catalogue,
        lambda: services.bank,
        lambda: services.levels,
        lambda: output,
        lambda: services.recorder,
        Settings,
    )
    stage.follow_device()
    assert (output.followed, stage.is_on_substitute()) == (0, False)
    stage.open_output()
    stage.follow_device()
    assert (output.followed, stage.is_on_substitute()) == (1, True)


def test_an_output_that_has_no_choice_is_left_alone(stage: PlayingStage) -> None:
    stage.open_output()
    stage.follow_device()
    assert not stage.is_on_substitute()


def test_a_length_that_cannot_be_is_refused(stage: PlayingStage) -> None:
    with pytest.raises(CannotFitError):
        stage.rehearse(wish(600))


def test_a_file_that_was_broken_meanwhile_is_named_with_its_place(
    stage: PlayingStage, thaw_home: Path
) -> None:
    file = personal(thaw_home, WALK.replace("Stand up.", "no"))
    with pytest.raises(SessionUnreadable, match=f"^{file}:11:10: YAML reads `no`"):
        stage.rehearse(wish())


def test_lost_sound_is_followed_by_silence_from_the_same_frame(
    stage: PlayingStage, outputs: list[SteppedOutput]
) -> None:
    player = stage.begin(wish(), stage.rehearse(wish()), 0.0)
    outputs[0].turn(5)
    outputs[0].lose(OutputFault(FaultKind.STALLED))
    player.tick()
    stage.continue_silently(player)
    snapshot = player.snapshot()
    assert not snapshot.has_sound
    assert snapshot.moment.frame == 5 * 48_000
    player.release()


def test_a_practice_that_could_not_be_kept_says_why_and_where_it_waits(
    stage: PlayingStage,
    outputs: list[SteppedOutput],
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (services.paths.practice_log.parent / "practice-locks").write_text("in the way")
    player = stage.begin(wish(), stage.rehearse(wish()), 0.0)
    outputs[0].turn(12)
    player.tick()

    said = str(stage.why_unsaved(str(player.practice_id)))
    assert said.startswith("its folder is not there, or can't be used. It waits in ")
    assert "thaw-rescued-" in said
    assert said.endswith(".jsonl, and is taken in at the next start.")
