"""How it feels: the mean of a person's own ratings, from five contacts on.

It is there from the first weeks, while an effect on mood is still unknown.
"""

from dataclasses import dataclass

from django.db.models import Avg, Count

from kith.records import Mode
from kith.web.shell.models import Space
from kith.web.today.models import Contact

FEWEST = 5  # as kith.impact.felt_summary


@dataclass(frozen=True, slots=True)
class Felt:
    """The mean of the ratings of contacts with one person, −3..3, and how many there are."""

    mean: float
    n: int


def felt_by_person(space: Space) -> dict[int, Felt]:
    """Return the mean rating of everybody with five rated contacts or more."""
    rated = Contact.objects.filter(space=space, deleted_at=None, felt__isnull=False)
    rated = rated.exclude(mode=Mode.THOUGHT)
    rows = rated.values("people").annotate(mean=Avg("felt"), n=Count("pk")).filter(n__gte=FEWEST)
    return {r["people"]: Felt(r["mean"], r["n"]) for r in rows if r["people"] is not None}
