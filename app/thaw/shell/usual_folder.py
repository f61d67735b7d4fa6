"""Where the desktop has files of a kind lie: what a dialog begins with."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

Place = QStandardPaths.StandardLocation


def usual_folder(place: Place) -> Path:
    """The folder for such files, where there is one; the person's own otherwise."""
    folders = [Path(found) for found in QStandardPaths.standardLocations(place)]
    home = Path(QStandardPaths.writableLocation(Place.HomeLocation))
    return next((folder for folder in folders if folder.is_dir()), home)
