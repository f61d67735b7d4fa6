"""Colours that can be read, and a look that follows the system."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.shell.colours import SCHEMES, contrast, luminance
from thaw.resources import assets_dir
from thaw.shell.roles import Roles, load_roles
from thaw.shell.theme import Scheme, Text, Theme

TEXTS = [
    ("text", "window"),
    ("text", "surface"),
    ("text", "hover"),
    ("text", "glow"),
    ("quiet", "window"),
    ("quiet", "surface"),
    ("quiet", "hover"),
    ("quiet", "glow"),
    ("accent", "window"),
    ("accent", "surface"),
    ("accent", "hover"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]
SHAPES = [
    ("edge", "window"),
    ("edge", "surface"),
    ("edge", "hover"),
    ("edge", "glow"),
    ("focus", "window"),
    ("focus", "surface"),
    ("focus", "glow"),
    ("breath_edge", "window"),
    ("accent", "glow"),
]


def roles(scheme: str) -> Roles:
    return load_roles(assets_dir() / "themes" / f"{scheme}.json")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), TEXTS)
def test_every_text_can_be_read(scheme: str, front: str, back: str) -> None:
    wanted = 7.0 if scheme.startswith("contrast") else 4.5
    shown = roles(scheme)
    assert contrast(getattr(shown, front), getattr(shown, back)) >= wanted


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_every_outline_can_be_seen(scheme: str, front: str, back: str) -> None:
    shown = roles(scheme)
    assert contrast(getattr(shown, front), getattr(shown, back)) >= 3.0


def test_a_theme_that_misses_a_role_is_refused(tmp_path: Path) -> None:
    colours = json.loads((assets_dir() / "themes" / "light.json").read_text(encoding="utf-8"))
    del colours["accent"]
    (tmp_path / "odd.json").write_text(json.dumps(colours), encoding="utf-8")
    with pytest.raises(ValueError, match="accent"):
        load_roles(tmp_path / "odd.json")


def test_choosing_a_scheme_changes_the_palette(theme: Theme, qapp: QApplication) -> None:
    theme.choose(Scheme.DARK)
    assert qapp.palette().window().color().name() == roles("dark").window
    assert theme.roles == roles("dark")


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_dim_window_is_darker_than_dark_until_it_is_over(theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    before = theme.roles
    theme.dim(True)
    assert theme.roles == roles("dim")
    assert luminance(theme.roles.window) < luminance(roles("dark").window)
    assert luminance(theme.roles.text) < luminance(roles("dark").text)
    theme.dim(False)
    assert theme.roles == before


@pytest.mark.parametrize("scheme", [Scheme.CONTRAST_LIGHT, Scheme.CONTRAST_DARK])
def test_high_contrast_is_never_dimmed(theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    theme.dim(True)
    assert theme.roles == roles(scheme.value)


def test_widgets_are_told_of_a_change_once(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(Scheme.DARK)
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(Scheme.DARK)


def test_stopping_movement_is_told_to_widgets(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(Scheme.LIGHT, reduces_motion=True)
    assert theme.reduces_motion


def test_larger_text_makes_everything_larger(theme: Theme, qapp: QApplication) -> None:
    before = theme.unit
    larger = QFont(qapp.font())
    larger.setPointSizeF(larger.pointSizeF() * 2)
    qapp.setFont(larger)
    qapp.processEvents()
    assert theme.unit >= 1.8 * before
    assert theme.font(Text.SAID).pointSizeF() > larger.pointSizeF()


def test_labels_take_the_size_of_their_kind(theme: Theme, qtbot: QtBot) -> None:
    words = QLabel("Breath Awareness")
    words.setProperty("type", "title")
    qtbot.addWidget(words)
    words.show()
    assert words.font().pointSizeF() == pytest.approx(theme.font(Text.TITLE).pointSizeF(), abs=0.1)


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (assets_dir() / "icons").glob("*.svg"))
)
def test_every_icon_draws_something(theme: Theme, name: str) -> None:
    drawn = theme.pixmap(name, "text", 24).toImage()
    seen = sum(
        drawn.pixelColor(x, y).alpha() > 40
        for x in range(drawn.width())
        for y in range(drawn.height())
    )
    assert seen > 12


def test_icons_take_the_colour_of_their_role(theme: Theme) -> None:
    drawn = theme.pixmap("play", "accent", 64).toImage()
    solid = {
        drawn.pixelColor(x, y).name()
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert solid == {theme.roles.accent}


def test_the_app_icon_has_every_size_a_desktop_asks_for(theme: Theme) -> None:
    sizes = {size.width() for size in theme.app_icon().availableSizes()}
    assert {16, 22, 24, 32, 48, 64, 128, 256} <= sizes


def test_every_theme_there_is_can_be_chosen_and_high_contrast_is_one(theme: Theme) -> None:
    for scheme in Scheme:
        theme.choose(scheme)
        assert theme.is_high_contrast == scheme.startswith("contrast")
