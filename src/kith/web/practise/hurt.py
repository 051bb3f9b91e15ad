"""Whether words tell that their writer was hurt when young, takes the blame for being hurt, or had better be gone.

Such a thought is no way of thinking and such a deed nobody's share: nothing is named in it, weighed
or mended. `kith.practices` knows the child, `kith.talk` the blame; here they meet, for practices, the
page about self-talk and the terminal alike.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from kith.practices import childhood
from kith.safety import crisis, spanish
from kith.safety.gone import better_gone
from kith.talk import selftalk

PANEL = 2
OWN = frozenset({"suicide", "self_harm"})
_DENIED = re.compile(
    r"\b(?:would|will|are|is|am|do|does|did|could)(?: not|n['’]t) (?:really |at all |all )?"
    r"(?:be |feel |have it |want |wish |mean |think )?"
    r"(?:better|easier|happier|freer|lighter|relieved|glad|a burden|to hurt|to die|to disappear|to be gone)"
    r"|\b(?:not|n['\u2019]t) (?:really )?true\b|\b(?:nobody|no one) (?:would|will|could)(?: really)? (?:be|feel)\b"
    r"|\b(?:neither|not|nobody(?: \w+)? is|no one(?: \w+)? is) (?:really )?"
    r"(?:better|happier) off|\bis(?: not|n['’]t) a burden|\bnot a burden",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[.!?\n;]+")


def told(text: str, young: bool = False) -> bool:
    """Say whether a text does; `young` says that its writer was."""
    return childhood.told(text, young=young) or selftalk.takes_blame(text)


@lru_cache(maxsize=2000)
def gone(text: str) -> bool:
    """Say whether the writer thinks it better to be gone, or to harm themselves: a doubt counts.

    Such a thought is not weighed. What denies it ("they would not be better off") is no such one.
    """
    found = crisis.read(text)
    if found.level >= PANEL and found.kind in OWN:
        return True
    sentences = [one for one in _SENTENCES.split(text) if one.strip()]
    for one in sentences:
        if _DENIED.search(one) is None and (better_gone(one) or "gone" in selftalk.silences(one)):
            return True
    if _DENIED.search(text) is None and "gone" in selftalk.silences(text):
        return True
    told = spanish.read(text)  # it has no cues: any word that nothing softens
    return told.kind in OWN and bool(told.level) and told.reason not in crisis.SOFTER


def told_in(texts: Iterable[str]) -> bool:
    """Say whether one of several texts does, or all of them together."""
    found = [text for text in texts if text.strip()]
    return any(map(told, found)) or (len(found) > 1 and told("\n".join(found)))
