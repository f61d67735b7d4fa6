"""Where Thaw may write."""

from pathlib import Path

import pytest

from thaw.paths import Paths, paths_from


def test_thaw_home_holds_everything(tmp_path: Path) -> None:
    paths = paths_from({"THAW_HOME": str(tmp_path)})
    assert paths == Paths(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


def test_a_relative_thaw_home_stays_where_it_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = paths_from({"THAW_HOME": "portable"})
    monkeypatch.chdir("/")
    assert paths.data == tmp_path / "portable" / "data"


def test_a_thaw_home_may_begin_with_a_tilde(thaw_home: Path) -> None:
    assert paths_from({"THAW_HOME": "~/t"}).cache == thaw_home.parent / "home" / "t" / "cache"


@pytest.mark.parametrize("environ", [{}, {"THAW_HOME": ""}])
def test_without_thaw_home_they_lie_where_the_system_keeps_such_things(
    environ: dict[str, str], thaw_home: Path
) -> None:
    paths = paths_from(environ)
    home = thaw_home.parent / "home"
    folders = {paths.config, paths.data, paths.cache}
    assert len(folders) == 3
    assert all(folder.is_relative_to(home) and folder.name == "thaw" for folder in folders)


def test_working_them_out_makes_nothing(tmp_path: Path) -> None:
    paths_from({"THAW_HOME": str(tmp_path / "new")})
    assert not (tmp_path / "new").exists()
