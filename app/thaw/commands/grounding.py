"""Stop and ground in a terminal: the same lines, one below the other, at one's own pace."""

from collections.abc import Callable

from thaw.care.grounding import Place, gone_on, reached
from thaw.commands.answer import finish, say
from thaw.commands.keys import Keys
from thaw.commands.pressing import QUIT

LOOK_S = 0.05
HINT = "any key: next · q: that's enough"


def ground(keys: Keys, now_s: Callable[[], float], is_wanted: Callable[[], bool]) -> None:
    """Show line after line until the last has had its time, or q, or it is no longer wanted.

    ``now_s`` is a steady clock, in seconds. Raises AnswerLost.
    """
    say(f"\n{HINT}\n")
    place, shown = Place(0, now_s()), -1
    while is_wanted() and not place.is_over:
        if place.index != shown:
            shown = place.index
            say(f"  {place.text}")
            finish()
        key = keys.pressed(LOOK_S)
        if key and key in QUIT:
            return
        place = gone_on(place, now_s()) if key else reached(place, now_s())
