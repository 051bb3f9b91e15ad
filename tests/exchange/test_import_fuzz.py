"""Whatever a file holds, it ends in records, reported rows or a declared refusal."""

import random
import time

import pytest
from invented_files import NOW

from kith import exchange
from kith.exchange import sandbox

INPUTS = 1_000
PIECES = [
    b",", b";", b"\t", b"|", b'"', b'""', b"\n", b"\r\n", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\xe9", b"\xc3\xa9", b"\xed\xa0\x80", b"NA", b"-1", b"1e999", b"1,234", b"0x10",
    b"nan", b"inf", b"9" * 400, b"2024-02-30", b"0000-00-00", b"9999-12-31T23:59:59+14:00",
    b"0001-01-01", b"24:00", b"25:61", b"13:30 pm", b"31/12/2024", b"12/31/2024", b"1970-01-01",
    b"2024-03-31T02:30", b"2024-10-27T02:30", b"2024-05-01T10:00-99:99", b"\xe2\x80\xae", b"=1+1",
    b"time", b"mood", b"with", b"date", b"person", b"<p>", b"</p", b"&#x110000;", b"&amp", b"[[[[",
    b'[""a"",{}]', b"sep=;\n", b"\xd9\xa1", b"  ", b"Sleep", b"Asleep 99:99 - 00:00", b"99:99",
]  # fmt: skip


def mutated(rng: random.Random, data: bytes) -> bytes:
    """Return the file with a few pieces put in, taken out, doubled or turned.

    Most damage falls on the rows: a broken header ends a reading before it begins.
    """
    out = bytearray(data)
    start = data.index(b"\n") if rng.random() < 0.8 else 0
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(min(start, len(out)), len(out) + 1)
        match rng.randrange(11):
            case 0 | 1 | 2:
                out[at:at] = rng.choice(PIECES)
            case 3 | 4:
                del out[at : at + rng.randint(1, 30)]
            case 5 | 6:
                out[at : at + rng.randint(1, 12)] = rng.choice(PIECES)
            case 7:
                out[at:at] = out[max(0, at - 40) : at]
            case 8 | 9 if at < len(out):
                out[at] = rng.randrange(256)
            case _:
                del out[at:]
    return bytes(out)


def answered(data: bytes, mapping: exchange.Mapping | None) -> dict[str, str]:
    """Return answers to everything the file leaves open, the first option of each."""
    answers = {"tz": "Europe/Berlin", "mood_scale": "1..5"}
    found = exchange.inspect(data, answers, mapping, now=NOW)
    found.as_json()
    return answers | {q.key: q.options[0] for q in found.questions if q.options}


@pytest.mark.long  # proofs/importing has the short form
@pytest.mark.slow
@pytest.mark.parametrize("name", ["tidy", "contacts", "daylio", "howwefeel", "bearable", "table"])
def test_a_damaged_file_never_ends_in_a_surprise(name, example, mapping_for_table):
    """A thousand damaged files of each format: none raises what is not declared."""
    rng = random.Random(f"{name}-2026")
    mapping = mapping_for_table if name == "table" else None
    slowest, codes, understood, reported = 0.0, set(), 0, 0
    for _ in range(INPUTS):
        data = mutated(rng, example(name))
        began = time.perf_counter()
        try:
            for row in exchange.read(data, answered(data, mapping), mapping, now=NOW):
                broken = isinstance(row, exchange.NotUnderstood)
                understood, reported = understood + (not broken), reported + broken
        except exchange.ExchangeError as refusal:
            codes.add(refusal.code)
        slowest = max(slowest, time.perf_counter() - began)
    assert slowest < 1.0
    assert all(code.isidentifier() for code in codes)
    # The damage must reach past the header for this to mean anything.
    assert understood > INPUTS / 2
    assert reported > INPUTS / 10


def test_damage_is_the_same_wherever_it_is_read(example):
    """A few damaged files through the child end exactly as they do here."""
    rng = random.Random(7)
    for _ in range(8):
        data = mutated(rng, example("tidy"))
        assert outcome(sandbox.inspect, data) == outcome(exchange.inspect, data)


def outcome(inspect, data: bytes) -> object:
    """Return the report on a file, or the code with which it was refused."""
    try:
        return inspect(data, {"tz": "Europe/Berlin"}, now=NOW)
    except exchange.ExchangeError as refusal:
        return type(refusal).__name__, refusal.code, refusal.where
