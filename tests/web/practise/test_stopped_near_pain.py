"""Whoever stops near what hurt them is led back to the room, and not met by their own words."""

import pytest
from django.utils import timezone

from kith.web.practise import library, saving

HEAVY = "The house at the lake, the night of the fire"


def begun(space, name, **given):
    """A run in which steps were answered, by their id; everything before them was left open."""
    one = library.library().practices[name]
    run = saving.begin(space, one, library.library().texts[name], timezone.now())
    saving.keep(run, one, "before", {}, timezone.now())
    for step, values in given.items():
        saving.keep(run, one, step, values, timezone.now())
    return one, run


@pytest.mark.parametrize(
    ("name", "before", "sent"),
    [
        ("write_it_out", {"ready": {"ready": "heavy"}}, {"heavy": HEAVY}),
        ("life_line", {"pace": {}, "good": {}}, {"hard-0-words": HEAVY, "how": "much"}),
        ("my_story", {"chapters": {}}, {"turn": HEAVY}),
        ("then_or_now", {"now": {}}, {"then": HEAVY}),
    ],
)
def test_grounding_is_offered_and_the_words_are_folded_away(client, space, name, before, sent):
    """They are kept, one press away; going on is a quiet link, and nothing asks for it."""
    one, run = begun(space, name, **before)
    address = f"/practise/run/{run.pk}/{one.number(next(iter(sent)).partition('-')[0])}/"
    page = client.post(address, {**sent, "do": "stop"}, follow=True).content.decode()
    main = page.partition("<main")[2]
    assert "Back to the room" in main
    assert "five things you see" in main
    assert '<details class="card"><summary>' in main
    assert '<details class="card" open>' not in main
    assert HEAVY.partition(",")[0] in main.partition("<details")[2]
    assert HEAVY.partition(",")[0] not in main.partition("<details")[0]
    assert 'class="button primary" href="/practise/run/' not in main


def test_elsewhere_the_words_stay_in_sight(client, space):
    """What is not near pain is shown as before."""
    one, run = begun(space, "strengths")
    step = one.steps[1]
    client.post(f"/practise/run/{run.pk}/{one.number(step.id)}/", {"do": "stop"})
    assert "Back to the room" not in client.get(f"/practise/run/{run.pk}/").content.decode()
