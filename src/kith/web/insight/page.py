"""What stands on the Impact page, put together from the last stored answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kith.web.insight import by_chance, fitting, pictures, words
from kith.web.insight.comes_before import comes_before
from kith.web.insight.compared import Case, Wish, compared
from kith.web.insight.felt import Felt, courses_of, felt_by_person
from kith.web.insight.felt_over_time import felt_over_time
from kith.web.insight.models import Fit
from kith.web.insight.ordering import ordered
from kith.web.insight.outcomes import Outcome, chosen, outcomes_of
from kith.web.insight.over_time import over_time
from kith.web.insight.told import ESTIMANDS, Answer, Told, answer_of, course_of
from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.today.models import Contact

CONTACTS_SHOWN = 20
AT_HAND = 4  # outcomes beside each other; of more, those of an import go into a list


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: an outcome, a person by number, an order."""

    outcome: str = ""
    person: int | None = None
    by: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read an address; what makes no sense is left out."""
        person = query.get("p", "")
        by = query.get("by", "")
        return cls(
            outcome=query.get("o", "")[:40],
            person=int(person)
            if person.isascii() and person.isdigit() and len(person) < 16
            else None,
            by=by if by == "circle" else "",
        )

    def address(self) -> str:
        """Return the address of the page that this asks for."""
        asked = {"o": self.outcome, "p": self.person, "by": self.by}
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"{reverse('impact')}{f'?{query}' if query else ''}"


def shown(space: Space, asked: Asked, wish: Wish | None = None) -> dict[str, Any]:
    """Return the page's context; a fit is started where the answer is old.

    `wish` is what somebody asks to compare on the card of one person.
    """
    outcomes = outcomes_of(space)
    outcome = chosen(outcomes, asked.outcome)
    asked = replace(asked, outcome="" if outcome.key == "mood" else outcome.key)
    state = fitting.wake(space, outcome) if outcomes else fitting.State(fresh=True)
    context = _basis(space, asked, outcome)
    return {
        **context,
        "by_chance": _by_chance(space, outcomes, context),
        **_choice(outcomes, outcome, asked),
        "state": state,
        "percent": round(100 * state.done),
        "problem": words.problem(state.problem),
        "orders": [(by == asked.by, by, replace(asked, by=by).address()) for by in ("", "circle")],
        "chosen": _one(space, asked, context, wish),
    }


def _choice(outcomes: Sequence[Outcome], outcome: Outcome, asked: Asked) -> dict[str, Any]:
    """Return what there is to look at: a few at hand, and the others of many in a list."""
    at_hand = outcomes
    if len(outcomes) > AT_HAND:
        at_hand = [o for o in outcomes if o.points or o == outcome]
    return {
        "outcomes": [
            {
                "name": o.name,
                "address": replace(asked, outcome=o.key, person=None).address(),
                "here": o == outcome,
            }
            for o in at_hand
        ],
        "more_outcomes": [o for o in outcomes if o not in at_hand],
    }


def on_paper(space: Space, asked: Asked) -> dict[str, Any]:
    """Return the context of the print form: the same numbers, nothing to press."""
    context = _basis(space, asked, chosen(outcomes_of(space), asked.outcome), links=False)
    unknown = [row for row in context["rows"] if row["effect"].verdict == "not enough yet"]
    for row in context["rows"]:
        before = comes_before(row["effect"], context["outcome"])
        row |= {"apart": context["apart"].get(row["effect"].pk), "doubt": before and before.doubt}
    expected = _by_chance(space, outcomes_of(space), context)
    return {**context, "open_rows": unknown, "by_chance": expected}


def _basis(space: Space, asked: Asked, outcome: Outcome, *, links: bool = True) -> dict[str, Any]:
    fit = fitting.latest_fit(space, outcome)
    answer = answer_of(fit, outcome) if fit else None
    felt = felt_by_person(space)
    effects = ordered(space, answer.effects, asked.by) if answer else []

    def link(effect: Told) -> str:
        return f"{replace(asked, person=effect.pk).address()}#one"

    return {
        "outcome": outcome,
        "fit": fit,
        "answer": answer,
        "felt": felt,
        "apart": _apart(space, effects, outcome) if effects and felt else {},
        "forests": _forests(effects, felt, outcome, link if links else None),
        "mixed": len({effect.estimand for effect in effects}) > 1,
        "heading": words.heading(answer.estimands if answer else (), outcome),
        "subject": words.subject(outcome),
        "spread": words.size(answer.spread, outcome) if answer and answer.spread else "",
        "length": words.length(answer.days) if answer else "",
        "rows": [_table_row(e, felt.get(e.pk), outcome, fit) for e in effects],
        "felt_only": _felt_only(space, felt, effects),
        "asked": asked,
    }


def _forests(
    effects: Sequence[Told],
    felt: Mapping[int, Felt],
    outcome: Outcome,
    link: Callable[[Told], str] | None,
) -> list[dict[str, Any]]:
    """Return a picture for each stretch of time: what is not about the same shares no axis."""
    parts = {one: [e for e in effects if e.estimand == one] for one in ESTIMANDS}
    return [
        {
            "about": one,
            "picture": pictures.forest_of(part, felt, outcome, link, key=f"forest-{one}"),
        }
        for one, part in parts.items()
        if part
    ]


def _table_row(
    effect: Told, felt: Felt | None, outcome: Outcome, fit: Fit | None
) -> dict[str, Any]:
    return {
        "effect": effect,
        "kind": words.kind(effect.kind),
        "label": words.label(effect.verdict),
        "about": words.about(effect.estimand),
        "mean": words.signed(effect.mean, outcome),
        "low": words.signed(effect.low, outcome),
        "high": words.signed(effect.high, outcome),
        "felt": words.signed(felt.mean) if felt else "",
        "sentence": words.sentence(effect, outcome),
        "change": words.change(effect, course_of(fit, effect.person) if fit else None, outcome),
    }


def _felt_only(
    space: Space, felt: Mapping[int, Felt], effects: Sequence[Told]
) -> list[dict[str, str]]:
    """Return how it feels with people of whom the model says nothing at all yet."""
    told = {effect.pk for effect in effects}
    people = Person.objects.filter(space=space, deleted_at=None, pk__in=set(felt) - told)
    rows = people.order_by("name", "pk").values_list("pk", "name")
    return [{"name": name, "felt": words.felt(felt[pk])} for pk, name in rows]


@dataclass(frozen=True, slots=True)
class Apart:
    """That how it feels and what it does go apart: in words, and how likely it is not so."""

    said: str
    rate: float


def _apart(space: Space, effects: Sequence[Told], outcome: Outcome) -> dict[int, Apart]:
    """Return of whom feeling and effect point opposite ways, each surely enough."""
    from kith.impact import disagreement

    found: dict[int, Apart] = {}
    courses = courses_of(space)
    for effect in effects:
        course = courses.get(effect.person)
        code = disagreement(course, effect.verdict, effect.false_sign_rate)
        if code is not None and course is not None and course.false_sign_rate is not None:
            rate = by_chance.disagreeing_rate(effect, course.false_sign_rate)
            found[effect.pk] = Apart(words.disagreement(effect, code, outcome), rate)
    return found


def _by_chance(space: Space, outcomes: Sequence[Outcome], context: Mapping[str, Any]) -> str:
    answer: Answer | None = context["answer"]
    if answer is None:
        return ""
    rates = [apart.rate for apart in context["apart"].values()]
    others = [outcome for outcome in outcomes if outcome != context["outcome"]]
    said = by_chance.sentence(by_chance.expected(space, answer, others, rates))
    return f"{said} {by_chance.note()}" if said else ""


def _one(
    space: Space, asked: Asked, context: Mapping[str, Any], wish: Wish | None
) -> dict[str, Any] | None:
    """Return the card of one person: the one asked for, else the first that something is known of."""
    answer: Answer | None = context["answer"]
    fit: Fit | None = context["fit"]
    outcome: Outcome = context["outcome"]
    if answer is None or fit is None or not answer.effects:
        return None
    known = [e for e in answer.effects if e.verdict != "not enough yet"]
    effect = answer.of(asked.person) or next(iter(known), answer.effects[0])
    felt = context["felt"].get(effect.pk)
    return {
        **_table_row(effect, felt, outcome, fit),
        "over_time": over_time(space, fit, effect, outcome),
        "felt_sentence": words.felt(felt) if felt else "",
        "felt_over_time": felt_over_time(effect, courses_of(space).get(effect.person))
        if felt
        else None,
        "apart": context["apart"].get(effect.pk),
        "before": comes_before(effect, outcome),
        "compared": compared(Case(space, fit, answer, effect, outcome), wish),
        "contacts": _contacts(space, effect.pk),
    }


def _contacts(space: Space, person_pk: int) -> list[Contact]:
    """Return the newest contacts that the answer rests on."""
    kept = Contact.objects.filter(space=space, deleted_at=None, people=person_pk)
    return list(kept.order_by("-at")[:CONTACTS_SHOWN])
