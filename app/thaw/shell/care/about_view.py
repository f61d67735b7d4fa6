"""What Thaw is and is not, and which one this is."""

from PySide6.QtWidgets import QWidget

from thaw import __version__
from thaw.shell.care.about_words import limits_text, what_texts
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import paragraph
from thaw.shell.widgets.page import ColumnPage


class AboutView(ColumnPage):
    """A page to read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._add_top(self.tr("About Thaw"))
        for text in (*what_texts(), limits_text()):
            self._column.addWidget(paragraph(text))
        for text in self._small_texts():
            self._column.addWidget(paragraph(text, Text.SMALL, is_quiet=True))
        self._column.addStretch(1)

    def _small_texts(self) -> tuple[str, ...]:
        return (
            self.tr("It uses no network and no account, and what you do here stays here."),
            self.tr("Version {0}. Free software under the GPL, version 3 or later.").format(
                __version__
            ),
        )
