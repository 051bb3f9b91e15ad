"""Fields that look at other runs and rooms, numbers that are reckoned, letters that are sealed."""

from datetime import date

import pytest
from test_grids import GRID

from kith import practices
from kith.practices import DefinitionError, parse, running
from kith.practices.kinds import LOGGED

END = "[end]\n"
FIELDS = """
[[step]]
id = "numbers"
title = "Numbers"

[[step.field]]
id = "likely"
kind = "percent"
ask = "How likely?"

[[step.field]]
id = "came"
kind = "percent"
ask = "How much came?"

[[step.field]]
id = "letter"
kind = "text"
ask = "A letter"

[[step.field]]
id = "open_on"
kind = "day"
ask = "When?"

[[step.field]]
id = "habits"
kind = "several"
ask = "Which?"
of = ["letter"]

[step.field.options]
minds = "knowing minds"

[step.field.heard]
mind_reading = "minds"

[[step.field]]
id = "loop"
kind = "loop"
of = ["letter", "grid"]

[[step.field]]
id = "rooms"
kind = "logged"
ask = "Elsewhere"
logs = "support"

[[step.field]]
id = "notes"
kind = "earlier"
ask = "Before"
practice = "trigger_chain"
of = ["set_off"]
counts = ["trigger_kind"]
days = [7, 28]
chains = ["ground", "trigger_kind"]

[end]
"""
BEHIND = """
[[end.figure]]
kind = "apart"
ask = "Expected, and came"
of = ["likely", "came"]

[end.sealed]
fields = ["letter"]
until = "open_on"
"""
WHOLE = GRID.replace(END, FIELDS) + BEHIND


def test_all_of_it_together_is_read():
    """Each key stands where the pages look for it."""
    one = parse(WHOLE)
    assert one.field("notes").days == (7, 28)
    assert one.field("notes").chains == ("ground", "trigger_kind")
    assert one.field("habits").heard == (("mind_reading", "minds"),)
    assert one.end.figures[0].of == ("likely", "came")
    assert one.end.sealed.fields == ("letter",)
    assert {"support", "map", "measures", "pictures"} == LOGGED


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('logs = "support"', 'logs = "weather"', "unknown_word"),
        ('until = "open_on"', 'until = "letter"', "not_a_day"),
        ('fields = ["letter"]', 'fields = ["gone"]', "no_earlier_field"),
        ('of = ["likely", "came"]', 'of = ["likely"]', "not_a_pair"),
        ('of = ["likely", "came"]', 'of = ["likely", "letter"]', "not_a_scale"),
        ('mind_reading = "minds"', 'mind_reading = "gone"', "no_such_option"),
        ('of = ["letter", "grid"]', 'of = ["gone"]', "no_earlier_field"),
        ("days = [7, 28]", "days = [0, 28]", "out_of_range"),
        ("days = [7, 28]", 'days = ["7"]', "not_a_number"),
        ("days = [7, 28]", "days = [true]", "not_a_number"),
    ],
)
def test_what_does_not_hold_together_is_refused(right, wrong, code):
    """Each fault is named by its code."""
    assert right in WHOLE
    with pytest.raises(DefinitionError) as refused:
        parse(WHOLE.replace(right, wrong))
    assert code in {problem.code for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('"ground", "trigger_kind"]', '"ground", "set_off"]', "no_field_there"),
        (
            'ask = "How likely?"',
            'ask = "How likely?"\ntakes = { practice = "gone", field = "likely" }',
            "no_such_practice",
        ),
        (
            'ask = "How likely?"',
            'ask = "How likely?"\ntakes = { practice = "trust_experiment", field = "risk" }',
            "no_field_there",
        ),
    ],
)
def test_what_is_named_of_another_practice_is_there(tmp_path, right, wrong, code):
    """And of the kind that is asked for here."""
    file = tmp_path / "tried.toml"
    file.write_text(WHOLE.replace(right, wrong))
    with pytest.raises(DefinitionError) as refused:
        practices.load(file)
    assert code in {problem.code for problem in refused.value.problems}


def test_a_letter_is_closed_until_its_day_and_on_it_open():
    """Without a day, or with one that is none, it is open."""
    one = parse(WHOLE)
    values = {"letter": "Dear me", "open_on": "2026-05-04"}
    assert running.sealed(one, values, date(2026, 5, 3)) == {"letter"}
    assert running.sealed(one, values, date(2026, 5, 4)) == frozenset()
    assert running.sealed(one, {"letter": "Dear me"}, date(2026, 5, 3)) == frozenset()


def test_numbers_and_slices_keep_what_was_written():
    """One place behind the point; a slice called like a code stands beside it; twice is added."""
    pie = practices.library().practices["four_rs"].field("pie")
    found = running.slices(pie, {"others": 30}, [("others", 2.55), ("rain", 5), ("rain", 7)])
    assert found == {"others": 30, " others": 2.5, "rain": 12}
    assert dict(running.shares(pie, found, {}))["rain"] == 27
    assert running.sized(3.0) == 3
