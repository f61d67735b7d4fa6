"""The breath, judged by its pixels at fixed frames."""

import itertools

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.shell.samples import phase
from thaw.core.breath import Phase, Side
from thaw.core.plan import fullness
from thaw.core.units import frames
from thaw.shell.player.breath_canvas import BreathCanvas, look_at
from thaw.shell.theme import Scheme, Theme


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> BreathCanvas:
    made = BreathCanvas(theme)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def picture(canvas: BreathCanvas, of: Phase, progress: float) -> QImage:
    breath = phase(of)
    frame = breath.at + round(breath.length * progress)
    canvas.show_breath(breath, frame, fullness(breath, frame))
    return canvas.grab().toImage()


def painted(image: QImage, theme: Theme) -> int:
    """How many pixels on the middle line are not the background."""
    ground = QColor(theme.roles.window)
    return sum(image.pixelColor(x, image.height() // 2) != ground for x in range(image.width()))


def filled(image: QImage, theme: Theme) -> bool:
    """Whether the middle of the picture has colour."""
    return image.pixelColor(image.rect().center()) != QColor(theme.roles.window)


def test_the_disc_grows_while_breathing_in(canvas: BreathCanvas, theme: Theme) -> None:
    widths = [painted(picture(canvas, Phase.IN, p / 10), theme) for p in range(11)]
    assert widths == sorted(widths)
    assert widths[-1] > widths[0] + 50


def test_the_disc_shrinks_while_breathing_out(canvas: BreathCanvas, theme: Theme) -> None:
    widths = [painted(picture(canvas, Phase.OUT, p / 10), theme) for p in range(11)]
    assert widths == sorted(widths, reverse=True)


def test_the_disc_is_hollow_in_the_rest_after_breathing_out(
    canvas: BreathCanvas, theme: Theme
) -> None:
    assert filled(picture(canvas, Phase.OUT, 1.0), theme)
    assert not filled(picture(canvas, Phase.REST, 0.5), theme)


@pytest.mark.parametrize("reduces_motion", [False, True])
def test_no_two_phases_look_the_same_without_colour(
    canvas: BreathCanvas, theme: Theme, reduces_motion: bool
) -> None:
    """At the same fullness, in shades of grey."""
    theme.choose(Scheme.LIGHT, reduces_motion=reduces_motion)
    grey: dict[Phase, QImage] = {}
    for of in Phase:
        breath = phase(of)
        canvas.show_breath(breath, breath.at + breath.length // 2, 0.5)
        grey[of] = canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    for one, other in itertools.combinations(Phase, 2):
        assert grey[one] != grey[other], f"{one} looks like {other}"


def sided(canvas: BreathCanvas, side: Side | None) -> QImage:
    breath = phase(Phase.IN, side=side)
    canvas.show_breath(breath, breath.at + breath.length // 2, 0.5)
    return canvas.grab().toImage()


def dark(image: QImage, theme: Theme) -> tuple[int, int]:
    """How many pixels of the outline's colour lie left and right of the middle, low down."""
    colour = QColor(theme.roles.breath_edge)
    wide, rows = image.width() // 2, range(image.height() // 2, image.height())
    places = [
        (x, y) for y in rows for x in range(image.width()) if image.pixelColor(x, y) == colour
    ]
    return sum(x < wide for x, _ in places), sum(x > wide for x, _ in places)


@pytest.mark.parametrize("reduces_motion", [False, True])
@pytest.mark.parametrize("size", [(400, 300), (130, 300), (500, 120)])
def test_the_nostril_that_is_meant_is_marked_on_its_side(
    canvas: BreathCanvas, theme: Theme, reduces_motion: bool, size: tuple[int, int]
) -> None:
    theme.choose(Scheme.LIGHT, reduces_motion=reduces_motion)
    canvas.resize(*size)
    plain, left, right = (dark(sided(canvas, side), theme) for side in (None, *Side))
    assert left[0] - plain[0] > right[0] - plain[0] + 10
    assert right[1] - plain[1] > left[1] - plain[1] + 10
    assert dark(sided(canvas, None), theme) == plain


def test_the_same_frame_gives_the_same_picture(canvas: BreathCanvas) -> None:
    first = picture(canvas, Phase.IN, 0.4)
    picture(canvas, Phase.OUT, 0.7)
    assert picture(canvas, Phase.IN, 0.4) == first


def test_outside_paced_breathing_something_is_there_and_hardly_moves(
    canvas: BreathCanvas, theme: Theme
) -> None:
    widths = set()
    for at_s in range(28):
        canvas.show_breath(None, frames(at_s), 0.0)
        widths.add(painted(canvas.grab().toImage(), theme))
    assert len(widths) > 1
    assert max(widths) - min(widths) < 24


def test_with_reduced_motion_nothing_moves_outside_paced_breathing(
    canvas: BreathCanvas, theme: Theme
) -> None:
    theme.choose(Scheme.LIGHT, reduces_motion=True)
    canvas.show_breath(None, 0, 0.0)
    before = canvas.grab().toImage()
    canvas.show_breath(None, frames(7), 0.0)
    assert canvas.grab().toImage() == before


def test_with_reduced_motion_a_bar_fills(canvas: BreathCanvas, theme: Theme) -> None:
    theme.choose(Scheme.LIGHT, reduces_motion=True)
    colour = QColor(theme.roles.breath)

    def share(progress: float) -> int:
        image = picture(canvas, Phase.IN, progress)
        row = image.height() // 2
        return sum(image.pixelColor(x, row) == colour for x in range(image.width()))

    assert share(0.1) < share(0.5) < share(0.9)


def test_it_repaints_nothing_where_nothing_changed(canvas: BreathCanvas, qtbot: QtBot) -> None:
    breath = phase(Phase.IN)
    canvas.show_breath(breath, breath.at + 100, 0.3)
    canvas.grab()
    look = look_at(breath, breath.at + 100, 0.3, 100.0, moves=True)
    assert look == look_at(breath, breath.at + 101, 0.3000001, 100.0, moves=True)


def test_it_follows_a_change_of_theme(canvas: BreathCanvas, theme: Theme) -> None:
    theme.choose(Scheme.DARK)
    canvas.show_breath(None, 0, 0.0)
    corner = canvas.grab().toImage().pixelColor(1, 1)
    assert corner == QColor(theme.roles.window)


@pytest.mark.parametrize("size", [(40, 40), (80, 72), (1600, 90), (90, 1600)])
def test_it_fits_any_room(canvas: BreathCanvas, theme: Theme, size: tuple[int, int]) -> None:
    canvas.setMinimumSize(0, 0)
    canvas.resize(*size)
    for of in (Phase.IN, Phase.HOLD, Phase.REST):
        image = picture(canvas, of, 1.0)
        assert image.pixelColor(0, 0) == QColor(theme.roles.window)
