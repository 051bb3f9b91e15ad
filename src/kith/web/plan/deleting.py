"""Delete the plan, with thirty days to bring it back, or for good; or its earlier versions only."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from kith.web.plan import steps
from kith.web.plan.models import PlanPart, SafetyNote
from kith.web.shell import drafts
from kith.web.shell.aside import KEPT
from kith.web.shell.models import Space


@transaction.atomic
def put_aside(space: Space, now: datetime) -> None:
    """Delete the plan; for thirty days it can be brought back. A plan put aside before goes now."""
    PlanPart.objects.filter(space=space, deleted_at__isnull=False).delete()
    PlanPart.objects.filter(space=space).update(deleted_at=now)
    for part in steps.parts():
        drafts.forget(space, reverse("plan_part", args=[part.code]))


def waits(space: Space) -> bool:
    """Say whether a deleted plan can be brought back."""
    return PlanPart.objects.filter(space=space, deleted_at__isnull=False).exists()


def restore(space: Space) -> None:
    """Bring the deleted plan back, before whatever was written since."""
    PlanPart.objects.filter(space=space, deleted_at__isnull=False).update(deleted_at=None)


def for_good(space: Space) -> None:
    """Delete what was put aside; there is no undo."""
    PlanPart.objects.filter(space=space, deleted_at__isnull=False).delete()


@transaction.atomic
def forget_earlier(space: Space) -> None:
    """Delete every earlier version for good; the plan of now stays.

    All its parts get the time of the last change: an older time would tell of a plan before.
    """
    live = PlanPart.objects.filter(space=space, deleted_at=None)
    newest = live.values("part").annotate(last=Max("pk")).values_list("last", flat=True)
    live.exclude(pk__in=list(newest)).delete()
    live.update(at=live.aggregate(last=Max("at"))["last"] or timezone.now())


def purge(now: datetime) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many rows went."""
    kinds = (PlanPart, SafetyNote)
    return sum(kind.objects.filter(deleted_at__lte=now - KEPT).delete()[0] for kind in kinds)
