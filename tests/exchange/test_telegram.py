"""Telegram's JSON: one chat or all, texts of parts, whose export it is."""

import json

import pytest
from invented_files import NOW

from kith import exchange
from kith.exchange import sandbox
from kith.records import Contact, Message

ZONE = {"tz": "Europe/Berlin"}


def message(number, who, name, text, **more):
    return {
        "id": number, "type": "message", "date": "2024-05-01T09:00:00",
        "date_unixtime": str(1714546800 + 60 * number), "from": name, "from_id": who, "text": text,
        **more,
    }  # fmt: skip


SAID = ["see ", {"type": "link", "text": "https://example.org"}, " 😀"]
ONE = {
    "name": "Ben", "type": "personal_chat", "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date_unixtime": "1714546800", "actor": "Ben", "action": "phone_call"},
        message(2, "user77", "Ben", "hello"),
        message(3, "user5", "Ines", SAID),
        message(4, "user77", "Ben", "", media_type="sticker"),
    ],
}  # fmt: skip


def packed(document) -> bytes:
    return json.dumps(document, indent=1, ensure_ascii=False).encode()


def messages(document, **answers):
    reading = exchange.read(packed(document), ZONE | answers, texts=True, now=NOW)
    return [record for record in reading if isinstance(record, Message)]


def test_a_chat_of_two_says_itself_who_the_other_is():
    """Its number is theirs, so nothing is asked."""
    found = exchange.inspect(packed(ONE), ZONE, now=NOW)
    assert (found.format, found.sure, found.questions) == ("telegram", 1.0, ())
    assert (found.entries, found.messages, found.contacts, found.people) == (4, 3, 1, (("Ben", 2),))
    assert [(one.sender, one.mine, one.text) for one in messages(ONE)] == [
        ("Ben", False, "hello"), ("Ines", True, "see https://example.org 😀"), ("Ben", False, ""),
    ]  # fmt: skip
    assert messages(ONE)[0].at.isoformat() == "2024-05-01T09:02:00+02:00"


def test_all_chats_at_once():
    """The whole export names its owner; a group brings a contact with everybody who wrote."""
    group = {
        "name": "Lake", "type": "private_group", "id": 9,
        "messages": [message(n, f"user{n}", name, "x") for n, name in ((5, "Ines"), (8, "Cy"), (9, None))],
    }  # fmt: skip
    whole = {"personal_information": {"user_id": 5}, "chats": {"about": "", "list": [ONE, group]}}
    found = exchange.inspect(packed(whole), ZONE, now=NOW)
    assert (found.messages, found.contacts, found.questions) == (6, 2, ())
    contacts = [r for r in exchange.read(packed(whole), ZONE, now=NOW) if isinstance(r, Contact)]
    assert [one.people for one in contacts] == [("Ben",), ("Cy", "user9")]


def test_in_a_group_who_one_is_is_asked():
    """Nothing in it says so."""
    group = {**ONE, "type": "private_group"}
    (question,) = exchange.inspect(packed(group), ZONE, now=NOW).questions
    assert (question.key, question.options) == ("me", ("Ben", "Ines"))
    assert [one.mine for one in messages(group, me="2")] == [False, True, False]


def test_what_is_broken_is_told_without_its_words():
    """A file that breaks off keeps what stood before; a row of another kind is listed."""
    odd = {
        **ONE,
        "messages": [
            *ONE["messages"],
            {"text": "secret"},
            message(9, "user77", "Ben", "x", date_unixtime="soon", date=""),
        ],
    }
    items = list(exchange.read(packed(odd), ZONE, now=NOW).items())
    assert [one.why for one in items if isinstance(one, exchange.NotUnderstood)] == [
        "not_an_entry",
        "no_time",
    ]
    assert "secret" not in repr(items)
    cut = packed(ONE)[:-120]
    found = list(exchange.read(cut, ZONE, now=NOW).items())
    assert [one.why for one in found if isinstance(one, exchange.NotUnderstood)] == ["broken_off"]
    assert "sticker" not in repr(found)


def test_a_page_of_html_is_told_apart():
    """The common slip: another format was chosen there."""
    page = (
        b"<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body><!-- Telegram -->"
    )
    with pytest.raises(exchange.UnreadableFile, match="telegram_page"):
        exchange.inspect(page, now=NOW)


def test_the_child_reads_the_same():
    """Every record."""
    here = list(exchange.read(packed(ONE), ZONE, now=NOW))
    assert list(sandbox.read(packed(ONE), ZONE, now=NOW)) == here


@pytest.mark.parametrize("kind", ["bot_chat", "public_channel", "private_channel"])
def test_a_program_or_a_channel_is_nobody_to_have_met(kind):
    """No person and no contact comes of it, and it is said."""
    news = {
        "name": "News",
        "type": kind,
        "id": 12,
        "messages": [message(3, "channel12", "News", "x")],
    }
    whole = {"personal_information": {"user_id": 5}, "chats": {"list": [news, ONE]}}
    found = exchange.inspect(packed(whole), ZONE, now=NOW)
    assert found.questions == ()
    assert [name for name, _ in found.people] == ["Ben"]
    assert ("no_persons_chat", "1") in {(note.code, note.value) for note in found.notes}
    with pytest.raises(exchange.UnreadableFile):
        exchange.inspect(packed(news), ZONE, now=NOW)
