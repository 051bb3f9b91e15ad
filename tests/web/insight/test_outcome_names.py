"""A number that came in with an import can be read, and called what the person calls it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.web.insight.models import OutcomeName
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
    """What was typed is shown as it was typed, and cut where it is too long."""
    client.post("/impact/name", {"o": tension.key, "name": "<b>" + "x" * 300})
    assert len(OutcomeName.objects.get().name) == 60
    assert "<b>x" not in client.get(f"/impact/?o={tension.key}").content.decode()


def test_a_strangers_names_stay_theirs(client, tension, strangers_space):
    """The same column in another life has its own name."""
    OutcomeName.objects.create(space=strangers_space, column="scl90r_dep", name="hers")
    assert "hers" not in client.get(f"/impact/?o={tension.key}").content.decode()
