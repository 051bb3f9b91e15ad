"""A page of paper: one page, in greys, nothing cut, nothing of the machine in it."""

import re
from dataclasses import replace

import pytest

from kith.plots.sheet import Box, Sheet, pdf

SHEET = Sheet(
    "My plan", "Printed today", ("Call 112.",), (Box("1", "Signs", ("One.", "Two.")),), "End."
)


def pages(made):
    return int(re.findall(rb"/Count (\d+)", made)[0])


@pytest.mark.parametrize("lines", [0, 1, 5, 8, 40, 60])
def test_it_fits_one_page_whether_short_or_long(lines):
    """The size gives way, not the words."""
    assert pages(pdf(replace(SHEET, boxes=(Box("1", "Signs", ("A line.",) * lines),)))) == 1


def test_what_cannot_fit_flows_on():
    """Nothing is cut where even the smallest size is too large."""
    assert pages(pdf(replace(SHEET, boxes=(Box("1", "Signs", ("A line.",) * 400),)))) > 1


def test_words_are_words_and_no_instructions():
    """What a person writes is shown as it is, also where it looks like code."""
    hostile = (
        '#read("/etc/passwd")',
        "$x$ *b* _i_ `c` <l> @r \\ // no",
        '"]] }) #panic()',
        "= H",
        "\u202e",
    )
    assert pages(pdf(replace(SHEET, boxes=(Box("1", "#panic()", hostile),)))) == 1


def test_the_file_tells_no_date_and_no_maker_of_the_words():
    """Two made a moment apart are the same, and no author stands in it."""
    made = pdf(SHEET)
    assert made == pdf(SHEET)
    assert b"/Author" not in made
    assert b"CreationDate" not in made


def test_it_uses_no_colour():
    """Black and greys: every colour set in the page has one number."""
    import zlib

    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf(SHEET), flags=re.DOTALL)
    texts = []
    for stream in streams:
        try:
            texts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    drawn = [text for text in texts if b"BT" in text]
    assert drawn
    for text in drawn:
        assert not re.search(rb"\s(?:rg|RG|k|K)\s", text)
        for values in re.findall(rb"((?:[\d.]+ )+)(?:scn|SCN|sc|SC)\b", text):
            assert len(values.split()) == 1
