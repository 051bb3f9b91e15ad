"""Two windows on one entry: the later save never replaces the earlier one without a word.

A form that changes something carries a mark of what stood when its page was shown, made of the
values that it began with and of nothing else. Where something else stands by the time it is sent,
it is written and looked at once more: what says the same as before counts as saved, anything else
is taken back, and the page comes again with the words that were typed beside those that stand now.
A form without a mark is an old page, and is saved as it always was.
What was being typed and is brought back carries a mark as well: where something else stands by now,
the page that brings it back tells that at once.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from django.db import transaction
from django.forms import BaseForm, Field
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from kith.web.shell import notices

FIELD = "stood"  # the hidden field with the mark
BACK = "bring_back"  # sent with words for an entry that was deleted and is wanted again
NOTHING_LIKE_IT = "-"  # a mark that nothing has
CONFLICT, REFUSED = 409, 422
_LENGTH = 20
_FOUND = "_kith_meanwhile"  # on the request that found something else


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that a page shows of an entry outside the fields of its form."""

    label: Any
    value: Any  # what the mark is made of
    said: str  # how it is told


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What stands by now, for the page that says so."""

    mark: str
    rows: tuple[tuple[Any, str], ...]
    others: tuple[Any, ...]  # labels of what differs and cannot be told in words
    came_back: bool
    was: str = ""  # the mark of a draft that is older than what stands


def mark(form: BaseForm) -> str:
    """Return a short mark of what a form began with."""
    begun = {name: form.get_initial_for_field(field, name) for name, field in _fields(form)}
    held = [begun, [one.value for one in _beside(form)]]
    text = json.dumps(held, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def carried(request: HttpRequest, form: BaseForm) -> str:
    """Return the mark that a page carries: of now when it is opened, the same when it comes again.

    Only the page that told what stands now carries a mark of that: whoever sends it knows.
    """
    if request.method != "POST":
        return mark(form)
    found = of(request)
    return found.mark if found else request.POST.get(FIELD, "")


def kept(
    request: HttpRequest,
    form: BaseForm,
    write: Callable[[], object],
    again: Callable[[], BaseForm],
) -> bool:
    """Write; or say no, with nothing written, where that would replace what was changed elsewhere.

    `form` is the one that was sent, begun with what stands; `again` builds it anew after writing.
    """
    sent, before = request.POST.get(FIELD, ""), mark(form)
    if sent in {"", before}:
        write()
        return True
    with transaction.atomic():
        write()
        replaces = mark(again()) != before
        transaction.set_rollback(replaces)
    if replaces:
        notices.withdraw(request)
        setattr(request, _FOUND, _told(request, form, before))
    return not replaces


def older(
    request: HttpRequest, form: BaseForm, draft: Mapping[str, Any] | None
) -> Meanwhile | None:
    """Return what stands now beside a draft that was begun before it; None where they agree."""
    sent = QueryDict(mutable=True)
    for name, value in (draft or {}).items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    before, now = sent.get(FIELD, ""), mark(form)
    if request.method == "POST" or form.is_bound or before in {"", now}:
        return None
    typed = copy(form)
    typed.__dict__.pop("changed_data", None)  # both are what Django worked out for the other one
    typed.__dict__.update(data=sent, is_bound=True, _bound_fields_cache={})
    found = _told(request, typed, now)
    if len(found.rows) + len(found.others) == len(_beside(form)):
        return None  # it says the same
    return replace(found, was=before)


def begun_with(form: BaseForm, initial: dict[str, Any]) -> BaseForm:
    """Return a form that begins with something else, to make its mark of."""
    other = copy(form)
    other.initial = initial
    return other


def of(request: HttpRequest) -> Meanwhile | None:
    """Return what was found to stand instead; None where nothing was."""
    return getattr(request, _FOUND, None)


def status(request: HttpRequest) -> int:
    """Return with which status a form comes back."""
    return CONFLICT if of(request) else REFUSED


def told(field: Field, value: Any) -> str | None:
    """Return a value of a field in words; None where the field has none for it."""
    several = isinstance(value, list | tuple | set)
    if value is None or (not value and (several or value == "")):
        return ""
    if named := _choices(field):
        keys = [_key(one) for one in (value if several else [value])]
        said = [named[key] for key in keys if key in named]
        return ", ".join(str(one) for one in said) or None
    return None if several else _plain(value)


def _key(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case time():
            return value.strftime("%H:%M")
        case date():
            return date_format(value, "j F Y")
        case float() | int():
            return localize(value)
    return str(value)


def _told(request: HttpRequest, form: BaseForm, now: str) -> Meanwhile:
    rows, others = [(one.label, one.said) for one in _beside(form)], []
    differing = set(form.changed_data)
    for name, field in _fields(form):
        if name not in differing or field.label is None:
            continue
        said = told(field, form.get_initial_for_field(field, name))
        if said is None:
            others.append(field.label)
        else:
            rows.append((field.label, said))
    return Meanwhile(now, tuple(rows), tuple(others), BACK in request.POST)


def _fields(form: BaseForm) -> Iterable[tuple[str, Field]]:
    unmarked: frozenset[str] = getattr(form, "unmarked", frozenset())
    return ((name, field) for name, field in form.fields.items() if name not in unmarked)


def _beside(form: BaseForm) -> tuple[Beside, ...]:
    return tuple(getattr(form, "beside", ()))


def _choices(field: Field) -> dict[str, Any]:
    given = getattr(field, "choices", None) or getattr(field.widget, "choices", None) or ()
    return {str(key): said for key, said in given if str(said)}
