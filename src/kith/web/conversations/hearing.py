"""What came through of a scene in a reply: the reader of `kith.talk`, and what the scene itself names.

A scene lists other words for what was told, and feelings and needs that may be in it. A reply that
uses them has heard it, also where the reader, which knows no scene, does not see that. The reader's
own limits stay: advice, judgement, word for word and an opposite are never made up for.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.talk import paraphrase
from kith.talk.cues import small
from kith.talk.language import NONE
from kith.talk.words import fold
from kith.web.conversations.looking import is_read
from kith.web.conversations.scenes import Vignette
from kith.web.conversations.words import FIDELITY, HEARD

TRIES = 2  # after so many replies the examples stand there by themselves
_UNREAD = {
    True: _("There are no words in this yet. You could write a sentence or two."),
    False: _("For now Kith reads English alone, so it says nothing about this reply."),
}
_SOME, _ALL = 0.5, 1.0  # shares of what was told, from which some of it, and the matter, came back
_FELT = 4  # the step that says that a feeling came with it


def heard(said: paraphrase.Said, reply: str) -> list[Any]:
    """Return what is said of a reply, in words; where a part may be turned round, not how much came back."""
    if not is_read(said.language, reply):
        return [_UNREAD[said.language == NONE]]
    notes = [HEARD[name] for name in HEARD if getattr(said, name)]
    return notes if said.negation_flip else [FIDELITY[said.fidelity], *notes]


def read(one: Vignette, reply: str) -> paraphrase.Said:
    """Read a reply to a scene; the reader may add one step to what the scene's own words show."""
    said = paraphrase.read(one.speaker, reply)
    stems = frozenset(_stems(reply))
    share = sum(_names(fact, stems) for fact in one.facts) / len(one.facts)
    feeling = any(_names(feeling, stems) for feeling in one.feelings)
    needed = any(_names(need, stems) for need in one.needs)
    felt = said.feeling_named or (feeling and not said.negation_flip)
    seen = 0 if share == 0 else 1 if share < _SOME else 2 if share < _ALL else 3
    if seen and (feeling or needed):
        seen = min(4, seen + 1)
    if seen == _FELT and not felt:
        seen -= 1
    most = 1 if said.negation_flip else 2 if said.advice or said.judgement or said.parroting else 4
    fidelity = min(max(said.fidelity, seen), seen + 1, most)
    return paraphrase.Said(
        fidelity,
        felt,
        said.advice,
        said.judgement,
        said.parroting,
        said.negation_flip,
        said.language,
        need_named=said.need_named or (needed and not said.negation_flip),
    )


def _names(alternatives: str, stems: Iterable[str]) -> bool:
    """Say whether one of "a|b c" stands in a reply, each with all its telling words."""
    return any(
        wanted <= set(stems) for one in alternatives.split("|") if (wanted := set(_stems(one)))
    )


def _stems(text: str) -> list[str]:
    empty = small("empty")
    return [
        paraphrase.stem(word)
        for word in fold(text).words
        if word[0].isalnum() and word not in empty
    ]
