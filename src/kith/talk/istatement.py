"""Looks at an I-statement: what I saw, what I feel, what I need, what I ask. Codes, never words.

It corrects sparingly: one code for one fault, and none at all where what is felt or told speaks of
danger or threatens. Then `safety` is set, and whoever asks offers help instead of a better wording.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from kith.talk import fear, reading
from kith.talk.cues import Hit, classes, cues
from kith.talk.language import ENGLISH, language
from kith.talk.turns import turns
from kith.talk.words import Folded, fold

CAUTION = 0.5  # the chance of a threat from which nothing is corrected, if nothing is to follow
PROBLEMS = (
    "disguised_you",
    "judgement_in_observation",
    "faux_feeling",
    "no_feeling",
    "no_need",
    "demand",
    "vague_request",
    "mind_reading",
    "always_never",
)
_ME = frozenset({"i", "me", "my", "myself", "mine", "we", "us"})
_OTHERS = frozenset({"you", "your", "he", "she", "they", "him", "her", "them", "his", "their"})
_FEEL = frozenset({"feel", "felt", "feeling"})
_NO_FEELING = frozenset({"that", "like", "as", "it", "this", "the", "a", "an", "i", "we", "for", "about", "when", "if", "how", "is", "was", "no", "nobody", "everyone", "everybody", "my", "not", "nothing", "there", "to", "in", "of", "with", "free", "and", "but", "or", "need", "sure", "certain", "strongly", "because", "so"})  # fmt: skip
_ASKED = frozenset({"could", "would", "can", "will", "please", "may", "might", "shall", "willing"})
_SOFT = frozenset({"do", "if", "not", "would", "could", "might", "maybe", "whether", "hope"})
_ALL = frozenset({"nobody", "everyone", "everybody", "everything", "nothing", "forever"})
_WHENEVER = frozenset({"when", "whenever", "if", "while", "after", "once", "until", "where"})
_CONCRETE = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays",
    "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "tonight",
    "tomorrow", "morning", "evening", "noon", "midnight", "minutes", "hour", "hours", "oclock",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "supper", "breakfast", "lunch", "dinner", "weekend", "bedtime",
})  # fmt: skip
_BODY = frozenset({"hungry", "cranky", "grumpy", "hangry", "teary", "edgy", "jittery", "flustered", "crabby", "restless", "irritable", "touchy", "snappy", "dizzy", "sleepy", "shaky", "wobbly", "grouchy", "weepy", "queasy"})  # fmt: skip
_ALONE = frozenset({"pressured", "trapped", "threatened", "unsafe", "blackmailed", "controlled", "coerced", "stalked", "monitored", "intimidated", "cornered", "imprisoned", "prisoner", "hostage", "terrorised", "terrorized", "captive", "caged", "watched", "followed", "abused", "violated", "endangered"})  # fmt: skip
# "I am comfortable", and not "a comfortable chair": some words are a feeling only right behind these.
_BEING = frozenset({"am", "was", "been", "being", "get", "got", "so", "very", "really", "quite", "pretty", "too", "bit", "all", "rather", "still"})  # fmt: skip
FEW = 4  # words of a feeling in words of one's own
_OF_A_NAME = re.compile(
    r"\b(?:[Ss]cared|[Aa]fraid|[Ff]rightened|[Tt]errified|[Ff]ear|[Aa]friad|[Ss]card) of "
    r"((?!I\b)[A-Z][a-z\u00e0-\u017f]+)\b"
)
_NO_NAMES = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Christmas", "God", "Covid", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Maths", "English", "French", "Spanish", "German", "Being", "Losing", "Failing", "Flying", "Heights", "Spiders", "Death", "Change", "Easter", "Halloween", "Hell"})  # fmt: skip
_GOOD = frozenset({"always", "love", "loved", "enjoy", "grateful", "thankful", "happy", "proud"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What could be said otherwise, and the words it is about (none where something is missing)."""

    code: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Lint:
    """What was found. `ok` where nothing is to be corrected and nothing speaks of danger."""

    problems: tuple[Problem, ...]
    safety: bool
    language: str = ENGLISH

    @property
    def ok(self) -> bool:
        """Whether it can stand as it is."""
        return not self.problems and not self.safety and self.language == ENGLISH

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, each once, in the order of `PROBLEMS`."""
        mine = {problem.code for problem in self.problems}
        return tuple(code for code in PROBLEMS if code in mine)


def read(text: str, threat: float | None = None) -> Lint:
    """Look at one statement. `threat` is the chance of threat or control, where it was read before."""
    folded = fold(text)
    tongue = language(folded.words)
    if fear.in_spanish(text):
        return Lint((), safety=True, language=tongue)
    if tongue != ENGLISH:
        return Lint((), safety=False, language=tongue)
    folded = fear.mended(folded)
    hits = list(cues(("istatement",)).all_in(folded))
    found = {
        label: [h for h in hits if h.cue.label == label]
        for label in (*PROBLEMS, "safety", "calm", "need", "request")
    }
    if any(not _is_calm(hit, found["calm"]) for hit in found["safety"]) or _is_afraid_of_somebody(
        text
    ):
        return Lint((), safety=True)
    least = reading.MAYBE_A_THREAT if any(turns(folded)) else CAUTION
    if (_threat_in(text) if threat is None else threat) >= least:
        return Lint((), safety=True)
    problems = [*_said(folded, found), *_missing(folded, found)]
    return Lint(
        tuple(sorted(problems, key=lambda p: (p.start, PROBLEMS.index(p.code)))), safety=False
    )


def frightens(words: str) -> bool:
    """Say whether a word or two for a feeling speak of danger: "trapped by him", "threatend", "pressured"."""
    bare = fear.mended(fold(words)).words
    if any(one in _ALONE for one in bare) and len(bare) <= FEW:
        return True
    spoken = (words, f"I feel {words}", f"I am {words}", f"me siento {words}", f"tengo {words}")
    return any(read(said, 0.0).safety for said in spoken)


def _is_calm(hit: Hit, calm: Sequence[Hit]) -> bool:
    """Say whether words of danger are about what nobody does: a storm, traffic, a parcel."""
    return any(hit.first < one.last and one.first < hit.last for one in calm)


def _is_afraid_of_somebody(text: str) -> bool:
    """Say whether fear of somebody is told who is called by a name."""
    return any(name not in _NO_NAMES for name in _OF_A_NAME.findall(text))


def _threat_in(text: str) -> float:
    """Give the chance of threat or control; where there may be one nobody is coached.

    Sooner than words are shown: leaving somebody without a hint costs little.
    """
    return reading.read(text).probabilities["threat_control"]


def _said(folded: Folded, found: dict[str, list[Hit]]) -> Iterator[Problem]:
    """Yield what was said, the first place of each fault; no words are blamed twice."""
    taken: list[tuple[int, int]] = []
    for code in (
        "disguised_you",
        "demand",
        "vague_request",
        "mind_reading",
        "faux_feeling",
        "judgement_in_observation",
        "always_never",
    ):
        for hit in sorted(found[code], key=lambda h: (h.first, -h.last)):
            if not _counts(code, hit, folded):
                continue
            if code != "always_never" and any(hit.first < b and a < hit.last for a, b in taken):
                continue
            taken.append((hit.first, hit.last))
            yield Problem(code, *folded.span(hit.first, hit.last))
            break


def _counts(code: str, hit: Hit, folded: Folded) -> bool:
    """Say whether a cue is a fault where it stands: a question is no demand, thanks no blame."""
    test = _COUNTS.get(code)
    return test is None or test(hit, folded, _sentence(folded, hit.first))


def _demands(hit: Hit, folded: Folded, sentence: tuple[int, int]) -> bool:
    words, (first, last) = folded.words, sentence
    mine, before = words[first:last], set(words[max(first, hit.first - 3) : hit.first])
    insists = mine[-1] == "?" or not _ASKED.isdisjoint(words[first : hit.first + 1])
    return not insists and _SOFT.isdisjoint(before) and "please" not in mine


def _is_vague(hit: Hit, folded: Folded, sentence: tuple[int, int]) -> bool:
    del hit
    words, mine = folded.words, folded.words[sentence[0] : sentence[1]]
    if not _CONCRETE.isdisjoint(mine) or any(word.isdigit() for word in mine):
        return False  # when, or how long: both would know
    asks = "?" in mine or not _ASKED.isdisjoint(mine)
    asked = mine[-1] == "?" or "?" not in words
    return asked and (asks or bool({"want", "need", "like", "you"} & set(mine)))


def _reads_minds(hit: Hit, folded: Folded, sentence: tuple[int, int]) -> bool:
    words, (first, last) = folded.words, sentence
    return words[last - 1] != "?" and _SOFT.isdisjoint(words[max(first, hit.first - 3) : hit.first])


def _always(hit: Hit, folded: Folded, sentence: tuple[int, int]) -> bool:
    words, (first, last) = folded.words, sentence
    mine: Sequence[str] = words[first:last]
    if mine[-1] == "?" and not _ASKED.isdisjoint(words[first : hit.first]):
        return False  # "could you always send a word?" asks
    if words[hit.first] in _ALL and hit.last - hit.first == 1:
        mine = _clause(folded, hit.first)  # "with everyone there" weighs nobody
    about = {"you", "your"} & set(mine) or "it" in mine
    return bool(about) and not (_GOOD - {"always"}) & set(mine)


def _is_faux(hit: Hit, folded: Folded, sentence: tuple[int, int]) -> bool:
    words, first = folded.words, sentence[0]
    begun = words[max(first, hit.first - 4) : hit.first]
    if words[hit.first] not in _FEEL and not _WHENEVER.isdisjoint(begun):
        return False  # "when I am interrupted" is what happens
    if any(" ".join(words[n : hit.last]) in _both() for n in range(hit.first, hit.last)):
        return False  # "let down" is a feeling, too
    return not _ME.isdisjoint(words[max(first, hit.first - 4) : hit.last])


def _judges(hit: Hit, folded: Folded, sentence: tuple[int, int]) -> bool:
    """Say whether words weigh: "would you slow down" asks."""
    return _ASKED.isdisjoint(folded.words[max(sentence[0], hit.first - 1) : hit.first])


_COUNTS = MappingProxyType(
    {
        "judgement_in_observation": _judges,
        "demand": _demands,
        "vague_request": _is_vague,
        "mind_reading": _reads_minds,
        "always_never": _always,
        "faux_feeling": _is_faux,
    }
)


@cache
def _both() -> frozenset[str]:
    """Give words that are a feeling as well as something that was done."""
    return frozenset(classes()["emotion"]) & frozenset(classes()["verdict"])


def _clause(folded: Folded, word: int) -> Sequence[str]:
    where = next(c for c in folded.clauses if c.first <= word < c.last)
    return folded.words[where.first : where.last]


def _missing(folded: Folded, found: dict[str, list[Hit]]) -> Iterator[Problem]:
    if not (_feels(folded) or found["disguised_you"] or found["faux_feeling"]):
        yield Problem("no_feeling")
    if not (found["need"] or found["request"] or "?" in folded.words):
        yield Problem("no_need")


def _feels(folded: Folded) -> bool:
    """Say whether a feeling of one's own is named, in a word or in the body."""
    if any(hit.cue.label == "i_statement" for hit in cues(("moves",)).all_in(folded)):
        return True
    if any(_names_something(folded.words, at) for at in range(len(folded.words))):
        return True
    named = [
        p for name in ("emotion", "felt_too", "felt_more", "felt_named") for p in classes()[name]
    ]
    single = {word for word in named if " " not in word}
    phrases = [f" {phrase} " for phrase in named if " " in phrase]
    being = frozenset(classes()["felt_after_be"])
    for clause in folded.clauses:
        words = folded.words[clause.first : clause.last]
        if _ME.isdisjoint(words) and not _OTHERS.isdisjoint(words):
            continue
        line = f" {' '.join(words)} "
        if "i" in words and not _BODY.isdisjoint(words):
            return True
        if not single.isdisjoint(words) or any(phrase in line for phrase in phrases):
            return True
        if "i" in words and any(one in _BEING and two in being for one, two in pairwise(words)):
            return True
    return False


def _names_something(words: Sequence[str], at: int) -> bool:
    """Say whether "I feel" is followed by a word that may well be a feeling, known here or not."""
    if words[at] not in _FEEL or "i" not in words[max(0, at - 4) : at]:
        return False
    rest = words[at + 1 :]
    word = next((word for word in rest if word not in classes()["so"] or word == "that"), ".")
    blame = {*classes()["verdict"], *classes()["trait"], *classes()["insult"]}
    return word.isalpha() and word not in _NO_FEELING | _OTHERS and word not in blame


def _sentence(folded: Folded, word: int) -> tuple[int, int]:
    for first, last in folded.sentences:
        begin, end = folded.clauses[first].first, folded.clauses[last - 1].last
        if begin <= word < end:
            return begin, end
    return 0, len(folded.words)
