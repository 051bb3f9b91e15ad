"""The smallest readers take any text at all and answer or refuse, nothing else."""

import unicodedata
from datetime import UTC, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invented_files import NOW

from kith.exchange import encoding, text, times, wire, zones
from kith.exchange.content import content
from kith.exchange.errors import UnreadableFile
from kith.exchange.numbers import Scale, fitting, number
from kith.exchange.people import split
from kith.exchange.times import NotATime, TimeRule
from kith.records import CheckIn

CODES = {
    "no_time", "not_a_time", "no_such_date", "no_such_time", "too_old", "in_future", "no_year",
}  # fmt: skip
digits = st.text(alphabet="0123456789-/.: TZ+apm,年月日MayJune", max_size=30)
RULES = [TimeRule(zones.zone(name), NOW, order) for name in ("Europe/Berlin", "Asia/Kathmandu")
         for order in ("dmy", "mdy")]  # fmt: skip


@settings(max_examples=1000)
@given(st.one_of(digits, st.text(max_size=40)), st.sampled_from(RULES))
@example("0001-01-01T00:00:00+14:00", RULES[0])
@example("9999-12-31T23:59:59-14:00", RULES[0])
@example("2026-12-31T24:00+14:00", RULES[0])
def test_any_text_is_a_moment_or_a_reason(written, rule):
    """A moment is aware and within what can be; a reason is one of the seven."""
    try:
        at, note = times.moment(written, rule)
    except NotATime as reason:
        assert reason.code in CODES  # noqa: PT017 (both ends are right)
    else:
        assert at.utcoffset() is not None
        assert at.astimezone(UTC).year >= 1899
        assert at <= NOW + timedelta(days=1)
        assert note in {"", "no_clock", "dst_gap", "dst_fold"}


@given(st.text(max_size=60))
@example("1e400")
@example("-0.0")
def test_any_text_is_a_finite_number_or_none(written):
    """No infinity, no surprise."""
    value = number(written)
    assert value is None or abs(value) < 1e15


@given(st.floats(-100, 100), st.floats(0.1, 100), st.floats(0, 1), st.booleans())
def test_a_scale_runs_from_minus_one_to_one(low, width, part, turned):
    """Its ends are −1 and 1, whichever is the good one."""
    scale = Scale(low, low + width, turned)
    value = scale.valence(low + part * width)
    assert -1 <= value <= 1
    assert scale.valence(low) == (1 if turned else -1)


def test_the_scales_offered_hold_what_was_seen():
    """From the tightest on."""
    assert fitting(1, 5)[0] == "1..5"
    assert fitting(-2, 3)[0] == "-3..3"
    assert fitting(0, 87) == ("0..100",)
    assert fitting(0, 1000) == ()


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(written):
    """Clean text stays as it is, in NFC."""
    once = text.clean(written)
    assert text.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet="<>/pbrdiv&;#x0aé \n\"'=!-", max_size=200))
def test_any_html_becomes_text(written):
    """However broken the tags are."""
    assert isinstance(text.plain(written), str)


@given(st.text(max_size=60), st.sampled_from([";|", "", ",", "^-]\\"]))
def test_names_are_never_empty(cell, separators):
    """Splitting gives clean names, each once."""
    names = split(cell, separators)
    assert all(names)
    assert len(set(names)) == len(names)


@given(st.binary(max_size=300))
def test_any_bytes_have_an_encoding_or_a_refusal(data):
    """And are then readable as text."""
    file = content(data)
    try:
        charset = encoding.detect(file)
    except UnreadableFile as refusal:
        assert refusal.code == "encoding"  # noqa: PT017 (both ends are right)
    else:
        with encoding.opened(file, charset) as lines:
            assert isinstance(lines.read(), str)


@pytest.mark.parametrize("line", [b"", b"{", b"[[[", b'{"is": "os.system", "has": []}', b'{"at": 1}',
                                  b'{"at": "x", "zone": null}', b'{"is": "CheckIn", "has": []}',
                                  b'{"at": "2024-05-01T00:00:00Z", "zone": "../x"}',
                                  b"[" * 100_000])  # fmt: skip
def test_a_line_that_is_not_ours_is_refused(line):
    """Whatever a child says, only our values are made of it."""
    with pytest.raises(ValueError):  # noqa: PT011 (the contract is any ValueError)
        wire.value(line)


@given(st.text(max_size=50), st.floats(allow_nan=False, allow_infinity=False))
def test_a_record_survives_the_way(written, value):
    """Any words and numbers arrive as they were."""
    record = CheckIn(NOW, value, note=written, outcomes={written: value}, with_people=())
    assert wire.value(wire.line(record)) == record
