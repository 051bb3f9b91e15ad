"""A person's path shows its uncertainty, its dates and the marks that were asked for."""

from datetime import timedelta
from itertools import pairwise

import pytest
from drawing import PATH_WORDS, START, SVG, course, texts, tree

from kith.plots import Event, path
from kith.plots.events import named_events
from kith.plots.ink import width_of


def test_the_band_surrounds_the_line():
    """Uncertainty is always drawn."""
    root = tree(path(course(240), words=PATH_WORDS))
    band, line = next(root.iter(f"{SVG}polygon")), next(root.iter(f"{SVG}polyline"))
    edge = [float(p.split(",")[1]) for p in band.get("points").split()]
    middle = [float(p.split(",")[1]) for p in line.get("points").split()]
    upper, lower = edge[: len(middle)], edge[len(middle) :][::-1]
    assert all(u < m < low for u, m, low in zip(upper, middle, lower, strict=True))


def test_an_unknown_effect_is_a_dashed_line():
    """Never by colour alone."""
    dash = {
        t: next(tree(path(course(99), words=PATH_WORDS, tone=t)).iter(f"{SVG}polyline")).get(
            "stroke-dasharray"
        )
        for t in ("heal", "drain", "unknown")
    }
    assert dash == {"heal": None, "drain": None, "unknown": dash["unknown"] or "missing"}


@pytest.mark.parametrize("width", [320.0, 480.0, 800.0])
@pytest.mark.parametrize("days", [0.2, 1, 6, 14, 40, 100, 240, 400, 1500, 6000])
def test_dates_never_run_into_each_other_or_out_of_the_picture(days, width):
    """From days to years there is at least one date and room between two."""
    root = tree(path(course(days), words=PATH_WORDS, width=width))
    dates = [t for t in root.iter(f"{SVG}text") if t.get("text-anchor") == "middle"]
    spans = sorted(
        (float(t.get("x")) - width_of(t.text, 12) / 2, float(t.get("x")) + width_of(t.text, 12) / 2)
        for t in dates
    )
    assert spans
    assert spans[0][0] >= 0
    assert spans[-1][1] <= width
    assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_a_mark_stands_on_its_date_and_is_named():
    """What happened is a dotted gold line with its name."""
    svg = path(
        course(100), events=[Event(START + timedelta(days=50), "moved out")], words=PATH_WORDS
    )
    mark = next(g for g in tree(svg).iter(f"{SVG}g") if g.get("aria-label") == "moved out")
    assert next(mark.iter(f"{SVG}line")).get("stroke-dasharray")
    assert "moved out" in texts(svg)


def test_a_mark_outside_the_record_is_left_out():
    """Nothing is drawn where there is no path."""
    svg = path(
        course(10), events=[Event(START + timedelta(days=50), "moved out")], words=PATH_WORDS
    )
    assert "moved out" not in svg


def test_marks_close_together_do_not_print_over_each_other():
    """Labels step down; one without room keeps its name for a pointer and a screen reader."""
    events = [Event(START + timedelta(days=20 + i), f"something number {i}") for i in range(6)]
    svg = path(course(240), events=events, words=PATH_WORDS, width=320.0)
    shown = [t for t in tree(svg).iter(f"{SVG}text") if "kp-event-name" in (t.get("class") or "")]
    spots = [(t.get("y"), t.get("x")) for t in shown]
    assert len(set(spots)) == len(spots)
    assert all(f'aria-label="something number {i}"' in svg for i in range(6))


def test_a_mark_without_room_for_its_name_runs_through_no_other_name():
    """Its line begins below all of them."""
    placed = named_events([(300.0 + 3 * n, f"boundary held {n}") for n in range(10)], 480.0)
    named = [mark for mark in placed if mark.shown]
    assert 0 < len(named) < len(placed)
    lowest = max(mark.level for mark in named)
    assert all(mark.level > lowest for mark in placed if not mark.shown)


def test_a_flat_path_of_one_day_is_drawn():
    """A path without any difference has no scale of its own; it is a line at zero."""
    flat = course(0.0, start=0.0, end=0.0)
    flat = type(flat)(flat.times, flat.mean, flat.mean, flat.mean)
    assert next(tree(path(flat, words=PATH_WORDS)).iter(f"{SVG}polyline")) is not None
