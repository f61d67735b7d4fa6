"""Where the window stood, from one start to the next."""

import logging
from dataclasses import dataclass
from pathlib import Path

from thaw.private_files import private_folder
from thaw.shell.main_window import MainWindow

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Keeps the place of one window in ``file``. Without it the window stands as it is made."""

    file: Path

    def restore(self, window: MainWindow) -> None:
        try:
            geometry = self.file.read_bytes()
        except FileNotFoundError:
            return
        except OSError as exc:
            logger.info("Where the window stood is not known: %s", exc)
            return
        window.restore_geometry_bytes(geometry)

    def keep(self, window: MainWindow) -> None:
        try:
            private_folder(self.file.parent)
            self.file.write_bytes(window.geometry_bytes())
        except OSError as exc:
            logger.info("Where the window stood is not kept: %s", exc)
