"""Whether words tell that their writer was hurt when young, or take the blame for being hurt.

Such a thought is no way of thinking and such a deed nobody's share: nothing is named in it, weighed
or mended. `kith.practices` knows the child, `kith.talk` the blame; here they meet, for practices, the
page about self-talk and the terminal alike.
"""

from collections.abc import Iterable

from kith.practices import childhood
from kith.talk import selftalk


def told(text: str, young: bool = False) -> bool:
    """Say whether a text does; `young` says that its writer was."""
    return childhood.told(text, young=young) or selftalk.takes_blame(text)


def told_in(texts: Iterable[str]) -> bool:
    """Say whether one of several texts does, or all of them together."""
    found = [text for text in texts if text.strip()]
    return any(map(told, found)) or (len(found) > 1 and told("\n".join(found)))
