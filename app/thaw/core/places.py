"""Where what was written stands in its file."""

from msgspec import Struct

from thaw.core.problems import Place


class Places:
    """Where each written value stands. Keeps the structs it knows alive."""

    def __init__(self, file: Place) -> None:
        self._file = file
        self._owners: list[Struct] = []
        self._at: dict[tuple[int, str], Place] = {}

    def of(self, owner: Struct, key: str = "") -> Place:
        """Return the place of the value under ``key``, or else of ``owner`` itself."""
        own = self._at.get((id(owner), ""), self._file)
        return self._at.get((id(owner), key), own)

    def is_given(self, owner: Struct, key: str) -> bool:
        """Return whether ``key`` was written, even if its value could not be read."""
        return (id(owner), key) in self._at

    def keep(self, owner: Struct, place: Place, values: dict[str, Place]) -> None:
        self._owners.append(owner)
        self._at[id(owner), ""] = place
        for key, value_place in values.items():
            self._at[id(owner), key] = value_place
