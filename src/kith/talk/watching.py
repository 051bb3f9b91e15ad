"""Finds words for watching, testing or searching somebody: their phone, their place, their accounts.

It reads what a person wishes for or plans, in plain English, by rule. Whoever writes that such a
thing ends, or that it is done to them, is left alone.
"""

import re
from dataclasses import dataclass
from functools import cache

_WHOSE = r"(?:his|her|their|(?:my )?(?:husband|wife|partner|girlfriend|boyfriend)(?:'s|s'|s)?|[a-z]+'s|all|every)"
_THING = (
    r"(?:phones?|mobiles?|cell|messages|texts|chats?|dms?|whatsapp|instagram|facebook|snapchat|e-?mails?|"
    r"mails?|inbox(?:es)?|accounts?|laptop|computer|browser|history|call log|calls|bank statements?|"
    r"receipts|pockets|bag|location|passwords?|pin|passcodes?)"
)
_LOOKS = (
    r"(?:check|checks|checking|read|reads|reading|search|searches|searching|scan|unlock|monit(?:or|oring)|"
    r"see|have|get|need|want|(?:look|looks|looking|go|goes|going)(?: at| into| through)|access to|"
    r"(?:shows?|gives?|hands?|tells?)(?: to)? me)"
)
_THEM = r"(?:him|her|them|his|their)"
_TOOLS = (
    r"(?:gps|airtags?|trackers?|tracking apps?|spyware|hidden (?:camera|mic|recorder)|lie detector|"
    r"polygraph|private (?:detective|investigator)|fake (?:account|profile))"
)
_ALWAYS = r"(?:at all times|all the time|always|every (?:hour|minute|evening|night|day))"
_RULES = (
    rf"\b{_LOOKS} (?:(?:me|in|into|through|at|on|to|up|the|of) )*{_WHOSE} (?:[a-z]+ ){{0,2}}?{_THING}\b",
    rf"\b(?:track|tracks|tracking|follow|following|spy|spying|monit(?:or|oring)|stalk|tail)(?: on)? {_THEM}\b",
    rf"\b(?:watch|watching|test|testing|trap|catch|catching|check up on|checking up on|checks on) {_THEM}\b",
    rf"\b(?:share|shares|sharing|turns? on|sends?) (?:me )?{_WHOSE} (?:live )?location\b",
    r"\blocation shar(?:ing|ed)\b",
    rf"\b{_TOOLS}\b",
    rf"\b(?:know|tells? me|reports?|proves?) where (?:he|she|they) (?:is|are) {_ALWAYS}\b",
)
_NO = re.compile(
    r"\b(?:no|not|never|nobody|none|without|stop|stops|stopped|stopping|end|ends|quit|instead of|"
    r"nor|don't|doesn't|won't|needn't|cannot|can't|refuse|refuses)\b[^.,;\n]{0,30}$"
)
SAME = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class Watching:
    """Words from `start` to `end` (code points) that speak of watching somebody."""

    start: int
    end: int


@cache
def _rules() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule) for rule in _RULES)


def read(text: str) -> tuple[Watching, ...]:
    """Return where a text speaks of it, in its order; nothing where that is to end."""
    small = text.lower().translate(SAME)
    if len(small) != len(text):  # a letter that grows when it is made small
        return ()
    found: list[Watching] = []
    for rule in _rules():
        for hit in rule.finditer(small):
            held = any(one.start < hit.end() and hit.start() < one.end for one in found)
            if not held and not is_denied(small, hit.start()):
                found.append(Watching(*hit.span()))
    return tuple(sorted(found, key=lambda one: one.start))


def is_denied(small: str, start: int) -> bool:
    """Say whether what begins there is not to be, or is to end: in small letters, with plain signs."""
    return bool(_NO.search(small[max(0, start - 60) : start]))
