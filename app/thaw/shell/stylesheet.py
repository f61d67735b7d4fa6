"""The style sheet, made from colour roles and the height of a line of text."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Final

from thaw.shell.roles import Roles


@dataclass(frozen=True, slots=True)
class Sizes:
    """``unit`` is the height of a line in pixels; ``points`` the size of each kind of text."""

    unit: int
    button: int
    main_button: int
    points: Mapping[str, float]


# Fonts and colours only where Qt's own look would not do: each rule costs start-up time.
_RULES: Final = Template("""
QWidget#page, QScrollArea, QScrollArea > QWidget > QWidget#page { background: $window; }
QScrollArea, QListView#practices { border: none; background: transparent; }
QLabel { color: $text; background: transparent; }
QLabel[type="small"] { font-size: ${small}pt; }
QLabel[type="heading"] { font-size: ${heading}pt; font-weight: 500; }
QLabel[type="title"] { font-size: ${title}pt; }
QLabel[quiet="true"] { color: $quiet; }
QFrame#panel { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }

QPushButton {
  background: transparent; color: $text; border: 2px solid transparent;
  border-radius: ${round}px; padding: ${gap}px ${pad}px; outline: none;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $glow; }
QPushButton:focus { border-color: $focus; }
QPushButton:disabled { color: $quiet; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; font-weight: 600;
  padding: ${gap}px ${wide}px; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
  background: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $hover; color: $quiet; }
QPushButton[kind="outline"] { background: $surface; border: 1px solid $edge; margin: 1px; }
QPushButton[kind="outline"]:hover { background: $hover; }
QPushButton[kind="outline"]:disabled { background: transparent;
  border-color: transparent; color: $quiet; }
QPushButton[kind="outline"]:focus { border: 2px solid $focus; margin: 0; }
QPushButton[kind="chip"] { background: $surface; border: 1px solid $edge; margin: 1px;
  border-radius: ${field}px; padding: ${chip}px ${gap2}px; }
QPushButton[kind="chip"]:hover { background: $hover; }
QPushButton[kind="chip"]:checked { background: $accent; color: $on_accent;
  border-color: $accent; }
QPushButton[kind="chip"]:focus { border: 2px solid $focus; margin: 0; }
QPushButton[kind="chip"]:checked:focus { border-color: $focus; }

QToolButton { background: transparent; border: 2px solid transparent;
  border-radius: ${tool}px; padding: 2px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $glow; }
QToolButton:checked { background: $hover; }
QToolButton[kind="main"] { background: $glow; border-radius: ${main_tool}px; }
QToolButton[kind="main"]:hover { background: $hover; }
QToolButton:focus { border-color: $focus; }

QLineEdit, QSpinBox {
  background: $surface; color: $text; border: 1px solid $edge; margin: 1px;
  border-radius: ${field}px; padding: ${chip}px ${gap2}px;
  placeholder-text-color: $quiet; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QSpinBox:focus { border: 2px solid $focus; margin: 0; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QSpinBox QLineEdit { border: none; margin: 0; padding: 0; background: transparent; }
QFrame#popup { background: $surface; border: 1px solid $edge; }
QPlainTextEdit { background: $surface; color: $text; border: 1px solid $line;
  border-radius: ${chip}px; }
QPlainTextEdit:focus { border: 1px solid $focus; }
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: ${chip}px; }
QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: ${chip}px; }
QMenu::item { padding: ${chip}px ${pad}px; border-radius: ${chip}px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { background: $surface; color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: ${chip}px ${gap}px; }

QProgressBar { background: $line; border: none; border-radius: ${thin}px;
  min-height: ${bar}px; max-height: ${bar}px; }
QProgressBar::chunk { background: $accent; border-radius: ${thin}px; }

QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; }
QScrollBar::handle:vertical { background: $edge; border-radius: ${bar_round}px;
  min-height: ${wide}px; margin: 0 ${bar_gap}px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def stylesheet(roles: Roles, sizes: Sizes) -> str:
    """The rules for one set of colours at one size of text."""
    unit = sizes.unit
    colours = {name: getattr(roles, name) for name in roles.__dataclass_fields__}
    return _RULES.substitute(
        colours,
        small=sizes.points["small"],
        heading=sizes.points["heading"],
        title=sizes.points["title"],
        radius=round(unit * 0.9),
        chip=round(unit * 0.3),
        gap=round(unit * 0.45),
        gap2=round(unit * 0.7),
        pad=round(unit * 0.9),
        wide=round(unit * 1.4),
        field=round(unit * 0.7),
        round=round(unit * 0.95),
        # A radius beyond half the side would be ignored, and the button be square.
        tool=sizes.button // 2 - 1,
        main_tool=sizes.main_button // 2 - 1,
        bar=12,
        thin=6,
        bar_gap=3,
        bar_round=3,
    )
