"""The folders Thaw may write to, worked out once and handed to whoever needs them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "THAW_HOME"
"""Set to a folder, it holds configuration, data and cache: portable use, and tests."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Where configuration, data and cache go. Each is made by who first writes there."""

    config: Path
    data: Path
    cache: Path

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"

    @property
    def practice_log(self) -> Path:
        return self.data / "practice.sqlite"

    @property
    def window_place(self) -> Path:
        """Where the window stood when it was closed."""
        return self.config / "window"

    @property
    def personal_sessions(self) -> Path:
        return self.data / "sessions"

    @property
    def own_bells(self) -> Path:
        return self.data / "sounds" / "bells"

    @property
    def own_soundscapes(self) -> Path:
        return self.data / "sounds" / "soundscapes"

    @property
    def own_lines(self) -> Path:
        return self.data / "recordings"

    @property
    def own_help(self) -> Path:
        """The person's own people and support."""
        return self.data / "own-help.json"

    @property
    def help_files(self) -> Path:
        """Services by country that were added here: see ``docs/help-files.md``."""
        return self.data / "help"

    @property
    def session_index(self) -> Path:
        return self.cache / "sessions-index.msgpack"


def paths_from(environ: Mapping[str, str]) -> Paths:
    """Return the folders under ``THAW_HOME``, or else where this system keeps such things.

    Raises RuntimeError where no home folder is known, and OSError where ``THAW_HOME`` is
    relative to a folder that is gone.
    """
    home = environ.get(HOME_VARIABLE, "")
    if home:
        root = Path(home).expanduser().absolute()
        return Paths(root / "config", root / "data", root / "cache")
    return _platform_paths()


def _platform_paths() -> Paths:
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("thaw", appauthor=False, roaming=False)
    return Paths(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path)
