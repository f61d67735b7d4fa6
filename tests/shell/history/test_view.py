"""Looking back: honest sentences, two tones, and a list that is read as it is needed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.practice.examples import a_practice
from tests.shell.history.samples import FULL, TODAY, Rows, days, row
from tests.shell.person import words
from thaw.practice.entry import Outcome
from thaw.practice.search import Search
from thaw.practice.stats import TimeOfDay
from thaw.shell.history.changes import PracticeDetail, PracticeForm
from thaw.shell.history.day_strip import DayStrip
from thaw.shell.history.lately import LatelyPage
from thaw.shell.history.model import PAGE, Column, HistoryModel
from thaw.shell.history.state import HistoryState, RowPage
from thaw.shell.history.view import HistoryView
from thaw.shell.history.words import (
    before_text,
    outcome_text,
    rhythm_text,
    run_text,
    today_text,
    usual_time_text,
    week_text,
)
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button, IconButton


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> HistoryView:
    made = HistoryView(theme, Rows(1000).ask)
    qtbot.addWidget(made)
    made.show_state(FULL)
    made.resize(700, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_says_today_the_week_and_the_last_days(view: HistoryView) -> None:
    assert "Ten minutes today." in words(view)
    assert "2 of 3 days this week." in words(view)
    assert "Eleven of the last twenty-eight days." in words(view)


def test_an_empty_day_is_open_and_not_missed() -> None:
    assert today_text(replace(FULL, today_s=0)) == "Today is still open."
    assert today_text(replace(FULL, today_s=61)) == "One minute today."
    assert today_text(replace(FULL, today_s=20)) == "Less than a minute today."


@pytest.mark.parametrize(
    ("done", "target", "said"),
    [
        (0, 3, "Three days planned this week."),
        (3, 3, "3 of 3 days this week."),
        (4, 3, "3 of 3 days this week, and one more."),
        (7, 3, "3 of 3 days this week, and four more."),
    ],
)
def test_more_than_the_target_is_shown_as_more(done: int, target: int, said: str) -> None:
    assert week_text(replace(FULL, week_days=done, week_target=target)) == said


@pytest.mark.parametrize(
    ("practised", "total", "said"),
    [
        ({0}, 1, "This is the first day."),
        ({0, 4}, 5, "Two of the last five days."),
        (set(), 28, "None of the last twenty-eight days."),
        (set(range(28)), 28, "Twenty-eight of the last twenty-eight days."),
    ],
)
def test_the_rhythm_counts_from_the_first_practice(
    practised: set[int], total: int, said: str
) -> None:
    assert rhythm_text(replace(FULL, days=days(practised, total))) == said


def test_no_ending_is_told_with_blame() -> None:
    said = " ".join(outcome_text(outcome) for outcome in Outcome).casefold()
    for word in ("fail", "miss", "abort", "incomplete", "only", "quit", "gave up"):
        assert word not in said


def test_an_empty_history_invites(qtbot: QtBot, view: HistoryView) -> None:
    view.show_state(HistoryState(TODAY))
    qtbot.waitUntil(lambda: "Nothing is kept here yet." in words(view))
    assert "days" not in words(view)
    button = next(b for b in view.findChildren(Button) if b.isVisible())
    with qtbot.waitSignal(view.back_asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_escape_and_the_arrow_go_back(qtbot: QtBot, view: HistoryView) -> None:
    with qtbot.waitSignal(view.back_asked):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.back_asked):
        qtbot.mouseClick(view.findChildren(IconButton)[0], Qt.MouseButton.LeftButton)


def test_escape_goes_back_from_the_list_too(qtbot: QtBot, view: HistoryView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)
    practices = view.lately.list
    assert practices.hasFocus()
    with qtbot.waitSignal(view.back_asked):
        qtbot.keyClick(practices, Qt.Key.Key_Escape)


def test_the_strip_says_its_days_in_words(view: HistoryView) -> None:
    name = view.findChildren(DayStrip)[0].accessibleName()
    assert name.startswith("Days with a practice: ")
    assert name.endswith("Monday 23 November")
    assert name.count(",") == 10


def test_the_strip_is_drawn_in_two_shapes(qtbot: QtBot, theme: Theme) -> None:
    strip = DayStrip(theme)
    qtbot.addWidget(strip)
    strip.show_days(days({27}))
    strip.resize(strip.heightForWidth(2000) * 28, strip.heightForWidth(2000))
    image = strip.grab().toImage()
    cell = image.width() // 28
    middle = image.height() // 2
    blank = image.pixelColor(cell // 2, middle)
    full = image.pixelColor(27 * cell + cell // 2, middle)
    assert full.name() == theme.roles.accent
    assert blank.name() != theme.roles.accent


def model(rows: Rows) -> HistoryModel:
    made = HistoryModel(rows.ask)
    made.show(Search(), TODAY)
    return made


def test_the_model_keeps_the_rules_of_a_model() -> None:
    made = model(Rows(PAGE + 50))
    # Made after the reset: it fetches more in the middle of one, and calls that a fault.
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.fetchMore(QModelIndex())
    assert made.rowCount() == PAGE + 50
    del tester


def test_nothing_is_read_before_the_day_is_known() -> None:
    rows = Rows(10)
    assert not HistoryModel(rows.ask).canFetchMore(QModelIndex())
    assert rows.asked == []


def test_rows_are_read_a_page_at_a_time() -> None:
    rows = Rows(1_000_000)
    made = model(rows)
    assert rows.asked == [(Search(), 0)]
    made.fetchMore(QModelIndex())
    assert rows.asked[-1] == (Search(), PAGE)
    assert made.rowCount() == 2 * PAGE


def test_a_page_that_was_asked_for_is_not_asked_for_again() -> None:
    rows = Rows(1_000, slow=True)
    made = model(rows)
    rows.answer()
    made.fetchMore(QModelIndex())
    assert not made.canFetchMore(QModelIndex())
    made.fetchMore(QModelIndex())
    assert len(rows.asked) == 2
    rows.answer()
    assert made.rowCount() == 2 * PAGE


def test_an_answer_to_what_nobody_asks_any_more_is_not_shown() -> None:
    rows = Rows(1_000, slow=True)
    made = model(rows)
    made.show(Search(first_day=TODAY, last_day=TODAY), TODAY)
    rows.answer()
    assert made.rowCount() == 1


def test_what_is_shown_stays_until_there_is_something_newer() -> None:
    rows = Rows(50)
    made = model(rows)
    rows.slow = True
    made.show(Search(), TODAY)
    assert made.rowCount() == 50


def test_a_list_that_is_read_again_is_as_long_as_it_was() -> None:
    made = model(Rows(3 * PAGE))
    made.fetchMore(QModelIndex())
    made.show(Search(), TODAY)
    assert made.rowCount() == 2 * PAGE
    assert made.canFetchMore(QModelIndex())
    made.show(Search(words="walk"), TODAY)
    assert made.rowCount() == PAGE


def test_a_list_that_is_read_again_stands_where_it_stood(qtbot: QtBot, view: HistoryView) -> None:
    practices = view.lately.list
    practices.setCurrentIndex(view.lately.model.index(40, 0))
    scrolled = practices.verticalScrollBar().value()
    assert scrolled > 0
    view.show_state(FULL)
    assert practices.currentIndex().row() == 40
    assert practices.verticalScrollBar().value() == scrolled


def test_the_end_of_the_rows_is_known() -> None:
    made = model(Rows(PAGE))
    made.fetchMore(QModelIndex())
    assert not made.canFetchMore(QModelIndex())
    assert made.rowCount() == PAGE


def test_a_row_reads_as_a_sentence() -> None:
    page = RowPage((row(0, Outcome.STOPPED_BY_CHOICE),))
    made = HistoryModel(lambda search, after, count, answer: answer(page))
    made.show(Search(), TODAY)
    said = made.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Breath Awareness, ten minutes, Today at 07:05, ended when you chose"
    assert made.index(0, Column.PRACTISED).data() == "10 min"
    headers = [made.headerData(c, Qt.Orientation.Horizontal) for c in Column]
    assert headers == ["Day", "Time", "Practice", "Length", "How it ended"]


def test_scrolling_reads_on(qtbot: QtBot, view: HistoryView) -> None:
    practices = view.lately.list
    before = view.lately.model.rowCount()
    practices.scrollToBottom()
    qtbot.waitUntil(lambda: view.lately.model.rowCount() > before)


def test_a_practice_is_opened_by_key_and_by_click(qtbot: QtBot, view: HistoryView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)
    practices = view.lately.list
    qtbot.keyClick(practices, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.lately.opened, check_params_cb=lambda id_: id_ == "id1"):
        qtbot.keyClick(practices, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.lately.delete_asked, check_params_cb=lambda id_: id_ == "id1"):
        qtbot.keyClick(practices, Qt.Key.Key_Delete)
    place = practices.visualRect(view.lately.model.index(2, 0)).center()
    with qtbot.waitSignal(view.lately.opened, check_params_cb=lambda id_: id_ == "id2"):
        qtbot.mouseClick(practices.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_coming_back_is_told_with_the_rhythm() -> None:
    eleven = replace(FULL, returns=2)
    assert rhythm_text(eleven) == "Eleven of the last twenty-eight days; you came back twice."
    assert rhythm_text(replace(FULL, returns=1)).endswith("; you came back once.")
    assert rhythm_text(replace(FULL, returns=4)).endswith("; you came back four times.")


def test_the_days_before_are_told_only_where_there_is_something() -> None:
    assert before_text(FULL) == ""
    assert before_text(replace(FULL, before=(0, 28))) == ""
    assert before_text(replace(FULL, before=(9, 28))) == (
        "Nine of the twenty-eight days before those."
    )


def test_what_cannot_be_read_is_said_until_it_can(view: HistoryView) -> None:
    view.show_refusal("The history can't be opened: gone")
    assert words(view) == "The history can't be opened: gone"
    view.show_state(FULL)
    assert "Ten minutes today." in words(view)


def test_it_asks_what_there_is_when_it_is_shown(qtbot: QtBot, view: HistoryView) -> None:
    view.hide()
    with qtbot.waitSignal(view.state_asked):
        view.show()


@pytest.mark.parametrize("points", [10.0, 20.0])
@pytest.mark.parametrize(
    "page", ["Nothing yet", "Lately", "Year", "Trends", "Add one", "a practice"]
)
def test_nothing_is_wider_than_a_narrow_window(
    qtbot: QtBot, theme: Theme, qapp: QApplication, points: float, page: str
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    qapp.setFont(font)
    theme.refresh()
    made = HistoryView(theme, Rows(30).ask)
    qtbot.addWidget(made)
    made.show_state(HistoryState(TODAY) if page == "Nothing yet" else FULL)
    made.resize(360, 480)
    with qtbot.waitExposed(made):
        made.show()
    made.add_asked.connect(lambda _: made.show_new(PracticeForm(day=TODAY), TODAY, True))
    for button in made.findChildren(Button):
        if button.isVisible() and button.text() == page:
            button.click()
            break
    if page == "a practice":
        made.show_practice(PracticeDetail(a_practice(), PracticeForm(day=TODAY)), TODAY)
    qapp.processEvents()
    for widget in made.findChildren(QWidget):
        if widget.isVisible():
            left = widget.mapTo(made, QPoint(0, 0)).x()
            # A page that is too wide is scrolled to what has the keyboard, its left side away.
            assert left >= 0, f"{widget} {widget.accessibleName()} begins at {left}"
            assert left + widget.width() <= 360, f"{widget} {widget.accessibleName()} is too wide"


@pytest.mark.parametrize(
    ("run", "said"),
    [(None, ""), (1, ""), (2, "A run of two practice days."), (40, "A run of 40 practice days.")],
)
def test_a_run_is_said_while_it_lasts_and_never_as_nothing(run: int | None, said: str) -> None:
    assert run_text(replace(FULL, run=run)) == said


@pytest.mark.parametrize(
    ("usual", "said"),
    [
        (None, ""),
        (TimeOfDay(440, 425, 460), "Usually between 07:05 and 07:40."),
        (TimeOfDay(0, 1430, 10), "Usually between 23:50 and 00:10."),
        (TimeOfDay(440, 440, 440), "Usually at 07:20."),
    ],
)
def test_the_usual_time_is_said_as_people_here_write_it(usual: TimeOfDay | None, said: str) -> None:
    assert usual_time_text(replace(FULL, usual_time=usual)) == said


def test_what_nobody_asked_for_takes_no_room(qtbot: QtBot, theme: Theme) -> None:
    page = LatelyPage(theme, Rows(0).ask)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.show_state(FULL)
    shown = [one for one in page.findChildren(QLabel) if one.isVisible() and not one.text()]
    assert shown == []
    page.show_state(replace(FULL, run=5))
    texts = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "A run of five practice days." in texts
