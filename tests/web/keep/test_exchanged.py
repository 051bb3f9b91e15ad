"""Contacts of a chat keep how many messages they had; a later export of the chat tells more of them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kith import exchange, records
from kith.exchange import Located, life, sandbox
from kith.web.keep.export.files import export
from kith.web.keep.store import store
from kith.web.keep.undoing import undo
from kith.web.today.models import Contact, Exchanged

pytestmark = pytest.mark.usefixtures("room")  # an export draws the map of whoever is here
ANSWERS = {"me": "Anna", "tz": "UTC"}
LINES = (
    "14/08/2023, 09:00 - Ben: four",
    "14/08/2023, 09:10 - Anna: abc",
    "14/08/2023, 12:00 - Ben: once",
)
LATER = ("14/08/2023, 12:09 - Anna: hello", "15/08/2023, 12:00 - Ben: x")


def bring(space: Any, *lines: str) -> Any:
    data = "\n".join(lines).encode()
    return store(space, sandbox.read(data, ANSWERS).items(), format_name="whatsapp")


def counts(space: Any) -> list[tuple[Any, ...]]:
    rows = Exchanged.objects.filter(contact__space=space).order_by("contact__at")
    return [
        (r.contact.minutes, r.sent, r.received, r.characters_sent, r.characters_received)
        for r in rows.select_related("contact")
    ]


def test_a_chat_brings_counts_and_lengths(space: Any) -> None:
    """Of each contact, and they go with it."""
    stored = bring(space, *LINES)
    assert counts(space) == [(10, 1, 1, 3, 4), (None, 0, 1, 0, 4)]
    undo(stored.batch)
    assert counts(space) == []


def test_a_later_export_tells_more_of_the_last_contact(space: Any) -> None:
    """What is new comes in, and the contact that went on is longer; again nothing is new."""
    bring(space, *LINES)
    stored = bring(space, *LINES, *LATER)
    assert (stored.counts["contacts"], stored.counts["filled_in"]) == (1, 1)
    grown = [(10, 1, 1, 3, 4), (9, 1, 1, 5, 4), (None, 0, 1, 0, 1)]
    assert counts(space) == grown
    assert not bring(space, *LINES, *LATER).added
    assert not bring(space, *LINES).added  # the shorter one takes nothing away
    assert counts(space) == grown


def test_an_import_of_before_gets_its_counts(space: Any) -> None:
    """A vault that took the chat in when counts were not kept; what was changed or deleted stays."""
    bring(space, *LINES, *LATER)
    Exchanged.objects.all().delete()
    first, second, third = Contact.objects.filter(space=space).order_by("at")
    Contact.objects.filter(pk=second.pk).update(edited_at="2024-01-01T00:00Z", minutes=3)
    Contact.objects.filter(pk=third.pk).update(deleted_at="2024-01-01T00:00Z")
    stored = bring(space, *LINES, *LATER)
    assert stored.counts["filled_in"] == 1
    assert counts(space) == [(10, 1, 1, 3, 4)]
    assert Contact.objects.get(pk=second.pk).minutes == 3
    assert first.pk == Exchanged.objects.get().contact_id


def test_the_same_contact_twice_in_one_file(space: Any) -> None:
    """The first one counts, and nothing breaks."""
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    one = records.Contact(at, ("Ben",), source_id="w:1", exchanged=records.Exchanged(1, 2, 3, 4))
    two = records.Contact(at, ("Ben",), source_id="w:1", exchanged=records.Exchanged(9, 9, 9, 9))
    new = records.Contact(
        at + timedelta(days=1), ("Ben",), source_id="w:2", exchanged=records.Exchanged(1, 1, 1, 1)
    )
    store(space, [Located(1, one), Located(2, two), Located(3, new)], format_name="whatsapp")
    assert [row[1:] for row in counts(space)] == [(1, 2, 3, 4), (1, 1, 1, 1)]


def test_counts_go_out_and_come_back(space: Any) -> None:
    """In the table of an export; with the contacts that came back they go again."""
    bring(space, *LINES)
    files = export(space, with_plan=True).files
    rows = json.loads(files[life.DATA])["tables"]["exchanged"]
    assert [(row["sent"], row["characters_received"]) for row in rows] == [(1, 4), (0, 4)]
    before = counts(space)
    Contact.objects.filter(space=space).delete()
    home = store(space, exchange.read(files[life.DATA]).items(), format_name="kith")
    assert counts(space) == before
    bring(space, *LINES, *LATER)  # the contact that went on keeps the mark of what came back
    undo(home.batch)
    assert [row[0] for row in counts(space)] == [None]


@pytest.mark.parametrize("row", [{"sent": -1}, {"sent": 1.5}, {"contact": "x"}, {"received": None}])
def test_counts_that_are_none_are_refused(space: Any, row: dict[str, Any]) -> None:
    """A file that was changed by hand."""
    bring(space, *LINES)
    document = json.loads(export(space, with_plan=True).files[life.DATA])
    document["tables"]["exchanged"][0] |= row
    with pytest.raises(exchange.ExchangeError):
        list(exchange.read(json.dumps(document).encode()).items())


def test_counts_stand_on_the_page_of_the_contact_and_its_day(client: Any, space: Any) -> None:
    """Both sides by themselves; a contact that was told of says nothing of messages."""
    bring(space, *LINES)
    first = Contact.objects.filter(space=space).order_by("at")[0]
    page = client.get(f"/today/contact/{first.pk}/").content.decode()
    assert "You sent 1 message (characters: 3). You got 1 message (characters: 4)." in page
    day = client.get("/today/day/2023-08-14/").content.decode()
    assert "2 messages" in day
    assert "1 message<" in day
    told = Contact.objects.create(space=space, at="2023-08-16T10:00:00Z", zone="UTC")
    assert "Counted from a chat" not in client.get(f"/today/contact/{told.pk}/").content.decode()
