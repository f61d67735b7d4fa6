"""Someone who looks for help, and what they read and press there."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tests.shell.desks import Desk
from thaw.shell.help.desk import HelpDesk, HelpShelf
from thaw.shell.help.view import HelpView
from thaw.shell.theme import Theme
from thaw.shell.tray import Tray
from thaw.shell.widgets.controls import Button, IconButton
from thaw.shell.widgets.selectable_text import SelectableText

WITHIN = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/Lisbon"))


class Helped:
    """A help desk with a front desk around it, wired as the app wires them."""

    def __init__(self, at: Desk, theme: Theme, folder: Path) -> None:
        self.at = at
        self.now = WITHIN
        self.file = folder / "data" / "own-help.json"
        self.folder = folder / "help"
        self.added = folder / "data" / "help"
        shelf = HelpShelf(self.file, (self.added, self.folder), lambda: self.now)
        self.desk = HelpDesk(at.desk, at.window, at.sitting, shelf, theme)
        self.tray = Tray(theme.app_icon(), at.desk.tray_state, self.desk)
        at.library.offer_page("Help", self._show)
        at.player.help_asked.connect(self.desk.show)
        at.window.help_asked.connect(self.desk.show)
        self.tray.help_asked.connect(self.desk.show)

    def view(self) -> HelpView:
        self.desk.show()
        self.at.window.show()
        return self.shown()

    def shown(self) -> HelpView:
        view = self.at.window.current_view()
        assert isinstance(view, HelpView)
        return view

    def has_help(self) -> bool:
        return isinstance(self.at.window.current_view(), HelpView)

    @Slot()
    def _show(self) -> None:
        self.desk.show()


def button(parent: QWidget, name: str) -> Button | IconButton:
    found: list[Button | IconButton] = [
        *parent.findChildren(Button),
        *parent.findChildren(IconButton),
    ]
    return next(
        one
        for one in found
        if name in (one.text(), one.accessibleName()) and one.isVisibleTo(parent)
    )


def click(helped: Helped, parent: QWidget, name: str) -> None:
    helped.at.qtbot.mouseClick(button(parent, name), Qt.MouseButton.LeftButton)


def type_into(helped: Helped, field: QLineEdit, text: str) -> None:
    helped.at.qtbot.keyClicks(field, text)


def words(view: QWidget) -> list[str]:
    """What is read on the page, from the top down."""
    found: list[QLabel | SelectableText] = [
        *(one for one in view.findChildren(QLabel) if one.isVisibleTo(view)),
        *(one for one in view.findChildren(SelectableText) if one.isVisibleTo(view)),
    ]
    found.sort(key=lambda one: one.mapTo(view, one.rect().topLeft()).y())
    return [one.text() if isinstance(one, QLabel) else one.toPlainText() for one in found]
