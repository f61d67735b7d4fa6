from pathlib import Path

import numpy as np
import pytest

from thaw.audio import store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of the test's own."""
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache"


@pytest.fixture
def samples() -> np.ndarray:
    return np.arange(-3000, 3000, dtype=np.int16).reshape(2, -1)


def test_what_was_kept_is_found_again(folder: Path, samples: np.ndarray) -> None:
    kept = store.keep(folder / "deep" / "a.npy", samples)
    found = store.find(folder / "deep" / "a.npy")

    assert found is not None
    assert kept.is_stored
    assert found.is_stored
    assert np.array_equal(kept.array, samples)
    assert np.array_equal(found.array, samples)
    assert [path.name for path in (folder / "deep").iterdir()] == ["a.npy"]


def test_what_was_let_go_can_still_be_read(folder: Path, samples: np.ndarray) -> None:
    kept = store.keep(folder / "a.npy", samples)
    kept.let_go()

    assert np.array_equal(kept.array, samples)


def test_a_kept_array_cannot_be_written(folder: Path, samples: np.ndarray) -> None:
    kept = store.keep(folder / "a.npy", samples)

    with pytest.raises(ValueError, match="read-only"):
        kept.array[0, 0] = 1


@pytest.mark.parametrize("length", [0, 1, 7, 40, 128, 600, 5000])
def test_a_file_cut_short_is_not_found(folder: Path, samples: np.ndarray, length: int) -> None:
    path = folder / "a.npy"
    store.keep(path, samples)
    path.write_bytes(path.read_bytes()[:length])

    assert store.find(path) is None


@pytest.mark.parametrize("place", [0, 9, 60, 500, -1])
def test_a_file_with_a_changed_byte_is_not_found(
    folder: Path, samples: np.ndarray, place: int
) -> None:
    path = folder / "a.npy"
    store.keep(path, samples)
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)

    assert store.find(path) is None


def test_samples_of_another_kind_are_not_found(folder: Path) -> None:
    store.keep(folder / "a.npy", np.zeros(5, np.float32))  # type: ignore[arg-type]  # that is the point

    assert store.find(folder / "a.npy") is None


def test_nothing_is_found_where_nothing_is(folder: Path) -> None:
    assert store.find(folder / "a.npy") is None
    assert store.find(folder) is None


def test_where_nothing_can_be_written_samples_stay_in_memory(
    folder: Path, samples: np.ndarray
) -> None:
    (folder / "file").touch()

    kept = store.keep(folder / "file" / "a.npy", samples)

    assert not kept.is_stored
    assert np.array_equal(kept.array, samples)
    kept.let_go()


def test_a_full_disk_leaves_no_half_file(
    folder: Path, samples: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    assert not store.keep(folder / "a.npy", samples).is_stored
    assert list(folder.iterdir()) == []
