"""Where a boundary stands, from what happened to it: counts and days, never a score."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kith.web.boundaries.codes import DRAFT, Followed, What
from kith.web.boundaries.doors import rows_of
from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.shell.models import Space

LISTED = ("boundary", "what", "at", "option", "plan", "due", "followed", "guarded")
_MOVES = frozenset({*What} - {What.REVIEWED})
_REVIEWS = frozenset({What.REVIEWED, What.RENEGOTIATED})
_DONE = frozenset({Followed.YES, Followed.PARTLY, Followed.CHANGED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A boundary with everything that happened to it, oldest first."""

    boundary: Boundary
    events: tuple[BoundaryEvent, ...]

    @property
    def state(self) -> str:
        """Return the code of what happened last, `draft` where nothing has."""
        moves = [event.what for event in self.events if event.what in _MOVES]
        return moves[-1] if moves else DRAFT

    @property
    def retired(self) -> bool:
        """Say whether it was laid aside and not taken up again."""
        return self.state == What.RETIRED

    @property
    def held(self) -> int:
        """Return how often it was held."""
        return self._count(What.HELD)

    @property
    def crossed(self) -> int:
        """Return how often it was crossed."""
        return self._count(What.CROSSED)

    @property
    def reviewed_at(self) -> datetime | None:
        """Return when it was last looked over or changed."""
        days = [event.at for event in self.events if event.what in _REVIEWS]
        return days[-1] if days else None

    @property
    def told_at(self) -> datetime | None:
        """Return when it was first told to anybody."""
        days = [event.at for event in self.events if event.what == What.TOLD]
        return days[0] if days else None

    @property
    def planned(self) -> int:
        """Return for how many crossings something was planned."""
        return sum(bool(event.plan or event.option) for event in self._crossings())

    @property
    def followed(self) -> int:
        """Return how many of those plans were done, whole, in part or another way."""
        return sum(event.followed in _DONE for event in self._crossings())

    def _crossings(self) -> list[BoundaryEvent]:
        return [event for event in self.events if event.what == What.CROSSED]

    def _count(self, what: What) -> int:
        return sum(event.what == what for event in self.events)


def standing_of(boundary: Boundary) -> Standing:
    """Return where one boundary stands."""
    return standings([boundary], whole=True)[0]


def standings(boundaries: Sequence[Boundary], *, whole: bool = False) -> list[Standing]:
    """Return where each boundary stands, with one question for all of them.

    Not `whole`, the events hold what a list says, and no words but of a plan.
    """
    found: dict[int, list[BoundaryEvent]] = {boundary.pk: [] for boundary in boundaries}
    rows = BoundaryEvent.objects.filter(boundary__in=[*found], deleted_at=None)
    rows = rows.select_related("person", "contact") if whole else rows.only(*LISTED)
    for event in rows.order_by("at", "pk"):
        found[event.boundary_id].append(event)
    return [Standing(boundary, tuple(found[boundary.pk])) for boundary in boundaries]


def all_of(space: Space) -> list[Standing]:
    """Return every boundary of a space, the newest first, what was laid aside at the end."""
    rows = rows_of(Boundary, space).prefetch_related("people").order_by("-at", "-pk")
    return sorted(standings(list(rows)), key=lambda one: one.retired)


def time_to_respond(event: BoundaryEvent) -> timedelta | None:
    """Return how long after a crossing what was planned was done."""
    if event.followed_at is None or event.followed not in _DONE:
        return None
    return max(timedelta(0), event.followed_at - event.at)


def open_plans(events: Iterable[BoundaryEvent]) -> list[BoundaryEvent]:
    """Return the crossings whose plan has a day and no answer yet."""
    return [event for event in events if event.due is not None and not event.followed]
