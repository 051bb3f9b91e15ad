"""Answers to questionnaires out of FHIR: QuestionnaireResponse, alone or in a bundle (R4 to R5).

A questionnaire is known by its address where the file is Kith's own, by its code in LOINC, or by
the codes of its questions. Answers that do not fit are handed on as they were made out, so that
help need not wait for a file without a slip; nothing of them is ever scored.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from kith import measures
from kith.exchange import fhir, jsonfile
from kith.exchange.asked import Asked
from kith.exchange.identity import namer
from kith.exchange.items import Heard, Item, Located, Note, NotUnderstood
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, TimeRule, moment
from kith.measures import AnswerError, Measure
from kith.measures import Item as Asks
from kith.records import Answers

NAME = "fhir"
_LONGEST = 20_000_000
_DEEPEST = 12
_RETRACTED = "entered-in-error"
_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")  # FHIR's dates of a year or a month


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
    whole = text.lstrip("\ufeff") if len(text) <= _LONGEST else ""
    if (lines := jsonfile.lines(whole)) and _is_resource(lines[0][1]):
        yield from _of_lines(lines, rule)
        return
    begun = jsonfile.begun(whole, "entry")
    if begun is None:
        yield NotUnderstood(0, "broken_off", _keepable(text[:1000]))
        return
    document, rest = begun
    name, coded = namer(NAME), _coded(document)
    found = fhir.responses(document)
    for number, one in enumerate(found, 1):
        yield from _response(number, one, rule, coded, name)
    if rest is not None:
        yield NotUnderstood(len(found) + 1, "broken_off", _keepable(rest[:1000]))


def _is_resource(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("resourceType"), str)


def _of_lines(lines: list[tuple[int, Any, str]], rule: TimeRule) -> Iterator[Item]:
    """Read an export of many: one resource a line (NDJSON), each by itself; numbers are lines."""
    together = [{"resource": one} for _, one, _ in lines if _is_resource(one)]
    name, coded = namer(NAME), _coded({"entry": together})
    for number, one, written in lines:
        if one is None:
            yield NotUnderstood(number, "broken_off", _keepable(written[:1000]))
        for response in fhir.responses(one):
            yield from _response(number, response, rule, coded, name)


def _response(
    number: int, one: dict[str, Any], rule: TimeRule, coded: Mapping[str, str], name: Any
) -> Iterator[Item]:
    said: dict[str, list[dict[str, Any]]] = {}
    for key, answer in _said(one.get("item"), 0):
        said.setdefault(key, []).append(answer)
    found = _measure(str(one.get("questionnaire") or ""), coded, [*said])
    if one.get("status") == _RETRACTED:
        yield NotUnderstood(number, "entered_in_error")
        return
    if found is None:
        yield NotUnderstood(number, "unknown_questionnaire", jsonfile.original(one))
        return
    given = {item.code: _values(item, said) for item in found.by_code.values()}
    called, written = measures.recognised(found.id, given), jsonfile.said(one, "authored")
    try:
        at, note = moment(written, rule)
    except NotATime as reason:
        yield from _untimed(found, called, _latest(written, reason.code, rule))
        if found.use == fhir.KEPT:
            yield NotUnderstood(number, reason.code, jsonfile.original(one))
        return
    if note:
        yield Note(note)
    if found.use != fhir.KEPT:
        yield from _only_heard(called, at)
        return
    yield from _kept(number, found, given, Heard(at, called), name)
    if others := _others(found, said):
        yield NotUnderstood(
            number, "other_answers", _keepable(jsonfile.original(others)), partial=True
        )


def _others(
    found: Measure, said: Mapping[str, list[dict[str, Any]]]
) -> dict[str, list[dict[str, Any]]]:
    """Return what was answered to questions that a questionnaire does not have: a comment, how hard it is."""
    known = {key for item in found.by_code.values() for key in _keys(item)}
    return {key: answers for key, answers in said.items() if key not in known}


def _kept(
    number: int, found: Measure, given: Mapping[str, list[Any]], heard: Heard, name: Any
) -> Iterator[Item]:
    """Yield the answers that are kept, and what those call for that are not."""
    at = heard.at
    asked = {item.code: values for item in found.items if (values := given[item.code])}
    try:
        single = {code: values[0] for code, values in asked.items() if len(values) == 1}
        checked = measures.answers_of(found, single)
        # about whom answers to one about a tie are stands in no file
        whole = bool(checked) and not found.tie
    except AnswerError:
        checked, whole = {}, False
    if not whole:
        # As an export of Kith keeps it: whoever looks for what answers call for finds it there.
        answers = {
            code: values[0] if len(values) == 1 else values for code, values in asked.items()
        }
        held = {"at": at.isoformat(), "deleted_at": None, "measure": found.id, "answers": answers}
        if heard.called_for:
            yield heard
        yield NotUnderstood(number, "response", json.dumps(held))
        return
    if len(single) < len(asked):
        yield Note("several_answers")
    if {*heard.called_for} - {*measures.recognised(found.id, checked)}:
        yield Heard(at, heard.called_for, rows=0)
    identity = (at.isoformat(), found.id, json.dumps(checked, sort_keys=True))
    yield Located(number, Answers(at, found.id, checked, source_id=name(identity)))


def _only_heard(called: tuple[str, ...], at: datetime) -> Iterator[Item]:
    """Yield what a questionnaire calls for that only ever leads to help; nothing else of it."""
    yield Note("only_for_help")
    yield Heard(at, called)


def _untimed(found: Measure, called: tuple[str, ...], at: datetime | None) -> Iterator[Item]:
    if found.use != fhir.KEPT:
        yield Note("only_for_help")
        yield Heard(at, called) if at else Heard(datetime.min.replace(tzinfo=UTC))
    elif called and at:
        yield Heard(at, called)


def _latest(written: str, why: str, rule: TimeRule) -> datetime | None:
    """Return the latest moment that answers can be of whose time is none; None for long ago.

    Where nothing is known it is now: help is not to wait for a clock.
    """
    if why == "too_old":
        return None
    part = _PART.fullmatch(written.strip())
    if part is None:
        return rule.now
    year, month = int(part[1]), int(part[2] or 12)
    if not (1 <= month <= 12 and 1900 <= year <= rule.now.year):
        return rule.now if year >= 1900 else None
    return min(datetime(year + month // 12, month % 12 + 1, 1, tzinfo=rule.zone), rule.now)


def _said(items: Any, deep: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every answer by the name of its question, groups within groups."""
    for one in items if isinstance(items, list) and deep < _DEEPEST else ():
        if not isinstance(one, dict):
            continue
        given = one.get("answer")
        for answer in given if isinstance(given, list) else ():
            if isinstance(answer, dict):
                yield str(one.get("linkId") or "").strip("/"), answer
                yield from _said(answer.get("item"), deep + 1)
        yield from _said(one.get("item"), deep + 1)


def _values(item: Asks, said: Mapping[str, list[dict[str, Any]]]) -> list[Any]:
    """Return what was answered to a question, each once."""
    every = [_value(item, answer) for key in _keys(item) for answer in said.get(key, ())]
    return [*{json.dumps(value, sort_keys=True): value for value in every}.values()]


@cache
def _only_for_help() -> re.Pattern[str]:
    """Return what names a question of those whose answers are kept nowhere."""
    every = [measures.measure(name) for name in measures.ids()]
    names = [
        key
        for one in every
        if one.use != fhir.KEPT
        for key in (
            one.loinc,
            f"questionnaire:{one.id}",
            *one.by_code,
            *(i.loinc for i in one.items),
        )
        if key
    ]
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


def _keepable(text: str) -> str:
    """Return a piece of a file as it may be kept: nothing where it tells of answers kept nowhere."""
    return "" if names_only_for_help(text) else text


def names_only_for_help(text: str) -> bool:
    """Say whether a piece of FHIR names a questionnaire or question that only leads to help."""
    return _only_for_help().search(text) is not None


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
    held = {*keys}
    for one in every:
        named = plain == f"{fhir.OWN}questionnaire:{one.id}" or (one.loinc and one.loinc == code)
        # an address can be wrong (many files call GAD-7 by the code of PHQ-9): the questions count
        if named and (one.use != fhir.KEPT or not held or _some(one, held)):
            return one
    whole = next((one for one in every if held and _questions(one, held)), None)
    return whole or next((one for one in every if one.use != fhir.KEPT and _some(one, held)), None)


def _some(one: Measure, keys: set[str]) -> bool:
    """Say whether some question of a questionnaire is answered."""
    return any(keys & {*_keys(item)} for item in one.by_code.values())


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
