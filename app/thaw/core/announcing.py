"""Paced breathing announced as the person has chosen it, whatever the session says."""

from dataclasses import replace

from thaw.core.session import Breathe, Cue, Passage, Session, Step


def announced(session: Session, cues: frozenset[Cue] | None) -> Session:
    """``session`` with every breath announced by ``cues``; as it is where they are None."""
    if cues is None:
        return session
    return replace(session, steps=tuple(_announced(step, cues) for step in session.steps))


def _announced(step: Step, cues: frozenset[Cue]) -> Step:
    if isinstance(step, Breathe):
        return replace(step, cues=cues)
    if isinstance(step, Passage):
        return replace(step, steps=tuple(_announced(one, cues) for one in step.steps))
    return step
