"""Whatever a file holds, it ends in records, reported rows or a declared refusal."""

import random
import time

import pytest
from invented_files import NOW

from kith import exchange

INPUTS = 2_500
PIECES = [
    b",", b";", b"\t", b"|", b'"', b'""', b"\n", b"\r\n", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\xe9", b"\xc3\xa9", b"\xed\xa0\x80", b"NA", b"-1", b"1e999", b"1,234", b"0x10",
    b"nan", b"inf", b"9" * 400, b"2024-02-30", b"0000-00-00", b"9999-12-31T23:59:59+14:00",
    b"0001-01-01", b"24:00", b"25:61", b"13:30 pm", b"31/12/2024", b"12/31/2024", b"1970-01-01",
    b"2024-03-31T02:30", b"2024-10-27T02:30", b"2024-05-01T10:00-99:99", b"\xe2\x80\xae", b"=1+1",
    b"time", b"mood", b"with", b"date", b"person", b"<p>", b"</p", b"&#x110000;", b"&amp", b"[[[[",
    b'[""a"",{}]', b"sep=;\n", b"\xd9\xa1", b"  ", b"Sleep", b"Asleep 99:99 - 00:00", b"99:99",
]  # fmt: skip
ALLOWED = (exchange.ExchangeError,)


def mutated(rng: random.Random, data: bytes) -> bytes:
    """Return the file with a few pieces put in, taken out, doubled or turned."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(out) + 1)
        match rng.randrange(6):
            case 0:
                out[at:at] = rng.choice(PIECES)
            case 1:
                del out[at : at + rng.randint(1, 30)]
            case 2:
                out[at : at + rng.randint(1, 12)] = rng.choice(PIECES)
            case 3:
                out[at:at] = out[max(0, at - 40) : at]
            case 4 if at < len(out):
                out[at] = rng.randrange(256)
            case _:
                del out[at:]
        if not out:
            return b""
    return bytes(out)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tidy", "contacts", "daylio", "howwefeel", "bearable", "table"])
def test_a_damaged_file_never_ends_in_a_surprise(name, example, mapping_for_table):
    """Two and a half thousand damaged files of each format: none raises what is not declared."""
    rng = random.Random(f"{name}-2026")
    mapping = mapping_for_table if name == "table" else None
    slowest = 0.0
    for _ in range(INPUTS):
        data = mutated(rng, example(name))
        answers = {"tz": "Europe/Berlin", "mood_scale": "1..5"}
        began = time.perf_counter()
        try:
            found = exchange.inspect(data, answers, mapping, now=NOW)
            found.as_json()
            for record in exchange.read(data, answers, mapping, now=NOW):
                assert record is not None
        except ALLOWED as refusal:
            assert refusal.code.isidentifier()
        slowest = max(slowest, time.perf_counter() - began)
    assert slowest < 1.0
