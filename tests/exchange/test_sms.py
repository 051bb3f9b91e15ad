"""SMS Backup & Restore: messages both ways, pictures, calls, and what a phone does to XML."""

import pytest
from invented_files import NOW

from kith import exchange
from kith.records import Contact, Message

ZONE = {"tz": "Europe/Berlin"}
T = 1714546800000


def sms(minute, kind, body, who="Ben", number="+4412345"):
    return (
        f'<sms protocol="0" address="{number}" date="{T + 60_000 * minute}" type="{kind}" '
        f'body="{body}" read="1" readable_date="x" contact_name="{who}" />\n'
    )


MMS = (
    f'<mms date="{T + 240_000}" msg_box="2" address="+4412345" contact_name="Ben"><parts>'
    '<part seq="-1" ct="application/smil" text="&lt;smil&gt;" /><part seq="0" ct="image/jpeg" data="AAAA" />'
    '<part seq="1" ct="text/plain" text="look" /></parts><addrs><addr address="1" /></addrs></mms>\n'
)  # fmt: skip


def backup(*parts):
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    return (f'{head}<smses count="9">\n' + "".join(parts) + "</smses>").encode()


def read(data):
    return list(exchange.read(data, ZONE, texts=True, now=NOW))


def messages(data):
    return [(m.sender, m.mine, m.text) for m in read(data) if isinstance(m, Message)]


def test_messages_of_both_ways_and_with_pictures():
    """The direction stands in the file, so nothing is asked; newest first makes no difference."""
    parts = [sms(0, 1, "hi"), sms(5, 2, "hello"), MMS]
    data = backup(*parts)
    found = exchange.inspect(data, ZONE, now=NOW)
    assert (found.format, found.questions, found.messages, found.people) == (
        "sms",
        (),
        3,
        (("Ben", 1),),
    )
    assert messages(data) == [("Ben", False, "hi"), ("me", True, "look"), ("me", True, "hello")]
    assert read(backup(*reversed(parts)))[-1].source_id == read(data)[-1].source_id
    (contact,) = [c for c in read(data) if isinstance(c, Contact)]
    assert (contact.people, contact.minutes, contact.started_by) == (("Ben",), 5, "them")


def test_what_occurs_twice_counts_once():
    """The same message stands in several backups, and in one file twice."""
    assert len(messages(backup(sms(0, 1, "hi"), sms(0, 1, "hi"), sms(0, 2, "hi")))) == 2


def test_signs_in_two_halves_are_put_together():
    """Wherever the file is cut while it is read."""
    for length in (0, 1, 65_400, 65_530, 65_536 - 150):
        data = backup(sms(0, 1, "x" * length + "&#55357;&#56832;!"), sms(1, 2, "&#10;&amp;"))
        assert next(text[-2:] for _, _, text in messages(data)) == "😀!"
    broken = exchange.inspect(backup(sms(0, 1, "ok"), sms(1, 1, "&#55357; alone")), ZONE, now=NOW)
    assert [row.why for row in broken.not_understood] == ["broken_off"]
    assert broken.messages == 1


def test_a_number_stands_for_who_has_no_name():
    """A phone writes (Unknown) there."""
    assert messages(backup(sms(0, 1, "x", who="(Unknown)")))[0][0] == "+4412345"


def test_calls_that_were_taken_are_contacts():
    """By phone, with their length; a missed one met nobody."""
    calls = "".join(
        f'<call number="+44" duration="{seconds}" date="{T + 60_000 * n}" type="{kind}" contact_name="Cy" />'
        for n, (seconds, kind) in enumerate([(600, 1), (30, 2), (0, 3), (0, 2)])
    )
    rows = [c for c in read(f"<calls count='4'>{calls}</calls>".encode()) if isinstance(c, Contact)]
    assert [(c.people, c.minutes, c.mode, c.started_by) for c in rows] == [
        (("Cy",), 10, "phone", "them"), (("Cy",), 0.5, "phone", "me"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "evil",
    [
        b'<!DOCTYPE smses [<!ENTITY a "aa">]><smses>&a;</smses>',
        b'<!DOCTYPE smses SYSTEM "file:///etc/passwd"><smses/>',
    ],
)
def test_a_document_type_is_refused(evil):
    """No entity is ever opened out."""
    with pytest.raises(exchange.RefusedFile, match="document_type"):
        exchange.inspect(evil, ZONE, now=NOW)


def test_rows_without_a_moment_or_anybody_are_told():
    """Without their words."""
    odd = backup(
        sms(0, 1, "secret", who="", number=""),
        '<sms date="soon" type="1" address="1" body="secret"/>',
    )
    found = exchange.inspect(odd, ZONE, now=NOW)
    assert [row.why for row in found.not_understood] == ["no_name", "not_a_time"]
    assert "secret" not in repr(found)
