"""Answers to questionnaires that arrive with a file: each once, also where they were given here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kith import measures, records
from kith.web.keep.arriving import Arriving, response_of
from kith.web.questionnaires.models import Response


def take(arriving: Arriving, record: records.Answers) -> None:
    """Keep answers, unless the same were given here in the same second: a file of ours came back."""
    if arriving.answers_here is None:
        rows = Response.objects.filter(space=arriving.batch.space)
        arriving.answers_here = {
            _said(*row) for row in rows.values_list("measure", "at", "answers")
        }
    said = _said(record.measure, record.at, record.answers)
    if said in arriving.answers_here:
        arriving.counts["already_here"] += 1
        return
    arriving.answers_here.add(said)
    arriving.answers.append(response_of(arriving, record))
    arriving.counts["responses"] += 1


def _said(name: str, at: datetime, answers: Mapping[str, int]) -> tuple[Any, ...]:
    """Return what tells answers from others; a question that followed is not among them."""
    known = name in measures.ids()
    asked = {item.code for item in measures.measure(name).items} if known else {*answers}
    kept = sorted((code, value) for code, value in answers.items() if code in asked)
    return name, int(at.timestamp()), tuple(kept)
