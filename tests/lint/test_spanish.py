"""The Spanish texts keep to docs/translating/spanish.md, as far as single words can tell."""

import re
from typing import NamedTuple

import make_messages
import pytest


class Rule(NamedTuple):
    """What must not stand in a translation, unless the English says it too (`unless`)."""

    pattern: re.Pattern[str]
    why: str
    unless: re.Pattern[str] | None = None


def _rule(pattern: str, why: str, unless: str = "") -> Rule:
    when = re.compile(unless, re.IGNORECASE) if unless else None
    return Rule(re.compile(pattern, re.IGNORECASE), why, when)


RULES = (
    _rule(r"\bdiagn[oó]s\w*", "Kith says nothing about conditions", r"\bdiagnos"),
    _rule(r"\bterapias?\b|\bterapéutic\w*", "Kith is no therapy", r"\btherap(?:y|ies)"),
    _rule(r"\bpacientes?\b|\bs[ií]ntomas?\b|\btrastornos?\b", "no verdict", r"patient|symptom|disorder"),
    _rule(r"\b(?:a)?normal(?:es|mente)?\b", "no judgement", r"normal"),
    _rule(r"\bt[oó]xic[oa]s?\b|\bnarcisis\w*|\b(?:maltrat|abus|manipul)ador\w*|\bcodependi\w*", "describe effects, judge nobody"),
    _rule(r"\bfracas\w*|\bincumpl\w*|\bfallaste\b|\bculpa tuya\b", "no blame", r"\bfail"),
    _rule(r"\brachas?\b", "no counting of times in a row"),
    _rule(r"\bbien hecho\b|\bbuen trabajo\b|\benhorabuena\b|\bfelicidades\b", "no praise for obedience"),
    _rule(r"\bcomet\w+ suicidio\b|\bintento fallido\b|\bsuicidio consumado\b", "say died by suicide"),
    _rule(r"\bdeberías?\b|\b(?<!no )(?<!nunca )(?:debes|tienes que|hay que)\b", "verbs of choice", r"\b(?:must|have to|has to|needs? to|owe|should)\b"),
    _rule(r"\b(?:déjal[oa](?! reposar)|perdónal[oa]|enfréntate|perdona a|abandona a)\b", "never leave, forgive or confront"),
    _rule(r"\busted\b|\bvosotr[oa]s\b|\bvuestr[oa]s?\b|\bvos\b", "tú, and ustedes for several"),
    _rule(r"\w/as?\b|\w@s?\b|\bél o ella\b|\belles?\b|\btod[xe]s\b", "no gender is assumed, without signs", r"\w/as?\b|@"),
    _rule(r"¡|!", "Kith does not shout", r"!"),
    _rule(r"\bestás (?:sol[oa]|segur[oa]|cansad[oa]|list[oa]|enfadad[oa]|preparad[oa]|content[oa])s?\b", "no gender is assumed", r"\b(?:he|she|her|his)\b"),
    _rule(r"\bordenador(?:es)?\b|\bcomputador[ae]s?\b|\bcelular(?:es)?\b", "words known everywhere", r"processor|computer"),
)  # fmt: skip
ALLOWED = {
    "Some questions must be answered first. Nothing was changed. Each is listed with its answers.",
}


def translations() -> list[tuple[str, str]]:
    """Return each English text with each form of its translation."""
    found = make_messages.translated("es")
    return [
        (one.many if at else one.text, said)
        for messages in found.values()
        for one in messages
        for at, said in enumerate(one.said)
    ]


def faults(text: str, said: str) -> list[str]:
    """Return what is wrong with a translation."""
    told = [
        f"{hit[0]}: {rule.why}"
        for rule in RULES
        if (hit := rule.pattern.search(said)) and not (rule.unless and rule.unless.search(text))
    ]
    if said.count("?") > said.count("¿") and "http" not in said:
        told.append("a question without its first sign")
    return told


def test_the_translations_keep_to_the_words_that_were_agreed():
    """Forbidden words, commands, gender, and signs."""
    rows = translations()
    assert len(rows) > 7000
    wrong = [(text, said, faults(text, said)) for text, said in rows if text not in ALLOWED]
    assert not [row for row in wrong if row[2]]


@pytest.mark.parametrize(
    "said",
    [
        "Tu diagnóstico", "Una racha de tres días", "Bien hecho", "Es una persona tóxica",
        "Incumpliste tu límite", "Deberías hablar", "Tienes que hablar", "¿Estás sola?",
        "Cuando esté listo/a", "¡Hola!", "Como estás?", "Usted puede", "Tu ordenador",
        "cometió suicidio",
    ],
)  # fmt: skip
def test_what_must_not_be_said_is_seen(said):
    """The test above can fail."""
    assert faults("You could say it", said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It does not diagnose anything.", "No diagnostica nada."),
        ("You do not have to be alone with this", "No tienes que llevar esto a solas"),
        ("You could talk about it.", "Podrías hablar de ello."),
        ("Are you afraid of them?", "¿Sientes miedo de esta persona?"),
    ],
)
def test_what_may_be_said_is_left_alone(text, said):
    """What the English says too, and what is said of choice."""
    assert faults(text, said) == []
