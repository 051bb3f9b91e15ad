"""Signal's own lines of JSON, and the text form of other programs."""

import io
import json
import zipfile

from invented_files import NOW

from kith import exchange
from kith.records import Contact, Message

ZONE = {"tz": "Europe/Berlin"}
START = 1714546800000


def item(n, chat, author, text=None, *, mine=False, **more):
    body = {"standardMessage": {"text": {"body": text}}} if text is not None else {}
    way = {"outgoing": {}} if mine else {"incoming": {}}
    sent = str(START + 60_000 * n)
    return {
        "chatItem": {"chatId": chat, "authorId": author, "dateSent": sent, **way, **body, **more}
    }


FRAMES = [
    {"version": "1", "backupTimeMs": "1714546800000"},
    {"account": {"givenName": "Ines"}},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {"e164": "44", "profileGivenName": "Ben", "profileFamilyName": "M"}}},
    {"chat": {"id": "7", "recipientId": "2"}},
    item(1, "7", "2", "hello"),
    item(2, "7", "1", "hi 😀", mine=True),
    {"chatItem": {"chatId": "7", "authorId": "2", "dateSent": str(START), "directionless": {}, "updateMessage": {}}},
    item(3, "7", "2", stickerMessage={}),
]  # fmt: skip


def lines(frames=FRAMES) -> bytes:
    return "\n".join(json.dumps(frame, ensure_ascii=False) for frame in frames).encode()


def read(data, **answers):
    return list(exchange.read(data, ZONE | answers, texts=True, now=NOW))


def test_its_own_export_says_who_wrote_what():
    """Nothing is asked; what nobody sent is no message."""
    found = exchange.inspect(lines(), ZONE, now=NOW)
    assert (found.format, found.sure, found.questions) == ("signal", 1.0, ())
    assert (found.entries, found.messages, found.contacts, found.people) == (
        4,
        3,
        1,
        (("Ben M", 2),),
    )
    told = [(m.sender, m.mine, m.text) for m in read(lines()) if isinstance(m, Message)]
    assert told == [("Ben M", False, "hello"), ("Me", True, "hi 😀"), ("Ben M", False, "")]


def test_a_zip_holds_it_beside_its_description():
    """`main.jsonl` among pictures."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("signal-export/main.jsonl", lines())
        archive.writestr("signal-export/metadata.json", "{}")
    assert read(out.getvalue()) == read(lines())


def test_broken_lines_cost_themselves_only():
    """Each is listed, without its words."""
    data = lines() + b'\n{"chatItem": secret\n[1]\n' + lines([item(9, "7", "2", "x", dateSent="0")])
    found = exchange.inspect(data, ZONE, now=NOW)
    assert [row.why for row in found.not_understood] == ["not_an_entry", "not_an_entry"]
    assert "secret" not in repr(found)


def test_the_text_form_calls_the_person_me():
    """So it is not asked, unless an answer says otherwise."""
    text = b"[2019-12-24, 12:23] Ben: hi\nmore\n[2019-12-24, 12:25] Me: hello\n"
    found = exchange.inspect(text, ZONE, now=NOW)
    assert (found.format, found.questions, found.messages, found.contacts) == ("signal", (), 2, 1)
    assert [m.mine for m in read(text) if isinstance(m, Message)] == [False, True]
    other = text.replace(b"Me:", b"Ines:")
    assert [q.key for q in exchange.inspect(other, ZONE, now=NOW).questions] == ["me"]
    assert [c.people for c in read(other, me="Ines") if isinstance(c, Contact)] == [("Ben",)]


NEWER = (
    "[2026-03-01 19:05:30] Ana: hi there\n[2026-03-01 19:06:00] Me: ho\n> quoted\n"
    "[2026-03-01 19:07:00] Ana: (This message was deleted)\n"
)


def test_the_text_form_of_today_is_no_journal(inspect, read):
    """Without a comma it looks like jrnl's; what others wrote must not come in as writings."""
    for given in (NEWER, NEWER.replace(":30]", "]").replace(":00]", "]")):
        found = inspect(given, now=NOW, **ZONE)
        assert (found.format, found.messages, found.writings) == ("signal", 3, 0)
        messages = [one for one in read(given, now=NOW, **ZONE) if isinstance(one, Message)]
        assert [one.characters for one in messages] == [8, 11, 0]
        assert [one.mine for one in messages] == [False, True, False]
        assert not any(one.text for one in messages)


def test_a_journal_with_colons_stays_one(inspect):
    """Headings such as "Work: …" are nobody speaking; nor is a heading said twice."""
    for given in (
        "[2026-03-01 19:05] Work: met Ana\nx\n[2026-03-02 19:05] Home: y\n[2026-03-03 19:05] Work: z\n",
        "[2026-03-01 19:05] A walk.\nAna: said hi\n[2026-03-02 19:05] Rain: all day\n",
    ):
        assert inspect(given, now=NOW, **ZONE).format == "jrnl"


def test_where_only_the_others_wrote_who_is_who_is_asked(inspect):
    """Seconds in every line are this program's, not jrnl's."""
    given = "[2026-03-01 19:05:30] Ana: hi\n[2026-03-01 19:06:00] Ana: ho\n"
    found = inspect(given, now=NOW, **ZONE)
    assert (found.format, [one.key for one in found.questions]) == ("signal", ["me"])
