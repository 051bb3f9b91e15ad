"""What somebody chose for a page: which days, which parts, whom, how people are called.

It lies in the memory of this opening of Kith and is gone at the lock, so no list of it is kept.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from kith.web.people.care import guarded_in
from kith.web.people.doors import people_of
from kith.web.questionnaires import doors as questionnaires
from kith.web.questionnaires.models import Response
from kith.web.room import running
from kith.web.share.parts import NAMES, USUAL
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

KEY = "share.session"
DAYS = 28


@dataclass(frozen=True, slots=True)
class Choice:
    """One page as it was chosen. `twice` was ticked once, `sure` a second time as well."""

    since: date
    until: date
    parts: frozenset[str] = USUAL
    names: str = NAMES
    people: frozenset[int] = frozenset()
    measures: frozenset[str] = frozenset()  # of those about a tie, none unless it is ticked
    twice: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()
    questions: str = field(default="", repr=False)
    whom: str = field(default="", repr=False)

    @property
    def private(self) -> frozenset[str]:
        """Return which of the parts that need two ticks have both."""
        return self.twice & self.sure

    @property
    def days(self) -> int:
        """Return how many days the page is about."""
        return (self.until - self.since).days + 1

    def span(self, space: Space) -> tuple[datetime, datetime]:
        """Return the first instant of the first day and the first one after the last."""
        zone = zone_of(space)
        ends = (self.since, self.until + timedelta(days=1))
        first, after = (datetime.combine(day, time(), zone).astimezone(UTC) for day in ends)
        return first, after

    def before(self) -> "Choice":
        """Return the choice for as many days right before these."""
        return replace(
            self, since=self.since - timedelta(days=self.days), until=self.since - timedelta(days=1)
        )


def held() -> Choice | None:
    """Return what was chosen since Kith was opened."""
    found: Choice | None = running.current().session.memory.get(KEY)
    return found


def hold(choice: Choice) -> None:
    """Keep a choice until Kith locks."""
    running.current().session.memory[KEY] = choice


def usual(space: Space, today: date, questions: str = "") -> Choice:
    """Return what a page begins with: four weeks, everybody but ties that ask for care."""
    guarded = guarded_in(space)
    return Choice(
        since=today - timedelta(days=DAYS - 1),
        until=today,
        people=frozenset(one.pk for one in people_of(space) if one.pk not in guarded),
        measures=frozenset(answered(space)),
        questions=questions,
    )


def answered(space: Space) -> list[str]:
    """Return the questionnaires about oneself that were answered, in their order on a page."""
    names = Response.objects.filter(space=space, deleted_at=None).values_list("measure", flat=True)
    return [one for one in questionnaires.kept() if one in {*names}]
