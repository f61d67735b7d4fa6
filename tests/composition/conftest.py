"""An app of each test's own, with settings of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.collecting import collected_here, only_what_is_new
from tests.composition.whole_app import Start, Thaw
from tests.first_start import lay_session_index
from thaw import settings
from thaw.paths import Paths, paths_from
from thaw.settings import Settings, Voice

__all__ = ["collected_here", "only_what_is_new"]


@pytest.fixture
def paths(thaw_home: Path, beds: Path) -> Paths:
    made = paths_from({"THAW_HOME": str(thaw_home)})
    made.cache.mkdir(parents=True)
    (made.cache / "beds").symlink_to(beds)
    lay_session_index(made)
    # Who is asked before a practice, and how, has tests of its own.
    chosen = Settings(voice=Voice.CAPTIONS, tray_notice_shown=True, ask_before=False)
    settings.save(chosen, made.settings_file)
    return made


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, paths: Paths, tmp_path: Path) -> Iterator[Start]:
    started = Start(qtbot, qapp, paths, tmp_path)
    yield started
    started.end()


@pytest.fixture
def thaw(start: Start) -> Thaw:
    return start()


@pytest.fixture
def unused(paths: Paths) -> Paths:
    """A home in which nobody has set or practised anything."""
    paths.settings_file.unlink()
    return paths
