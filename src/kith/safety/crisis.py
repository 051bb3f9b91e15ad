"""Reads whether what a person wrote asks for a help panel: levels 0 to 3, nothing else.

It is a word finder with manners, not an assessment: it gives no number, no category that is
shown, and no forecast, and it will miss things (docs/safety/crisis-reader.md says what). Levels:
1 a quiet line with a link, 2 a panel after saving, 3 the full help page. A denied, past, joking
or third-person sentence drops by one level and never to 0 where the words are explicit.
"""

import re
from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from kith.safety.fold import fold
from kith.safety.templates import Knowledge, Template, knowledge

NEAR = 2  # sentences; how far a sign of preparation may stand from explicit words
_LEAST = 16  # words and pairs; less says too little to be weighed
_WINDOW = 4  # sentences in a row, for the weighing of words
_NO_SIGN = frozenset({"negated", "other_person"})
_FIRST = frozenset({"i", "im", "ive", "id", "ill", "me", "my", "myself"})
_YEAR = re.compile(r"(?:^| )in (?:19|20)\d\d ")
_TURN = frozenset(
    {",", "and", "but", "because", "cause", "so", "if", "when", "while", "since", "i"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found: a level from 0 to 3, a kind and a reason code.

    `kind` is `none`, `suicide`, `self_harm` or `danger` (from somebody else). `reason` is a code for tests and for the choice of
    wording; it is never shown and never stored beside the text. Why a level was lowered stands in
    `reason` as `negated`, `past`, `other_person` or `laughing`.
    """

    level: int
    kind: str = "none"
    reason: str = "none"


NOTHING = Reading(0)
QUIET = Reading(1, "suicide", "words")
OUTWEIGHED = 10  # how far the words of `weighed.toml` must weigh, in tenths, for the quiet line
_FEWEST = 14  # words and pairs; a shorter text counts as this long


def languages() -> tuple[str, ...]:
    """Give the languages that are read; the page names them (R5)."""
    return knowledge().languages


def read(text: str, *, off: Collection[int] = frozenset()) -> Reading:
    """Read one text. `off` holds the levels a person switched off (1, 2); 3 always stays on.

    A level that is off falls to the next lower one that is on. Deterministic, and linear in the
    length of the text.
    """
    return _switched(_read(text), off)


def read_many(texts: Iterable[str], *, off: Collection[int] = frozenset()) -> list[Reading]:
    """Read several texts, each for itself, in order."""
    return [read(text, off=off) for text in texts]


def _switched(found: Reading, off: Collection[int]) -> Reading:
    level = found.level
    while level in off and level in (1, 2):
        level -= 1
    if level == found.level:
        return found
    return Reading(level, found.kind, found.reason) if level else Reading(0, "none", "switched_off")


def _read(text: str) -> Reading:
    know = knowledge()
    best = NOTHING
    seen: dict[str, tuple[dict[str, Reading], frozenset[tuple[str, str]]]] = {}
    last: dict[tuple[str, str], int] = {}  # where each sign stood last
    sentences = fold(text, know.lexicon, know.respelled)
    for number, words in enumerate(sentences):
        line = " ".join(words) + " "
        if line not in seen:
            seen[line] = _sentence(line, words, know)
        readings, signs = seen[line]
        for reading in readings.values():
            best = max(best, reading, key=lambda r: r.level)
        here = signs | {(kind, "found") for kind in readings}
        here |= {(kind, "explicit") for kind, reading in readings.items() if reading.level >= 2}
        if here:
            last.update(dict.fromkeys(here, number))
            near = {sign for sign, at in last.items() if number - at <= NEAR}
            best = max(best, _added_up(near, know), key=lambda r: r.level)
        if best.level == 3:
            return best
    return best if best.level else _weighed_words(sentences, know)


def features(words: list[str]) -> list[str]:
    """Give the words of a sentence and the pairs of neighbours, as `weighed.toml` names them."""
    plain = [word for word in words if word != ","]
    return plain + [f"{one} {other}" for one, other in pairwise(plain)]


def _weighed_words(sentences: list[list[str]], know: Knowledge) -> Reading:
    """Give the quiet line where the words of up to four sentences in a row weigh enough."""
    weigh, constant = know.weigh, know.weigh["_constant"]
    window: deque[tuple[int, int]] = deque(maxlen=_WINDOW)
    for words in sentences:
        names = features(words)
        window.append((sum(weigh.get(name, 0) for name in names), len(names)))
        total, length = 0, 0
        for weight, many in reversed(window):
            total, length = total + weight, length + many
            if length >= _LEAST and total / max(_FEWEST, length) ** 0.5 + constant > OUTWEIGHED:
                return QUIET
    return NOTHING


def _added_up(near: Collection[tuple[str, str]], know: Knowledge) -> Reading:
    """Give the strongest reading that signs make together; nothing for a sign alone."""
    best = NOTHING
    if len(near) < 2:
        return best
    for row in know.adds_up:
        if row.level > best.level and row.holds(near):
            best = Reading(row.level, row.kind, row.reason)
    return best


def _sentence(
    line: str, words: list[str], know: Knowledge
) -> tuple[dict[str, Reading], frozenset[tuple[str, str]]]:
    """Give the strongest reading of each kind in one sentence, and the signs (kind, name) in it."""
    found: dict[str, Reading] = {}
    signs: set[tuple[str, str]] = set()
    candidates = [t for t in know.candidates(words) if t.pattern.search(line)]
    if not candidates:
        return found, frozenset()
    laughing = not know.soften["laugh"].isdisjoint(words)
    kinds = {template.kind for template in candidates}
    lines = {kind: _without_idioms(line, kind, know, laughing=laughing) for kind in kinds}
    for template in candidates:
        if 0 < template.level <= found.get(template.kind, NOTHING).level:
            continue  # could not raise what is found already
        rest = lines[template.kind]
        match = template.pattern.search(rest)
        if match is None:
            continue
        if template.level == 0:
            if _softer(match, rest, template.kind, know) not in _NO_SIGN:
                signs.add((template.kind, template.reason))
            continue
        reading = _weighed(template, match, rest, know, laughing=laughing)
        if reading.level > found.get(template.kind, NOTHING).level:
            found[template.kind] = reading
    return found, frozenset(signs)


def _without_idioms(line: str, kind: str, know: Knowledge, *, laughing: bool) -> str:
    own = kind if kind in know.idioms else ""
    return _masked(line, know.idioms[own] + (know.laughed_off.get(own, ()) if laughing else ()))


def _masked(line: str, idioms: tuple[Template, ...]) -> str:
    present = frozenset(line.split())
    for idiom in idioms:
        if idiom.anchors & present and present.isdisjoint(idiom.unless):
            line = idiom.pattern.sub("_ ", line)
    return line


def _weighed(
    template: Template, found: re.Match[str], line: str, know: Knowledge, *, laughing: bool
) -> Reading:
    """Give the level of a match after what stands around it; lowered once at most, never to 0."""
    in_gaps = set(found.group().split()) - template.spelled
    why = _softer(found, line, template.kind, know)
    if why is None and not in_gaps.isdisjoint(know.soften["negated"]):
        why = "negated"
    if why is None and laughing:
        why = "laughing"
    if why is None or template.level == 1:
        return Reading(template.level, template.kind, template.reason)
    return Reading(template.level - 1, template.kind, why)


def _softer(found: re.Match[str], line: str, kind: str, know: Knowledge) -> str | None:
    before = line[: found.start()]
    if _denied(before, know):
        return "negated"
    past, still = (
        know.phrases.get(f"{name}_{kind}", know.phrases[name]) for name in ("past", "still")
    )
    if (past.search(line) or _YEAR.search(line)) and not still.search(line):
        return "past"
    if kind != "danger" and _of_somebody_else(before, found.group(), know):
        return "other_person"
    return None


def _denied(before: str, know: Knowledge) -> bool:
    """Say whether a negation stands just before, in the same breath."""
    near = know.phrases["not_negated"].sub("_ ", before).split()[-4:]
    for back, word in enumerate(reversed(near)):
        if word in know.soften["negated"]:
            return back < 4
        if word in _TURN:
            return False
    return False


def _of_somebody_else(before: str, match: str, know: Knowledge) -> bool:
    """Say whether the last person named before the match is somebody else."""
    if not _FIRST.isdisjoint(match.split()):
        return False
    words = before.split()[-9:]
    for earlier, word in reversed(list(zip(["", *words], words, strict=False))):
        if word in know.soften["other"]:
            return earlier != "your"  # "your daughter is" comes from the daughter
        if word in _FIRST:
            return False
    return False
