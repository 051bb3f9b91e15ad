"""Reads whether what a person wrote asks for a help panel: levels 0 to 3, nothing else.

It is a word finder with manners, not an assessment: it gives no number, no category that is
shown, and no forecast, and it will miss things (docs/safety/crisis-reader.md says what). Levels:
1 a quiet line with a link, 2 a panel after saving, 3 the full help page. A denied, past, joking
or third-person sentence drops by one level and never to 0 where the words are explicit.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from kith.safety import spanish
from kith.safety.aim import (
    MEANT_HARM,
    TOLD_HARM,
    harm_in,
    not_danger,
    not_oneself,
    not_others,
)
from kith.safety.first import first_look
from kith.safety.fold import fold, scraps
from kith.safety.matching import FIGURES, found_in
from kith.safety.ordinary import plainer
from kith.safety.own import grammar
from kith.safety.reading import NOTHING, Reading
from kith.safety.sums import Sums
from kith.safety.templates import OWN, PLAIN, Knowledge, knowledge
from kith.safety.weigh import HEADS, scales
from kith.safety.when import only_when

if TYPE_CHECKING:
    from kith.safety import many

__all__ = [
    "FIGURES",
    "HELD",
    "MEANT_HARM",
    "NOTHING",
    "PLAIN_WORDS",
    "WHOLE",
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
WHOLE, PLAIN_WORDS = (
    "whole",
    "plain_words",
)  # how a language is read: with weights, or by templates alone
FEW = 12  # texts; so few are read one by one
SOFTER = frozenset({"negated", "past", "other_person", "laughing"})  # why a level was lowered
MILD = SOFTER | {"figure", "maybe_danger"}
# Outright wishes, and a voice that demands it: with nothing to soften them, they always bring the panel.
HELD = frozenset({"explicit_wish", "explicit_act", "explicit_thoughts", "commanded"})
VIOLENCE = "violence"  # said so plainly that it brings the panel, whatever else is in the text
FAR = 150  # hundredths
# Rules of the grammar that say it so plainly that it never comes to nothing.
EARNEST = frozenset({"plain_kill", "am_suicidal", "life_end"})
RETRACTED = 200  # how far above the bar what was denied, past or told must weigh for the panel
HINTED = 150  # how far below it a hint that a template knows may lie for the quiet line
UNTOLD = 50  # how far above the bar it must be that danger is at hand where no template says so
LONGEST = 127  # words; longer texts count as long as this
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # all but line ends and tabs


def languages() -> Mapping[str, str]:
    """Give the languages that are read, and how: `WHOLE`, or `PLAIN_WORDS` alone; the page says it (R5)."""
    return {
        **dict.fromkeys(knowledge().languages, WHOLE),
        **dict.fromkeys(spanish.known().languages, PLAIN_WORDS),
    }


def read(text: str, *, off: Collection[int] = frozenset()) -> Reading:
    """Read one text. `off` holds the levels a person switched off (1, 2); 3 always stays on.

    A level that is off falls to the next lower one that is on. Deterministic, and linear in the
    length of the text. What is no text is refused (TypeError).
    """
    return switched(_read(_shown(text)), off)


def read_many(texts: Iterable[str], *, off: Collection[int] = frozenset()) -> list[Reading]:
    """Read several texts, each for itself, in order: what `read` gives for each, in a fraction of the time."""
    texts = [*map(_shown, texts)]
    found: Iterable[Reading]
    if len(texts) < FEW:
        found = map(_read, texts)
    else:
        from kith.safety.many import parts

        found = chain.from_iterable(map(_read_part, parts(texts)))
    return [switched(one, off) for one in found]


def _shown(text: object) -> str:
    """Give a text without control characters, which nobody sees and which cut a word in two."""
    if not isinstance(text, str):
        raise TypeError(f"text is a str, not {type(text).__name__}")
    return text if text.isprintable() else _CONTROL.sub("", text)


def switched(found: Reading, off: Collection[int]) -> Reading:
    """Give a reading with the levels in `off` switched off, as `read` does."""
    level = found.level
    while level in off and level in (1, 2):
        level -= 1
    if level == found.level:
        return found
    return Reading(level, found.kind, found.reason) if level else Reading(0, "none", "switched_off")


def _read(text: str) -> Reading:
    return spanish.stronger(_in_english(text), spanish.read(text))


def _in_english(text: str) -> Reading:
    if not first_look(text):
        return NOTHING
    know, table = knowledge(), scales()
    sentences = plainer(fold(text, know.lexicon, know.respelled, with_scraps=False))
    if only_when(sentences):
        return NOTHING
    weights = table.text([*map(table.sentence, sentences)])
    if not looks_closer(sentences, weights["stir"], know):
        return NOTHING
    found = found_in([*sentences, *scraps(sentences)], know)
    return _settled(found, sentences, weights, know)


def _read_part(texts: Sequence[str]) -> list[Reading]:
    """Read some texts as `_read` does each of them, with what can be asked of all at once."""
    from kith.safety import many

    looks = many.first_looks(texts)
    readings = _all_in_english(texts, looks)
    for place in looks.spanish:
        readings[place] = spanish.stronger(readings[place], spanish.read(texts[place]))
    return readings


def _all_in_english(texts: Sequence[str], looks: "many.Looks") -> list[Reading]:
    from kith.safety import many

    know = knowledge()
    readings = [NOTHING] * len(texts)
    left: list[int] = []
    folded: list[list[list[str]]] = []
    for place, sentences in enumerate(many.folded(texts, looks)):
        if sentences and not only_when(sentences):
            left.append(place)
            folded.append(plainer(sentences))
        elif sentences == []:
            readings[place] = _in_english(texts[place])
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
        found = found_in(every, know, [*islice(could, len(every))])
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
    found = found_in([*sentences, *scraps(sentences)], know)
    return found, grammar().found(sentences), sum(map(len, sentences))


def templates_in(text: str) -> dict[str, Reading]:
    """Give what the templates alone find in a text, the strongest reading of each kind."""
    know = knowledge()
    return found_in(fold(text, know.lexicon, know.respelled), know)


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
        (
            NOTHING if not_danger(found, sentences) else _of_danger(found, over),
            over["danger_quiet"],
        ),
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
    plain = template.reason in PLAIN or not EARNEST.isdisjoint(rules)
    said = template.level >= 2 or softened or plain
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
    elif template.reason == VIOLENCE:
        level = 2
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
