"""What can be asked about: mood, energy, and other numbers that came in with an import."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.records import CheckIn
from kith.web.insight.models import OutcomeName, OutcomeWay
from kith.web.shell.models import Space
from kith.web.today.models import CheckIn as Row

LOOKED_AT = 200  # rows at each end of the record in which columns of an import are looked for
LONGEST_NAME = 60
OWN_COLUMNS = frozenset({"mood", "valence", "arousal", "energy", "sleep"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome: `key` stands in addresses, `column` is where it is.

    `better` says which way is good, "more" or "less". Of a column of an import that is empty until
    the person says it, and then nothing is called nourishing or draining by it.
    """

    key: str
    column: str
    name: Any
    points: bool  # shown in points of 10, from -1..1
    better: str = ""

    @property
    def valued(self) -> bool:
        """Whether it is known which way is good."""
        return bool(self.better)

    @property
    def less_is_better(self) -> bool:
        """Whether down is good, as of loneliness."""
        return self.better == OutcomeWay.LESS

    def of(self, row: CheckIn) -> float | None:
        """Return the value of one check-in in the unit it is shown in, None where not given."""
        if self.column == "valence":
            value = row.valence
        elif self.column == "energy":
            value = row.energy
        else:
            value = row.outcomes.get(self.column)
        return None if value is None else (value + 1.0) * 5.0 if self.points else float(value)


MOOD = Outcome("mood", "valence", _("mood"), points=True, better="more")
ENERGY = Outcome("energy", "energy", _("energy"), points=True, better="more")


def outcomes_of(space: Space) -> tuple[Outcome, ...]:
    """Return what this person has told enough of to ask about, mood first."""
    rows = Row.objects.filter(space=space, deleted_at=None)
    found = [o for o in (MOOD, ENERGY) if rows.filter(**{f"{o.column}__isnull": False}).exists()]
    own = dict(OutcomeName.objects.filter(space=space).values_list("column", "name"))
    ways = dict(OutcomeWay.objects.filter(space=space).values_list("column", "better"))
    imported = (
        _imported(space, name, own.get(name, ""), ways.get(name, "")) for name in _columns(rows)
    )
    return (*found, *imported)


def call(space: Space, outcome: Outcome, name: str) -> bool:
    """Keep what the person calls a column of an import; an empty name brings its own back.

    Return whether it could be kept: one that is too long is not, and what was there stays.
    """
    kept = " ".join(name.split())
    if len(kept) > LONGEST_NAME:
        return False
    mine: dict[str, Any] = {"space": space, "column": outcome.column}
    if kept:
        OutcomeName.objects.update_or_create(**mine, defaults={"name": kept})
    else:
        OutcomeName.objects.filter(**mine).delete()
    return True


def judge(space: Space, outcome: Outcome, better: str) -> None:
    """Keep which way of a column of an import is better, "more" or "less"; anything else is neither."""
    mine: dict[str, Any] = {"space": space, "column": outcome.column}
    if better in {OutcomeWay.MORE, OutcomeWay.LESS}:
        OutcomeWay.objects.update_or_create(**mine, defaults={"better": better})
    else:
        OutcomeWay.objects.filter(**mine).delete()


def chosen(available: Sequence[Outcome], key: str) -> Outcome:
    """Return the outcome that an address asks for, else the first there is, else mood."""
    asked = next((o for o in available if o.key == key), None)
    return asked or (available[0] if available else MOOD)


def readable(column: str) -> str:
    """Return a column's name as words: mood_morning, MoodMorning and mood.morning are the same."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"_+|\.+(?=\w)", " ", column))
    return " ".join(apart.split()) or column


def _imported(space: Space, name: str, own: str, better: str) -> Outcome:
    # A column's name is the person's own words, so an address holds a keyed hash of it.
    tag = hmac.new(space.uid.bytes, name.encode(), hashlib.sha256).hexdigest()[:12]
    return Outcome(f"o{tag}", name, own or readable(name), points=False, better=better)


def _columns(rows: Any) -> list[str]:
    filled = rows.exclude(outcomes={}).values_list("outcomes", flat=True)
    looked_at = [*filled.order_by("at")[:LOOKED_AT], *filled.order_by("-at")[:LOOKED_AT]]
    return sorted({name for row in looked_at for name in row} - OWN_COLUMNS)
