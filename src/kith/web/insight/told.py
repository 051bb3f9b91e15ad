"""A stored answer, read back: effects of the people who are still in this space."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kith.web.insight.gather import pk_of
from kith.web.insight.models import Fit
from kith.web.insight.outcomes import Outcome
from kith.web.people.care import guarded_in
from kith.web.people.models import Person

SURE = 0.8  # how likely a change is to be a real one before it is spoken of
ESTIMANDS = ("while_together", "after_4h")
GOING_ON = timedelta(days=21)  # after so long without a check-in a record has ended
TONES = {"nourishing": "heal", "draining": "drain"}
TURNED = {"nourishing": "draining", "draining": "nourishing"}  # where less is better


@dataclass(frozen=True, slots=True)
class Told:
    """One person's effect as the page shows it; `sure_change` is the change, if it is one.

    `contacts` are all contacts of the record, `measured` those around which a check-in tells of
    the outcome: what the effect rests on. `before` is what comes before contacts, as
    `kith.impact.BeforeContact`; `guarded` says that a care setting asks for care with this tie.
    """

    pk: int
    name: str
    person: str
    kind: str
    contacts: int
    measured: int
    mean: float
    low: float
    high: float
    sd_units: float
    verdict: str
    more_contacts: int | None
    mood_hours: Mapping[str, float]
    sure_change: float | None
    estimand: str
    change_width: float = 0.0
    false_sign_rate: float = 0.0
    before: Mapping[str, Any] | None = None
    guarded: bool = False

    @property
    def declared(self) -> bool:
        """Say whether a direction is told."""
        return self.verdict in {*TONES, "higher", "lower"}

    @property
    def spread(self) -> float:
        """Return how far the outcome usually moves, in its own unit; 0 where it cannot be told."""
        return abs(self.mean / self.sd_units) if self.sd_units else 0.0

    @property
    def tone(self) -> str:
        """Return heal, drain or unknown."""
        return TONES.get(self.verdict, "unknown")


@dataclass(frozen=True, slots=True)
class Course:
    """One person's effect over the record; `ended` is its last moment where it has long ended."""

    times: tuple[datetime, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that one stored fit says."""

    effects: tuple[Told, ...]
    n_checkins: int
    first: datetime
    last: datetime
    notes: tuple[str, ...]
    worked_out: datetime

    @property
    def days(self) -> int:
        """Return how many days the record spans, the first and the last among them."""
        return (self.last.date() - self.first.date()).days + 1

    @property
    def estimands(self) -> tuple[str, ...]:
        """Return what the effects are about, in a fixed order; two where sources are mixed."""
        found = {effect.estimand for effect in self.effects}
        return tuple(one for one in ESTIMANDS if one in found)

    @property
    def contacts(self) -> int:
        """Return how many contacts the effects rest on, a contact with two people twice."""
        return sum(effect.measured for effect in self.effects)

    @property
    def spread(self) -> float:
        """Return how far the outcome usually moves; it is the same for everybody."""
        return max((effect.spread for effect in self.effects), default=0.0)

    def of(self, pk: int | None) -> Told | None:
        """Return one person's effect."""
        return next((effect for effect in self.effects if effect.pk == pk), None)


def answer_of(fit: Fit, outcome: Outcome) -> Answer:
    """Return what a stored fit says of the people of its space, by name and then by arrival."""
    told = fit.result or {}
    people = {p.pk: p for p in Person.objects.filter(space=fit.space, deleted_at=None)}
    guarded = guarded_in(fit.space)
    effects = [_effect(row, people, outcome, guarded) for row in told["effects"]]
    kept = sorted((e for e in effects if e), key=lambda e: (e.name.casefold(), e.pk))
    return Answer(
        effects=tuple(kept),
        n_checkins=told["n_checkins"],
        first=datetime.fromisoformat(told["first"]),
        last=datetime.fromisoformat(told["last"]),
        notes=tuple(told["notes"]),
        worked_out=fit.finished_at or fit.started_at,
    )


def course_of(fit: Fit, person: str, now: datetime | None = None) -> Course | None:
    """Return one person's path of a stored fit; `now` is the present moment unless given."""
    told = fit.result or {}
    path = told.get("paths", {}).get(person)
    if not path:
        return None
    times = tuple(datetime.fromisoformat(at) for at in path["times"])
    end = min(datetime.fromisoformat(told["last"]), times[-1] + (times[-1] - times[0]) / len(times))
    ended = end if end < (now or timezone.now()) - GOING_ON else None
    return Course(times, tuple(path["mean"]), tuple(path["low"]), tuple(path["high"]), ended)


def _effect(
    row: dict[str, Any],
    people: Mapping[int, Person],
    outcome: Outcome,
    guarded: Collection[int],
) -> Told | None:
    person = people.get(pk_of(row["person"]) or 0)
    if person is None:
        return None
    same = ("person", "contacts", "mean", "low", "high", "sd_units", "more_contacts", "mood_hours")
    return Told(
        pk=person.pk,
        name=person.name,
        kind=person.kinds[0] if person.kinds else "",
        verdict=_verdict(row, outcome),
        sure_change=_change(row["change"]),
        change_width=row["change"]["high"] - row["change"]["low"] if row["change"] else 0.0,
        false_sign_rate=row.get("false_sign_rate", 0.0),
        before=row.get("before"),
        guarded=person.pk in guarded,
        estimand=row["estimand"],
        measured=row.get("measured", row["contacts"]),
        **{name: row[name] for name in same},
    )


def _verdict(row: dict[str, Any], outcome: Outcome) -> str:
    """Return the verdict; of a number that nobody has said is good, only which way it goes.

    A fit is told that more is better, whatever the number: what the person says of it can change
    without another one.
    """
    said = str(row["verdict"])
    if said not in TONES:
        return said
    if not outcome.valued:
        return "higher" if row["mean"] > 0 else "lower"
    return TURNED[said] if outcome.less_is_better else said


def _change(change: dict[str, float] | None) -> float | None:
    """Return a change that is both real (by its interval) and large enough, else None."""
    if change is None or change["p"] < SURE or change["low"] <= 0.0 <= change["high"]:
        return None
    return change["mean"]
