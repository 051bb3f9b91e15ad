"""In what order people stand: by name, or by circle and then by name. Never by effect."""

from collections.abc import Sequence

from kith.web.insight.told import Told
from kith.web.people.models import Tie
from kith.web.shell.models import Space

OUTSIDE = 9  # no circle known, or outside the circles: last


def ordered(space: Space, effects: Sequence[Told], by: str) -> list[Told]:
    """Return effects by circle when that is asked for, else as they are (by name)."""
    if by != "circle":
        return list(effects)
    ties = Tie.objects.filter(space=space).order_by("at", "pk").values_list("person_id", "circle")
    circle = dict(ties)
    return sorted(effects, key=lambda e: circle.get(e.pk) or OUTSIDE)
