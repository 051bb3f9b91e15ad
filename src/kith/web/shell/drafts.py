"""Keep what is being typed, inside the vault, so that a lock loses nothing."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST

from kith.web.room import running
from kith.web.shell import inside, waiting
from kith.web.shell.models import Draft, Space
from kith.web.shell.space import space_of

LONGEST = 1_000_000
Fields = dict[str, Any]


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Store the fields of one page as they stand now; an empty set forgets them."""
    space = space_of(request)
    if not space.keep_drafts:
        return HttpResponse(status=204)
    try:
        page, fields = _parsed(request.body)
    except (ValueError, RecursionError):
        return HttpResponseBadRequest()
    if not fields:
        forget(space, page)
    elif (stored := _stored(space, page, fields)) is not None:
        Draft.objects.update_or_create(space=space, page=page, defaults={"fields": stored})
        running.current().session.answers.forget_at(page)  # this is newer than what stands there
    return HttpResponse(status=204)


def _stored(space: Space, page: str, fields: Fields) -> Fields | None:
    """Return fields as they are stored: sealed inside the compartment, and not at all while shut."""
    if not inside.is_private(page) or not inside.is_on(space):
        return fields
    if running.current().compartment() is None:
        return None
    running.current().inside.touch()
    return inside.sealed(fields, Draft(page=page).place)


def fields_of(draft: Draft) -> Fields:
    """Return what was being typed; nothing of it where that is sealed and shut."""
    if inside.is_sealed(draft.fields) and running.current().compartment() is None:
        return {}
    return inside.read(draft.fields, draft.place)


def waits(space: Space, page: str) -> bool:
    """Say whether something typed on a page waits there, not saved."""
    return space.keep_drafts and Draft.objects.filter(space=space, page=page).exists()


def forget(space: Space, page: str) -> None:
    """Drop the draft of a page, once its form was saved."""
    if inside.is_private(page):
        waiting.forget_at(page)
    Draft.objects.filter(space=space, page=page).delete()


def forget_below(space: Space, page: str) -> None:
    """Drop the drafts of a page and of every page below it, once what they are about is gone."""
    Draft.objects.filter(space=space, page__startswith=page).delete()


def _parsed(body: bytes) -> tuple[str, Fields]:
    if len(body) > LONGEST:
        raise ValueError("too long")
    match json.loads(body):
        case {"page": str(page), "fields": dict(fields)}:
            if page.startswith("/") and len(page) <= 80 and len(fields) <= 200:
                return page, fields
    raise ValueError("not a draft")
