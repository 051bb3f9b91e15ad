"""What the file of a practice may name: what can be made of answers, and the parts of the article."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

Kinds = Mapping[str, Collection[str]]

# What `[[end.creates]]` can make, and which texts each takes. The rooms of the site make them.
KINDS: Kinds = MappingProxyType(
    {
        "boundary": ("when", "then", "happened"),
        "burn": (),
        "check_in": (),
        "contact": (),
        "intention": ("how", "cue", "act"),
        "letter": ("title", "text"),
        "practice": ("practice",),
        "trust_step": ("step",),
        "writing": ("title", "text"),
    }
)

# The text without which there would be nothing in it, where a kind has one.
NEEDED: Mapping[str, str] = MappingProxyType(
    {
        "intention": "act",
        "letter": "text",
        "practice": "practice",
        "trust_step": "step",
        "writing": "text",
    }
)

# What a `logged` field can show of other rooms, which register it.
LOGGED = frozenset({"map", "measures", "pictures", "support"})

# To which rooms of the site a card can lead.
ROOMS = (
    *("today", "people", "impact", "talk", "practise", "boundaries", "plan", "questionnaires"),
    "share",
)


@cache
def article_ids() -> frozenset[str]:
    """Return the ids of the parts of the article, as the map of it holds them."""
    text = Path(__file__).with_name("article_map.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text))


@cache
def numbers() -> Mapping[str, int]:
    """Return the number by which each practice that comes with Kith stands in an address."""
    text = Path(__file__).with_name("numbers.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))
