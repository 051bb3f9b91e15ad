"""What templates find in folded sentences, after what stands around them has been heard.

A denied, past, joking or third-person match drops by one level and never to 0; idioms are taken
out first; signs add up with what stands near them. `crisis.py` decides what comes of it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import repeat

from kith.safety.aim import FEARED, at_end, settled
from kith.safety.reading import NOTHING, Reading
from kith.safety.templates import OWN, Index, Knowledge, Line, Template

NEAR = 2  # sentences; how far a sign of preparation may stand from explicit words
JOKE = 3  # words; what is laughed off in more of them keeps the quiet line
_NO_SIGN = frozenset({"negated", "other_person"})
Words = AbstractSet[str]
# What a sentence holds: the strongest reading of each kind, and signs (kind, name) for those near it.
_Told = tuple[Mapping[str, Reading], AbstractSet[tuple[str, str]]]
_SILENT: _Told = ({}, frozenset())
# Words of violence, and every one a figure of speech.
FIGURES = {kind: Reading(0, kind, "figure") for kind in ("danger", "harm_to_others")}


def found_in(
    sentences: Iterable[list[str]],
    know: Knowledge,
    could: Iterable[list[Template] | None] = repeat(None),
) -> dict[str, Reading]:
    """Give what templates find; `could` has the candidates of each sentence where they are known."""
    best: dict[str, Reading] = {}
    seen: dict[str, _Told] = {}
    last: dict[tuple[str, str], int] = {}  # where each sign stood last
    for number, (words, known) in enumerate(zip(sentences, could, strict=False)):
        if known == []:
            continue
        text = " ".join(words)
        if (told := seen.get(text)) is None:
            candidates = know.patterns.candidates(frozenset(words)) if known is None else known
            told = seen[text] = sentence_of(words, candidates, know)
        readings, signs = told
        for reading in readings.values():
            _keep(best, reading)
        if signs:
            last.update(dict.fromkeys(signs, number))
            _keep(best, _added_up([sign for sign, at in last.items() if number - at <= NEAR], know))
        if best and at_end(best):
            break
    return settled(best)


def _keep(best: dict[str, Reading], reading: Reading) -> None:
    if reading.reason == "figure":
        best.setdefault(reading.kind, reading)
    elif reading.level > best.get(reading.kind, NOTHING).level:
        best[reading.kind] = reading


def _added_up(near: Collection[tuple[str, str]], know: Knowledge) -> Reading:
    """Give the strongest reading that signs make together; nothing for a sign alone."""
    best = NOTHING
    if len(near) < 2:
        return best
    names: dict[str, set[str]] = {}
    for kind, name in near:
        names.setdefault(kind, set()).add(name)
    for row in know.adds_up:
        if row.level > best.level and row.kind in names and row.holds(names[row.kind]):
            best = Reading(row.level, row.kind, row.reason)
    return best


def sentence_of(words: Sequence[str], candidates: list[Template], know: Knowledge) -> _Told:
    """Give the strongest reading of each kind in one sentence, and what it adds to the sentences near it."""
    if not candidates:
        return _SILENT
    present = frozenset(words)
    line = Line(words)
    matches = [(t, match) for t in candidates if (match := t.first_in(line))]
    if not matches:
        return _SILENT
    found: dict[str, Reading] = {}
    signs: set[tuple[str, str]] = set()
    laughing = not know.soften["laugh"].isdisjoint(present)
    lines = {
        kind: _without_idioms(line, present, kind, know, laughing=laughing)
        for kind in {template.kind for template, _ in matches}
    }
    for template, written in matches:
        if 0 < template.level <= found.get(template.kind, NOTHING).level:
            continue  # could not raise what is found already
        rest = lines[template.kind]
        match = written if rest is line else template.first_in(rest)
        if match is None:
            if template.level:
                _keep(found, _figure(template, line, present, know))
            continue
        if template.level == 0:
            if _softer(match, rest, present, template.kind, know) not in _NO_SIGN:
                signs.add((template.kind, template.reason))
            continue
        reading = _weighed(template, match, rest, present, know, laughing=laughing)
        if reading.level > found.get(template.kind, NOTHING).level:
            found[template.kind] = reading
    return found, signs | _told(found)


def _told(found: Mapping[str, Reading]) -> set[tuple[str, str]]:
    """Give what readings add to the sentences near them: that they were found, and how strong."""
    signs: set[tuple[str, str]] = set()
    for kind, reading in found.items():
        if kind == FEARED:
            signs.add(("harm_to_others", FEARED))
        if reading.level:
            signs.add(("harm_to_others" if kind == FEARED else kind, "found"))
        if reading.level >= 2:
            signs.add((kind, "explicit"))
    return signs


def _figure(template: Template, line: Line, present: Words, know: Knowledge) -> Reading:
    """Give what is left of a match that idioms took out: mostly nothing."""
    if figure := FIGURES.get(template.kind):
        return figure
    laughing = not know.soften["laugh"].isdisjoint(present)
    if laughing and template.level >= 2 and _may_be_meant(template, line.words, know):
        plain = _without_idioms(line, present, template.kind, know, laughing=False)
        if template.first_in(plain):
            return Reading(1, template.kind, "laughing")
    return NOTHING


def _may_be_meant(template: Template, words: Sequence[str], know: Knowledge) -> bool:
    """Say whether what is laughed off is more than a joking form of a few words."""
    return template.kind in OWN and len(words) > JOKE and not know.around.first.isdisjoint(words)


def _without_idioms(
    line: Line, present: Words, kind: str, know: Knowledge, *, laughing: bool
) -> Line:
    """Give a sentence without the idioms of a kind: the same line where it holds none."""
    own = kind if kind in know.idioms else ""
    rest = _masked(line, present, know.idioms[own])
    if not laughing or own not in know.laughed_off:
        return rest
    if rest is not line:
        present = frozenset(rest.words)
    return _masked(rest, present, know.laughed_off[own])


def _masked(line: Line, present: Words, idioms: Index) -> Line:
    for idiom in idioms.candidates(present):
        if present.isdisjoint(idiom.unless) and idiom.first_in(line):
            line = Line(idiom.pattern.sub("_ ", line.text).split())
    return line


def _weighed(
    template: Template,
    found: re.Match[str],
    line: Line,
    present: Words,
    know: Knowledge,
    *,
    laughing: bool,
) -> Reading:
    """Give the level of a match after what stands around it; lowered once at most, never to 0."""
    why = _softer(found, line, present, template.kind, know)
    negated = know.soften["negated"]
    if why is None and not negated.isdisjoint(present):
        in_gaps = set(found.group().split()) - template.spelled
        if not in_gaps.isdisjoint(negated):
            why = "negated"
    if why is None and laughing:
        why = "laughing"
    if why is None or template.level == 1:
        return Reading(template.level, template.kind, template.reason)
    return Reading(template.level - 1, template.kind, why)


def _softer(
    found: re.Match[str], line: Line, present: Words, kind: str, know: Knowledge
) -> str | None:
    """Say why a match is softened. `present` are the words of the sentence before idioms were taken out."""
    before = line.text[: found.start()]
    if not know.soften["negated"].isdisjoint(present) and _denied(before, know):
        return "negated"
    past, still = (
        know.phrases.get(f"{name}_{kind}", know.phrases[name]) for name in ("past", "still")
    )
    around = know.around
    over = past.stand_in(line.text, present) or (
        around.of_year in present and around.year.search(line.text)
    )
    if over and not still.stand_in(line.text, present):
        return "past"
    others = kind != "danger" and not know.soften["other"].isdisjoint(present)
    return "other_person" if others and _of_somebody_else(before, found.group(), know) else None


def _denied(before: str, know: Knowledge) -> bool:
    """Say whether a negation stands just before, in the same breath."""
    near = know.phrases["not_negated"].pattern.sub("_ ", before).split()[-4:]
    for back, word in enumerate(reversed(near)):
        if word in know.soften["negated"]:
            return back < 4
        if word in know.around.turn:
            return False
    return False


def _of_somebody_else(before: str, match: str, know: Knowledge) -> bool:
    """Say whether the last person named before the match is somebody else."""
    if not know.around.first.isdisjoint(match.split()):
        return False
    words = before.split()[-9:]
    for earlier, word in reversed(list(zip(["", *words], words, strict=False))):
        if word in know.soften["other"]:
            return earlier not in know.around.yours  # "your daughter is" comes from the daughter
        if word in know.around.first:
            return False
    return False
