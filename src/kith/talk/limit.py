"""Looks at a limit that somebody sets: is there something they will do, or only a demand? Codes, never words.

A limit is kept by whoever sets it: "if you shout, I will leave the room". It corrects sparingly,
and nothing at all where the words threaten; then `threat` is set. `safety` says that they speak of
danger: whoever asks offers help beside them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kith.talk import fear, istatement, reading
from kith.talk.istatement import Problem
from kith.talk.language import ENGLISH, language
from kith.talk.turns import turns
from kith.talk.words import MARKS, Folded, fold

PROBLEMS = ("demand_only", "no_own_action", "insult", "many_sorries")
MOST_SORRIES = 1
THREAT = 0.6  # the chance of threat or control from which nothing is corrected, where it says what follows
THREAT_ALONE = 0.75  # the same where nothing is said to follow: "do not do that" is a demand first
BEGINS = "I will "  # what a form says before an action; read with it, and never shown

_ME = frozenset({"i", "we"})
_WILL = frozenset({"will", "would", "shall", "can", "cannot", "could", "may", "might", "am", "are", "do", "plan", "intend", "choose", "prefer", "decide", "decided", "keep", "only", "just", "then", "always", "never", "not"})  # fmt: skip
_ACTS = frozenset({
    "answer", "ask", "bring", "call", "check", "close", "come", "cook", "count", "cut", "decline",
    "delete", "do", "draw", "drink", "drive", "eat", "end", "finish", "get", "give", "go", "hang",
    "help", "hold", "keep", "leave", "lend", "let", "lie", "listen", "lock", "look", "make", "meet", "move",
    "mute", "open", "pause", "pay", "pick", "play", "put", "read", "reply", "rest", "ring", "say",
    "see", "sell", "send", "share", "show", "shut", "sit", "skip", "sleep", "spend", "stand",
    "start", "stay", "step", "stop", "take", "talk", "tell", "travel", "turn", "unfollow", "block", "use", "visit",
    "wait", "walk", "wash", "work", "write",
})  # fmt: skip
_NO_ACTS = frozenset({"accept", "tolerate", "allow", "stand", "permit", "want", "need", "expect", "have", "feel", "think", "believe", "know", "hope", "wish", "like", "hate", "mean", "see", "be", "demand", "insist"})  # fmt: skip
_ON_OTHERS = frozenset(
    {"make", "force", "get", "have", "let", "see"}
)  # "I will make you …", "I want you to"
_OTHERS = frozenset({"you", "him", "her", "them", "your"})
_NO_STEP = frozenset({"your", "a", "an", "the", "his", "her", "their", "somebody", "someone"})
_COMES_UP = frozenset({"if", "when", "whenever", "once"})
_MUST = frozenset({"must", "should", "ought", "have", "need", "better", "can", "cannot", "may", "will", "shall", "are"})  # fmt: skip
_WISHES = frozenset({"want", "need", "expect", "demand", "require", "order"})
_ORDERS = frozenset({"stop", "quit", "never", "leave", "let", "listen", "treat", "give", "apologise", "apologize", "behave", "calm", "do", "shut", "get", "be", "keep", "please", "no"})  # fmt: skip
_NAMES = frozenset({"idiot", "idiots", "moron", "psycho", "narcissist", "jerk", "asshole", "arsehole", "bitch", "bastard", "loser", "monster", "creep", "brat", "freak", "scum", "liar", "coward", "pig", "imbecile", "dickhead", "prick"})  # fmt: skip
_CALLED = frozenset({"stupid", "pathetic", "selfish", "disgusting", "crazy", "lazy", "worthless", "toxic", "useless", "dumb", "insane", "horrible", "childish", "hopeless", "ridiculous", "evil", "impossible", "mad"})  # fmt: skip
_SAYING = frozenset({"call", "calls", "called", "calling", "say", "says", "said", "saying", "name", "names", "word", "words"})  # fmt: skip
_SORRY = frozenset({"sorry", "apologies", "apologise", "apologize", "pardon", "forgive"})
_PAYS = re.compile(
    r"\b(?:make|have) (?:you|him|her|them)(?: all)? (?:regret|sorry|pay|suffer|wish|bleed|cry)\b"
    r"|\b(?:you|he|she|they) will (?:all )?(?:regret|be sorry|pay for)\b"
    r"|\bteach (?:you|him|her|them) a lesson\b|\bget (?:back at (?:you|him|her|them)|(?:you|him|her|them) back)\b"
)
_NOT_DONE = frozenset({"spoken", "sworn", "told", "hit", "beaten", "thrown", "taken", "put", "made", "held", "left", "treated"})  # fmt: skip
_HAVE_DONE = re.compile(
    r"\bi (?:will|can) not (?:have|let|allow) (?:you|him|her|them|anybody|anyone|my \w+) (?:to )?"
    r"(?:talk|speak|shout|yell|swear|trea(?:t)|comment|call|interrupt|mock|touch|use|read|walk|laugh|make fun|blame|criticise|criticize)\b"
)
_ENDS = re.compile(
    r"\b(?:the|our|this) (?:call|conversation|talk|visit|evening|discussion|chat|meal|meeting|lesson|drive|date|game)"
    r" (?:is|will be|ends|will end|stops|will stop) ?(?:over|at an end|done|finished|for (?:me|today|that day|the day))?\b"
    r"|\b(?:my|the) (?:phone|door|line) (?:goes|will go|stays|will stay|is|will be) (?:off|shut|closed|silent|locked|on silent)\b"
)
_ASKS_OTHERS = re.compile(
    r"\b(?:i|we) (?:want|need|expect|would like|wish|demand|ask|require) (?:that )?(?:you|him|her|them|my \w+|our \w+|everybody|everyone|people|nobody) (?:to|not to|stop|stops)\b"
    r"|\b(?:he|she|they|my (?:\w+ )?\w+|our \w+|nobody|everybody|everyone|people|guests) (?:must|should|has to|have to|need to|needs to|ought to|had better|is to|are to|may|can|is not to|are not to)(?: not| never)? (?!be (?:happy|tired|ill|fine|loved|heard))[a-z]+"
)
_STEP_OUT = re.compile(
    r"[\s,;]*\b(?:otherwise|or else|or|if not|then)?[\s,]*\bi(?:['\u2019]ll| will| am going to)? "
    r"(?:leave (?:the|this) (?:room|table|call|talk)|end (?:the|this) (?:call|talk)|hang up"
    r"|go (?:to (?:the|another) (?:other )?room|for a walk)|take a break)"
    r"(?: for a (?:while|bit|moment)| for now)?(?=\s*(?:[.;\n]|$))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """What was found: problems with their places, and whether the words threaten or speak of danger."""

    problems: tuple[Problem, ...] = ()
    own_action: bool = False
    sorries: int = 0
    threat: bool = False
    safety: bool = False
    language: str = ENGLISH

    @property
    def ok(self) -> bool:
        """Whether it can stand as it is."""
        return not (self.problems or self.threat) and self.language == ENGLISH

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, each once, in the order of `PROBLEMS`."""
        mine = {problem.code for problem in self.problems}
        return tuple(code for code in PROBLEMS if code in mine)


def read(text: str) -> Limit:
    """Look at a limit as it would be said, or at a plan of it."""
    folded = fold(text)
    tongue = language(folded.words)
    if tongue != ENGLISH:
        return Limit(language=tongue, safety=fear.in_spanish(text))
    line = " ".join(folded.words)
    only_set = bool(_HAVE_DONE.search(line)) and not any(turns(folded))
    least = THREAT if any(turns(folded)) else THREAT_ALONE
    threat = (not only_set and chance_of_threat(text) >= least) or _makes_pay(folded)
    acts, sorries = (_acts(folded) or bool(_ENDS.search(line))) and not only_set, _sorries(folded)
    problems = [] if threat else [*_missing(folded, acts=acts), *_unkind(folded, sorries)]
    return Limit(
        tuple(problems),
        own_action=acts,
        sorries=len(sorries),
        threat=threat,
        safety=threat or istatement.read(text, 0.0).safety,  # whether it threatens is settled
    )


def _makes_pay(folded: Folded) -> bool:
    """Say whether somebody is to be made sorry: that threatens, whoever says that they will."""
    return bool(_PAYS.search(" ".join(folded.words)))


def chance_of_threat(text: str) -> float:
    """Give the chance, 0 to 1, that words threaten; to step out of a room oneself is no threat."""
    return reading.read(_STEP_OUT.sub("", text) or text).probabilities["threat_control"]


def read_parts(when: str, then: str) -> Limit:
    """Look at a limit in two parts: what comes up, and what I will do (a form says "I will" before).

    Places are code points of `then`; a fault of `when` alone has the place 0, 0.
    """
    begun = then if begins_itself(then) else BEGINS + then
    before = f"{when.rstrip(' .,;')}, " if when.strip() else ""
    found = read(before + begun)
    shift = len(before) + len(begun) - len(then)
    moved = tuple(
        Problem(one.code, one.start - shift, one.end - shift)
        if one.start >= shift
        else Problem(one.code)
        for one in found.problems
    )
    return Limit(moved, found.own_action, found.sorries, found.threat, found.safety, found.language)


def begins_itself(then: str) -> bool:
    """Say whether an action does not go on from "I will": it has somebody of its own, or is an order."""
    words = [word for word in fold(then).words if word not in MARKS]
    if not words:
        return True
    first, rest = words[0], words[1:6]
    if first in {"you", "your", "he", "she", "they", "i", "we", "everybody", "everyone", "nobody", "no", "please", "never", "if", "dont"}:  # fmt: skip
        return True
    if first == "do" and rest[:1] == ["not"] and not (_WISHES | {"my"}) & {*rest}:
        return "me" in rest
    told = first in {"leave", "let", "give", "treat", "tell", "respect", "believe", "pay", "show"}
    if told and rest[:1] == ["me"]:
        return not (first == "let" or "myself" in rest)
    if first in {"stop", "quit"} and rest[:1] and rest[0] in {"it", "that", "this", "you", "him", "her", "them"}:  # fmt: skip
        return len(rest) == 1
    ending = rest[0] if rest else ""
    return first in {"stop", "quit", "listen"} and (
        ("me" in rest and ending.endswith(("ing", "to"))) or not rest
    )


def _acts(folded: Folded) -> bool:
    """Say whether somebody says what they themselves do or will do."""
    words = folded.words
    for clause in folded.clauses:
        mine = list(words[clause.first : clause.last])
        if mine and mine[0] in _COMES_UP and "then" not in mine and not _turns(mine):
            continue  # what comes up, not what is done then
        if any(_acts_at(mine, at) for at, word in enumerate(mine) if word in _ME):
            return True
    return False


def _turns(words: list[str]) -> bool:
    """Say whether the part about "if" goes over into what I do, without a comma."""
    return any(a in _ME and b in {"will", "shall"} for a, b in pairwise(words)) or any(
        word in _ME and at > 2 and words[at + 1 : at + 2] and words[at + 1] in _ACTS
        for at, word in enumerate(words)
    )


def _acts_at(words: list[str], at: int) -> bool:
    after = words[at + 1 : at + 7]
    if after[:2] == ["am", "not"] and after[2:3] and after[2] in _NO_STEP:
        return False  # "I am not your taxi" says what one is not
    helped = False
    for n, word in enumerate(after):
        if (
            word in {"going", "willing", "happy", "glad", "ready", "free", "to", "have", "away"}
            and helped
        ):
            continue
        if word in _WILL and word != "keep":
            helped = True
            continue
        following = after[n + 1 : n + 2]
        if word in _ON_OTHERS and following and following[0] in _OTHERS:
            return False
        if word == "be" and helped:
            done = following[0] if following else ""
            return not (done.endswith("ed") or done in _NOT_DONE)
        if word in _NO_ACTS and word not in {"have", "see", "stand"}:
            return helped and word == "think"
        return helped or word in _ACTS or (word in {"keep", "need"} and "to" in following)
    return False


def _missing(folded: Folded, *, acts: bool) -> Iterator[Problem]:
    """Yield that no action of one's own is there: with a demand in its place, or with nothing."""
    if acts:
        return
    demand = _demand(folded)
    yield Problem("no_own_action") if demand is None else Problem("demand_only", *demand)


def _demand(folded: Folded) -> tuple[int, int] | None:
    words = folded.words
    for clause in folded.clauses:
        mine = list(words[clause.first : clause.last])
        if not mine or mine[0] in {"if", "when"}:
            continue
        asks = any(
            (a == "you" and b in _MUST)
            or (a in _WISHES and b == "you")
            or (a in {"make", "let"} and b == "you")
            for a, b in pairwise(mine)
        ) or bool(_ASKS_OTHERS.search(" ".join(mine)) or _HAVE_DONE.search(" ".join(mine)))
        start = (
            1 if mine[0] in {"and", "so", "just", "then", "but", "please"} and len(mine) > 1 else 0
        )
        orders = mine[start] in _ORDERS and (start == 0 or mine[start] != "please")
        if asks or (orders and not _ME & set(mine)):
            return folded.span(clause.first, clause.last)
    return None


def _unkind(folded: Folded, sorries: list[int]) -> Iterator[Problem]:
    words = folded.words
    for at, word in enumerate(words):
        before = words[max(0, at - 4) : at]
        if not _SAYING.isdisjoint(before) or "i" in before[-3:] or "myself" in before:
            continue
        near = {"you", "your", "he", "she", "they", "such"} & {*before}
        if word in _NAMES or (word in _CALLED and near and "it" not in before):
            yield Problem("insult", *folded.span(at, at + 1))
            break
    if len(sorries) > MOST_SORRIES:
        at = sorries[MOST_SORRIES]
        yield Problem("many_sorries", *folded.span(at, at + 1))


def _sorries(folded: Folded) -> list[int]:
    """Return where somebody says sorry for themselves."""
    words = folded.words
    return [
        at
        for at, word in enumerate(words)
        if word in _SORRY
        and {"you", "he", "she", "they", "say", "says"}.isdisjoint(words[max(0, at - 3) : at])
    ]
