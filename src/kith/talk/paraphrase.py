"""Reads how well a listener's reply says back what a speaker said: 0 to 4, and five flags.

Rules on content words, with a small vocabulary of our own for feelings and near meanings
(`paraphrase.toml`) and how telling a word is (`telling.tsv`, learned from public texts). It reads
practice answers to invented speakers; it judges nobody.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from kith.talk.cues import Hit, cues, small
from kith.talk.language import ENGLISH, language
from kith.talk.words import MARKS, Folded, fold

HERE = Path(__file__).parent
ELSEWHERE = "elsewhere"  # the reason of a cue that speaks of somebody else
COMMON = 4.0  # what a word that `telling.tsv` does not have is worth
_NOT = frozenset({"not", "never", "no", "nobody", "nothing", "without", "hardly", "cannot", "neither", "nor", "none", "stop", "stopped", "barely", "refuse", "refused", "refuses"})  # fmt: skip
_LACKING = frozenset({"empty", "numb", "alone", "lonely", "gone", "lost", "missing", "broken", "silent", "silence", "unseen", "unheard", "unable", "unanswered", "ignored", "excluded", "died", "dead", "stolen", "only", "cant", "none", "away", "instead", "refused", "except", "but"})  # fmt: skip
_UNREAL = frozenset({"wish", "if", "hope", "want", "wanted", "would", "should", "could", "need", "until", "unless", "rather", "supposed", "afraid", "worried", "scared", "promised"})  # fmt: skip
_SWAP = {"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are", "was": "were", "we": "you", "our": "your", "us": "you"}  # fmt: skip
_SUFFIX = re.compile(r"(?:'s|ings?|edly|ed|ies|ied|ly|es|s|er|est)$")
_SCOPE = 4  # words after a denial that it reaches
_OF = frozenset({"my", "your", "his", "her", "their", "our", "a", "an", "the", "it", "them", "him", "everything", "money"})  # fmt: skip
_CHECKED = 9  # words from "at least" on
_UNDERSTOOD = frozenset({"understood", "understand", "heard", "hear", "gathered", "gather", "took"})
_SOUNDS = frozenset({"sounds", "sound", "sounded", "seems", "seemed", "looks", "feels"})
_GLAD = "glad"
_PLEASED = frozenset({"happy", "glad", "pleased", "relieved", "delighted", "excited", "joyful", "proud", "grateful", "content", "thankful", "thrilled", "cheerful"})  # fmt: skip
_HEAVY = frozenset(
    {"sad", "hurt", "angry", "afraid", "lonely", "ashamed", "disappointed", "jealous"}
)
_NEAR = 3  # words before a feeling in which a "not" takes it away
_BEING = (
    r"(?:thought of|seen|heard|remembered|asked|noticed|included|wanted|needed|known|valued|appreciated|"
    r"taken seriously|trusted|part of|invited|loved|held|understood|respected|missed|cared for|listened to|"
    r"welcome|close|connected|safe|at home|together|believed|accepted|on your side|looked after)"
)
_NEEDS = re.compile(
    rf"\b(?:being|be|feel|feeling|felt|are|were) (?:more |really |a bit )?{_BEING}\b"
    r"|\b(?:miss|missed|missing|long|longed|longing|ache|wish|wished|hope|hoped|yearn) (?:for |that |to )?"
    r"(?:being|be|feeling|feel|somebody|someone|company|closeness|them|him|her|a|some|the (?:people|time|place|evenings|days|old|others|two)|people|your|there|you)\b"
    r"|\b(?:need|needed|want|wanted|would have (?:liked|loved|wanted|needed)) (?:to )?"
    r"(?:be|feel|belong|matter|count|know|somebody|someone|people|a sign|a word|them|him|her|rest|room|space|peace|help)\b"
    r"|\b(?:matters|mattered|means|meant|important|dear) (?:so |very |really )?(?:much |a lot |something )?(?:to|for) you\b"
    r"|\b(?:would|could) have (?:loved|liked|wanted|needed|wished|given|done you|meant|helped|mattered|been (?:so |very )?(?:happy|glad|pleased|relieved|nice|good|less|easier))\b"
    r"|\b(?:belong|belonged|belonging)\b|\bwhat you (?:need|needed|wanted|wished|missed)\b"
)
_GUESSES = re.compile(
    r"\b(?:sounds?|seems?|looks?|hear|sense|imagine|gather|feeling|impression|wonder|guess|maybe|perhaps|"
    r"as if|as though|like|so|is it|was it|am i|did i|might|could it|would have)\b|^you\b"
)
DEEP = 2  # how much at least comes back where what is guessed at is a need
_SHARES = (0.06, 0.17, 0.34)  # of what the speaker said, from which fidelity is 1, 2 and 3


@dataclass(frozen=True, slots=True)
class Said:
    """How a reply says back: fidelity 0 to 4 and what else it does.

    A feeling that was not the speaker's, and one that is taken away, counts as none that is named.
    """

    fidelity: int
    feeling_named: bool = False
    advice: bool = False
    judgement: bool = False
    parroting: bool = False
    negation_flip: bool = False
    language: str = ENGLISH
    need_named: bool = False


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    families: Mapping[str, str]  # stem: family of feeling
    phrases: Mapping[str, str]
    same: Mapping[str, str]  # stem: meaning
    opposite: frozenset[frozenset[str]]


@cache
def _vocabulary() -> _Vocabulary:
    raw = tomllib.loads((HERE / "paraphrase.toml").read_text(encoding="utf-8"))
    families: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for family, words in raw["feelings"].items():
        for word in words:
            (phrases if " " in word else families).setdefault(
                word if " " in word else stem(word), family
            )
    same = {
        stem(word): f"={meaning}"
        for meaning, words in raw["same"].items()
        for word in words
        if " " not in word
    }
    pairs = frozenset(frozenset(map(stem, pair)) for pair in raw["opposite"]["pairs"])
    return _Vocabulary(families, phrases, same, pairs)


@cache
def _telling() -> Mapping[str, float]:
    rows = (HERE / "telling.tsv").read_text(encoding="utf-8").splitlines()
    return {word: int(worth) / 10 for word, worth in (row.split("\t") for row in rows)}


@cache
def stem(word: str) -> str:
    """Give a word without its usual endings; short words stay as they are."""
    short = (
        _SUFFIX.sub("", word)
        if len(word) > 4
        else word[:-1]
        if word.endswith("s") and len(word) == 4 and word[-2] not in "su"
        else word
    )
    if len(short) < 3:
        return word
    if len(short) > 3 and short[-1] == short[-2] and short[-1] not in "lse":
        short = short[:-1]
    return short[:-1] if short.endswith("e") and len(short) > 3 else short


def read(speaker: str, reply: str) -> Said:
    """Read one reply to what one speaker said."""
    told, back = fold(speaker), fold(reply)
    tongue = language(back.words)
    if tongue != ENGLISH or language(told.words) != ENGLISH:
        return Said(0, language=tongue if tongue != ENGLISH else language(told.words))
    hits = list(cues(("paraphrase",)).all_in(back))
    advice = any(hit.cue.label == "advice" and not _no_advice(hit, told, back) for hit in hits)
    judgement = any(
        hit.cue.label == "judgement"
        and not _told(hit, hits, back)
        and not _checks(hit, back)
        and "wish" not in back.words[max(0, hit.first - 1) : hit.first]
        and not (hit.cue.reason == ELSEWHERE and _speaks_to(back))
        for hit in hits
    )
    theirs, named = _families(told.words), _families(back.words)
    feeling = bool(named) and _about_the_other(back)
    otherwise = _feels_otherwise(told, back)
    feeling = feeling and not otherwise
    flip = otherwise or _flipped(told, back)
    need = not flip and _guesses_a_need(back)
    parrot = _parroted(told.words, back.words)
    share = _share(told.words, back.words)
    fidelity = sum(share >= least for least in _SHARES)
    if need:
        fidelity = max(fidelity, DEEP)
    if feeling and not flip and (named & theirs or not theirs or fidelity >= 2):
        fidelity = min(4, max(fidelity, 1) + 1)
    most = 1 if flip else 2 if advice or judgement or parrot else 4
    if advice and judgement:
        most = min(most, 1)
    return Said(min(fidelity, most), feeling, advice, judgement, parrot, flip, need_named=need)


def _speaks_to(back: Folded) -> bool:
    """Say whether the reply speaks to the speaker; "you know" alone does not."""
    words = back.words
    return any(
        word in {"you", "your", "yours"} and words[at + 1 : at + 2] != ["know"]
        for at, word in enumerate(words)
    )


def _no_advice(hit: Hit, told: Folded, back: Folded) -> bool:
    """Say whether words of duty give none: "you must be tired" guesses, "you have to smile" says back."""
    words = back.words[hit.first : hit.last + 1]
    if "must" in words:
        return not {"be", "feel", "have", "miss"}.isdisjoint(back.words[hit.first : hit.last + 2])
    duty = {("have", "to"), ("had", "to"), ("got", "to")}
    pairs = set(pairwise(words))
    return bool(duty & pairs) and (_owes(told) or _tells(back, hit))


def _owes(told: Folded) -> bool:
    """Say whether the speaker tells of something that they have to do."""
    pairs = set(pairwise(told.words))
    return bool({("have", "to"), ("had", "to"), ("got", "to"), ("need", "to")} & pairs)


def _tells(back: Folded, hit: Hit) -> bool:
    """Say whether what happens to the speaker leads to it: "they shout and you have to smile"."""
    before = back.words[max(0, hit.first - 1) : hit.first]
    return before in (["and"], ["so"], ["that"], ["when"], ["because"], ["then"], ["until"])


def _told(hit: Hit, hits: Sequence[Hit], back: Folded) -> bool:
    """Say whether words are said back as another's: "people tell you it could be worse"."""
    before = (one for one in hits if one.cue.label == "reported" and one.last <= hit.first)
    between = (back.words[one.last : hit.first] for one in before)
    return any({".", "?", "!"}.isdisjoint(words) for words in between)


def _checks(hit: Hit, back: Folded) -> bool:
    """Say whether "at least" asks whether it was heard right: "at least that is how I understood it"."""
    words = back.words[hit.first : hit.first + _CHECKED]
    heard = "i" in words and not _UNDERSTOOD.isdisjoint(words)
    sounds = "how" in words and not _SOUNDS.isdisjoint(words)
    return "least" in words and (heard or sounds)


def _content(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the place and the meaning of each word that carries some."""
    book = _vocabulary()
    for at, word in enumerate(words):
        if word in small("empty") or word in MARKS or not word[0].isalpha():
            continue
        short = stem(word)
        yield at, book.families.get(short) or book.same.get(short) or short


def _families(words: Sequence[str]) -> set[str]:
    book = _vocabulary()
    line = f" {' '.join(words)} "
    found = {family for phrase, family in book.phrases.items() if f" {phrase} " in line}
    return found | {
        book.families[s]
        for at, word in enumerate(words)
        if word not in small("empty")
        and (s := stem(word)) in book.families
        and not (word == "lost" and _OF.intersection(words[at + 1 : at + 2]))
    }


def _about_the_other(back: Folded) -> bool:
    """Say whether the reply speaks of the speaker: "you", or a feeling without anybody."""
    return bool({"you", "your", "that", "it", "sounds"} & set(back.words)) or "i" not in back.words


def _guesses_a_need(back: Folded) -> bool:
    """Say whether a reply guesses at what the other needs: "it sounds as if you missed being thought of"."""
    line = " ".join(back.words)
    return "you" in back.words and bool(_GUESSES.search(line)) and bool(_NEEDS.search(line))


def _feels_otherwise(told: Folded, back: Folded) -> bool:
    """Say whether a reply takes a feeling away, or names the opposite of all that was felt."""
    theirs = _families(told.words)
    said, taken = _felt(back)
    own, _ = _felt(told)
    if (taken - said) & own & _HEAVY:
        return True
    pleased = any(
        word in _PLEASED and _stands_alone(back.words, at) for at, word in enumerate(back.words)
    )
    if theirs & _HEAVY and _GLAD not in theirs and pleased and not said & _HEAVY:
        return True
    only = own == {_GLAD} and "but" not in told.words and not _lacks(told)
    return only and bool(said & _HEAVY) and _GLAD not in said


def _felt(folded: Folded) -> tuple[set[str], set[str]]:
    """Return families of feeling that are said as a fact, and those that are denied outright."""
    book, words = _vocabulary(), folded.words
    said, taken = set[str](), set[str]()
    for at, word in enumerate(words):
        family = book.families.get(stem(word)) if word not in small("empty") else None
        if family is None:
            continue
        if "not" in words[max(0, at - _NEAR) : at]:
            taken.add(family)
        elif _stands_alone(words, at):
            said.add(family)
    return said, taken


def _stands_alone(words: Sequence[str], at: int) -> bool:
    """Say whether a feeling is neither denied nor only wished for."""
    before = words[max(0, at - _SCOPE) : at]
    cut = max((n for n, w in enumerate(before) if w in MARKS or w == "but"), default=-1)
    return (_NOT | _UNREAL | {"be"}).isdisjoint(before[cut + 1 :]) and "have" not in before


def _share(told: Sequence[str], back: Sequence[str]) -> float:
    """Give how much of what was told comes back, each meaning as much as it tells."""
    worth: dict[str, float] = {}
    telling = _telling()
    for at, meaning in _content(told):
        worth[meaning] = max(worth.get(meaning, 0.0), telling.get(told[at], COMMON))
    returned = {meaning for _, meaning in _content(back)}
    return sum(w for m, w in worth.items() if m in returned) / max(sum(worth.values()), 1e-9)


def _parroted(told: Sequence[str], back: Sequence[str]) -> bool:
    """Say whether the reply is the speaker's own words with the persons turned."""
    turned = [_SWAP.get(word, word) for word in told if word not in MARKS]
    said = [_SWAP.get(word, word) for word in back if word not in MARKS]
    if len(said) < 4:
        return False
    threes = set(zip(turned, turned[1:], turned[2:], strict=False))
    mine = list(zip(said, said[1:], said[2:], strict=False))
    return sum(three in threes for three in mine) / len(mine) >= 0.6


def _denied(folded: Folded) -> dict[str, set[bool]]:
    """Give for each meaning whether it was denied or not, where it is said as a fact."""
    words = folded.words
    found: dict[str, set[bool]] = {}
    for at, meaning in _content(words):
        before = words[max(0, at - _SCOPE) : at]
        cut = max(
            (n for n, w in enumerate(before) if w in MARKS or w in {"but", "and", "because"}),
            default=-1,
        )
        near = before[cut + 1 :]
        if not _UNREAL.isdisjoint(near):
            continue
        if meaning in {"no", "nobody", "nothing", "never"}:
            continue
        denials = sum(word in _NOT for word in near) + (words[at] == "awake")
        found.setdefault(meaning, set()).add(denials % 2 == 1)
    return found


def _lacks(folded: Folded) -> bool:
    """Say whether words tell of something that is not there: denied, lost, alone, unheard."""
    words = folded.words
    return any(word in _NOT or word in _LACKING for word in words)


def _flipped(told: Folded, back: Folded) -> bool:
    """Say whether the reply denies what was said, or says what was denied.

    Where both sides tell of something that is not there, in whatever words, it was most likely kept.
    """
    if _lacks(told) and _lacks(back):
        return False
    one, other = _denied(told), _denied(back)
    for meaning, way in one.items():
        if len(way) == 1 and meaning in other and other[meaning] == {not next(iter(way))}:
            return True
    plain = {m for m, way in one.items() if way == {False}}
    turned = {m for m, way in other.items() if way == {False}}
    spoken = {stem(w) for w in told.words}
    answered = {stem(w) for w in back.words}
    for pair in _vocabulary().opposite:
        first, *rest = sorted(pair)
        for a, b in ((first, rest[0]), (rest[0], first)) if rest else ():
            if (
                a in spoken
                and b not in spoken
                and b in answered
                and a not in answered
                and (plain or turned)
                and not _not_near(told, a)
                and not _not_near(back, b)
                and not _unreal_near(back, b)
            ):
                return True
    return False


def _unreal_near(folded: Folded, short: str) -> bool:
    words = folded.words
    return any(
        stem(word) == short and not _UNREAL.isdisjoint(words[max(0, at - _SCOPE) : at])
        for at, word in enumerate(words)
    )


def _not_near(folded: Folded, short: str) -> bool:
    words = folded.words
    return any(
        stem(word) == short and not _NOT.isdisjoint(words[max(0, at - _SCOPE) : at])
        for at, word in enumerate(words)
    )
