"""Where Tab goes: as one reads, also to what was made after the page it stands on."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


class TabOrder:
    """The stops of a page, in the order of its layouts. The page has it, not the other way.

    Qt goes by the order in which they were made, and would reach a card that is shown anew,
    or a chip for another choice, only after everything else.
    """

    def __init__(self) -> None:
        self._stops: list[QWidget] = []

    def mend(self, page: QWidget) -> None:
        """Have Tab go to what is there now; cheap where that is what was there before."""
        stops = [*_stops_in(page)]
        if stops == self._stops:
            return
        # Kept, so that nothing made later can be taken for one that is gone.
        self._stops = stops
        for before, after in pairwise([page, *stops]):
            QWidget.setTabOrder(before, after)


def _stops_in(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        held = widget.widget()
        if held is not None:
            yield from _stops_of(held)
    elif layout is not None:
        yield from _stops_along(layout)


def _stops_along(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        within, widget = item.layout(), item.widget()
        if within is not None:
            yield from _stops_along(within)
        elif widget is not None:
            yield from _stops_of(widget)


def _stops_of(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    yield from _stops_in(widget)
