"""Where a dialog that saves begins."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from thaw.shell.usual_folder import Place, usual_folder


@pytest.mark.parametrize(("is_there", "name"), [(True, "Music"), (False, "")])
def test_it_is_the_desktops_own_or_else_the_persons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool, name: str
) -> None:
    music = tmp_path / "Music"
    monkeypatch.setattr(QStandardPaths, "standardLocations", lambda _: [str(music)])
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))
    if is_there:
        music.mkdir()
    assert usual_folder(Place.MusicLocation) == tmp_path / name
