"""The mixer over a practice: every level by key, and away again by key."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.person import opens_popup
from thaw.settings import Settings
from thaw.shell.player.levels_popup import LevelsPopup
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import IconButton

pytestmark = opens_popup


class Player(QWidget):
    """A window at its narrowest, with the button that opens the levels."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedSize(360, 480)
        self.button = IconButton(theme, "levels", "Levels (L)", parent=self)
        self.button.move(250, 4)


@pytest.fixture
def player(theme: Theme, qtbot: QtBot) -> Player:
    made = Player(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(theme: Theme, player: Player, settings: Settings | None = None) -> LevelsPopup:
    popup = LevelsPopup(theme, settings or Settings(), player.button)
    popup.open_below(player.button)
    return popup


def test_it_shows_the_levels_as_they_are(theme: Theme, player: Player) -> None:
    popup = opened(theme, player, Settings(bells_db=-60, bed_db=-6, quiet=True))
    shown = [row.value.text() for row in popup.rows.sliders.values()]
    assert shown == ["as made", "off", "−6 dB", "as made"]
    assert popup.rows.quiet.box.isChecked()
    popup.close()


def test_in_a_narrow_window_it_lies_at_the_foot(theme: Theme, player: Player) -> None:
    player.setFixedSize(360, 900)
    popup = opened(theme, player)
    below = player.mapToGlobal(QPoint(0, player.height())).y() - popup.geometry().bottom()
    assert 0 < below < 30
    popup.close()


def test_where_it_lies_is_told_and_that_it_has_gone(theme: Theme, player: Player) -> None:
    told: list[QRect] = []
    popup = LevelsPopup(theme, Settings(), player.button)
    popup.placed.connect(told.append)
    popup.open_below(player.button)
    assert told == [popup.geometry()]
    popup.close()
    assert told[-1].isEmpty()


def test_its_levels_are_turned_by_key_from_the_first_on(
    theme: Theme, player: Player, qtbot: QtBot
) -> None:
    told: list[tuple[str, object]] = []
    popup = opened(theme, player)
    popup.setting_changed.connect(lambda name, value: told.append((name, value)))
    assert popup.focusWidget() is popup.rows.sliders["voice_db"].slider
    qtbot.keyClick(popup.focusWidget(), Qt.Key.Key_Left)
    qtbot.mouseClick(popup.rows.quiet.box, Qt.MouseButton.LeftButton)
    assert told == [("voice_db", -1.0), ("quiet", True)]
    popup.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_L])
@pytest.mark.parametrize("is_on_slider", [True, False])
def test_a_key_puts_it_away(
    key: Qt.Key, is_on_slider: bool, theme: Theme, player: Player, qtbot: QtBot
) -> None:
    popup = opened(theme, player)
    qtbot.keyClick(popup.focusWidget() if is_on_slider else popup, key)
    assert not popup.isVisible()


@pytest.mark.parametrize("points", [9.0, 18.0])
def test_it_stays_within_the_narrowest_window(
    points: float, theme: Theme, player: Player, qapp: QApplication
) -> None:
    font = qapp.font()
    font.setPointSizeF(points)
    qapp.setFont(font)
    theme.refresh()
    popup = opened(theme, player)
    left = player.mapFromGlobal(popup.pos()).x()
    assert left >= 0
    assert left + popup.width() <= player.width()
    for row in popup.rows.sliders.values():
        right = row.mapTo(popup, QPoint(row.width(), 0)).x()
        assert right <= popup.width()
    popup.close()
