"""The house's way with words, as a check: invite, promise nothing, keep sentences short.

A pure function of the text. English alone has its lists; other languages are left be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from thaw.core.session import Passage, Say, Session, Step, Wait

MAX_WORDS: Final = 16
"""Words in a sentence that is heard once, with eyes closed."""
MAX_LOCKED_WORDS: Final = 4
"""Words in a line that is said while one breath is let out."""


class FaultKind(StrEnum):
    """Why a passage reads wrong."""

    PRESSING = "pressing"
    """It orders, hurries or judges."""
    PROMISING = "promising"
    """It promises what a practice cannot."""
    CLINICAL = "clinical"
    """It speaks of illness or treatment, which this is not."""
    EYES = "eyes"
    """It asks for closed eyes and leaves no other way."""
    LONG = "long"
    """A sentence is too long to follow by ear."""
    LOCKED = "locked"
    """A line is too long to be said while one breath is let out."""


@dataclass(frozen=True, slots=True)
class WordingFault:
    """``words`` at character ``at`` of the passage, and what is wrong with them."""

    kind: FaultKind
    words: str
    at: int


def _any_of(*forms: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(forms) + r")\b", re.IGNORECASE)


_LISTS: Final = (
    (
        FaultKind.PRESSING,
        _any_of(
            r"musts?(?:n['’]t)?",
            r"should(?:n['’]t)?",
            # "Just now" tells a time; every other "just" makes light of what is asked.
            r"just(?! now\b)",
            r"simply",
            r"let(?:ting)? go",
            r"surrender(?:s|ed|ing)?",
            r"empty(?:ing)? (?:your|the) mind",
            r"clear(?:ing)? (?:your|the) mind",
            r"good job",
            r"well done",
            r"perfect(?:ly|ion)?",
            r"always",
            r"never",
            r"(?:go|going) deeper",
            r"(?:try|work) harder",
        ),
    ),
    (
        FaultKind.PROMISING,
        _any_of(
            r"heal(?:s|ed|ing|er)?",
            r"fix(?:es|ed|ing)?",
            r"toxic(?:ity)?",
            r"toxins?",
            r"detox(?:es|ing)?",
            r"cur(?:e|es|ed|ing)",
            r"you(?:['’]re| are) (?:completely |perfectly |quite )?safe",
        ),
    ),
    (
        FaultKind.CLINICAL,
        _any_of(
            r"treat(?:s|ed|ing|ments?)?",
            r"therap(?:y|ies|eutic|ists?)",
            r"recover(?:y|s|ed|ing)?",
            r"ptsd",
            r"depress(?:ion|ive|ed)",
            r"anxiety disorders?",
            r"dissociat(?:ion|ive|e|ed|es|ing)",
            r"symptoms?",
            r"patients?",
            r"clinical(?:ly)?",
            r"proven",
            r"prescri(?:be|bed|bes|ption)",
            r"diagnos(?:e|ed|es|is|tic)",
            r"trauma(?:s|tic)?",
            r"scores? means?",
        ),
    ),
)
_CLOSED_EYES: Final = _any_of(
    r"(?:clos(?:e|ed|ing)|shut(?:ting)?) (?:your |the |both )?eyes",
    r"eyes (?:are |gently |softly )*(?:closed|shut)",
    r"let (?:your|the) eyes (?:close|shut|fall closed)",
)
_OPEN_EYES: Final = _any_of(r"open", r"gaze", r"look(?:ing)?", r"lower(?:ed)?")
_SENTENCE: Final = re.compile(r"[^.!?…]+[.!?…]*[\"'”’)]*")
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def faults(text: str, around: str = "") -> tuple[WordingFault, ...]:
    """Return what reads wrong in ``text``, in order.

    ``around`` is what is said before and after: an open-eyed way may stand there.
    """
    found = [
        WordingFault(kind, match.group(), match.start())
        for kind, words in _LISTS
        for match in words.finditer(text)
    ]
    found += _closed_eyes(text, around)
    found += _long_sentences(text)
    return tuple(sorted(found, key=lambda fault: fault.at))


def session_faults(session: Session) -> Iterator[tuple[int, WordingFault]]:
    """Yield each fault of an English session with its line; 0 for its title and goal."""
    if session.language.split("-")[0] != "en":
        return
    for text in (session.title, session.goal):
        yield from ((0, fault) for fault in faults(text))
    yield from spoken_faults(session.steps)


def spoken_faults(steps: tuple[Step, ...]) -> Iterator[tuple[int, WordingFault]]:
    """Yield each fault in what is said, or asked in writing, with its line."""
    says = tuple(_says(steps))
    texts = ["", *(say.line.text for say in says), ""]
    for index, say in enumerate(says, 1):
        around = f"{texts[index - 1]} {texts[index + 1]}"
        for fault in faults(say.line.text, around):
            yield say.at_line, fault
        if say.breath_lock and len(_WORD.findall(say.line.text)) > MAX_LOCKED_WORDS:
            yield say.at_line, WordingFault(FaultKind.LOCKED, say.line.text, 0)
    for wait in _prompts(steps):
        yield from ((wait.at_line, fault) for fault in faults(wait.prompt))


def _says(steps: tuple[Step, ...]) -> Iterator[Say]:
    for step in steps:
        if isinstance(step, Say):
            yield step
        elif isinstance(step, Passage):
            yield from _says(step.steps)


def _prompts(steps: tuple[Step, ...]) -> Iterator[Wait]:
    for step in steps:
        if isinstance(step, Wait):
            yield step
        elif isinstance(step, Passage):
            yield from _prompts(step.steps)


def _closed_eyes(text: str, around: str) -> Iterator[WordingFault]:
    sentences = list(_SENTENCE.finditer(text))
    for index, sentence in enumerate(sentences):
        match = _CLOSED_EYES.search(sentence.group())
        if match is None:
            continue
        beside = sentences[max(index - 1, 0) : index + 2]
        if _OPEN_EYES.search(" ".join([around, *(one.group() for one in beside)])) is None:
            at = sentence.start() + match.start()
            yield WordingFault(FaultKind.EYES, match.group(), at)


def _long_sentences(text: str) -> Iterator[WordingFault]:
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group().strip()
        if len(_WORD.findall(words)) > MAX_WORDS:
            yield WordingFault(FaultKind.LONG, words, sentence.start())
