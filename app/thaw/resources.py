"""Where the bundled sessions, sounds and assets are: nothing else in Thaw asks.

In a live checkout (run from source, or an editable install) they are the checkout's
own top-level folders, so that an edited session plays at once. In a wheel and in a
frozen build they lie in ``data`` beside this file. An editable install also leaves a
frozen copy in site-packages; looking from this file outwards never finds it.
"""

from pathlib import Path


def sessions_dir() -> Path:
    """The bundled sessions, with ``fragments`` and ``programmes`` below."""
    return _root() / "sessions"


def audio_dir() -> Path:
    """Rendered bells and previews."""
    return _root() / "audio"


def assets_dir() -> Path:
    """Icons, themes, translations, desktop files, and ``help`` below."""
    return _root() / "assets"


def help_dir() -> Path:
    """What help there is, country by country."""
    return assets_dir() / "help"


def _root() -> Path:
    package = Path(__file__).resolve().parent
    checkout = package.parent.parent
    is_checkout = package.parent.name == "app" and (checkout / "pyproject.toml").is_file()
    return checkout if is_checkout else package / "data"
