"""What is loaded beside the window once it stands, so that no click waits for it."""

import logging

from PySide6.QtCore import QObject

from thaw.composition.look import Look
from thaw.services import Services
from thaw.shell.background import Background
from thaw.shell.front_desk import FrontDesk
from thaw.shell.player.stage import PlayingStage

logger = logging.getLogger(__name__)


class Ahead(QObject):
    """Views, sound, and what is offered first, in pieces: a click waits for one at the most."""

    def __init__(
        self,
        services: Services,
        front: FrontDesk,
        stage: PlayingStage,
        look: Look,
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._front = front
        self._stage = stage
        self._look = look
        self._background = background

    def load_views(self) -> None:
        """Load and make what the first click will want."""
        self._background.run(_load_views, self._on_views_loaded)

    def load_sound(self) -> None:
        """Load sound, and have the voice and rain of what is offered first ready."""
        self._background.run(self._services.load_sound, self._warm_up)

    def _on_views_loaded(self, _loaded: None) -> None:
        self._front.make_player_ready()
        self._look.listen_to_desktop()

    def _warm_up(self, _loaded: None) -> None:
        self._background.run(_load_devices, self._on_devices_loaded)
        for work in self._services.rehearsal(self._front.offered()):
            self._background.run(work)

    def _on_devices_loaded(self, _loaded: None) -> None:
        self._stage.open_output()


def _load_views() -> None:
    from thaw.composition import desks
    from thaw.devices import motion_wish
    from thaw.shell.history import desk as history_desk
    from thaw.shell.player import view as player_view

    parts = (desks, history_desk, motion_wish, player_view)
    logger.debug("Loaded %s", [part.__name__ for part in parts])


def _load_devices() -> None:
    """Load Qt Multimedia, which takes as long as the whole window."""
    from thaw.devices import qt_output

    logger.debug("%s is loaded", qt_output.__name__)
