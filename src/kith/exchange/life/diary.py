"""The days in an export as records: what an analysis reads of it. Deleted rows are left out.

The same rules as for the open vault: a check-in whose company is not known says so, two people of
one name get two labels, and somebody who left long before the check-in was not there any more.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from kith import records
from kith.exchange.items import Item, LifeRow, Located
from kith.exchange.life.checking import Row

AT_THE_END = timedelta(minutes=30)  # a contact that ended by then was still company
Rows = dict[str, list[Row]]


def located(items: Iterable[Item]) -> Iterator[Located]:
    """Yield check-ins and contacts of an export in order of time, each with the number of its row."""
    held: Rows = {"people": [], "check_ins": [], "contacts": []}
    for item in items:
        if isinstance(item, LifeRow) and item.table in held:
            held[item.table].append(json.loads(item.text))
    labels = _labels(held["people"])
    here = {row["uid"]: labels[row["uid"]] for row in held["people"] if row["deleted_at"] is None}
    kinds = {row["uid"]: str(row["kinds"][0]) if row["kinds"] else "" for row in held["people"]}
    dated: list[tuple[datetime, int, Any]] = []
    for number, row in enumerate(held["check_ins"], 1):
        if row["deleted_at"] is None:
            told = [one for one in held["contacts"] if one["check_in"] == row["uid"]]
            dated.append((_at(row), number, _check_in(row, told, here)))
    for number, row in enumerate(held["contacts"], 1):
        people = [uid for uid in row["people"] if uid in here]
        if row["deleted_at"] is None and people and row["mode"] != records.Mode.THOUGHT:
            dated.append((_at(row), number, _contact(row, people, here, kinds)))
    for _, number, record in sorted(dated, key=lambda one: one[:2]):
        yield Located(number, record)


def _labels(people: list[Row]) -> dict[str, str]:
    """Return a name for each person that nobody else bears: Ana, Ana (2)."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for row in people:
        label, nth = row["name"], 1
        while label.casefold() in taken:
            nth += 1
            label = f"{row['name']} ({nth})"
        taken.add(label.casefold())
        found[row["uid"]] = label
    return found


def _at(row: Row) -> datetime:
    return datetime.fromisoformat(row["at"])


def _check_in(row: Row, told: list[Row], here: dict[str, str]) -> records.CheckIn:
    own = {"mood": row["valence"], "arousal": row["arousal"]}
    own |= {"energy": row["energy"], "sleep": row["sleep_hours"]}
    numbers = {**row["outcomes"], **{name: n for name, n in own.items() if n is not None}}
    return records.CheckIn(
        at=_at(row),
        valence=row["valence"],
        arousal=row["arousal"],
        energy=row["energy"],
        sleep_hours=row["sleep_hours"],
        with_people=_with(row, told, here),
        outcomes={name: float(n) for name, n in numbers.items() if n is not None},
        source_id=row["source_id"] or row["uid"],
    )


def _with(row: Row, told: list[Row], here: dict[str, str]) -> tuple[str, ...] | None:
    if not row["company_known"]:
        return None
    if not row["company"]:
        return ()
    spoken_of = {uid for contact in told for uid in contact["people"]}
    at_the_end = {
        uid
        for contact in told
        if contact["deleted_at"] is None
        and contact["mode"] != records.Mode.THOUGHT
        and _at(contact) + timedelta(minutes=contact["minutes"] or 0) >= _at(row) - AT_THE_END
        for uid in contact["people"]
    }
    there = [uid for uid in row["company"] if uid not in spoken_of or uid in at_the_end]
    return tuple(here[uid] for uid in there if uid in here) or None


def _contact(
    row: Row, people: list[str], here: dict[str, str], kinds: dict[str, str]
) -> records.Contact:
    return records.Contact(
        start=_at(row),
        people=tuple(here[uid] for uid in people),
        kind=kinds[people[0]] if len(people) == 1 else "",
        minutes=row["minutes"],
        felt=row["felt"],
        mode=records.Mode(row["mode"]) if row["mode"] else None,
        started_by=records.StartedBy(row["started_by"]) if row["started_by"] else None,
        source_id=row["source_id"] or row["uid"],
    )
