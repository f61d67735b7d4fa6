"""What the terminal tells of a history that was not as it was left."""

from thaw.commands.answer import note
from thaw.practice.opening import LogOpening


def tell_of(opening: LogOpening) -> None:
    """Say where a damaged history is kept, and what took its place."""
    if opening.set_aside is None:
        return
    if opening.restored_from is None:
        place = "a new one begins"
    else:
        place = f"the copy {opening.restored_from.name} took its place"
    note(f"The history was damaged: it is kept as {opening.set_aside}, and {place}.")
