"""Sees who does what to whom across the clauses of a sentence: "if you …, I will …", "… or I …".

A limit and a threat have the same form ("if you shout I'll leave the room", "if you leave I'll
take the kids"); what tells them apart is whose doing follows, and what is done. So a turn is named
by its condition, by who acts then, and by the kind of deed. Nothing is judged here.
"""

from collections.abc import Iterator, Sequence

from kith.talk.company import company
from kith.talk.words import MARKS, Folded

CONDITIONS = frozenset({"if", "unless", "until", "till", "once", "when", "while", "before"})
_WHO = {"i": "i", "we": "i", "you": "you", "he": "third", "she": "third", "they": "third"}
_LINKS = frozenset(
    {"will", "would", "am", "are", "going", "to", "gonna", "can", "shall", "have", "just", "be"}
)
_STOPS = frozenset({"or", "and", "then", "so", "that"})
_SMALL = _LINKS | _STOPS | frozenset({"not", "never"})
_NEAR = 3  # words after a condition among which its person stands
_WITHOUT = frozenset({"not", "never"})


def turns(folded: Folded) -> Iterator[tuple[int, str]]:
    """Yield the clause in which a turn ends, and its name, twice: with the kind of deed and without."""
    for first, last in folded.sentences:
        clauses = folded.clauses[first:last]
        words = [folded.words[c.first : c.last] for c in clauses]
        condition = _condition(words)
        for at, mine in enumerate(words):
            if mine[0] == "or" and len(mine) > 1:
                yield from _named(first + at, "or", mine[1:])
            elif condition:
                where, word, name = condition
                yield from _named(first + at, name, _beside(mine, word) if at == where else mine)


def _condition(words: Sequence[Sequence[str]]) -> tuple[int, int, str] | None:
    """Give the clause of a sentence's condition, where in it, and its word with its person."""
    for at, mine in enumerate(words):
        for n, word in enumerate(mine):
            if word in CONDITIONS:
                whose = next((_WHO[w] for w in mine[n + 1 : n + 1 + _NEAR] if w in _WHO), "it")
                return at, n, f"{word} {whose}"
    return None


def _beside(mine: Sequence[str], condition: int) -> Sequence[str]:
    """Give what stands in a condition's own clause: before it, else from the next who acts."""
    if not _WHO.keys().isdisjoint(mine[:condition]):
        return mine[:condition]
    seen = [n for n in range(condition + 1, len(mine)) if mine[n] in _WHO]
    own = 1 if seen and seen[0] <= condition + _NEAR else 0
    return mine[seen[own] :] if len(seen) > own else ()


def _named(at: int, condition: str, mine: Sequence[str]) -> Iterator[tuple[int, str]]:
    for n, word in enumerate(mine):
        if word in _WHO:
            after = [w for w in mine[n + 1 :] if w not in MARKS]
            denied = not _WITHOUT.isdisjoint(after[:3])
            deed = next((w for w in after if w not in _SMALL), "")
            name = f"{condition} > {_WHO[word]}{' not' if denied else ''}"
            yield at, name
            yield at, f"{name} {company().get(deed, deed)}"
            return
        if word not in _STOPS and n > 1:
            break
    deed = next((w for w in mine if w not in _STOPS and w not in MARKS), "")
    yield at, f"{condition} > {company().get(deed, deed)}"
