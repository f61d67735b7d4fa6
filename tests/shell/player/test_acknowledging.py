"""What is said at the end of a practice: one sentence at most, and of that practice alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.practice.examples import a_practice
from tests.practice.fresh_log import fresh_log
from tests.shell.stages import wish
from thaw.practice.entry import PracticeEntry
from thaw.practice.errors import LogUnwritable
from thaw.practice.log import PracticeLog
from thaw.practice.milestones import Milestone, MilestoneKind
from thaw.settings import Settings
from thaw.shell.background import Background
from thaw.shell.player.acknowledging import Acknowledging, milestone_text
from thaw.shell.player.end_panel import EndPanel
from thaw.shell.player.sitting import Ended
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class End:
    """The end of a practice, with a log behind it."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        self.qtbot = qtbot
        self.log = fresh_log(folder / "practice.sqlite")
        self.is_readable = True
        self.settings = Settings()
        self.background = Background()
        self.panel = EndPanel(theme)
        qtbot.addWidget(self.panel)
        self.saying = Acknowledging(self._read, lambda: self.settings, self.background)
        self.saying.serve(self.panel)
        with qtbot.waitExposed(self.panel):
            self.panel.show()

    def practised(self, days_ago: int = 0, ms: int = 600_000) -> PracticeEntry:
        entry = a_practice(NOW - timedelta(days=days_ago), ms)
        self.log.put([entry])
        return entry

    def over(self, practice_id: str | None) -> str | None:
        """What is said of it, once the log has been looked at; None where nothing is."""
        self.saying.notice(Ended(practice_id, wish(), True, 600_000))
        seen: list[object] = []
        # One worker, one thing after the other: after this, the answer is there.
        self.background.run(lambda: None, seen.append)
        self.qtbot.waitUntil(lambda: seen == [None])
        return self.said()

    def said(self) -> str | None:
        words = self.saying.words
        assert isinstance(words, QLabel)
        return words.text() if words.isVisible() else None

    def _read(self) -> PracticeLog:
        if not self.is_readable:
            raise LogUnwritable(Path("practice.sqlite"), "gone")
        return self.log


@pytest.fixture
def end(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[End]:
    made = End(qtbot, theme, tmp_path)
    yield made
    made.background.close()
    made.log.shut()


def test_a_first_practice_is_said_to_be_one(end: End) -> None:
    assert end.over(end.practised().id) == "That was your first practice here."


def test_coming_back_is_said_with_how_long_it_was(end: End) -> None:
    end.practised(days_ago=12)
    assert end.over(end.practised().id) == "You came back, after twelve days."


def test_an_ordinary_practice_is_left_at_that(end: End) -> None:
    end.practised(days_ago=1)
    assert end.over(end.practised().id) is None


def test_what_was_said_of_one_practice_is_gone_with_the_next(end: End) -> None:
    assert end.over(end.practised().id) is not None
    assert end.over(end.practised().id) is None


def test_what_is_known_too_late_is_not_said(end: End) -> None:
    entry = end.practised()
    end.saying.notice(Ended(entry.id, wish(), True, 600_000))
    end.saying.forget()
    assert end.over(None) is None


def test_a_practice_that_is_not_in_the_log_is_not_remarked_on(end: End) -> None:
    assert end.over("unknown") is None
    assert end.over(None) is None


def test_a_log_that_cannot_be_read_leaves_the_end_as_it_is(end: End) -> None:
    entry = end.practised()
    end.is_readable = False
    assert end.over(entry.id) is None


def test_a_day_counts_from_what_the_settings_say(end: End) -> None:
    end.settings = replace(end.settings, practice_minimum_s=300)
    assert end.over(end.practised(ms=240_000).id) is None
    assert end.over(end.practised(ms=60_000).id) is not None


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Milestone(MilestoneKind.FIRST, 1), "That was your first practice here."),
        (Milestone(MilestoneKind.RETURN, 3), "You came back, after three days."),
        (Milestone(MilestoneKind.RETURN, 400), "You came back, after 400 days."),
        (Milestone(MilestoneKind.FIVE_DAYS, 5), "Five days of practice this month."),
    ],
)
def test_it_is_one_plain_sentence(found: Milestone, said: str) -> None:
    assert milestone_text(found) == said
