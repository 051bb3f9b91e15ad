"""What the pages say of answers: help before a number, and a number in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from kith import measures
from kith.measures import (
    URGENT,
    AnswerError,
    Branch,
    Change,
    Item,
    Measure,
    MeasureError,
    Point,
    Score,
)
from kith.web.questionnaires.models import Response


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and the words of the answer; "" where it was left open."""

    asks: str
    said: str


@dataclass(frozen=True, slots=True)
class Told:
    """Answers as a page shows them.

    `score` is None while help comes first: then the page holds neither a number nor an answer.
    """

    row: Response
    one: Measure
    branches: tuple[Branch, ...]
    score: Score | None
    early: bool = False
    follow_up: Item | None = None

    @property
    def urgent(self) -> bool:
        """Whether help stands before everything else."""
        return bool(URGENT & {*self.branches})

    @property
    def softened(self) -> bool:
        """Whether a question that matters was left open."""
        return Branch.SOFTEN in self.branches and not self.urgent

    @property
    def saying(self) -> str:
        """Return the sentence for this total; "" where there is none."""
        total = self.score.total if self.score else None
        fits = [s.says for s in self.one.sayings if total is not None and total >= s.at_least]
        return fits[-1] if fits else ""

    @property
    def parts(self) -> list[tuple[str, float | None]]:
        """Return the scores of some of the questions, in words."""
        names = {part.code: part.about for part in self.one.scoring.parts}
        known = self.one.by_code
        held = self.score.parts if self.score else {}
        return [(names.get(c) or known[c].asks, value) for c, value in held.items()]

    @property
    def answered(self) -> list[Answered]:
        """Return every question with its answer, once the number may be shown."""
        if self.score is None:
            return []
        return [Answered(item.asks, _said(item, self.row)) for item in self.one.items]


def _said(item: Item, row: Response) -> str:
    value = row.answers.get(item.code)
    return next((option.says for option in item.options if option.value == value), "")


def told(row: Response, early: bool = False) -> Told:
    """Return answers with what they call for; the score only where it may be shown."""
    one = measures.measure(row.measure)
    found = measures.score(one.id, row.answers)
    waits = bool(URGENT & {*found.branches}) and not row.told
    soft = Branch.CRISIS_SOFT in found.branches and Branch.CRISIS_FIRST not in found.branches
    asks_more = soft and one.follow_up is not None and one.follow_up.code not in row.answers
    return Told(
        row=row,
        one=one,
        branches=found.branches,
        score=None if waits else found,
        early=early,
        follow_up=one.follow_up if asks_more else None,
    )


def story(one: Measure, rows: Sequence[Response]) -> list[Told]:
    """Return all answers to one questionnaire, oldest first, with repeats that came too early marked."""
    early = measures.too_early(one.id, _points(one, rows))
    return [told(row, is_early) for row, is_early in zip(rows, early, strict=True)]


def changed(one: Measure, rows: Sequence[Response]) -> tuple[Change, datetime] | None:
    """Return how the newest total stands to the first, and when that was; None where nobody can say.

    While help comes before the newest number, nothing is said of it; nor where that came too early
    or has no total: what an older one says would be read beside it.
    """
    if not rows or told(rows[-1]).score is None:
        return None
    points = _points(one, rows)
    counting = measures.counting(one.id, points)
    if measures.too_early(one.id, points)[-1] or points[-1] not in counting:
        return None
    found = measures.change(one.id, points)
    first = next((point.at for point in points if point.total is not None), None)
    return None if found is None or first is None else (found, first)


def _points(one: Measure, rows: Sequence[Response]) -> list[Point]:
    return [Point(row.at, measures.score(one.id, row.answers).total) for row in rows]


def seem_to_call_for(one: Measure, sent: QueryDict) -> tuple[Branch, ...]:
    """Return what a form as it was sent calls for, also where something in it cannot be read."""
    codes = [item.code for item in one.items]
    return measures.recognised(
        one.id, {code: [*filter(None, sent.getlist(code))] for code in codes}
    )


def gravest(item: Item, sent: Sequence[str]) -> int | None:
    """Return the strongest of the answers sent for a question that leads to help; None for none."""
    return max((option.value for option in item.options if str(option.value) in sent), default=None)


def called_for(measure: str, answers: Mapping[str, int]) -> tuple[Branch, ...]:
    """Return what answers call for, also where they do not fit their questionnaire."""
    try:
        return measures.branches(measure, answers)
    except AnswerError as error:
        return error.branches
    except MeasureError:
        return ()
