"""A layout that sets widgets side by side and goes on in a new row where they do not fit."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Rows of items, each at its own size, ``spacing`` apart.

    With ``spreads`` what is left of a row's width goes between its items;
    with ``is_centred`` on both sides of them.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        spacing: int = 6,
        spreads: bool = False,
        is_centred: bool = False,
    ) -> None:
        super().__init__(parent)
        self._spreads = spreads
        self._is_centred = is_centred
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]  # the stub leaves out None
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]  # the stub leaves out None
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def sizeHint(self) -> QSize:
        """All items in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, moves: bool) -> int:
        """Place the items when ``moves``; return the height they take."""
        top = rect.y()
        for row in self._rows(rect.width()):
            height = max(self._size(item, rect.width()).height() for item in row)
            if moves:
                self._place(row, QRect(rect.x(), top, rect.width(), height))
            top += height + self.spacing()
        return max(top - self.spacing() - rect.y(), 0)

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = self._size(item, width).width()
            if rows and used + self.spacing() + wide <= width:
                rows[-1].append(item)
                used += self.spacing() + wide
            else:
                rows.append([item])
                used = wide
        return rows

    def _place(self, row: list[QLayoutItem], box: QRect) -> None:
        sizes = [self._size(item, box.width()) for item in row]
        left = box.width() - sum(size.width() for size in sizes)
        gap = left // max(len(row) - 1, 1) if self._spreads else self.spacing()
        used = box.width() - left + self.spacing() * (len(row) - 1)
        x = box.x() + ((box.width() - used) // 2 if self._is_centred else 0)
        for item, size in zip(row, sizes, strict=True):
            y = box.y() + (box.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + gap

    @staticmethod
    def _size(item: QLayoutItem, width: int) -> QSize:
        return item.sizeHint().boundedTo(QSize(max(width, 1), 1 << 20))


def flow_row(*parts: QWidget, spacing: int = 6, spreads: bool = False) -> QWidget:
    """A widget with ``parts`` side by side, as a ``FlowLayout`` sets them."""
    row = QWidget()
    flow = FlowLayout(row, spacing=spacing, spreads=spreads)
    for part in parts:
        flow.addWidget(part)
    return row
