"""The Markdown of an export names practices and boundaries, with what was asked and what was said."""

from datetime import UTC, datetime

import pytest

from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.keep.export.files import export
from kith.web.practise import saving
from kith.web.practise.library import library
from kith.web.practise.models import Run

pytestmark = pytest.mark.usefixtures("room")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def written(space):
    return export(space).files["writings.md"].decode()


def test_a_practice_is_named_with_its_questions(space, person):
    """Its title, its day, whom it was about, the heading and the question of each answer."""
    one = library().practices["other_shoes"]
    run = saving.begin(space, one, library().texts[one.id], NOON, person=person("Ana_B"))
    saving.keep(run, one, "facts", {"facts": "She *left* early\n# and smiled"}, NOON)
    text = written(space)
    assert "# Your practices" in text
    assert f"## {one.title}" in text
    assert "2 March 2026, 13:00 · about Ana\\_B" in text
    assert "What did they do or say?" in text
    assert "> She \\*left\\* early  \n> \\# and smiled" in text
    Run.objects.update(deleted_at=NOON)
    assert "Your practices" not in written(space)


def test_a_boundary_is_named_with_what_happened(space, person):
    """If and then, for whom, and each event; a deleted one is not there."""
    made = Boundary.objects.create(
        space=space, at=NOON, when="you shout", then="leave the room", sort="emotional"
    )
    made.people.add(person("Ana"))
    said = {"space": space, "boundary": made, "at": NOON}
    BoundaryEvent.objects.create(**said, what="crossed", severity="slip", did="went for a walk")
    text = written(space)
    assert "# Your boundaries" in text
    assert "· for Ana" in text
    for words in ("> you shout", "> leave the room", "> went for a walk"):
        assert words in text
    Boundary.objects.update(deleted_at=NOON)
    assert "Your boundaries" not in written(space)


def test_a_life_without_them_has_no_heading(space):
    """Nothing is said of what is not there."""
    text = written(space)
    assert "practices" not in text
    assert "boundaries" not in text
