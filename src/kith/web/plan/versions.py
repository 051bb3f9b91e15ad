"""What the plan says, now or at an earlier time; nothing that was saved is written over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from kith.web.plan import steps
from kith.web.plan.models import PlanPart
from kith.web.shell import inside
from kith.web.shell.models import Space

WRITTEN = ("text", "likely", "barrier", "fix", "day")
ONE_SITTING = timedelta(hours=1)  # saves closer together than this make one version


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in one part; everything may be empty. `people` are (uid, how to reach)."""

    text: str = ""
    likely: int | None = None  # how likely I am to do this, 0..10
    barrier: str = ""
    fix: str = ""
    day: str = ""  # of the review, as an ISO date
    people: tuple[tuple[str, str], ...] = ()

    def words(self) -> dict[str, Any]:
        """Return what goes into `PlanPart.content`; empty fields are left out."""
        kept = {name: getattr(self, name) for name in WRITTEN}
        kept["people"] = [list(one) for one in self.people]
        return {name: value for name, value in kept.items() if value not in ("", None, [])}

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> "Said":
        """Return what stood in `PlanPart.content`."""
        people = tuple((uid, reach) for uid, reach in words.get("people", ()))
        return cls(**{name: words[name] for name in WRITTEN if name in words}, people=people)

    def __bool__(self) -> bool:
        return self != Said()


Plan = Mapping[str, Said]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A stretch of saves: the plan stood like this after row `pk`."""

    pk: int
    at: datetime


def _rows(space: Space) -> QuerySet[PlanPart]:
    return PlanPart.objects.filter(space=space, deleted_at=None).order_by("pk")


def as_of(space: Space, pk: int | None = None) -> Plan:
    """Return the plan after row `pk` was saved, or as it is now; parts never saved are left out."""
    rows = _rows(space) if pk is None else _rows(space).filter(pk__lte=pk)
    newest = rows.order_by().values("part").annotate(last=Max("pk")).values("last")
    return {row.part: Said.of(row.said()) for row in PlanPart.objects.filter(pk__in=newest)}


def last_pk(space: Space) -> int:
    """Return the newest row, 0 where nothing was ever saved: what an undo goes back to."""
    found: int | None = _rows(space).aggregate(last=Max("pk"))["last"]
    return found or 0


def keep(space: Space, part: str, said: Said, now: datetime) -> bool:
    """Save one part; say whether anything changed."""
    return _keep_all(space, {part: said}, now)


def bring_back(space: Space, pk: int, now: datetime) -> bool:
    """Make the plan say again what it said after row `pk` (0: nothing); the way there is kept."""
    then = as_of(space, pk)
    codes = (part.code for part in steps.parts())
    return _keep_all(space, {code: then.get(code, Said()) for code in codes}, now)


@transaction.atomic
def _keep_all(space: Space, wanted: Plan, now: datetime) -> bool:
    held = as_of(space)
    changed = {part: said for part, said in wanted.items() if held.get(part, Said()) != said}
    for part, said in changed.items():
        row = PlanPart(space=space, part=part, at=now)
        row.content = inside.written(space, said.words(), row.place)
        row.save()
    return bool(changed)


def sittings(space: Space) -> list[Sitting]:
    """Return the earlier versions, newest first; the plan of now is not among them."""
    return _ends(_rows(space).values_list("pk", "at"))[-2::-1]


def _ends(rows: Iterable[tuple[int, datetime]]) -> list[Sitting]:
    """Return the last save of each stretch."""
    found: list[Sitting] = []
    for pk, at in rows:
        if found and at - found[-1].at < ONE_SITTING:
            found.pop()
        found.append(Sitting(pk, at))
    return found


def row_of(space: Space, pk: int) -> PlanPart | None:
    """Return one saved row of this space."""
    return _rows(space).filter(pk=pk).first()
