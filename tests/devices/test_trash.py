"""The desktop's trash."""

from pathlib import Path

import pytest

from thaw.devices.trash import put_into_trash


def test_a_file_is_moved_where_it_can_be_had_back_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    (tmp_path / "share").mkdir()
    file = tmp_path / "gong.wav"
    file.write_text("bong")
    assert put_into_trash(file)
    assert not file.exists()
    (kept,) = [path for path in tmp_path.rglob("gong.wav*") if path.suffix == ".wav"]
    assert kept.read_text() == "bong"


def test_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert not put_into_trash(tmp_path / "gong.wav")
