"""A saved picture is made in memory and shows what the SVG shows."""

import struct

from drawing import AMARA, DAD, WORDS

from kith.plots import forest, png


def size(data: bytes) -> tuple[int, int]:
    return struct.unpack(">II", data[16:24])


def test_a_picture_becomes_a_png_of_twice_its_size():
    """Sharp enough for a screen and for paper."""
    data = png(forest([AMARA, DAD], words=WORDS, width=600.0))
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert size(data)[0] == 1200


def test_nothing_is_written_to_the_disk(tmp_path, monkeypatch):
    """What a vault holds never lies in a temporary file in the clear."""
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert png(forest([AMARA], words=WORDS))
    assert list(tmp_path.rglob("*")) == []


BLANK = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
    '<rect width="90" height="30" fill="#fff"/>{}</svg>'
)


def test_words_are_drawn_in_the_fonts_of_the_package():
    """There is ink where the name stands, and it differs from name to name."""
    text = '<text x="5" y="20" font-family="Inter">{}</text>'
    blank, amara, marc = (
        png(BLANK.format(t)) for t in ("", text.format("Amara"), text.format("Marc"))
    )
    assert len(amara) > 2 * len(blank)
    assert amara != marc
