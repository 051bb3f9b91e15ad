"""Boundaries, other people's limits and what one can carry, as they come back with a whole life."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from kith.web.boundaries.models import (
    Apology,
    Boundary,
    BoundaryEvent,
    Capacity,
    CardSort,
    Commitment,
    Ground,
    TheirLimit,
)

if TYPE_CHECKING:
    from kith.web.keep.returning import Home

MODELS: dict[str, Any] = {
    "boundaries": Boundary,
    "boundary_events": BoundaryEvent,
    "their_limits": TheirLimit,
    "apologies": Apology,
    "grounds": Ground,
    "card_sorts": CardSort,
    "capacity": Capacity,
    "commitments": Commitment,
}
# Each after those that it names, with the columns that name rows of others.
LINKS: dict[str, dict[str, str]] = {
    "boundaries": {},
    "boundary_events": {"boundary": "boundaries", "person": "people", "contact": "contacts"},
    "their_limits": {"person": "people"},
    "apologies": {"person": "people", "limit": "their_limits"},
    "grounds": {"person": "people"},
    "commitments": {"person": "people"},
}
NAMED = tuple(LINKS)  # whose rows have a uid


def bring(home: "Home") -> None:
    """Bring every row of these tables that is not here yet."""
    for table, links in LINKS.items():
        _rows(home, table, links)
    _cards(home)
    _capacity(home)


def _rows(home: "Home", table: str, links: dict[str, str]) -> None:
    from kith.web.keep import returning

    new, more = returning.not_here(home, table), []
    for row in new:
        said: dict[str, Any] = {
            f"{name}_id": home.keys[of].get(row[name]) for name, of in links.items()
        }
        if "due" in row:
            said["due"] = date.fromisoformat(row["due"]) if row["due"] else None
        more.append(said)
    made = returning.write_owned(home, table, new, more)
    if table == "boundaries":
        through = Boundary.people.through
        through.objects.bulk_create(
            through(boundary_id=one.pk, person_id=pk)
            for row, one in zip(new, made, strict=True)
            for pk in dict.fromkeys(home.keys["people"][uid] for uid in row["people"])
        )


def _cards(home: "Home") -> None:
    """Put cards where the file says, save those that lie somewhere here."""
    here = set(CardSort.objects.filter(space=home.space).values_list("card", flat=True))
    rows = {row["card"]: row for row in home.held["card_sorts"] if row["card"] not in here}
    made = [
        CardSort(
            space=home.space,
            card=row["card"],
            said=row["said"],
            at=datetime.fromisoformat(row["at"]).astimezone(UTC),
        )
        for row in rows.values()
    ]
    _made(home, "card_sorts", made)


def _capacity(home: "Home") -> None:
    """Take what a week holds where nothing is said of it here."""
    if Capacity.objects.filter(space=home.space).exists():
        return
    rows = [Capacity(space=home.space, **row) for row in home.held["capacity"][:1]]
    _made(home, "capacity", rows)


def _made(home: "Home", table: str, rows: list[Any]) -> None:
    MODELS[table].objects.bulk_create(rows)
    home.made.setdefault(table, []).extend(row.pk for row in rows)
