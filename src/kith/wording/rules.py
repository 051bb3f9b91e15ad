"""What must not stand on a screen, and the few sentences that may hold such a word.

Reasons are in docs/safety/intended-use.md. A rule is a name, a pattern and why. Kith's own texts are
held to them by a test, and `kith practice try` holds a file of somebody else's to them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Rule(NamedTuple):
    """What must not stand on a screen: its name, the pattern, and why."""

    name: str
    pattern: re.Pattern[str]
    why: str


def _rule(name: str, pattern: str, why: str) -> Rule:
    return Rule(name, re.compile(pattern, re.IGNORECASE), why)


# Taken out before the rules look: saying what Kith is not, roles, and plain other meanings.
ALLOWED = re.compile(
    r"""
      does \s not \s diagnose, \s treat, \s monitor \s or \s predict \s any \s condition
    | does \s not \s (?:diagnose|treat|monitor|predict)
    | (?:is \s |and \s |or \s )? (?:not|never|no) \s (?:an? \s )? (?:form \s of \s )? (?:therapy|diagnosis|treatment|monitoring)
      (?: ,? \s (?:or|nor|and|not|no) \s (?:an? \s )? (?:therapy|diagnosis|treatment|monitoring) )*
    | therapists?
    | treats? \s (?:you|me|him|her|them|us|people|somebody|someone|each|others|those)
    """,
    re.IGNORECASE | re.VERBOSE,
)

RULES = (
    # Claims that would make Kith a medical product, or a promise it cannot keep.
    _rule("claim", r"\btreat(?:s|ing|ment|ments)?\b", "Kith claims no treatment"),
    _rule("claim", r"\bclinical(?:ly)? (?:proven|tested|validated)\b", "nothing here is proven so"),
    _rule("claim", r"\btherap(?:y|ies|eutic\w*)\b", "Kith is no therapy"),
    _rule("claim", r"\bdiagnos\w*", "Kith says nothing about conditions"),
    _rule("claim", r"\brelapse prevention\b", "say set-back plan"),
    _rule("claim", r"\b(?:cures?|cured|heals? your (?:depression|anxiety|trauma))\b", "no cure"),
    _rule("claim", r"\b(?:proven|guaranteed) to\b", "no promise"),
    _rule("claim", r"\byou (?:have|suffer from|show) (?:\w+ )?(?:depression|anxiety disorder|ptsd|bpd)\b", "no verdict"),
    _rule("claim", r"\b(?:risk score|risk category|high risk|low risk|no risk)\b", "no such number or word"),
    _rule("claim", r"\b(?:monitors?|monitoring|detects? crises|crisis detection)\b", "the reader is no watch"),
    _rule("claim", r"\b(?:you|they|this tie|this person|it) (?:are|is) safe\b", "a no unlocks no such words"),
    _rule("claim", r"\b(?:completely|fully|totally|100 ?%) (?:secure|secret|safe|private)\b", "no false security"),
    _rule("claim", r"\b(?:evidence[- ]based|scientifically|medically|clinical[- ]grade|medical device|hipaa|fda|ce[- ]mark\w*)\b", "nobody has found it so"),
    _rule("claim", r"\b(?:prevents?|reduces?|relieves?|fights?|beats?|overcomes?) (?:your |the )?(?:suicide|depression|anxiety|trauma|ptsd|symptoms|relapse)\b", "no such effect is known"),
    _rule("claim", r"\bpredict(?:s|ing|ion|ions|ive)?\b(?! any condition)", "Kith predicts nothing"),
    _rule("claim", r"\b(?:screens? (?:you )?for|your symptoms|(?:the|a|our|for) patients?|saves? lives|life-saving)\b", "no verdict, no promise"),
    _rule("claim", r"\b(?:ai[- ](?:powered|driven|companion|coach|friend)|chatbot)\b", "there is none in Kith"),
    _rule("claim", r"\b(?:unhackable|unbreakable|military[- ]grade|bank[- ]level|court[- ]proof|untraceable|undetectable|leaves no trace)\b", "no false security"),
    _rule("claim", r"\bnobody (?:can|will) ever\b", "no false security"),
    # Safe messaging about suicide.
    _rule("suicide", r"\bcommit(?:s|ted|ting)? suicide\b", "say died by suicide"),
    _rule("suicide", r"\b(?:successful|failed|completed|unsuccessful) (?:suicide|attempt)s?\b", "say attempt"),
    _rule("suicide", r"\bcry for help\b", "belittles"),
    _rule("suicide", r"\bselfish\b", "blames"),
    _rule("suicide", r"\bsuicid\w*[^.]*\bjust\b|\bjust\b[^.]*\bsuicid\w*", "belittles"),
    _rule("suicide", r"\bsuicid\w*[^.]*\b(?:epidemic|skyrocket\w*|contagio\w*|hotspots?|rates?|statistics|notes?)\b", "no numbers, no spectacle, no notes"),
    _rule("suicide", r"\b(?:attention[- ]seek\w*|coward\w*|easy way out|suicide (?:bid|victims?|threats? for))\b", "belittles or blames"),
    _rule("suicide", r"\b(?:suicid\w*|took (?:his|her|their) (?:own )?li(?:fe|ves)) (?:because|due to|over|after)\b", "never one cause"),
    _rule("suicide", r"\bkill(?:s|ed|ing)? (?:him|her|them)sel(?:f|ves)\b", "say died by suicide"),
    _rule("method", r"\b(?:overdos\w*|noose|lethal|fatal dose|razor blades?|slit\w* (?:your|my|their) wrists?)\b", "no methods"),
    _rule("method", r"\b(?:hang(?:ing|ed)?|shoot(?:ing)?|drown(?:ing)?) (?:your|my|him|her|them)sel(?:f|ves)\b", "no methods"),
    _rule("method", r"\b(?:carbon monoxide|helium|cyanide|paracetamol|insulin|(?:tall|high) (?:bridges?|buildings?)|train tracks|ligatures?)\b", "no methods"),
    _rule("method", r"(?:^|[.?!] )kill yourself\b", "no call to it"),
    _rule("method", r"\bjump(?:ing|ed)? (?:off|from) (?:a|the) (?:bridge|roof|building)\b", "no methods"),
    # Tone.
    _rule("exclamation", r"\w!(?=[\s\"')]|$)", "Kith does not shout"),
    _rule("counting", r"\bstreaks?\b", "no counting of times in a row"),
    _rule("label", r"\b(?:abusers?|perpetrators?|narcissis\w*|toxic (?:person|people|partner|friend|tie|relationship)s?|gaslighters?)\b", "describe effects, never judge a person"),
    _rule("blame", r"\b(?:your fault|you failed|you haven['’]t|you have not (?:checked|written|done)|you missed|what did you do to)\b", "no blame"),
    _rule("praise", r"\b(?:well done|good job|great job|congratulations|keep it up|proud of you|good for you)\b", "no praise for obedience"),
    _rule("blame", r"\b(?:snap out of it|cheer up|look on the bright side|others have it worse|get over it)\b", "belittles"),
    _rule("command", r"\byou should\b", "verbs of choice: you could"),
    _rule("command", r"\b(?:you must|you have to|you need to|you ought to) (?:leave|stay|forgive|confront|tell (?:him|her|them)|talk to (?:him|her|them))\b", "never leave, stay, forgive or confront"),
)  # fmt: skip


def found(text: str) -> Iterator[tuple[Rule, str]]:
    """Yield each rule that a text breaks, with the words that break it."""
    rest = ALLOWED.sub(" ", " ".join(text.split()))
    for rule in RULES:
        if said := rule.pattern.search(rest):
            yield rule, said[0].lstrip(" .?!").rstrip()


def faults(text: str) -> list[str]:
    """Return what is wrong with a text: the rule and why; empty when nothing is."""
    return [f"{rule.name}: {rule.why}" for rule, _said in found(text)]
