"""Words that were sent to an entry that is not there any more: they are given back, whole.

Each page that changes an entry says here which row it is about, so that one which was deleted in
another window can be brought back with the words beside it, or the words begin a new one. Nothing
is saved by the answer itself; every other form that was sent to a page that is not there gets its
words back as well, without a name for each.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.forms import BaseForm, CharField, ChoiceField, Field, UUIDField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kith.web.shell import aside, drafts, meanwhile
from kith.web.shell.models import Space
from kith.web.shell.space import space_of
from kith.web.today import care

SECRET = frozenset({"current", "new", "words", "second"})  # of pages that ask for the passphrase
OURS = frozenset(  # what Kith's own pages send beside what a person said
    {"csrfmiddlewaretoken", "browser_zone", "uid", drafts.FIELD, meanwhile.FIELD, meanwhile.BACK}
)
_WRITTEN = re.compile(r"[^a-z0-9._:+-]")  # more than a code, a number or a date
_HELD = "held_words"  # on the view
Row = Any
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Left:
    """How a page finds what it is about, put aside or not, and where else its words could go."""

    rows: Callable[..., Iterable[Row]]
    form: Callable[[HttpRequest, list[Row]], BaseForm | None]
    restore: Callable[[Row], object]
    anew: Callable[[list[Row]], str]


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that was sent: what it answers, and the words."""

    label: Any
    text: str
    written: bool  # by the person, and not chosen


def _nowhere(rows: list[Row]) -> str:
    del rows
    return ""


def holds(
    rows: Callable[..., Iterable[Row]],
    form: Callable[[HttpRequest, list[Row]], BaseForm | None],
    *,
    restore: Callable[[Row], object] = aside.bring_back,
    anew: Callable[[list[Row]], str] = _nowhere,
) -> Callable[[View], View]:
    """Let a page give words back whose entry is gone, and take them once it is wanted again."""
    left = Left(rows, form, restore, anew)

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and meanwhile.BACK in request.POST:
                for row in _aside(left, space_of(request), kwargs):
                    left.restore(row)
                sent = request.POST.copy()
                sent[meanwhile.FIELD] = (
                    meanwhile.NOTHING_LIKE_IT
                )  # it is looked at before it goes in
                request.POST = sent  # type: ignore[assignment]  # Django lets it be set
            return view(request, *args, **kwargs)

        setattr(answer, _HELD, left)
        return answer

    return around


def sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent, for a page to hold it; never a passphrase, and no file."""
    if request.method != "POST" or request.FILES:
        return []
    if SECRET & request.POST.keys() and _left(request)[0] is None:
        return []
    pairs = [(name, str(value)) for name in request.POST for value in request.POST.getlist(name)]
    return [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]


def written_in(fields: dict[str, Any]) -> list[str]:
    """Return what somebody wrote in the fields of a form that nobody knows any more."""
    pairs = [
        (name, str(value))
        for name, given in fields.items()
        for value in (given if isinstance(given, list) else [given])
    ]
    return [one.text for one in _given(None, pairs) if one.written]


def page(request: HttpRequest) -> HttpResponse | None:
    """Answer a form whose entry is not there with its words; None where it brought none."""
    pairs = sent(request)
    space = space_of(request)
    left, numbers = _left(request)
    rows = [*left.rows(space, **numbers)] if left else []
    waits = [row for row in rows if row.deleted_at is not None]
    form = left.form(request, rows) if left else None
    given = _given(form, pairs)
    if not any(one.written for one in given):
        return None
    care.refused(request, care.offer_for(space, [one.text for one in given if one.written]))
    anew = left.anew(rows) if left else ""
    context = {
        "given": given,
        "chosen": [one for one in given if not one.written and one.label],
        "again": [pair for pair in pairs if pair[0] not in OURS],
        "back": meanwhile.BACK if waits else "",
        "anew": anew,
    }
    return render(request, "shell/gone.html", context, status=404)


def _left(request: HttpRequest) -> tuple[Left | None, dict[str, Any]]:
    found = request.resolver_match
    if found is None:
        return None, {}
    return getattr(found.func, _HELD, None), found.kwargs


def _aside(left: Left, space: Space, numbers: dict[str, Any]) -> list[Row]:
    return [row for row in left.rows(space, **numbers) if row.deleted_at is not None]


def _given(form: BaseForm | None, pairs: list[tuple[str, str]]) -> list[Given]:
    """Return everything that was sent and says something, by the fields of the form where it has any."""
    fields = {} if form is None else {form.add_prefix(n): f for n, f in form.fields.items()}
    found = []
    for name, value in pairs:
        if name in OURS or not value.strip():
            continue
        field = fields.get(name)
        if field is None:
            if _WRITTEN.search(value):
                found.append(Given("", value, written=True))
        elif _is_written(field):
            found.append(Given(field.label or _("What you wrote"), value, written=True))
        elif said := meanwhile.told(field, value):
            found.append(Given(field.label or "", said, written=False))
    return found


def _is_written(field: Field) -> bool:
    return isinstance(field, CharField) and not isinstance(field, ChoiceField | UUIDField)
