"""The folder of espeak-ng's data, by a path that every build of the library can hold."""

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Final

_LONGEST_PATH: Final = 159


def reachable(data: Path, user: object) -> Path:
    """``data``, or a short link to it that lives as long as ``user``.

    WORKAROUND espeak-ng: paths of 160 bytes or more are dropped for the one it was
    built with; and missing data is taken for good, to speak nonsense or nothing, or
    it ends the process. Raises FileNotFoundError where there is no data.
    """
    if not (data / "phontab").is_file():
        raise FileNotFoundError(data / "phontab")
    if len(os.fsencode(data)) <= _LONGEST_PATH:
        return data
    # Kept for as long as the library: it reads a dictionary at each change of language.
    folder = tempfile.mkdtemp(prefix="thaw-")
    weakref.finalize(user, shutil.rmtree, folder, ignore_errors=True)
    link = Path(folder) / data.name
    link.symlink_to(data, target_is_directory=True)
    return link
