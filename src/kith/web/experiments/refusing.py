"""What no coin is tossed about: medicine, sessions with helpers, a child, a tie that is guarded.

Words are looked for in what somebody wrote, in English; a question on the page asks as well, and
can be skipped. It will miss things; so the page says it in words, too.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from kith.records import Kind
from kith.web.people.named import guarded_in_words, people_in_words
from kith.web.shell.models import Space


class Refusal(StrEnum):
    """Why something is not offered."""

    CARE = "care"  # medicine, or sessions with somebody who helps
    CHILD = "child"
    TIE = "tie"  # says no more than that it is not offered


_CARE = (
    *("medic", "meds", "pill", "tablet", "dose", "dosage", "dosing", "antidepress", "antipsych"),
    *("ssri", "lithium", "sertralin", "fluoxetin", "citalopram", "escitalopram", "mirtazapin"),
    *("quetiapin", "olanzapin", "diazepam", "lorazepam", "benzo", "prozac", "zoloft", "xanax"),
    *("prescri", "inhaler", "insulin", "methadone", "naltrexone", "disulfiram"),
    *("therap", "counsel", "psychiatr", "psycholog", "psychoth", "clinic", "hospital", "doctor"),
    *("appointment", "session", "rehab", "detox", "dialys", "vaccin", "cbt", "dbt", "emdr"),
)
_CARE_WHOLE = ("gp", "nurse", "nurses", "aa", "na")
_CHILD = (
    *("child", "kid", "toddler", "grandchild", "grandson", "granddaughter", "stepson"),
    *("stepdaughter", "stepchild", "custody", "visitation", "foster"),
)
_CHILD_WHOLE = (
    *("son", "sons", "daughter", "daughters", "baby", "babies", "niece", "nephew", "godson"),
    *("goddaughter", "teen", "teens", "teenager"),
)
_WORD = re.compile(r"[^\W\d_]+")


def refused(space: Space, texts: Iterable[str], said: str = "") -> Refusal | None:
    """Return why own words are not offered, or None; `said` is the answer on the page, if any."""
    written = [text for text in texts if text]
    words = {word for text in written for word in _WORD.findall(text.casefold())}
    if said == "afraid" or guarded_in_words(space, written):
        return Refusal.TIE
    if said == Refusal.CARE or _holds(words, _CARE, _CARE_WHOLE):
        return Refusal.CARE
    kinds = {kind for person in people_in_words(space, written) for kind in person.kinds}
    if said == Refusal.CHILD or _holds(words, _CHILD, _CHILD_WHOLE) or Kind.CHILD.value in kinds:
        return Refusal.CHILD
    helpers = {Kind.THERAPIST.value, Kind.PROFESSIONAL.value}
    return Refusal.CARE if helpers & kinds else None


def _holds(words: set[str], beginnings: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(word.startswith(beginnings) for word in words) or not words.isdisjoint(whole)
