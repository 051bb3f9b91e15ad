"""The plan as it is read: its lines, with the people who may stand in it."""

from dataclasses import dataclass
from datetime import date

from kith.web.people import calling
from kith.web.plan import steps
from kith.web.plan.steps import Part
from kith.web.plan.versions import Plan, Said
from kith.web.shell.models import Space


@dataclass(frozen=True, slots=True)
class Told:
    """One part with its lines; `left_out` counts people who may not stand in it now."""

    part: Part
    said: Said
    lines: tuple[str, ...]
    left_out: int = 0

    @property
    def day(self) -> date | None:
        """Return the day to look at the plan again."""
        return date.fromisoformat(self.said.day) if self.said.day else None


def told(space: Space, plan: Plan) -> list[Told]:
    """Return every part in the order of the page; what was not said is empty."""
    names = {str(person.uid): person.name for person in calling.may_stand_in_plan(space)}
    return [_told(part, plan.get(part.code, Said()), names) for part in steps.parts()]


def _told(part: Part, said: Said, names: dict[str, str]) -> Told:
    known = [(names[uid], reach) for uid, reach in said.people if uid in names]
    people = (f"{name}: {reach}" if reach else name for name, reach in known)
    own = (line.strip() for line in said.text.splitlines())
    lines = tuple(filter(None, [*people, *own]))
    return Told(part, said, lines, len(said.people) - len(known))
