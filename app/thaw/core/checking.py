"""Everything to be said about one file: what forbids it, and what is better put otherwise."""

from collections.abc import Iterator
from pathlib import Path

from thaw.core.expanding import Expander, Sound, TooManySteps
from thaw.core.files import FRAGMENTS_FOLDER
from thaw.core.fragments import Fragments, read_fragment
from thaw.core.loading import load_file
from thaw.core.names import KnownNames
from thaw.core.problems import Findings, Place, Problem, ProblemKind
from thaw.core.scope import Scope
from thaw.core.session import Level
from thaw.core.wording import FaultKind, WordingFault, session_faults, spoken_faults


def check_file(path: Path, fragments: Fragments, names: KnownNames) -> tuple[Problem, ...]:
    """Return the problems and warnings of a session, or of a fragment in its folder."""
    if path.parent.name == FRAGMENTS_FOLDER:
        return _check_fragment(path, fragments, names)
    loaded = load_file(path, fragments, names)
    if loaded.session is None:
        return loaded.problems
    warnings = _warnings(path, session_faults(loaded.session))
    return tuple(sorted((*loaded.problems, *warnings), key=lambda problem: problem.line))


class _AnyVariable(dict[str, str]):
    """Stands in for the variables that a fragment's includes will give."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return name


def _check_fragment(path: Path, fragments: Fragments, names: KnownNames) -> tuple[Problem, ...]:
    fragment = read_fragment(path)
    if fragment.written is None:
        return fragment.problems
    findings = Findings()
    findings.include(fragment.problems)
    sound = Sound(bells="", language="en")
    expander = Expander(findings, fragments, names, sound, Level.DEEP)
    scope = Scope(fragment.places, _AnyVariable(), chain=(path.stem,))
    try:
        steps = expander.steps(fragment.written.steps, scope)
    except TooManySteps:
        return findings.sorted()
    warnings = _warnings(path, spoken_faults(steps))
    return tuple(sorted((*findings.sorted(), *warnings), key=lambda problem: problem.line))


def _warnings(path: Path, faults: Iterator[tuple[int, WordingFault]]) -> Iterator[Problem]:
    for line, fault in faults:
        said, advice = _ADVICE[fault.kind]
        values = {"fault": said.format(fault.words), "advice": advice}
        yield Problem(Place(path, line, 1 if line else 0), ProblemKind.WORDING, values)


_ADVICE = {
    FaultKind.PRESSING: ("“{}” presses or judges", "invite: “you might …”, “if it suits …”"),
    FaultKind.PROMISING: ("“{}” promises what a practice cannot", "say what can be noticed"),
    FaultKind.CLINICAL: ("“{}” is a clinic's word", "say it in everyday words"),
    FaultKind.EYES: ("“{}” leaves no other way", "offer open eyes in the same breath"),
    FaultKind.LOCKED: ("this is long for one breath out: “{}”", "keep it to 4 words"),
    FaultKind.LONG: ("this is long to follow by ear: “{}”", "keep sentences to 16 words"),
}
