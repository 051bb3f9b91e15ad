"""Each reader asks gently about the words it is for, and none where they speak of danger."""

import pytest

from kith.practices import Field, Kind, Step
from kith.practices.definition import READERS
from kith.web.people.models import CareSetting
from kith.web.practise import feedback

ASKS = {
    "istatement": ("I feel that you are selfish.", "When the tap drips at night I feel tired. Could you close it?"),
    "limit": ("You must stop shouting.", "If there is shouting, I will leave the room."),
    "selftalk": ("I am such an idiot.", "I made a mistake on Monday."),
    "blame": ("You always ruin everything.", "On Monday the cups were still there."),
    "paraphrase": ("You should just get more sleep.", None),
    "watching": ("I want to read his messages every night.", "We talk on Sunday for an hour."),
}  # fmt: skip


def step_with(reader):
    of = ("said",) if reader == "paraphrase" else ()
    said = Field("said", Kind.TEXT, "What did they say?")
    return Step("one", "One", fields=(said, Field("text", Kind.TEXT, "?", reader=reader, of=of)))


def notes(reader, text, person=None):
    values = {"said": "I hardly sleep, and I am worn out.", "text": text}
    return feedback.heard(step_with(reader), values, person)


def test_every_reader_that_a_definition_may_name_is_there():
    """Each with words that it asks about."""
    assert set(ASKS) == READERS


@pytest.mark.parametrize("reader", sorted(READERS))
def test_a_reader_asks_about_its_words_and_leaves_others_alone(space, reader):
    """A question about what is there, and silence where nothing is to be asked."""
    asked, passes = ASKS[reader]
    assert notes(reader, asked).notes["text"]
    if passes is not None:
        assert notes(reader, passes).notes == {}


def test_a_faint_guess_at_a_crisis_hushes_no_question_about_a_limit(space):
    """Words alone make it one; where a template knows of more, nothing is asked."""
    assert notes("limit", "I want her to stop calling after ten.").notes["text"]
    assert notes("limit", "They would be better off without me, so they must go.").notes == {}


@pytest.mark.parametrize("reader", sorted(READERS))
@pytest.mark.parametrize(
    "text",
    [
        "I feel trapped and threatened by you.",
        "He hits me because I provoke him.",
        "They would be better off without me.",
    ],
)
def test_words_of_danger_are_never_corrected(space, reader, text):
    """They lead to help; nobody is asked to word them better."""
    assert notes(reader, text).notes == {}


@pytest.mark.parametrize("reader", sorted(READERS))
def test_nothing_is_asked_about_words_to_a_guarded_tie(space, person, reader):
    """The same words, and silence."""
    robin = person("Robin", kinds=["ex"])
    CareSetting.objects.create(space=space, person=robin, at="2026-01-01T00:00Z", state="care")
    assert notes(reader, ASKS[reader][0], robin).notes == {}
