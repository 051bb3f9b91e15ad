"""Keep the questions for the next session, and the list of what was shared."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from kith.web.share.choice import Choice
from kith.web.share.models import SessionPage, Shared
from kith.web.share.parts import PARTS
from kith.web.shell import aside
from kith.web.shell.models import Space

TWICE_SENT = timedelta(minutes=10)


def questions_of(space: Space) -> str:
    """Return the questions that wait for the next session."""
    return SessionPage.objects.filter(space=space).values_list("questions", flat=True).first() or ""


def keep_questions(space: Space, questions: str) -> None:
    """Keep the questions; empty ones clear them."""
    SessionPage.objects.update_or_create(space=space, defaults={"questions": questions})


def note(
    space: Space, choice: Choice, form: str, now: datetime, stood: frozenset[str] | None = None
) -> Shared:
    """Note that a page was made to be handed on; the same one made twice at once is noted once.

    `stood` are the parts that had something to say; what was chosen and empty is not noted.
    """
    chosen = (choice.parts | choice.private) & {*PARTS}
    if stood is not None:
        chosen &= stood
    said = {
        "whom": choice.whom,
        "form": form,
        "since": choice.since,
        "until": choice.until,
        "names": choice.names,
        "parts": [code for code in PARTS if code in chosen],
    }
    recent = shared_by(space).filter(at__gte=now - TWICE_SENT)
    here = next((one for one in recent if all(getattr(one, k) == v for k, v in said.items())), None)
    return here or Shared.objects.create(space=space, at=now, **said)


def shared_by(space: Space, *, deleted: bool = False) -> QuerySet[Shared]:
    """Return what was shared, the newest first; or what was taken off the list."""
    rows = Shared.objects.filter(space=space, deleted_at__isnull=not deleted)
    return rows.order_by("-at", "-pk")


def shared_of(space: Space, pk: int, *, deleted: bool = False) -> Shared:
    """Return one line of the list, else 404."""
    return get_object_or_404(shared_by(space, deleted=deleted), pk=pk)


def purge(now: datetime) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many that was."""
    return aside.purge([Shared], now)
