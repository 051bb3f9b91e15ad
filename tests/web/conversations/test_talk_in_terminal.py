"""Listening, noticing a limit and four parts in the terminal: read as on the page, kept nowhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.cli.rooms import asking, parts, scenes
from kith.web.conversations import scenes as files
from kith.web.people.models import CareSetting

pytestmark = pytest.mark.usefixtures("room")
HELP = "You do not have to carry this alone"
WISH = "I want to die"
PARTS = ("When the dishes stood there on Monday", "I feel tired", "I need some rest", "Could you do them by ten?")  # fmt: skip


@pytest.fixture
def go(space, capsys):
    """Go through a room with these lines typed; nothing is ever written to the vault."""

    def run(work, *lines):
        typed = [*lines]

        def ask(prompt):
            print(prompt, end="")
            if not typed:
                raise EOFError
            return typed.pop(0)

        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert asking.entered(work, ask) == 0
        written = [
            q["sql"] for q in asked if not q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))
        ]
        assert written == []
        run.left = typed
        return capsys.readouterr().out

    return run


def listen(number):
    return lambda room: scenes.listen(room, number)


def limits(number):
    return lambda room: scenes.limits(room, number)


@pytest.mark.parametrize("number", range(1, len(files.vignettes()) + 1))
def test_every_scene_is_listened_to(go, number):
    """The example of the scene is heard; a hint and the examples come when they are asked for."""
    one = files.vignettes()[number - 1]
    said = go(listen(number), one.example, "/hint", "/show", "")
    assert one.speaker in said
    assert one.hint in said
    assert one.example2 in said
    assert one.wrong_turn in said
    assert f"kith talk listen {number % len(files.vignettes()) + 1}" in said
    assert "Little of what was said" not in said


def test_examples_come_by_themselves_after_two_replies(go):
    """Once; advice is pointed at, and nothing is counted."""
    one = files.vignettes()[0]
    said = go(listen(1), "Ah well", "You should quit", "You should go to the boss", "")
    assert said.count(one.example) == 1
    assert "There may be advice in it." in said


def test_a_scene_can_be_chosen_and_left(go):
    """By its number; Enter leaves it."""
    said = go(listen(None), "2", "")
    assert files.vignettes()[1].speaker in said
    assert files.vignettes()[1].speaker not in go(listen(None), "")
    assert "Stopped" in go(listen(None), "/stop")


@pytest.mark.parametrize("number", range(1, len(files.cues()) + 1))
def test_every_choice_about_a_limit_gets_an_answer(go, number):
    """What may come of it, and of the other ways."""
    one = files.cues()[number - 1]
    for at, choice in enumerate(one.choices, 1):
        said = go(limits(number), str(at))
        assert all(other.then in said for other in one.choices)
        assert said.index(choice.then) < said.index("The other ways")
        assert one.note in said
    left = go(limits(number), "")
    assert one.note not in left


@pytest.mark.parametrize("lines", [(listen(1), WISH, "more"), (parts.four_parts, WISH, "more")])
def test_heavy_words_bring_help_first(go, lines):
    """Nothing is read of their wording, nothing more is asked."""
    said = go(*lines)
    assert HELP in said
    assert go.left == ["more"]
    assert "Stopped here. Nothing was kept." in said
    assert "came" not in said.split(HELP)[1]


def test_four_parts_are_put_together(go):
    """In own words, with a question where one may help."""
    said = go(parts.four_parts, *PARTS, "")
    assert (
        "When the dishes stood there on Monday, I feel tired. I need some rest. Could you do them by ten?"
        in said
    )
    assert "Kith has no question about this." in said
    assert "The same in four ways" in said
    said = go(
        parts.four_parts, "You are lazy", "I feel that you are selfish", "", "You must stop", ""
    )
    assert "What I feel: “" in said


def test_everything_left_open_is_no_fault(go):
    """Nothing is put together of nothing."""
    said = go(parts.four_parts, *[""] * 5)
    assert "nothing was lost" in said
    assert "Put together" not in said
    assert go.left == [""]
    assert "Another scene" in go(listen(3), "")


@pytest.mark.parametrize("state", ["care", "danger"])
def test_for_a_guarded_tie_nothing_is_worded(go, robin, state):
    """Whether they were chosen or named."""
    robin.set_to(state)
    for lines in ((*PARTS, "Robin"), ("Robin left the dishes", *PARTS[1:], "")):
        said = go(parts.four_parts, *lines)
        assert "Not offered here." in said
        assert "Put together" not in said
        assert "You could talk this over" not in said


def test_private_questions_come_first(go, robin):
    """Only a yes goes on."""
    assert "Put together" not in go(parts.four_parts, *PARTS, "Robin", "")
    assert "Put together" in go(parts.four_parts, *PARTS, "Robin", "yes")
    CareSetting.objects.create(
        space=robin.space, person=robin, at=timezone.now(), state="no_concern_reported"
    )
    assert "Put together" in go(parts.four_parts, *PARTS, "Robin")


def test_words_of_fear_are_not_corrected(go):
    """They are said to be held back, kindly."""
    said = go(parts.four_parts, "He threatened to hurt me", "I feel trapped", "", "", "")
    assert "The same in four ways" not in said
    assert "Put together" not in said
