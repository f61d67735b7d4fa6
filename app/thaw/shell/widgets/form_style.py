"""How sliders, lists, days and times look: wanted by forms alone."""

from string import Template
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from thaw.shell.theme import Theme

# Kept out of the application's own style sheet, where every start would pay for it.
_RULES: Final = Template("""
QSlider { min-height: ${handle}px; border: 2px solid transparent; border-radius: ${round}px; }
QSlider:focus { border-color: $focus; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $edge; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $edge; }
QSlider::handle:horizontal { background: $accent; width: ${knob}px; height: ${knob}px;
  margin: -${over}px 0; border-radius: ${knob_round}px; }
QSlider::handle:horizontal:disabled { background: $edge; }

QComboBox QAbstractItemView { outline: none; }
QComboBox QAbstractItemView::item { padding: ${pad}px ${wide}px; border: none; }
QComboBox QAbstractItemView::item:selected { background: $accent; color: $on_accent; }
QComboBox { combobox-popup: 0; background: $surface; color: $text; border: 1px solid $edge;
  margin: 1px;
  border-radius: ${field}px; padding: ${pad}px 0 ${pad}px ${wide}px; }
QComboBox:focus { border: 2px solid $focus; margin: 0; }
QComboBox::drop-down { border: none; width: ${arrow_room}px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $edge;
  selection-background-color: $accent; selection-color: $on_accent; }

QDateEdit, QTimeEdit { background: $surface; color: $text; border: 1px solid $edge; margin: 1px;
  border-radius: ${field}px; padding: ${pad}px ${wide}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QDateEdit:focus, QTimeEdit:focus { border: 2px solid $focus; margin: 0; }
QDateEdit::up-button, QDateEdit::down-button, QTimeEdit::up-button, QTimeEdit::down-button {
  width: 0; border: none; }
QDateEdit QLineEdit, QTimeEdit QLineEdit { border: none; margin: 0; background: transparent; }
""")


class FormStyle(QObject):
    """Gives ``form`` these rules, now and whenever the look changes; it goes with the form."""

    def __init__(self, theme: Theme, form: QWidget) -> None:
        super().__init__(form)
        self._theme = theme
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        # Kept by its parent alone: with a way back to it, both would wait for the collector,
        # which may come on a thread that their timers do not belong to.
        form = self.parent()
        assert isinstance(form, QWidget), "it was made for a form"
        form.setStyleSheet(form_stylesheet(self._theme))


def form_stylesheet(theme: Theme) -> str:
    """The rules in the colours and at the size of text that ``theme`` has now."""
    roles, unit = theme.roles, theme.unit
    knob = min(max(round(unit * 1.1), 16), 28)
    return _RULES.substitute(
        {name: getattr(roles, name) for name in roles.__dataclass_fields__},
        knob=knob,
        knob_round=knob // 2,
        over=(knob - 4) // 2,
        handle=knob + 2,
        round=knob // 2,
        field=round(unit * 0.7),
        pad=round(unit * 0.3),
        wide=round(unit * 0.7),
        arrow_room=round(unit * 1.6),
    )
