"""Answers to questionnaires out of FHIR: QuestionnaireResponse, alone or in a bundle (R4 to R5).

A questionnaire is known by its address where the file is Kith's own, by its code in LOINC, or by
the codes of its questions. Answers that do not fit are handed on as they were made out, so that
help need not wait for a file without a slip; nothing of them is ever scored.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kith import measures
from kith.exchange import fhir, jsonfile
from kith.exchange.asked import Asked
from kith.exchange.identity import namer
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, TimeRule, moment
from kith.measures import AnswerError, Measure
from kith.measures import Item as Asks
from kith.records import Answers

NAME = "fhir"
_LONGEST = 20_000_000
_DEEPEST = 12


def sniff(start: Start) -> float:
    """Say how sure it is that this holds answers to questionnaires in FHIR."""
    if not jsonfile.holds(start.text, "resourceType"):
        return 0.0
    return 1.0 if "QuestionnaireResponse" in start.text else 0.6 * ('"Bundle"' in start.text)


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream every response that is about a questionnaire which is here."""
    return _read(source, asked.time_rule([], zoned=True))


def _read(source: Source, rule: TimeRule) -> Iterator[Item]:
    with source.text() as stream:
        text = stream.read(_LONGEST + 1)
    begun = jsonfile.begun(text.lstrip("\ufeff"), "entry") if len(text) <= _LONGEST else None
    if begun is None:
        yield NotUnderstood(0, "broken_off", text[:1000])
        return
    document, rest = begun
    name, coded = namer(NAME), _coded(document)
    found = fhir.responses(document)
    for number, one in enumerate(found, 1):
        yield from _response(number, one, rule, coded, name)
    if rest is not None:
        yield NotUnderstood(len(found) + 1, "broken_off", rest[:1000])


def _response(
    number: int, one: dict[str, Any], rule: TimeRule, coded: Mapping[str, str], name: Any
) -> Iterator[Item]:
    said = dict(_said(one.get("item"), 0))
    found = _measure(str(one.get("questionnaire") or ""), coded, [*said])
    if found is None:
        yield NotUnderstood(number, "unknown_questionnaire", jsonfile.original(one))
        return
    try:
        at, note = moment(jsonfile.said(one, "authored"), rule)
    except NotATime as reason:
        yield NotUnderstood(number, reason.code, jsonfile.original(one))
        return
    if note:
        yield Note(note)
    answers = {item.code: _value(item, said[key]) for item in found.items for key in _keys(item) if key in said}  # fmt: skip
    try:
        checked = measures.answers_of(found, answers)
        # about whom answers to one about a tie are stands in no file
        whole = bool(checked) and found.use == fhir.KEPT and not found.tie
    except AnswerError:
        checked, whole = {}, False
    if not whole:
        # As an export of Kith keeps it: whoever looks for what answers call for finds it there.
        held = {"at": at.isoformat(), "deleted_at": None, "measure": found.id, "answers": answers}
        yield NotUnderstood(number, "response", json.dumps(held))
        return
    identity = (at.isoformat(), found.id, json.dumps(checked, sort_keys=True))
    yield Located(number, Answers(at, found.id, checked, source_id=name(identity)))


def _said(items: Any, deep: int) -> Iterator[tuple[str, Any]]:
    """Yield what was answered by the name of each question, groups within groups."""
    for one in items if isinstance(items, list) and deep < _DEEPEST else ():
        if not isinstance(one, dict):
            continue
        given = one.get("answer")
        first = given[0] if isinstance(given, list) and given else None
        if isinstance(first, dict):
            yield str(one.get("linkId") or "").strip("/"), first
            yield from _said(first.get("item"), deep + 1)
        yield from _said(one.get("item"), deep + 1)


def _keys(item: Asks) -> tuple[str, ...]:
    return (item.code, item.loinc) if item.loinc else (item.code,)


def _coded(document: Any) -> dict[str, str]:
    """Return the LOINC code of each questionnaire in the file by its address."""
    entries = document.get("entry") if isinstance(document, dict) else None
    found: dict[str, str] = {}
    for entry in entries if isinstance(entries, list) else ():
        one = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(one, dict) and one.get("resourceType") == "Questionnaire":
            codes = one.get("code")
            for code in codes if isinstance(codes, list) else ():
                if isinstance(code, dict) and code.get("system") == fhir.LOINC:
                    found[str(one.get("url") or one.get("id"))] = str(code.get("code"))
    return found


def _measure(address: str, coded: Mapping[str, str], keys: list[str]) -> Measure | None:
    plain = address.partition("|")[0]
    code = coded.get(plain) or plain.rpartition("/")[2]
    every = [measures.measure(name) for name in measures.ids()]
    for one in every:
        if plain == f"{fhir.OWN}questionnaire:{one.id}" or (one.loinc and one.loinc == code):
            return one
    held = {*keys}
    return next((one for one in every if held and _questions(one, held)), None)


def _questions(one: Measure, keys: set[str]) -> bool:
    """Say whether the answers are to just the questions of one questionnaire."""
    met = [item for item in one.items if keys & {*_keys(item)}]
    known = {key for item in one.by_code.values() for key in _keys(item)}
    return len(met) == len(one.items) and keys <= known


def _value(item: Asks, answer: Mapping[str, Any]) -> Any:
    """Return the number that was answered; what is none of the options as it was written."""
    coding = answer.get("valueCoding")
    if isinstance(coding, dict):
        code, words = str(coding.get("code")), str(coding.get("display") or "")
        by_code = {option.loinc: option.value for option in item.options if option.loinc}
        by_code |= {str(option.value): option.value for option in item.options}
        by_words = {option.says.casefold(): option.value for option in item.options}
        return by_code.get(code, by_words.get(words.casefold(), words or code))
    for kind in ("valueInteger", "valueDecimal", "valueString"):
        if kind in answer:
            return answer[kind]
    said = answer.get("valueBoolean")
    return int(said) if isinstance(said, bool) else None
