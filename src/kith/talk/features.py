"""Turns the clauses of a folded message into named features that can be added up over clauses.

What a feature is called is all that training and reading share: a name becomes a number by its
CRC-32, and weights are kept by that number. Nothing crosses the edge of a clause, so the sum of
neighbouring clauses is the sum of their features.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from zlib import crc32

from kith.talk.company import company
from kith.talk.cues import Cue, Hit, classes, cues, small
from kith.talk.turns import turns
from kith.talk.words import MARKS, QUOTED, Folded

_PLACED = (
    "insult",
    "trait",
    "emotion",
    "verdict",
    "kin",
    "watch",
    "never",
    "selfbad",
    "think",
    "thanks",
)
_LAUGH = frozenset(
    {"lol", "haha", "hahaha", "lmao", "😂", "🤣", "😆", "😅", "😹", "💀", "lmfao", "hehe"}
)
_FOND = frozenset({"x", "xx", "xxx", "❤", "😘", "love", "babe", "hun", "darling", "💕", "🥰", "😍", "pet", "dear", "mate"})  # fmt: skip
PRESENT = {
    "you": frozenset({"you", "your", "yours", "yourself"}),
    "me": frozenset({"i", "me", "my", "myself", "mine"}),
    "third": frozenset({"he", "she", "they", "him", "her", "them", "his", "their"}),
    "laugh": _LAUGH,
    "fond": _FOND,
    "quoted": frozenset({QUOTED}),
    "asks": frozenset({"?"}),
    "told": frozenset({"said", "says", "told", "tells", "texted", "reckons"}),
}
"""Kinds of words that count by being anywhere in a message."""
MOST_SENTENCES = 4  # a message of more counts as having so many
_EDGE, _END = ("<", "<"), (">", ">")
LONGEST_CANDIDATE = (
    4  # clauses of one sentence that are weighed together, beside the whole sentence
)


GROUPS = (
    "ugbscqQM"  # the first letter of a feature's name, kept in the last three bits of its number
)


def _numbered(group: str, name: str) -> int:
    return crc32(f"{group}:{name}".encode("utf-8", "replace")) & ~7 | GROUPS.index(group)


@cache
def _shapes() -> Mapping[str, str]:
    """Give the class of a single word, for features in which the word itself does not count."""
    found: dict[str, str] = {}
    for name in _PLACED:
        for word in classes()[name]:
            if " " not in word:
                found.setdefault(word, f"<{name}>")
    return found


@lru_cache(maxsize=60_000)
def of_word(word: str) -> tuple[int, ...]:
    """Give the features of one word by itself: the word, and its pieces of four signs."""
    found = [_numbered("u", f"{word}")]
    if len(word) >= 4 and word[0] not in "<\u00ab":
        marked = f"<{word}>"
        found += [_numbered("g", f"{marked[i : i + 4]}") for i in range(len(marked) - 3)]
    return tuple(found)


@lru_cache(maxsize=200_000)
def _of_pair(one: str, two: str) -> int:
    return _numbered("b", f"{one} {two}")


@lru_cache(maxsize=100_000)
def _of_skip(one: str, two: str) -> int:
    return _numbered("s", f"{one} {two}")


@lru_cache(maxsize=200_000)
def _of_shape(*words: str) -> int:
    return _numbered("c", " ".join(words))


@lru_cache(maxsize=200_000)
def _of_groups(*words: str) -> int:
    """Give the feature of words of which one at least stands for its group, else nothing."""
    return _of_shape(*words) if any(word[0] == "#" for word in words) else 0


@lru_cache(maxsize=60_000)
def forms(word: str) -> tuple[str, str]:
    """Give what stands for a word in shapes and in groups; small words and marks stay themselves."""
    if word in small("kept") or word in MARKS:
        return word, word
    return _shapes().get(word, "*"), company().get(word, "*")


@lru_cache(maxsize=20_000)
def number(name: str) -> int:
    """Give the number of a feature by its name."""
    return _numbered(name[0], name[2:])


def of_words(words: Sequence[str]) -> list[int]:
    """Give the features of the words of one clause."""
    found: list[int] = []
    for word in words:
        found += of_word(word)
    ends = ["<", *words, ">"]
    found += map(_of_pair, ends, ends[1:])
    found += map(_of_skip, ends, ends[2:])
    marked, grouped = zip(_EDGE, *map(forms, words), _END, strict=True)
    found += map(_of_shape, marked, marked[1:], marked[2:])
    found += filter(None, map(_of_groups, grouped, grouped[1:]))
    found += filter(None, map(_of_groups, grouped, grouped[1:], grouped[2:]))
    return found


def hits(folded: Folded) -> list[Hit]:
    """Give the cues of a message, sentence by sentence."""
    return list(cues().all_in(folded))


def names_of_message(there: Collection[str], sentences: int) -> list[str]:
    """Give the names of what a message has, by the kinds of words (`PRESENT`) that are there."""
    names = [f"M:size{min(sentences, MOST_SENTENCES)}"]
    names += [f"M:{kind}" for kind in PRESENT if kind in there and kind != "told"]
    if "told" in there and "third" in there:
        names.append("M:told")
    return names


def place_of(at: int, last: int) -> str:
    """Give the name of where a clause stands among those of its message."""
    return f"M:place{'only' if last == 0 else 'first' if at == 0 else 'last' if at == last else 'middle'}"


def of_message(folded: Folded, before: Sequence[tuple[str, str]] = ()) -> list[int]:
    """Give the features that every clause of a message shares: what is there at all, and what went before."""
    present = set(folded.words)
    there = [name for name, known in PRESENT.items() if not known.isdisjoint(present)]
    names = names_of_message(there, len(folded.sentences))
    if before and before[-1][0] == "them":
        said = before[-1][1].lower()
        names.append("M:answers")
        if "?" in said:
            names.append("M:answers_question")
        if " you" in f" {said}":
            names.append("M:answers_you")
    return [number(name) for name in names]


def names_of_cue(cue: Cue) -> tuple[str, str, str]:
    """Give the name of a cue, and the names of its label and kind, which count once in a clause."""
    kind = f"Q:{cue.label}:{cue.reason}:{cue.sure}"
    return f"q:{cue.label}:{cue.say}", f"Q:{cue.label}", kind


def of_clauses(
    folded: Folded, before: Sequence[tuple[str, str]] = ()
) -> tuple[list[list[int]], list[Hit]]:
    """Give the features of each clause and the cues that were found."""
    shared = of_message(folded, before)
    last = len(folded.clauses) - 1
    found: list[list[int]] = []
    for at, clause in enumerate(folded.clauses):
        mine = of_words(folded.words[clause.first : clause.last])
        mine += shared
        mine.append(number(place_of(at, last)))
        found.append(mine)
    for at, name in turns(folded):
        found[at].append(number(f"Q:turn {name}"))
    cued = hits(folded)
    if cued:
        where = [
            n for n, clause in enumerate(folded.clauses) for _ in range(clause.first, clause.last)
        ]
        offset = folded.clauses[0].first
        seen: Counter[tuple[int, str]] = Counter()
        for hit in cued:
            at = where[(hit.first + hit.last - 1) // 2 - offset]
            mine = found[at]
            mine.append(number(names_of_cue(hit.cue)[0]))
            for name in names_of_cue(hit.cue)[1:]:
                if not seen[at, name]:
                    mine.append(number(name))
                seen[at, name] += 1
    return found, cued


def candidates(folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield stretches of clauses, first and last (not included), that may carry a label together."""
    sentences = folded.sentences
    for at, (first, last) in enumerate(sentences):
        for start in range(first, last):
            for end in range(start + 1, min(start + LONGEST_CANDIDATE, last) + 1):
                yield start, end
        if last - first > LONGEST_CANDIDATE:
            yield first, last
        if at + 1 < len(sentences) and sentences[at + 1][1] - first <= 2 * LONGEST_CANDIDATE:
            yield first, sentences[at + 1][1]
