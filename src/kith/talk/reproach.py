"""Finds plain reproaches by rule: always and never, labels, known motives, questions that accuse.

It stands beside `kith.talk.read`, which weighs and so may miss a short one. Codes are those of
`kith.talk` (label, reason), never words. Quotations, denials and kind words are left alone.
"""

import re
from dataclasses import dataclass
from functools import cache

from kith.talk.cues import classes
from kith.talk.language import ENGLISH, language
from kith.talk.words import MARKS, fold

_STATES = frozenset({"cold", "slow", "sorry", "stiff", "negative", "tight", "miserable", "mad", "weak", "jealous", "unfit", "baby", "child", "toddler", "victim", "lacking", "dirty", "embarrassing", "difficult", "impossible", "blur", "bitter", "princess", "defensive"})  # fmt: skip
_GOOD = frozenset({"laugh", "smile", "happy", "glad", "safe", "better", "welcome", "kind", "honest", "love", "loved", "thank", "thanked", "help", "helped", "helpful", "support", "supported", "listen", "listened", "remember", "remembered", "care", "cared", "cheer", "friend", "good", "great", "patient", "fair", "gentle", "there", "share", "shared", "enjoy", "enjoyed", "warm", "like", "liked", "wanted", "dreamt", "truth"})  # fmt: skip
_WELL_NEVER = frozenset({"judge", "judged", "shout", "shouted", "let", "forget", "forgot", "lie", "lied", "hurt", "laughed", "complain", "complained", "gave", "give", "know", "left", "mind", "minded", "stopped", "been", "had", "heard", "met", "seen", "need", "pushed", "asked"})  # fmt: skip
_DENIED = frozenset({"not", "never", "if", "whether", "maybe", "perhaps", "wonder", "without"})
_ASKS = frozenset({"do", "does", "did", "have", "are", "is", "were", "was", "must", "can", "will", "would"})  # fmt: skip
_LIKES = frozenset({"love", "like", "grateful", "thankful", "glad", "happy", "appreciate", "enjoy", "adore", "treasure", "admire", "thanks", "lucky", "loved", "liked", "proud"})  # fmt: skip
_PLAIN = frozenset({"motive", "thought", "character", "blame", "comparison", "hint", "sarcasm", "martyr"})  # fmt: skip
_WHO = "(?:you|he|she|they)"
_BE = "(?:are|is|were|was|have been|has been|are being|is being)"
_DO = "(?:do|does|did|are|is|were|was|have|has|must|can|will|would)"
_PURPOSE = (
    r"(?:on purpose|deliberately|to (?:hurt|annoy|punish|spite|provoke|upset|embarrass) (?:me|us))"
)

_KIN = "(?:father|mother|dad|mum|mom|husband|wife|partner|friend|son|daughter|person|parent|listener|boss|brother|sister)"
_BLAMES = (
    (
        "criticism",
        "blame",
        (
            r"\byou (?:have )?(?:completely |just |really |totally )?(?:ruin|ruined|spoil|spoiled|spoilt|wreck|wrecked|destroy|destroyed) (?:the|my|our|everything|it|this|every|another)\b"
            r"|\b(?:it|this|that) (?:is|was) (?:all |only )?your (?:own )?fault\b"
            r"|\byou (?:really |just )?(?:make|made) me (?:so |really )?(?:angry|mad|furious|sick|crazy|cry|feel (?:so )?(?:bad|small|stupid|guilty|worthless|awful|like))\b"
            r"|\byou should (?:just |really )?(?:know|have known)(?= (?:what|how|by now|better)|$| [.!?])"
            r"|\bbecause of you (?:i|we)\b"
        ),
    ),
    (
        "criticism",
        "character",
        (
            rf"\b(?:you are|you were|your) (?:such |really |just |always )?an? (?:terrible|bad|awful|lousy|rotten|horrible|useless|worthless|poor) {_KIN}\b"
            r"|\btypical(?: of)? you\b|^typical ?[.!]?$"
        ),
    ),
    (
        "criticism",
        "character",
        (
            r"\byou (?:really |just |only )?(?:do not|never) (?:care|think) about (?:anyone|anybody|nobody|no one|anything|nothing) (?:but|except|other than) (?:you|yourself|your)\b"
            r"|\byou (?:only|just) (?:ever )?(?:care|think) (?:about|of) yourself\b"
            r"|\ball you (?:ever )?(?:think|care|talk) (?:about|of) is (?:you|yourself|your)\b"
            r"|(?:^|[.!,] )(?:oh |just |please |so )?grow up(?= ?$| [.!,])"
        ),
    ),
    (
        "criticism",
        "comparison",
        (
            r"\b(?:an?|any|every) (?:other )?(?:normal|decent|real|good|proper|sane|loving|caring|other|grown) (?:person|man|woman|husband|wife|mother|father|mum|mom|dad|friend|partner|son|daughter|human being|human|boss|colleague|couple|adult|brother|sister) (?:would(?! be\b| like\b| do me)|does|calls|helps|knows|says|asks)\b"
            r"|\b(?:anyone|anybody|everyone|everybody) else would (?:have )?(?!like|be at|be there|need|join|come too)[a-z]+"
            r"|\bother (?:people s |peoples )?(?:husbands|wives|men|women|mothers|fathers|friends|partners|couples|sons|daughters|families) (?:do|would|can|manage|help|call|know)\b"
            r"|\bwhy can not you be (?:more )?like\b"
        ),
    ),
    (
        "passive_aggression",
        "hint",
        (
            r"\bif you (?:really |truly |only |even |ever )?(?:loved|cared (?:about|for)|respected|wanted) (?:me|us|your (?:family|mother|father|kids|children)) ?,? ?(?:even a bit |at all |one bit )?,? ?(?:then )?you would\b"
            r"|\b(?:someone|somebody|a person) who (?:really )?(?:loved|loves|cared|cares) (?:about )?(?:me|us) would\b"
        ),
    ),
    (
        "passive_aggression",
        "sarcasm",
        (
            r"\bthanks?(?: you)? (?:a lot |a bunch |so much |very much )?for (?:nothing(?! (?:more|but|less))|your (?:great |big |enormous )?(?:non )?help as)\b"
            r"|\b(?:well (?:done)|nice one|(?:good|great) job|bravo|lovely|charming|brilliant)[ ,]* (?:as (?:usual|always|ever)|once again|yet again)\b"
            r"|\b(?:how|so) (?:nice|kind|good|generous) of you to (?:finally|even|show up|turn up|grace)\b"
        ),
    ),
    (
        "passive_aggression",
        "martyr",
        (
            r"\bi (?:guess|suppose) (?:that )?i (?:will|have to|shall|must|am) (?:just |then )?(?:have to )?(?:do|clean|cook|pay|manage|wash|tidy|organise|organize|carry|fix|handle|plan|sort|arrange|drive|care|look|take|get|deal) (?:[a-z]+ ){0,3}?(?:myself|alone|on my own|by myself|as (?:usual|always)|again)\b"
            r"|\b(?:fine|ok|great)[ ,]* i will (?:just )?[a-z]+ (?:it |everything |them )?(?:all )?(?:myself|alone)\b"
            r"|\b(?:fine|ok|okay|great|right)[ ,]* (?:then )?i will (?:just )?(?:sit|stay|wait|be|cry|eat|sleep|go|die) (?:[a-z]+ ){0,2}?(?:in the dark|alone|by myself|on my own|hungry|in the cold|without you)\b"
            r"|\bdo not (?:worry|mind) (?:about )?me[ ,]*(?: i will| i am| as usual|$)"
            r"|\bi do everything (?:here|around here|alone|myself|in this house)\b"
        ),
    ),
    (
        "overgeneralisation",
        "everyone_nothing",
        r"\byou (?:people|lot|guys|men|women)? ?are all the same\b|\byou people (?:always|never)\b",
    ),
)


@dataclass(frozen=True, slots=True)
class Reproach:
    """Words from `start` to `end` (code points), and what they do: a label and a reason."""

    label: str
    reason: str
    start: int
    end: int


def read(text: str) -> tuple[Reproach, ...]:
    """Return the reproaches of a text, in its order; none where it is not English."""
    folded = fold(text)
    if language(folded.words) != ENGLISH:
        return ()
    found: list[Reproach] = []
    for one, last in folded.sentences:
        first, end = folded.clauses[one].first, folded.clauses[last - 1].last
        line = " ".join(folded.words[first:end])
        for label, reason, rule in _rules():
            hit = next((hit for hit in rule.finditer(line) if _stands(reason, hit, line)), None)
            if hit is not None:
                begin = first + line.count(" ", 0, hit.start())
                words = hit.group().count(" ") + 1
                found.append(Reproach(label, reason, *folded.span(begin, begin + words)))
    return tuple(sorted(found, key=lambda one: one.start))


def is_kind(text: str) -> bool:
    """Say whether words with always or never in them are kind ones: "you always make me laugh"."""
    line = " ".join(fold(text).words)
    hits = list(_always().finditer(line))
    return bool(hits) and not any(_stands("always_never", hit, line) for hit in hits)


@cache
def _always() -> re.Pattern[str]:
    return re.compile(
        rf"\b{_WHO} (?:(?:do|does|are|is|were|was|have|has|will|just|really|simply) )?"
        r"(?P<how>always|never|constantly)(?= [a-z])"
    )


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    named = {*classes()["trait"], *classes()["insult"]} - _STATES
    names = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
    so = r"(?:(?:so|such|just|really|always|too|very|completely|a|an|the) ){0,2}"
    rows = (
        (
            "criticism",
            "rhetorical",
            (
                rf"\bwhy {_DO} {_WHO} (?:not )?(?:always|never|constantly|ever)(?= [a-z])"
                rf"|\bwhy (?:can not|cannot|can) {_WHO} (?:not )?ever\b|\bwhy {_BE} {_WHO} so (?:{names})\b"
            ),
        ),
        ("criticism", "character", rf"\b{_WHO} {_BE} {so}(?:{names})\b"),
        (
            "mind_reading",
            "motive",
            (
                rf"\b(?:i know )?(?:that )?{_WHO} (?:[a-z]+ ){{1,5}}?{_PURPOSE}\b"
                rf"|\bi know (?:that )?{_WHO} (?:just |only )?(?:want|wants|wanted) to"
                r" (?:hurt|annoy|punish|provoke|upset|embarrass|control)\b"
            ),
        ),
        (
            "mind_reading",
            "thought",
            (
                rf"\bi know (?:that )?{_WHO} (?:(?:do|does|did) not care(?= about| $|$| [.,])"
                r"|(?:hate|hates|hated|despise|despises) (?:me|us)\b"
                r"|(?:think|thinks) i am\b)"
            ),
        ),
    )
    every = (*rows, *_BLAMES)
    plain = tuple((label, reason, re.compile(rule)) for label, reason, rule in every)
    return (*plain, ("overgeneralisation", "always_never", _always()))


def _stands(reason: str, hit: re.Match[str], line: str) -> bool:
    """Say whether words are a reproach where they stand: not denied, not asked, not kind."""
    before = line[: hit.start()].split()[-6:]
    inside = hit.group().split()
    after = line[hit.end() :].split()
    clause = after[: next((n for n, word in enumerate(after) if word in MARKS), len(after))]
    if reason in _PLAIN:
        denied = {"not"} & {*inside} and reason == "motive"
        return not denied and _DENIED.isdisjoint(before)
    if reason == "always_never" and not _LIKES.isdisjoint(before[-4:]) and "not" not in before[-5:]:
        return False  # "I love that you always make me tea"
    if reason == "always_never" and not _ASKS.isdisjoint(before[-1:]):
        return False  # a question, or told in "why do you always", which has a rule of its own
    kind = _GOOD.intersection(clause[:5])
    if "never" in inside:
        return clause[:1] != [] and clause[0] not in _WELL_NEVER
    return not kind
