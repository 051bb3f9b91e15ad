"""Keep what is being typed, inside the vault, so that a lock loses nothing.

Each window keeps its own: two that stand on one page never write over each other's words. A page
that is opened brings the newest back and names the others (`Waiting`). The window that was given a
draft goes on with it, so that there is one of it and not two; unless the window that it is from is
still there, which `page.js` asks. A form that is saved takes along what its own window kept.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeGuard

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.web.room import running
from kith.web.shell import inside, notices, waiting
from kith.web.shell.models import Draft, Space
from kith.web.shell.space import space_of

LONGEST = 1_000_000
PAGE, WINDOW = 80, 16  # characters at most
MOST = 20  # windows that a draft goes on from
FIELD = "draft_of"  # the field of a form with the windows whose draft it is
CHOSEN = "draft"  # of the address: which one is wanted back
_AT = "#"  # between a page and a window
_WINDOW = re.compile(r"[0-9a-f]{1,16}\Z")
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """What one window says of its form: where, the fields, and whose draft it goes on with."""

    key: str
    after: frozenset[str]
    fields: Fields
    typed: bool  # just now; not tried again for somebody who may be gone


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits on a page: the fields that come back, from which window, and all others."""

    fields: Fields
    window: str
    others: tuple[tuple[str, Fields], ...]


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Store the fields of one page as they stand now; an empty set forgets them."""
    space = space_of(request)
    if not space.keep_drafts:
        return HttpResponse(status=204)
    try:
        sent = _parsed(request.body)
    except (ValueError, RecursionError):
        return HttpResponseBadRequest()
    if not sent.fields:
        _drop(space, {sent.key, *sent.after})
    elif (stored := _stored(space, sent)) is not None:
        Draft.objects.update_or_create(space=space, page=sent.key, defaults={"fields": stored})
        _drop(space, sent.after - {sent.key})
        # this is newer than what stands there
        running.current().session.answers.forget_at(page_of(sent.key))
    return HttpResponse(status=204)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Let go of what a page brought back, or of what waits there from another window alone."""
    space, page = space_of(request), request.POST.get("page", "")
    try:
        resolve(page)
    except Resolver404:
        return HttpResponseBadRequest()
    other, window = request.POST.get("other"), request.POST.get("window", "")
    if other is None:
        saved(request, space, page)
    _drop(space, {key_of(page, window if other is None else other)})
    notices.notify(request, _("You let go of what was being typed. What is saved stays as it is."))
    return redirect(page)


def _stored(space: Space, sent: Sent) -> Fields | None:
    """Return fields as they are stored: sealed inside the compartment, and not at all while shut."""
    if not inside.is_private(sent.key) or not inside.is_on(space):
        return sent.fields
    if running.current().compartment() is None:
        return None
    if sent.typed:
        running.current().inside.touch()
    return inside.sealed(sent.fields, Draft(page=sent.key).place)


def fields_of(draft: Draft) -> Fields:
    """Return what was being typed; nothing of it where that is sealed and shut."""
    if inside.is_sealed(draft.fields) and running.current().compartment() is None:
        return {}
    return inside.read(draft.fields, draft.place)


def page_of(key: str) -> str:
    """Return the page that a draft is about."""
    return key.partition(_AT)[0]


def key_of(page: str, window: str) -> str:
    """Return by what a draft is found; without a window it is that of whoever asks."""
    return f"{page}{_AT}{window}" if window else page


def at(space: Space, page: str) -> QuerySet[Draft]:
    """Return everything that was being typed on a page, the newest first."""
    here = Q(page=page) | Q(page__startswith=page + _AT)
    return Draft.objects.filter(here, space=space).order_by("-saved_at", "-pk")


def waiting_at(space: Space, page: str, chosen: str = "") -> Waiting | None:
    """Return what waits on a page; the chosen one comes back, or the newest."""
    if not space.keep_drafts:
        return None
    rows = [(one.page.partition(_AT)[2], fields_of(one)) for one in at(space, page)]
    readable = [(window, fields) for window, fields in rows if fields]
    if not readable:
        return None
    first = next((row for row in readable if chosen and row[0] == chosen), readable[0])
    return Waiting(first[1], first[0], tuple(row for row in readable if row is not first))


def waits(space: Space, page: str) -> bool:
    """Say whether something typed on a page waits there, not saved."""
    return space.keep_drafts and at(space, page).exists()


def saved(request: HttpRequest, space: Space, page: str = "") -> None:
    """Drop what the window of a form kept, once the form was saved; not what another one keeps."""
    page = page or request.path
    if inside.is_private(page):
        waiting.forget_at(page)
    _drop(space, {page, *(key_of(page, one) for one in windows_of(request))})


def windows_of(request: HttpRequest) -> list[str]:
    """Return the windows whose drafts a form is, its own first."""
    said = request.POST.get(FIELD, "").split(",")[:MOST]
    return [one for one in said if _WINDOW.match(one)]


def forget(space: Space, page: str) -> None:
    """Drop all drafts of a page, once what they are about is gone."""
    if inside.is_private(page):
        waiting.forget_at(page)
    at(space, page).delete()


def forget_below(space: Space, page: str) -> None:
    """Drop the drafts of a page and of every page below it, once what they are about is gone."""
    Draft.objects.filter(space=space, page__startswith=page).delete()


def _drop(space: Space, keys: Collection[str]) -> None:
    Draft.objects.filter(space=space, page__in=keys).delete()


def _parsed(body: bytes) -> Sent:
    if len(body) > LONGEST:
        raise ValueError("too long")
    match json.loads(body):
        case {"page": str(page), "fields": dict(fields), **more}:
            named = page.startswith("/") and _AT not in page and len(page) <= PAGE - WINDOW - 1
            window, after = more.get("window", ""), more.get("after", [])
            if named and len(fields) <= 200 and _is_window(window) and isinstance(after, list):
                before = frozenset(key_of(page, one) for one in after[:MOST] if _is_window(one))
                again = more.get("again") is True
                return Sent(key_of(page, window), before, fields, typed=not again)
    raise ValueError("not a draft")


def _is_window(said: Any) -> TypeGuard[str]:
    return isinstance(said, str) and (not said or _WINDOW.match(said) is not None)
