"""From answers to a number, by the rules of the questionnaire's own file."""

import math
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kith.measures import guessing
from kith.measures.branching import Branch, called_for
from kith.measures.errors import AnswerError
from kith.measures.loading import measure
from kith.measures.spec import Measure, Part

Number = int | float


@dataclass(frozen=True, slots=True)
class Score:
    """What answers come to. `total` is None where too much was left open, or where none is made.

    `missing` are the codes of questions that were not answered. `prorated` says that the total
    makes up for them in proportion. `parts` are scores of some of the questions by their code.
    Show what `branches` call for before the total.
    """

    id: str
    total: Number | None
    low: Number
    high: Number
    answered: int
    missing: tuple[str, ...]
    prorated: bool
    parts: Mapping[str, Number | None]
    branches: tuple[Branch, ...]


def score(name: str, answers: object) -> Score:
    """Score answers: a mapping from codes of questions to values, or a list in their order.

    None, NaN or a code left out means "not answered". A list holds answers to the questions of the
    paper form alone: one that Kith adds ("now" of PHQ-9) is named by its code, since what stands in
    its place on a form is another question. Raises `MeasureError` for a questionnaire
    that is not here and `AnswerError` for an answer that it does not have.
    """
    one = measure(name)
    said = answers_of(one, answers)
    open_ones = tuple(item.code for item in one.items if item.code not in said)
    total = _total(one, said, len(open_ones))
    return Score(
        id=one.id,
        total=total,
        low=one.scoring.low,
        high=one.scoring.high,
        answered=len(one.items) - len(open_ones),
        missing=open_ones,
        prorated=total is not None and bool(open_ones),
        parts={part.code: _part(one, part, said) for part in _parts(one)},
        branches=called_for(one, said),
    )


def branches(name: str, answers: object) -> tuple[Branch, ...]:
    """Return what answers to a questionnaire call for, the most urgent first; () is nothing.

    Answers are as `score` takes them. A question left out never counts as "not at all", and no
    answer ever means that somebody is out of danger.
    """
    one = measure(name)
    return called_for(one, answers_of(one, answers))


def recognised(name: str, answers: object) -> tuple[Branch, ...]:
    """Return what answers call for as far as they can be made out, also where they are refused.

    For whoever shows a refusal, and never for a score: help is not to wait for answers that fit.
    Several answers to one question may stand in a list; the strongest counts.
    """
    one = measure(name)
    try:
        pairs = [
            (code, said)
            for code, value in _pairs(one, answers)[0]
            for said in (value if isinstance(value, list) else [value])
        ]
        return called_for(one, _guessed(one, pairs))
    except AnswerError as error:
        return error.branches


def answers_of(one: Measure, answers: object) -> dict[str, int]:
    """Return checked answers by code, without what was not answered."""
    found: dict[str, int] = {}
    fault: tuple[str, str] | None = None
    pairs, too_many = _pairs(one, answers)
    if too_many:
        raise AnswerError("too_many", branches=called_for(one, _guessed(one, pairs)))
    for code, value in pairs:
        item = one.by_code.get(code)
        if item is None:
            fault = fault or ("unknown_item", "")
        elif not _is_open(value):
            chosen = _whole(value)
            if chosen in {option.value for option in item.options} and chosen is not None:
                found[code] = chosen
            else:
                fault = fault or ("not_an_option", code)
    if fault:
        raise AnswerError(*fault, branches=called_for(one, _guessed(one, pairs)))
    return found


def _guessed(one: Measure, pairs: Iterable[tuple[str, Any]]) -> dict[str, int]:
    """Return what answers seem to say, by code, the strongest where a question has several."""
    found: dict[str, int] = {}
    for code, value in pairs:
        item = one.by_code.get(code) or guessing.item(one, code)
        number = guessing.value(item, value) if item else None
        if item and number is not None:
            found[item.code] = max(number, found.get(item.code, number))
    return found


def _pairs(one: Measure, answers: object) -> tuple[list[tuple[str, Any]], bool]:
    """Return codes with their answers, and whether a list holds more than there are questions."""
    if isinstance(answers, Mapping):
        return [(str(code), value) for code, value in answers.items()], False
    if isinstance(answers, str | bytes) or not isinstance(answers, Iterable):
        raise AnswerError("not_answers", branches=called_for(one, {}))
    listed = list(answers)
    places = sum(item.on_the_form for item in one.by_code.values())
    # What is too many is refused; what it may have meant is looked at for help all the same.
    return list(zip(one.by_code, listed, strict=False)), len(listed) > places


def _is_open(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _whole(value: object) -> int | None:
    """Return a whole number as one; None for all else: a "3" that is text is no answer."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    try:
        return operator.index(value)  # type: ignore[arg-type]  # whole numbers of numpy
    except TypeError:  # also an array, which has the method and refuses
        return None


def _total(one: Measure, said: Mapping[str, int], left_open: int) -> Number | None:
    counted = [item.counts(said[item.code]) for item in one.items if item.code in said]
    kind, scoring = one.scoring.kind, one.scoring
    if not counted or kind in {"each", "parts", "none"}:
        return None
    if kind == "mean":
        if any(_part(one, part, said) is None for part in scoring.parts):
            return None
        enough = left_open <= scoring.most_missing
        return _rounded(sum(counted) / len(counted)) if enough else None
    if left_open > scoring.most_missing:
        return None
    if not left_open:
        return sum(counted)
    return math.floor(sum(counted) * len(one.items) / len(counted) + 0.5)


def _parts(one: Measure) -> tuple[Part, ...]:
    if one.scoring.kind == "each":
        return tuple(Part(item.code, item.asks, (item.code,), 1) for item in one.items)
    return one.scoring.parts


def _part(one: Measure, part: Part, said: Mapping[str, int]) -> Number | None:
    counted = [one.by_code[code].counts(said[code]) for code in part.items if code in said]
    if len(counted) < part.least:
        return None
    means = one.scoring.kind in {"mean", "parts"}
    return _rounded(sum(counted) / len(counted)) if means else sum(counted)


def _rounded(value: float) -> Number:
    """Return two digits, and a whole number as one: 2, not 2.0, wherever it is shown."""
    rounded = round(value, 2)
    return int(rounded) if rounded.is_integer() else rounded
