"""What has to be mended before a form is saved, for the summary above it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BaseForm

from kith.web.today.telling import Telling

WHO = "who"  # the part of the page that asks who was there
ELSEWHERE = {"__all__": WHO, "minutes": "contact-minutes"}  # ids that are not the field's name


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence, and the id of the field where it can be mended."""

    text: str
    field: str


def problems_of(form: BaseForm, told: Telling | None = None) -> list[Problem]:
    """Return every problem of a form that was sent, in the order of the page; none before."""
    if not form.is_bound:
        return []
    found = [*_of(form)]
    if told is None:
        return found
    if told.problem:
        found.append(Problem(told.problem, WHO))
    for block in told.counting():
        found += _of(block.form, f"{block.key}-")
    return found


def _of(form: BaseForm, prefix: str = "") -> Iterable[Problem]:
    for name, errors in form.errors.items() if form.is_bound else ():
        for text in errors:
            yield Problem(str(text), prefix + name if prefix else ELSEWHERE.get(name, name))
