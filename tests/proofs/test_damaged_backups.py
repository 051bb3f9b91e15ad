"""A damaged backup restores nothing, and says so; the short form of the proof."""

import damaged
import pytest


def test_every_kind_of_damage_is_refused(tmp_path):
    """Cut, flipped, swapped, two in one, longer, empty, a giant head, other words, and killed."""
    found = damaged.many(tmp_path, 80, 11)
    assert found["refused"] + found["whole"] + found["none"] == found["tries"] == 80
    assert {name: found[name] for name in NEVER} == dict.fromkeys(NEVER, 0)


@pytest.mark.parametrize("sabotage", ["no tidying", "no checking"])
def test_a_restore_that_is_careless_is_found_out(tmp_path, sabotage, monkeypatch):
    """A Kith that leaves halves, or takes whatever it is given, does not pass."""
    for module, name in TOUCHED:
        monkeypatch.setattr(module, name, getattr(module, name))  # put back afterwards
    found = damaged.many(tmp_path, 16, 11, sabotage)
    assert any(found[name] for name in NEVER)


NEVER = ("accepted", "partial", "surprise", "mute", "long", "lost")
TOUCHED = [
    (damaged.opening, "remove_remains"),
    *((damaged.restoring, name) for name in ("shutil", "unsealed", "cipher", "checked")),
]
