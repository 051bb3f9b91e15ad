"""Journals of jrnl come in as writings: text, JSON, and closed with a password."""

import base64
import json
import os
import random

import pytest
from invented_files import JRNL, JRNL_JSON, NOW
from packing import told
from sealing import oldest, version_1, version_2, version_3

from kith import exchange
from kith.exchange import aes, sandbox, sealed_journal
from kith.exchange.errors import ExchangeError

PASSWORD = "good doggie extra biscuit"
BLOCKS = "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
CLEAR = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"


def test_the_text(writings, inspect):
    """A title, what follows it, tags in lower case; a star and blank lines at the end go."""
    found = inspect(JRNL)
    assert (found.format, found.entries, found.exit_code) == ("jrnl", 3, 0)
    first, second, third = writings(JRNL)
    assert (first.title, first.text) == (
        "A walk with @Anna",
        "Cold. [really] it was\n\nHome by six.",
    )
    assert first.tags == ("anna",)
    assert first.at.isoformat() == "2024-05-01T09:00:00+02:00"
    assert (second.title, second.text, second.tags) == ("", "Nothing much", ())
    assert (third.title, third.text) == ("A line", "[not a time] goes on")


def test_the_json_says_the_same(writings, inspect):
    """Its entries have the names that they have in the text, save for what it splits otherwise."""
    assert inspect(told(JRNL_JSON)).format == "jrnl"
    assert writings(told(JRNL_JSON))[0] == writings(JRNL)[0]


@pytest.mark.parametrize("closed", [version_1, oldest, version_2, version_3])
def test_a_closed_journal_asks_for_its_password(inspect, writings, closed):
    """Then it reads as the open one; a wrong password is asked anew and never shown."""
    text = JRNL * 3
    data = closed(text, PASSWORD)
    (question,) = inspect(data).questions
    assert (inspect(data).format, question.key, question.code) == ("jrnl", "password", "password")
    (again,) = inspect(data, password="no").questions
    assert (again.code, again.answered) == ("password_wrong", "")
    assert [one.text for one in writings(data, password=PASSWORD)] == [
        one.text for one in writings(text)
    ]


def test_a_closed_journal_opens_in_the_limited_child():
    """numpy and all."""
    data = version_3(JRNL, PASSWORD)
    found = sandbox.inspect(data, {"tz": "UTC", "password": PASSWORD}, now=NOW)
    assert (found.format, found.writings) == ("jrnl", 3)


def test_a_broken_archive_is_no_closed_journal(inspect):
    """Its bytes look like noise and come in whole blocks; it is refused as what it is."""
    broken = b"PK\x03\x04" + random.Random(1).randbytes(1020)
    assert sealed_journal.looks_sealed(broken)
    with pytest.raises(ExchangeError) as refused:
        inspect(broken)
    assert refused.value.code == "damaged"


def test_known_answers_of_the_cipher():
    """The vectors of SP 800-38A (128 and 256 bits) and of the Fernet specification."""
    vector = bytes(range(16))
    key = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
    assert aes.decrypt_cbc(key, vector, bytes.fromhex(BLOCKS)).hex() == CLEAR
    key = bytes.fromhex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4")
    block = bytes.fromhex("f58c4c04d6e5f1ba779eabfb5f7bfbd6")
    assert aes.decrypt_cbc(key, vector, block).hex() == CLEAR[:32]
    key = base64.urlsafe_b64decode("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=")
    token = (
        b"gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64j"
        b"VmpU4IwqDA=="
    )
    assert sealed_journal._token(token, key) == b"hello"
    with pytest.raises(ValueError, match="mark"):
        sealed_journal._token(token[:-8] + b"AAAAAA==", key)


def test_many_blocks_are_chained(monkeypatch):
    """Where the data is cut for memory's sake, the chain goes on."""
    data = version_1("x" * 500, "p")
    key = sealed_journal.sha256(b"p").digest()
    whole = aes.decrypt_cbc(key, data[:16], data[16:])
    monkeypatch.setattr(aes, "_AT_ONCE", 64)
    assert aes.decrypt_cbc(key, data[:16], data[16:]) == whole


def test_other_files_without_a_meaning_are_no_journals(refused):
    """A picture, even bytes, and noise that does not fit into blocks."""
    assert refused(b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20).code == "binary"
    assert refused(bytes(range(256)) * 40).code == "binary"
    assert refused(os.urandom(16 * 300 + 5)).code == "binary"


def test_the_order_of_day_and_month_is_asked(inspect, writings):
    """As everywhere, unless one of the times shows it."""
    text = "[03/04/2024 10:00] One\n\n[05/06/2024 10:00] Two\n"
    (question,) = inspect(text).questions
    assert question.key == "date_order"
    assert writings(text, date_order="mdy")[0].at.month == 3
    assert writings(text + "\n[13/06/2024 10:00] Three\n")[0].at.month == 4


def test_times_that_cannot_be_and_entries_of_nothing_are_told(read):
    """The rest comes in."""
    items = read("[2024-05-01 09:00] \n\n[2024-02-31 09:00] No day\n\n[2024-05-02 09:00] Fine\n")
    assert [one.why for one in items if hasattr(one, "why")] == ["no_answers", "no_such_date"]
    assert items[-1].text == "Fine"


def test_crlf_and_a_byte_order_mark(writings):
    """They make no difference."""
    odd = b"\xef\xbb\xbf" + JRNL.replace("\n", "\r\n").encode()
    assert writings(odd) == writings(JRNL)


def test_a_chat_is_no_journal():
    """Lines in which somebody says something, in a form that jrnl does not have."""
    data = b"[1/2/24, 10:00] Anna: Hello\n[1/2/24, 10:01] Ben: Hi\n"
    assert exchange.inspect(data, now=NOW).format == "whatsapp"


def test_tags_that_a_file_lists_are_taken_as_they_are(writings):
    """Words with an @ in the text are no tags where the file says which there are."""
    entry = {"title": "Walk", "body": "Met @nobody by the lake", "date": "2024-05-01", "time": "09:30", "tags": ["@Lake Side"]}  # fmt: skip
    (one,) = writings(json.dumps({"tags": {"@Lake Side": 1}, "entries": [entry]}).encode())
    assert one.tags == ("Lake Side",)
