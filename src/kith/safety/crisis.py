"""Reads whether what a person wrote asks for a help panel: levels 0 to 3, nothing else.

It is a word finder with manners, not an assessment: it gives no number, no category that is
shown, and no forecast, and it will miss things (docs/safety/crisis-reader.md says what). Levels:
1 a quiet line with a link, 2 a panel after saving, 3 the full help page. A denied, past, joking
or third-person sentence drops by one level and never to 0 where the words are explicit.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, islice, repeat

from kith.safety.aim import (
    FEARED,
    MEANT_HARM,
    TOLD_HARM,
    at_end,
    harm_in,
    not_oneself,
    not_others,
    settled,
)
from kith.safety.first import first_look
from kith.safety.fold import fold, scraps
from kith.safety.own import grammar
from kith.safety.reading import NOTHING, Reading
from kith.safety.sums import Sums
from kith.safety.templates import OWN, Index, Knowledge, Line, Template, knowledge
from kith.safety.weigh import HEADS, scales
from kith.safety.when import only_when

__all__ = [
    "FIGURES",
    "HELD",
    "MEANT_HARM",
    "NOTHING",
    "Reading",
    "decided",
    "languages",
    "looked",
    "looks_closer",
    "read",
    "read_many",
    "signs_of",
    "switched",
    "templates_in",
]
FEW = 12  # texts; so few are read one by one
NEAR = 2  # sentences; how far a sign of preparation may stand from explicit words
SOFTER = frozenset({"negated", "past", "other_person", "laughing"})  # why a level was lowered
MILD = SOFTER | {"figure", "maybe_danger"}
# Outright wishes, and a voice that demands it: with nothing to soften them, they always bring the panel.
HELD = frozenset({"explicit_wish", "explicit_act", "explicit_thoughts", "commanded"})
FAR = 150  # hundredths
JOKE = 3  # words; what is laughed off in more of them keeps the quiet line
# Rules of the grammar that say it so plainly that it never comes to nothing.
EARNEST = frozenset({"plain_kill", "am_suicidal", "life_end"})
RETRACTED = 150  # how far above the bar what was denied, past or told must weigh for the panel
HINTED = 150  # how far below it a hint that a template knows may lie for the quiet line
UNTOLD = 50  # how far above the bar it must be that danger is at hand where no template says so
LONGEST = 127  # words; longer texts count as long as this
_NO_SIGN = frozenset({"negated", "other_person"})
_FIRST = frozenset({"i", "im", "ive", "id", "ill", "me", "my", "myself"})
_YEAR = re.compile(r"(?:^| )in (?:19|20)\d\d ")
_TURN = frozenset(
    {",", "and", "but", "because", "cause", "so", "if", "when", "while", "since", "i"}
)


Words = AbstractSet[str]
# What a sentence holds: the strongest reading of each kind, and signs (kind, name) for those near it.
_Told = tuple[Mapping[str, Reading], AbstractSet[tuple[str, str]]]
_SILENT: _Told = ({}, frozenset())
# Words of violence, and every one a figure of speech.
FIGURES = {kind: Reading(0, kind, "figure") for kind in ("danger", "harm_to_others")}


def languages() -> tuple[str, ...]:
    """Give the languages that are read; the page names them (R5)."""
    return knowledge().languages


def read(text: str, *, off: Collection[int] = frozenset()) -> Reading:
    """Read one text. `off` holds the levels a person switched off (1, 2); 3 always stays on.

    A level that is off falls to the next lower one that is on. Deterministic, and linear in the
    length of the text. What is no text is refused (TypeError).
    """
    _refuse(text)
    return switched(_read(text), off)


def read_many(texts: Iterable[str], *, off: Collection[int] = frozenset()) -> list[Reading]:
    """Read several texts, each for itself, in order: what `read` gives for each, in a fraction of the time."""
    texts = [*texts]
    for text in texts:
        _refuse(text)
    found: Iterable[Reading]
    if len(texts) < FEW:
        found = map(_read, texts)
    else:
        from kith.safety.many import parts

        found = chain.from_iterable(map(_read_part, parts(texts)))
    return [switched(one, off) for one in found]


def _refuse(text: object) -> None:
    if not isinstance(text, str):
        raise TypeError(f"text is a str, not {type(text).__name__}")


def switched(found: Reading, off: Collection[int]) -> Reading:
    """Give a reading with the levels in `off` switched off, as `read` does."""
    level = found.level
    while level in off and level in (1, 2):
        level -= 1
    if level == found.level:
        return found
    return Reading(level, found.kind, found.reason) if level else Reading(0, "none", "switched_off")


def _read(text: str) -> Reading:
    if not first_look(text):
        return NOTHING
    know, table = knowledge(), scales()
    sentences = fold(text, know.lexicon, know.respelled, with_scraps=False)
    if only_when(sentences):
        return NOTHING
    weights = table.text([*map(table.sentence, sentences)])
    if not looks_closer(sentences, weights["stir"], know):
        return NOTHING
    found = _found([*sentences, *scraps(sentences)], know)
    return _settled(found, sentences, weights, know)


def _read_part(texts: Sequence[str]) -> list[Reading]:
    """Read some texts as `_read` does each of them, with what can be asked of all at once."""
    from kith.safety import many

    know = knowledge()
    readings = [NOTHING] * len(texts)
    left: list[int] = []
    folded: list[list[list[str]]] = []
    for place, sentences in enumerate(many.folded(texts, many.first_looks(texts))):
        if sentences and not only_when(sentences):
            left.append(place)
            folded.append(sentences)
        elif sentences == []:
            readings[place] = _read(texts[place])
    if not left:
        return readings
    close: list[tuple[int, list[list[str]], dict[str, int]]] = []
    for place, sentences, row in zip(left, folded, many.weigh(folded).tolist(), strict=True):
        weights = dict(zip(HEADS, row, strict=True))
        if looks_closer(sentences, weights["stir"], know):
            close.append((place, sentences, weights))
    whole = [[*sentences, *scraps(sentences)] for _, sentences, _ in close]
    could = iter(many.candidates([*chain.from_iterable(whole)]))
    for (place, sentences, weights), every in zip(close, whole, strict=True):
        found = _found(every, know, [*islice(could, len(every))])
        readings[place] = _settled(found, sentences, weights, know)
    return readings


def _settled(
    found: Mapping[str, Reading],
    sentences: list[list[str]],
    weights: Mapping[str, int],
    know: Knowledge,
) -> Reading:
    """Give the reading of a text in which templates found this and whose words weigh so much."""
    if urgent := [reading for reading in found.values() if reading.level == 3]:
        return urgent[0]
    rules, words = grammar().found(sentences), sum(map(len, sentences))
    return decided(found, weights, know.sums, rules, words, sentences=len(sentences))


def looks_closer(sentences: Sequence[list[str]], stir: int, know: Knowledge) -> bool:
    """Say whether templates and rules are asked.

    They are where the words weigh something, one of them is about living or dying, or a strong
    template might fit.
    """
    if stir > know.bars["closer"]["bar"]:
        return True
    grave = grammar().grave
    return any(not grave.isdisjoint(one) or know.could_be_outright(one) for one in sentences)


def looked(
    sentences: list[list[str]], know: Knowledge
) -> tuple[dict[str, Reading], frozenset[str], int]:
    """Give what the templates and the grammar find in folded sentences, and how many words there are."""
    found = _found([*sentences, *scraps(sentences)], know)
    return found, grammar().found(sentences), sum(map(len, sentences))


def templates_in(text: str) -> dict[str, Reading]:
    """Give what the templates alone find in a text, the strongest reading of each kind."""
    know = knowledge()
    return _found(fold(text, know.lexicon, know.respelled), know)


def _found(
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
            told = seen[text] = _sentence(words, candidates, know)
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


def decided(
    found: Mapping[str, Reading],
    weights: Mapping[str, int],
    sums: Sums,
    rules: Collection[str] = frozenset(),
    words: int = 0,
    *,
    sentences: int = 1,
) -> Reading:
    """Give the reading of a text from what templates found and what its words weigh.

    Whatever the words weigh, a template of level 3 brings the full page and explicit words the quiet
    line, so they never come to nothing; an outright wish to die that nothing softens brings the panel.
    Where the one sentence there is says that the writer may hurt somebody, or tells of an accident, and no
    template knows of a wish to die or to hurt oneself, words alone do not make it one. Between these, words, templates and
    rules (`own.py`) are added up (`weighed.toml`). `words` is how many there are, in so many `sentences`.
    """
    over = sums.over(weights, signs_of(found, rules, words))
    meant, thing = not_oneself(found, rules, sentences), not_others(found, sentences)
    readings = (
        (NOTHING if meant else _of_oneself(found, over, rules), over["quiet"]),
        (_of_danger(found, over), over["danger_quiet"]),
        (NOTHING if thing else _of_harm(found, over), over["harm"]),
    )
    level, _, _, best = max(
        (reading.level, reading.reason != "words", margin, reading) for reading, margin in readings
    )
    return best if level else NOTHING


def signs_of(found: Mapping[str, Reading], rules: Collection[str], words: int) -> set[str]:
    """Give what stands beside the weighed words: templates, rules and about how long the text is."""
    signs = {*rules, f"words_{min(words, LONGEST).bit_length()}"}
    for kind, reading in found.items():
        signs |= {f"{kind}_{reading.level}", f"said_{reading.reason}"}
    return signs


def _of_oneself(
    found: Mapping[str, Reading], over: Mapping[str, int], rules: Collection[str]
) -> Reading:
    """Suicide and self-harm. Explicit words, denied as well, are never less than level 1 (R4)."""
    template = max((found.get(kind, NOTHING) for kind in OWN), key=lambda r: r.level)
    softened = template.reason in SOFTER
    bare = template.reason == "explicit_word" and "alone" in rules  # the word, and little else
    held = template.level >= 2 and not softened and (template.reason in HELD or bare)
    outright = held or over["panel"] > (RETRACTED if softened else 0)
    said = template.level >= 2 or softened or not EARNEST.isdisjoint(rules)
    hinted = template.level == 1 and over["quiet"] > -HINTED
    level = int(over["quiet"] > 0 or outright or said or hinted)
    if template.level == 3 or (outright and not softened and over["full"] > 0):
        level = 3
    elif outright:
        level = 2
    if softened:
        return Reading(max(level, template.level), template.kind, template.reason)
    if template.level and level == template.level:
        return Reading(level, template.kind, template.reason)
    kind = template.kind if template.level or not level else OWN[over["wound"] > 0]
    return Reading(level, kind, "words")


def _of_danger(found: Mapping[str, Reading], over: Mapping[str, int]) -> Reading:
    template = found.get("danger", NOTHING)
    level = int(template.level > 0 or over["danger_quiet"] > 0)
    if template.level == 3:
        level = 3
    elif over["danger"] > 0 and template.reason not in MILD:
        level = 3 if over["near"] > (0 if template.level else UNTOLD) else 2
    return Reading(level, "danger", template.reason if level == template.level else "words")


def _of_harm(found: Mapping[str, Reading], over: Mapping[str, int]) -> Reading:
    template = harm_in(found)
    level = int(template.level > 0 or over["harm"] > 0)
    weighty = over["harm_panel"] > (FAR if template.reason in TOLD_HARM else 0)
    if template.level == 3:
        level = 3
    elif template.reason in MEANT_HARM or (weighty and template.reason != "figure"):
        level = 2
    reason = template.reason if template.level else "words"
    return Reading(level, "harm_to_others", reason)


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


def _sentence(words: Sequence[str], candidates: list[Template], know: Knowledge) -> _Told:
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
    if laughing and template.level >= 2 and _may_be_meant(template, line.words):
        plain = _without_idioms(line, present, template.kind, know, laughing=False)
        if template.first_in(plain):
            return Reading(1, template.kind, "laughing")
    return NOTHING


def _may_be_meant(template: Template, words: Sequence[str]) -> bool:
    """Say whether what is laughed off is more than a joking form of a few words."""
    return template.kind in OWN and len(words) > JOKE and not _FIRST.isdisjoint(words)


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
    over = past.stand_in(line.text, present) or ("in" in present and _YEAR.search(line.text))
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
