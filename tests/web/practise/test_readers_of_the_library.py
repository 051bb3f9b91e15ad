"""What the practices of the library ask about the words that are written into them."""

import pytest

from kith import practices
from kith.web.practise import doors, feedback, offering

FAIR = [
    "I know you are tired.",
    "Why don't we try Sunday?",
    "You always make me laugh.",
    "You are always welcome here.",
    "I know you did not do it on purpose.",
]


@pytest.fixture(scope="module")
def library():
    from kith.web.practise.library import library as known

    return known()


def notes(library, practice, field, text, **more):
    step = next(
        one
        for one in library.practices[practice].steps
        if any(two.id == field for two in one.fields)
    )
    return feedback.heard(step, {**more, field: text}, None)


CONSOLING = [
    *(("hearing_somebody", name) for name in ("here", "back", "sense", "anyone", "strong")),
    ("plan_to_listen", "back"),
    ("take_turns", "back_one"),
    ("take_turns", "back_two"),
]


@pytest.mark.parametrize(("practice", "field"), CONSOLING)
def test_at_least_is_seen_where_somebody_is_heard(space, library, practice, field):
    """Words that console too soon are asked about; plain ones are not."""
    said = notes(library, practice, field, "At least you still have your health.").notes
    assert any("weigh or console" in str(note.asks) for note in said[field])
    assert notes(library, practice, field, "I am here, and I have an hour.").notes == {}


LIMITS = [
    ("hearing_somebody", "limit"),
    ("plan_to_listen", "limit"),
    ("after_a_talk", "limit_text"),
    ("what_just_happened", "limit_then"),
]


@pytest.mark.parametrize(("practice", "field"), LIMITS)
def test_a_limit_is_asked_for_an_action_of_ones_own(space, library, practice, field):
    """A demand alone is asked about; with a step of one's own it is neither asked nor danger."""
    asked = notes(library, practice, field, "You must stop shouting.").notes[field]
    assert "What could you do yourself" in str(asked[0].asks)
    stands = notes(library, practice, field, "You must stop shouting. Otherwise I leave the room.")
    assert not stands.danger
    assert stands.notes == {}
    threat = "Stop shouting. Otherwise I leave the room and you never see the kids again."
    assert notes(library, practice, field, threat).danger


@pytest.mark.parametrize(
    "text",
    [
        "You always leave the dishes, you are lazy.",
        "Why do you never help me?",
        "Why are you always late?",
        "I know you did it on purpose.",
    ],
)
def test_a_reproach_is_asked_about(space, library, text):
    """Always, labels, known motives and accusing questions."""
    assert notes(library, "blame_to_request", "raw", text).notes["raw"]


@pytest.mark.parametrize("text", FAIR)
def test_fair_words_are_not_asked_about(space, library, text):
    """Kind, asked and denied ones."""
    assert notes(library, "blame_to_request", "raw", text).notes == {}


def test_every_practice_that_may_be_offered_is_there():
    """An offer names no practice that does not exist."""
    named = {name for rule in offering.rules() for name in rule.practices}
    assert {name for name in named if doors.number_of(name) is None} == set()


def test_a_limit_of_what_just_happened_becomes_a_boundary(library):
    """Who would think about a limit says when it begins and what they do; both are kept."""
    practice = library.practices["what_just_happened"]
    (made,) = [one for one in practice.end.creates if one.kind == "boundary"]
    assert dict(made.texts) == {"when": "{limit_when}", "then": "{limit_then}"}
    for answer, wanted in (("limit", True), ("rest", False)):
        answers = {step.id: dict.fromkeys(one.id for one in step.fields) for step in practice.steps}
        answers["now"]["next"] = answer
        met = [step.id for step in practices.path(practice, answers).met]
        assert ("limit" in met) is wanted


def test_habits_of_thinking_are_counted_in_the_thought_record(library):
    """Over a month and a season, where they are ticked."""
    field = library.practices["thought_record"].field("habits_before")
    assert (field.practice, field.counts) == ("thought_record", ("habits",))
