"""The counts of messages that contacts of a chat come with, also of contacts that are here already.

A later export of the same chat can tell more of its last contact, and an import of before could keep
no counts. Such a contact is filled in, unless it was changed by hand or deleted since.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import F

from kith import records
from kith.web.keep import brought, in_rows
from kith.web.keep.arriving import Arriving
from kith.web.shell.models import Space
from kith.web.today.models import Contact, Exchanged

if TYPE_CHECKING:
    from kith.web.keep.returning import Home

FILLED_IN = "filled_in"
Told = dict[str, tuple[int, int | None, float | None]]


def told_of(space: Space) -> Told:
    """Return contacts that files brought and nobody changed, by their source: key, messages, minutes."""
    rows = Contact.objects.filter(space=space, edited_at=None, deleted_at=None)
    held = rows.exclude(source_id="").annotate(
        messages=F("exchanged__sent") + F("exchanged__received")
    )
    return {
        source: (pk, messages, minutes)
        for source, pk, messages, minutes in held.values_list(
            "source_id", "pk", "messages", "minutes"
        )
    }


def fill_in(arriving: Arriving, record: records.Contact) -> None:
    """Let a contact that is here know what a file tells of its messages, where that is more."""
    if record.exchanged is None:
        return
    if arriving.told is None:
        arriving.told = told_of(arriving.batch.space)
    pk, known, minutes = arriving.told.get(record.source_id, (None, None, None))
    messages = record.exchanged.sent + record.exchanged.received
    if pk is None or (known is not None and messages <= known):
        return
    arriving.told[record.source_id] = (pk, messages, record.minutes)
    arriving.counts[FILLED_IN] += 1
    if record.minutes is not None and record.minutes > (minutes or 0):
        _longer(pk, record.minutes)
    if known is None:
        arriving.exchanged.append(_row(record.exchanged, contact_id=pk))
    else:
        _write_now(arriving, pk, record.exchanged)


def of(record: records.Contact, row: Contact) -> Iterator[Exchanged]:
    """Yield the counts of a new contact, where its file has them."""
    if record.exchanged is not None:
        yield _row(record.exchanged, contact=row)


def write(waiting: list[Exchanged]) -> None:
    """Write counts whose contacts are written by now."""
    for one in waiting:
        one.contact_id = one.contact.pk if one.contact_id is None else one.contact_id
    in_rows.write(Exchanged, waiting)
    waiting.clear()


def bring(home: "Home") -> None:
    """Write the counts of an export for the contacts that came in with it."""
    keys, new = home.keys["contacts"], set(home.made.get("contacts", ()))
    made = {
        keys[row["contact"]]: Exchanged(
            contact_id=keys[row["contact"]],
            **{name: value for name, value in row.items() if name != "contact"},
        )
        for row in home.held["exchanged"]
        if keys[row["contact"]] in new
    }
    in_rows.write(Exchanged, [*made.values()])


def _row(counts: records.Exchanged, **contact: Any) -> Exchanged:
    return Exchanged(
        **contact,
        sent=counts.sent,
        received=counts.received,
        characters_sent=counts.characters_sent,
        characters_received=counts.characters_received,
    )


def _write_now(arriving: Arriving, pk: int, counts: records.Exchanged) -> None:
    """Put larger counts in the place of those of a contact, which may still wait to be written."""
    write(arriving.exchanged)
    said = {name: getattr(counts, name) for name in ("sent", "received")}
    said |= {f"characters_{name}": getattr(counts, f"characters_{name}") for name in said}
    Exchanged.objects.filter(contact=pk).update(**said)


def _longer(pk: int, minutes: float) -> None:
    """Let a contact last longer; the mark of a life that brought it goes along."""
    row = Contact.objects.get(pk=pk)
    then = brought.mark(row)
    row.minutes = minutes
    row.save(update_fields=["minutes"])
    brought.remark(row, then)
