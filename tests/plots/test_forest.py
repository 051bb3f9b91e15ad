"""The forest tells the truth about what is known, to every reader, on every screen."""

from dataclasses import replace
from itertools import pairwise

import pytest
from drawing import AMARA, DAD, JONAS, LENA, SVG, WORDS, Told, named, rows, texts, tree

from kith.plots import ForestWords, forest
from kith.plots.ink import width_of

ALL = [AMARA, DAD, JONAS, LENA]


def marks(row, tag):
    return list(row.iter(f"{SVG}{tag}"))


def dot_x(row):
    return float(marks(row, "circle")[0].get("cx"))


def zero_x(svg):
    return next(
        float(e.get("x1")) for e in tree(svg).iter(f"{SVG}line") if e.get("class") == "kp-zero"
    )


def test_people_stay_in_the_order_they_were_given():
    """Rows are never sorted by effect: that would be a ranking of people."""
    given = [LENA, AMARA, DAD, JONAS]
    assert [row.get("aria-label") for row in rows(forest(given, words=WORDS))] == [
        WORDS.row(e) for e in given
    ]


def test_green_stands_right_of_no_change_and_ember_left():
    """Colour is never the only sign: the side says the same."""
    svg = forest(ALL, words=WORDS)
    amara, dad, jonas, _ = rows(svg)
    assert "kp-heal" in amara.get("class")
    assert "kp-drain" in dad.get("class")
    assert dot_x(dad) < zero_x(svg) < dot_x(amara)
    assert "kp-unknown" in jonas.get("class")


def test_not_enough_yet_is_a_dashed_ring_and_nothing_else_is():
    """Not known yet looks different from a known small effect, in grey too."""
    dashed = [
        bool(marks(r, "circle")[0].get("stroke-dasharray")) for r in rows(forest(ALL, words=WORDS))
    ]
    assert dashed == [False, False, False, True]


def test_an_interval_that_runs_out_of_the_picture_says_so():
    """One person with three contacts must not squash everybody else's bar, nor hide its own width."""
    svg = forest(ALL, words=WORDS)
    assert len(marks(rows(svg)[3], "polygon")) == 2
    assert not any(marks(r, "polygon") for r in rows(svg)[:3])
    assert "1.5 lower" in texts(svg)


def test_the_grey_band_is_a_tenth_of_a_standard_deviation_each_way():
    """What is too small to matter is drawn at its true width."""
    svg = forest([AMARA, DAD], words=WORDS)
    band = next(e for e in tree(svg).iter(f"{SVG}rect") if e.get("class") == "kp-band")
    bar = next(e for e in rows(svg)[0].iter(f"{SVG}line"))
    per_unit = (float(bar.get("x2")) - float(bar.get("x1"))) / (AMARA.high - AMARA.low)
    sd = AMARA.mean / AMARA.sd_units
    assert float(band.get("width")) == pytest.approx(2 * 0.1 * sd * per_unit, rel=0.01)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", 'a"b', "&amp;", "x\x00y\x1b", "日本の友", "", "\u202eabc"]
)
def test_no_name_can_break_the_picture(name):
    """A name is words, whatever it holds."""
    svg = forest([named(AMARA, name)], words=WORDS)
    assert tree(svg).tag == f"{SVG}svg"
    assert "<script" not in svg


def test_the_picture_holds_no_style_and_no_script():
    """A strict content policy lets it through, and a saved file shows its colours by itself."""
    svg = forest(ALL, {"Dad": -1.0}, words=WORDS)
    assert not any(e.get("style") for e in tree(svg).iter())
    assert not {f"{SVG}style", f"{SVG}script", f"{SVG}image"} & {e.tag for e in tree(svg).iter()}
    assert all(c.get("fill") for c in tree(svg).iter(f"{SVG}circle"))


def test_every_mark_has_a_name_for_a_screen_reader():
    """The picture is named, and so is each row in it."""
    svg = forest(ALL, words=WORDS)
    root = tree(svg)
    ids = {e.get("id") for e in root.iter()}
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= ids
    assert all(r.get("role") == "img" and r.get("aria-label") for r in rows(svg))


def test_two_pictures_on_one_page_have_different_ids():
    """The wide and the narrow picture are both in the page."""
    ids = [
        e.get("id")
        for k in ("a", "b")
        for e in tree(forest(ALL, words=WORDS, key=k)).iter()
        if e.get("id")
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("width", [320.0, 600.0])
def test_forty_people_with_long_names_keep_apart(width):
    """No name runs into its neighbour, the kind or the bars, and none leaves the picture."""
    long = "Somebody with quite a long name of Somewhere"
    many = [Told(f"{long} {i}", "neighbour and colleague", -0.5 + i / 40) for i in range(40)]
    svg = forest(many, {e.person: 1.0 for e in many}, words=WORDS, width=width)
    for row in rows(svg):
        name, kind = list(row.iter(f"{SVG}text"))
        end = float(name.get("x")) + width_of(name.text, 14.0, bold=True)
        assert end <= float(kind.get("x")) + 0.5
        assert float(kind.get("x")) + width_of(kind.text, 12.0) <= width
    ys = [float(next(r.iter(f"{SVG}text")).get("y")) for r in rows(svg)]
    assert min(b - a for a, b in pairwise(ys)) >= 20


def test_on_a_phone_names_stand_above_their_bars():
    """At 320 pixels the bars keep the whole width."""
    row = rows(forest(ALL, words=WORDS, width=320.0))[0]
    assert float(next(row.iter(f"{SVG}text")).get("y")) < float(marks(row, "circle")[0].get("cy"))
    wide = rows(forest(ALL, words=WORDS, width=600.0))[0]
    assert float(next(wide.iter(f"{SVG}text")).get("y")) > float(marks(wide, "circle")[0].get("cy"))


def test_how_it_felt_stands_beside_the_effect_only_for_who_was_rated():
    """The first weeks are not all grey, and a missing rating is missing, not zero."""
    svg = forest(ALL, {"Amara": 3.0, "Dad": -3.0}, words=WORDS)
    diamonds = [e for e in tree(svg).iter(f"{SVG}path") if e.get("class") == "kp-felt"]
    assert len(diamonds) == 2
    assert "how it felt" in texts(svg)
    assert "how it felt" not in texts(forest(ALL, words=WORDS))


def test_two_people_of_one_name_keep_their_own_rating():
    """People are told apart by what they are keyed with, not by the name that is shown."""
    both = ForestWords(
        **{**{f: getattr(WORDS, f) for f in WORDS.__slots__}, "name": lambda _: "Sam"}
    )
    svg = forest([named(AMARA, "p1"), named(DAD, "p2")], {"p2": -2.0}, words=both)
    assert texts(svg).count("Sam") == 2
    assert sum(e.get("class") == "kp-felt" for e in tree(svg).iter(f"{SVG}path")) == 1


def test_nobody_at_all_is_an_empty_picture_not_an_error():
    """The first day has no effects."""
    assert rows(forest([], words=WORDS)) == []


def test_a_row_that_leads_somewhere_can_be_tapped_anywhere():
    """A link is as wide as the picture and at least 24 pixels high."""
    link = ForestWords(
        **{**{f: getattr(WORDS, f) for f in WORDS.__slots__}, "link": lambda e: "?p=1"}
    )
    for width in (320.0, 600.0):
        svg = forest(ALL, words=link, width=width)
        targets = [e for e in tree(svg).iter(f"{SVG}rect") if e.get("class") == "kp-target"]
        assert len(targets) == len(ALL)
        assert all(float(t.get("width")) == width and float(t.get("height")) >= 24 for t in targets)
    assert "kp-target" not in forest(ALL, words=WORDS)


@pytest.mark.parametrize("width", [300.0, 340.0, 600.0])
def test_no_line_of_the_chart_crosses_a_name_or_what_they_are(width):
    """A long name and its kind are read, also on a phone, where they stand above the bar."""
    long = [replace(AMARA, person="Anneliese Marguerite", kind="other professional"), DAD]
    svg = forest(long, words=WORDS, width=width)
    upright = [
        [float(line.get(k)) for k in ("x1", "y1", "y2")]
        for line in tree(svg).iter(f"{SVG}line")
        if line.get("class") in ("kp-zero", "kp-line") and line.get("x1") == line.get("x2")
    ]
    words = [t for t in tree(svg).iter(f"{SVG}text") if t.get("class") in ("kp-name", "kp-kind")]
    assert upright
    assert len(words) == 4
    for said in words:
        x, y, size = (float(said.get(k)) for k in ("x", "y", "font-size"))
        end = x + width_of(said.text, size, bold=said.get("class") == "kp-name")
        crossed = [
            at
            for at, top, bottom in upright
            if x <= at <= end and top < y + 4 and bottom > y - size
        ]
        assert crossed == []
