"""States of mind from Apple's Health, in the shapes that apps export."""

from datetime import timedelta

import pytest
from invented_files import STATES
from packing import told


@pytest.mark.parametrize(
    "shape", [STATES, {"data": {"stateOfMind": STATES}}, {"stateOfMind": STATES}, {"data": STATES}]
)
def test_every_shape(check_ins, inspect, shape):
    """The states may stand alone or beside other measures."""
    assert inspect(told(shape)).format == "state_of_mind"
    first, second = check_ins(told(shape))
    assert (first.valence, first.feelings, first.tags) == (0.6, ("Happy", "Calm"), ("family",))
    assert first.with_people is None
    assert first.at.utcoffset() == timedelta(hours=2)
    assert second.valence == -1.0


def test_a_valence_off_the_scale_is_told(read):
    """The words for feelings stay."""
    items = read(told([{**STATES[0], "valence": 7}]))
    assert (items[0].why, items[0].partial) == ("out_of_scale", True)
    assert (items[1].valence, items[1].feelings) == (None, ("Happy", "Calm"))
