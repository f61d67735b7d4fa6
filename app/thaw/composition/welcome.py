"""What somebody new reads before the library, and what is kept of how they answer."""

from PySide6.QtCore import QObject, Slot

from thaw.shell.care.first_page import FirstPage
from thaw.shell.front_desk import FrontDesk
from thaw.shell.main_window import MainWindow
from thaw.shell.theme import Theme


class Welcome(QObject):
    """The first page, and its way into the library."""

    def __init__(self, front: FrontDesk, window: MainWindow, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._window = window
        self.page = FirstPage(theme, window)
        self.page.begun.connect(self._on_begun)
        self.page.left.connect(self._on_left)
        self.page.first_painted.connect(self._on_painted)

    def show(self) -> None:
        self._window.show_view(self.page)

    @Slot()
    def _on_painted(self) -> None:
        """Ask again next time, should Thaw end before anybody answers."""
        # A quick answer can come before what is told of the first picture.
        if self._window.current_view() is self.page:
            self._front.change_settings(self._front.settings.unanswered())

    @Slot(bool)
    def _on_begun(self, is_gentle: bool) -> None:
        """Keep how somebody new begins, and nothing else of what they read."""
        self._front.change_settings(self._front.settings.answered(is_gentle=is_gentle))
        self._front.show_library()

    @Slot()
    def _on_left(self) -> None:
        """Leave the question open: it is asked again next time, and until then gently."""
        self._front.change_settings(self._front.settings.unanswered())
        self._front.show_library()
