"""A year kept as a picture: whole, readable, or said not to be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.practice.examples import a_practice
from tests.shell.history.person import NOW, Person
from tests.shell.history.samples import FULL
from thaw.shell.history.picture import PictureNotSaved, picture_path, save_picture, year_picture
from thaw.shell.theme import Theme


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Person]:
    made = Person(qtbot, theme, tmp_path)
    made.log.put([a_practice(NOW)])
    made.open()
    made.click("Year")
    yield made
    made.view.close()
    made.shut()


def choose(monkeypatch: pytest.MonkeyPatch, path: str) -> list[str]:
    """Answer the dialog for files; return what it was offered."""
    offered: list[str] = []

    def answer(_parent, _title, name, _filter):
        offered.append(name)
        return path, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def test_a_picture_of_the_year_is_saved(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, theme: Theme
) -> None:
    offered = choose(monkeypatch, str(tmp_path / "my year"))
    person.click("Save a picture")
    saved = tmp_path / "my year.png"
    person.until_said(f"Saved as {saved}")
    assert Path(offered[0]).name == "Thaw 2026.png"
    picture = QImage(str(saved))
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert {theme.roles.window, theme.roles.accent} <= colours


def test_a_picture_that_cannot_be_saved_is_said(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, str(tmp_path / "gone" / "year.png"))
    person.click("Save a picture")
    person.until_said("The picture can't be saved: ")


def test_nothing_is_saved_where_no_file_was_chosen(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, "")
    before = sorted(tmp_path.rglob("*.png"))
    person.click("Save a picture")
    assert sorted(tmp_path.rglob("*.png")) == before
    assert "Saved" not in person.words()


def test_a_picture_that_fails_leaves_the_one_before(theme: Theme, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    path = folder / "year.png"
    path.write_bytes(b"the one before")
    with pytest.raises(PictureNotSaved):
        save_picture(QImage(), path)
    assert path.read_bytes() == b"the one before"
    save_picture(year_picture(FULL, 2026, theme), path)
    assert not QImage(str(path)).isNull()
    assert [one.name for one in folder.iterdir()] == ["year.png"]


def test_a_sensible_place_is_offered() -> None:
    path = picture_path(2025)
    assert path.name == "Thaw 2025.png"
    assert path.parent.is_dir()
