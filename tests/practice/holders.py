"""Looking for words in the bytes of every file."""

from pathlib import Path

SECRET = "a-sentence-nobody-else-should-find"


def holders(folder: Path, words: str = SECRET) -> list[str]:
    """The files below ``folder`` in which ``words`` stand, byte for byte."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and words.encode() in path.read_bytes():
            found.append(path.name)
    return found
