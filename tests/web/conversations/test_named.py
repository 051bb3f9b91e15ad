"""A name in a draft holds Talk as a chosen person does; refused forms are read for help."""

import pytest

from kith.web.conversations.models import MESSAGE, Wording

LOOK, PARTS, KEEP = "/talk/look/", "/talk/parts/", "/talk/kept/keep"
PLAN = "I want to kill myself tonight with pills. "


@pytest.mark.parametrize(
    ("said", "held"), [("Marc, you never call", True), ("Marcel, you never call", False)]
)
def test_a_name_in_a_draft_holds_it(page, robin, said, held):
    """Nobody was chosen: nothing is coached, and nothing kept."""
    robin.name = "Marc"
    robin.save()
    robin.set_to("danger")
    assert ("Not offered here" in page(LOOK, text=said).text) is held
    assert ("Not offered here" in page(PARTS, saw=said).text) is held
    if held:
        page(KEEP, sort=MESSAGE, later=said)
    assert not Wording.objects.exists()


@pytest.mark.parametrize(
    ("address", "field"), [(LOOK, "text"), (PARTS, "saw"), ("/talk/critic/", "thought")]
)
def test_what_is_too_long_is_read_for_help_all_the_same(page, address, field):
    """The first part of it; the words stay on the page. (One word thousands of times is weighed as none ever was.)"""
    shown = page(address, **{field: PLAN + "word " * 30_000})
    assert shown.status == 422
    assert "care-panel" in shown.answer.content.decode()
    shown = page(address, **{field: "and so on " * 15_000})
    assert "care-panel" not in shown.answer.content.decode()
