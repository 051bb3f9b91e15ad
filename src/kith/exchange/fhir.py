"""Answers to questionnaires as a FHIR R4 bundle: each questionnaire, its answers, and its total.

LOINC codes stand where a questionnaire's file names them and nowhere else; what has none gets a
code of this program's own. Where a code is of LOINC no name stands beside it but that of an answer:
ours are not theirs. Answers with a question left open are "stopped", FHIR's word for those that
stay as they are. Nobody is named: no patient, no author. A question that follows on an
answer about death, and questionnaires that only lead to help, are never in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from kith import measures
from kith.measures import Item, Measure, Option

NAME = "fhir"
LOINC = "http://loinc.org"
OWN = "urn:kith:"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
UCUM = "http://unitsofmeasure.org"
KEPT = "trend"  # the use of a questionnaire whose answers may leave
LOINC_NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief "
    "Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and "
    "is available at no cost under the license at http://loinc.org/license."
)
Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """One questionnaire as it was answered: values by the code of the question."""

    uid: UUID
    measure: str
    at: datetime
    answers: Mapping[str, int] = field(repr=False)
    about: str = ""  # a letter for whom they are about, where that is somebody; never a name


def bundle(rows: Iterable[Answered]) -> Resource:
    """Return a collection of every questionnaire that was answered, the answers and the totals.

    Raises `ValueError` for a questionnaire that only leads to help.
    """
    given = list(rows)
    names = dict.fromkeys(row.measure for row in given)
    entries = [_entry(_own_uid(name), questionnaire(measures.measure(name))) for name in names]
    for row in given:
        entries += list(_answers(row))
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _entry(uid: UUID, resource: Resource) -> Resource:
    return {"fullUrl": f"urn:uuid:{uid}", "resource": resource}


def _own_uid(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{OWN}questionnaire:{name}")


def _address(one: Measure) -> str:
    return f"{OWN}questionnaire:{one.id}"


def questionnaire(one: Measure) -> Resource:
    """Return a questionnaire with its wording, options and licence; raise `ValueError` where it stays."""
    if one.use != KEPT:
        raise ValueError(one.id)
    stem = [{"linkId": "stem", "type": "display", "text": one.stem}] if one.stem else []
    made: Resource = {
        "resourceType": "Questionnaire",
        "id": one.id.replace("_", "-"),
        "url": _address(one),
        "name": _computer_name(one.name),
        "title": one.full_name,
        "status": "active",
        "subjectType": ["Patient"],
        "language": one.language,
        "copyright": _copyright(one),
        "item": [*stem, *(_question(one, item) for item in one.items)],
    }
    if one.loinc:
        made["code"] = [{"system": LOINC, "code": one.loinc}]
    return made


def _computer_name(name: str) -> str:
    return "Q" + re.sub(r"[^A-Za-z0-9]", "", name)


def _copyright(one: Measure) -> str:
    coded = one.loinc or one.loinc_total or any(item.loinc for item in one.items)
    said = [one.licence.copyright_notice, one.licence.citation, one.licence.licence]
    return "\n".join(filter(None, [*said, LOINC_NOTICE if coded else ""]))


def _question(one: Measure, item: Item) -> Resource:
    made: Resource = {"linkId": item.code, "type": "choice", "text": item.asks, "required": False}
    if item.loinc:
        made["code"] = [{"system": LOINC, "code": item.loinc}]
    made["answerOption"] = [
        {"valueCoding": {**_coding(one, option), "extension": [_ordinal(option)]}}
        for option in item.options
    ]
    return made


def _ordinal(option: Option) -> Resource:
    return {"url": ORDINAL, "valueDecimal": option.value}


def _coding(one: Measure, option: Option) -> Resource:
    if option.loinc:
        return {"system": LOINC, "code": option.loinc, "display": option.says}
    system = f"{OWN}answer:{one.id}"
    return {"system": system, "code": str(option.value), "display": option.says}


def _answers(row: Answered) -> Iterator[Resource]:
    one = measures.measure(row.measure)
    said = [
        _said(one, item, row.answers[item.code]) for item in one.items if item.code in row.answers
    ]
    yield _entry(
        row.uid,
        {
            "resourceType": "QuestionnaireResponse",
            "id": str(row.uid),
            "questionnaire": _address(one),
            "status": "completed" if len(said) == len(one.items) else "stopped",
            "authored": _instant(row.at),
            **({"subject": {"display": row.about}} if row.about else {}),
            "item": said,
        },
    )
    total = _total(one, row)
    if total is not None:
        yield _entry(UUID(total["id"]), total)


def _said(one: Measure, item: Item, value: int) -> Resource:
    option = next(option for option in item.options if option.value == value)
    answer = [{"valueCoding": _coding(one, option)}]
    return {"linkId": item.code, "text": item.asks, "answer": answer}


def _total(one: Measure, row: Answered) -> Resource | None:
    found = measures.score(one.id, {i.code: row.answers.get(i.code) for i in one.items})
    if found.total is None:
        return None
    own = {"system": f"{OWN}total", "code": one.id, "display": f"{one.name} total"}
    loinc = {"system": LOINC, "code": one.loinc_total}
    made: Resource = {
        "resourceType": "Observation",
        "id": str(uuid5(row.uid, "total")),
        "status": "final",
        "category": [{"coding": [{"system": CATEGORY, "code": "survey", "display": "Survey"}]}],
        "code": {"coding": [loinc if one.loinc_total else own], "text": f"{one.name} total"},
        "effectiveDateTime": _instant(row.at),
        "valueQuantity": {
            "value": found.total,
            "unit": "score",
            "system": UCUM,
            "code": "{score}",
        },
        "derivedFrom": [{"reference": f"urn:uuid:{row.uid}"}],
    }
    if found.prorated:
        said = "A question was left open; the total makes up for it in proportion."
        made["note"] = [{"text": said}]
    return made


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat() if at.tzinfo else at.isoformat()


def responses(document: Any) -> Sequence[Resource]:
    """Return every QuestionnaireResponse of a JSON document: one alone, or those of a bundle."""
    if not isinstance(document, dict):
        return ()
    if document.get("resourceType") == "QuestionnaireResponse":
        return (document,)
    entries = document.get("entry")
    held = [one.get("resource") for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []  # fmt: skip
    return [
        one
        for one in held
        if isinstance(one, dict) and one.get("resourceType") == "QuestionnaireResponse"
    ]
