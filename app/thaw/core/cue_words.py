"""The few words that announce a breath's phases when a voice does it."""

from collections.abc import Iterator, Mapping
from typing import Final

from thaw.core.breath import Pattern, Phase, Side
from thaw.core.session import Breathe, Cue, Passage, Step, VoiceLine

_WORDS: Final[Mapping[str, Mapping[Phase | Side, str]]] = {
    "en": {
        Phase.IN: "in",
        Phase.TOP_UP: "sip",
        Phase.HOLD: "hold",
        Phase.OUT: "out",
        Phase.REST: "wait",
        Side.LEFT: "left",
        Side.RIGHT: "right",
    },
    "de": {
        Phase.IN: "ein",
        Phase.TOP_UP: "noch",
        Phase.HOLD: "halten",
        Phase.OUT: "aus",
        Phase.REST: "warten",
        Side.LEFT: "links",
        Side.RIGHT: "rechts",
    },
    "es": {
        Phase.IN: "inhala",
        Phase.TOP_UP: "más",
        Phase.HOLD: "sostén",
        Phase.OUT: "exhala",
        Phase.REST: "espera",
        Side.LEFT: "izquierda",
        Side.RIGHT: "derecha",
    },
    "fr": {
        Phase.IN: "inspirez",
        Phase.TOP_UP: "encore",
        Phase.HOLD: "gardez",
        Phase.OUT: "expirez",
        Phase.REST: "attendez",
        Side.LEFT: "à gauche",
        Side.RIGHT: "à droite",
    },
    "it": {
        Phase.IN: "inspira",
        Phase.TOP_UP: "più",
        Phase.HOLD: "trattieni",
        Phase.OUT: "espira",
        Phase.REST: "aspetta",
        Side.LEFT: "a sinistra",
        Side.RIGHT: "a destra",
    },
    "pt": {
        Phase.IN: "inspire",
        Phase.TOP_UP: "mais",
        Phase.HOLD: "segure",
        Phase.OUT: "expire",
        Phase.REST: "espere",
        Side.LEFT: "à esquerda",
        Side.RIGHT: "à direita",
    },
}
"""Without a side, one word each: the second sip lasts a second, and more would not fit in it."""
CUE_LANGUAGES: Final = frozenset(_WORDS)
"""The languages a breath can be announced in; in others soft sounds do it."""


def cue_line(phase: Phase, side: Side | None, language: str) -> VoiceLine | None:
    """Return what to say as ``phase`` begins, in four words at most; None in other languages."""
    words = _WORDS.get(language.split("-", maxsplit=1)[0])
    if words is None:
        return None
    # A second sip goes through the side that the breath came in by.
    if side is None or phase is Phase.TOP_UP:
        return VoiceLine(words[phase], language)
    text = f"{words[phase]}, {words[side]}"
    return VoiceLine(text, language)


def cue_lines(steps: tuple[Step, ...], language: str) -> Iterator[VoiceLine]:
    """Yield every cue that a voice may have to say in ``steps``."""
    for step in steps:
        if isinstance(step, Passage):
            yield from cue_lines(step.steps, language)
        elif isinstance(step, Breathe) and Cue.VOICE in step.cues:
            yield from _lines_of(step.pattern, language)


def _lines_of(pattern: Pattern, language: str) -> Iterator[VoiceLine]:
    for number in range(pattern.cycles_a_round):
        for span in pattern.phases(number):
            line = cue_line(span.phase, span.side, language)
            if line is not None:
                yield line
