"""A number that came in with an import can be read, and called what the person calls it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from resting import rest_on

from kith.web.insight.models import OutcomeName, OutcomeWay
from kith.web.insight.outcomes import outcomes_of, readable
from kith.web.today.models import CheckIn


@pytest.fixture
def tension(space):
    """A record with a column of a questionnaire; return its outcome."""
    for n in range(3):
        CheckIn.objects.create(
            space=space,
            at=timezone.now() - timedelta(days=n),
            outcomes={"scl90r_dep": n},
            valence=0.1,
        )
    return next(o for o in outcomes_of(space) if not o.points)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("scl90r_dep", "scl90r dep"),
        ("MoodMorning", "Mood Morning"),
        ("mood..morning", "mood morning"),
        ("PHQ9", "PHQ9"),
        ("___", "___"),
    ],
)
def test_a_column_is_told_in_words(column, said):
    """Underscores, dots and humps become spaces; nothing is guessed beyond that."""
    assert readable(column) == said


def test_a_name_of_ones_own_stands_everywhere_and_the_address_stays(client, tension):
    """The chip, the sentence and the form say it; the empty name brings the import's back."""
    answer = client.post("/impact/name", {"o": tension.key, "name": "  low  mood "})
    assert answer["Location"] == f"/impact/?o={tension.key}"
    page = client.get(answer["Location"]).content.decode()
    assert ">low mood</a>" in page
    assert "scl90r dep</a>" not in page
    client.post("/impact/name", {"o": tension.key, "name": " "})
    assert ">scl90r dep</a>" in client.get(answer["Location"]).content.decode()
    assert not OutcomeName.objects.exists()


@pytest.mark.parametrize("key", ["mood", "", "o000000000000"])
def test_only_a_number_of_an_import_can_be_named(client, tension, key):
    """Mood and energy keep their names, and what is not there has none."""
    assert client.post("/impact/name", {"o": key, "name": "x"}).status_code == 404
    assert not OutcomeName.objects.exists()


def test_a_name_of_markup_is_only_text(client, tension):
    """What was typed is shown as it was typed, and refused, not cut, where it is too long."""
    client.post("/impact/name", {"o": tension.key, "name": "<b>" + "x" * 50})
    assert OutcomeName.objects.get().name == "<b>" + "x" * 50
    assert "<b>x" not in client.get(f"/impact/?o={tension.key}").content.decode()
    client.post("/impact/name", {"o": tension.key, "name": "<b>" + "y" * 300})
    told = client.get(f"/impact/?o={tension.key}").content.decode()
    assert OutcomeName.objects.get().name == "<b>" + "x" * 50
    assert "y" * 300 in told
    assert "<b>y" not in told


def test_a_strangers_names_stay_theirs(client, tension, strangers_space):
    """The same column in another life has its own name."""
    OutcomeName.objects.create(space=strangers_space, column="scl90r_dep", name="hers")
    assert "hers" not in client.get(f"/impact/?o={tension.key}").content.decode()


EFFECT = ("nourishing", 1.0, 0.4, 1.6, None)


def tags(client, tension):
    """The page of the number, and what its only card is called."""
    page = client.get(f"/impact/?o={tension.key}").content.decode()
    return page, page.split('<span class="tag', 1)[1].split("<", 1)[0].split(">")[1]


@pytest.mark.parametrize(
    ("better", "said", "beside"),
    [
        ("", "higher, likely", "an effect, or clearly none"),
        ("more", "nourishing, likely", "nourishing, likely: right of the line"),
        ("less", "draining, likely", "draining, likely: right of the line"),
    ],
)
def test_what_is_better_is_the_persons_to_say(  # noqa: PLR0917 - what pytest gives
    client, space, tension, person, answered, better, said, beside
):
    """Then an effect on it is nourishing or draining, at once, by the answer that is there."""
    answered([(person("Amara"), *EFFECT)], tension.key)
    CheckIn.objects.all().delete()
    rest_on(space, tension.column)
    client.post("/impact/name", {"o": tension.key, "name": "tension", "better": better})
    page, tag = tags(client, tension)
    assert tag == said
    assert beside in page


def test_what_was_said_to_be_better_can_be_taken_back(client, tension):
    """A name alone leaves it as it is; neither way takes it away; nonsense is neither way."""
    said = {"o": tension.key, "name": "tension"}
    client.post("/impact/name", {**said, "better": "less"})
    client.post("/impact/name", {**said, "better": "more"})
    client.post("/impact/name", said)
    assert OutcomeWay.objects.get().better == "more"
    client.post("/impact/name", {**said, "better": "most"})
    assert not OutcomeWay.objects.exists()


def test_of_many_numbers_a_few_are_at_hand(client, space):
    """Mood, and what is looked at; the others wait in a list."""
    columns = {f"column {n}": float(n) for n in range(9)}
    CheckIn.objects.create(space=space, at=timezone.now(), outcomes=columns, valence=0.1)
    page = client.get("/impact/").content.decode()
    assert page.count('<a class="chip') == 1
    assert page.count("<option") == 9
    third = outcomes_of(space)[3]
    page = client.get(f"/impact/?o={third.key}").content.decode()
    assert page.count('<a class="chip') == 2
    assert page.count("<option") == 8
