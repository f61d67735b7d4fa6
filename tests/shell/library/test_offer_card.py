"""A wide card: all of its words are there, at any size of text and in any width."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from thaw.shell.library.offer_card import OfferCard
from thaw.shell.theme import Theme


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> OfferCard:
    made = OfferCard(theme, "breathe", "Breathe freely", "A pattern of your own", "Breathe freely")
    qtbot.addWidget(made)
    made.resize(600, made.height())
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_its_words_wrap_where_there_is_no_room(card: OfferCard) -> None:
    wide = card.height()
    card.resize(130, card.height())
    assert card.height() > wide
    card.resize(600, card.height())
    assert card.height() == wide


def test_it_grows_with_the_text(card: OfferCard, theme: Theme, qapp: QApplication) -> None:
    before = card.height()
    font = QFont(qapp.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    theme.refresh()
    assert card.height() >= before * 1.8


def test_in_a_narrow_window_icons_give_their_room_to_the_words(
    card: OfferCard, theme: Theme
) -> None:
    def has_icon() -> bool:
        image, edge = card.grab().toImage(), 6  # the ring of the focus lies at the edge
        spots = (
            (x, y)
            for x in range(edge, image.width() - edge)
            for y in range(edge, image.height() - edge)
        )
        return any(image.pixelColor(x, y) == theme.colour("accent") for x, y in spots)

    assert has_icon()
    card.resize(150, card.height())
    assert not has_icon()
