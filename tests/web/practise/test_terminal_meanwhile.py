"""A step that is answered in the terminal and in the browser at once: neither replaces the other."""

import pytest
from django.urls import reverse
from django.utils import timezone

from kith import practices
from kith.cli import practice as command
from kith.practices import Kind, merging
from kith.web.practise import library, saving, telling
from kith.web.practise.models import Run
from kith.web.today.models import Writing


class WithAWindow:
    """Types lines; whatever is no line is done in another window at that moment."""

    def __init__(self, *lines):
        self.lines = list(lines)

    def __call__(self, prompt):
        while self.lines and callable(self.lines[0]):
            self.lines.pop(0)()
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


@pytest.fixture
def saved(client, space, room):
    """Save a step of the one run by its page, as another window does."""

    def save(step, **answers):
        def do():
            run = Run.objects.get()
            one = library.library().practices[run.practice]
            address = reverse("practise_step", args=[run.pk, one.number(step)])
            assert client.get(address).status_code == 200
            assert client.post(address, answers).status_code == 302

        return do

    return save


def kept(step):
    return saving.answers_of(Run.objects.get())[step]


def test_what_the_browser_saved_stands_beside_what_is_typed(saved, capsys):
    """The fields that were not asked yet, those that both answered, and the step that was left."""
    window = saved("who", **{"helps-own": "Ines", "hinders-own": "the stairs", "mixed-own": "Tom"})
    typing = WithAWindow("", "walk more", window, "my sister", "/stop")
    command.run_kept("in_the_way", typing)
    said = capsys.readouterr().out
    assert kept("who") == {
        "helps": ["Ines", "my sister"],
        "hinders": ["the stairs"],
        "mixed": ["Tom"],
    }
    assert said.count("Meanwhile this was answered in another window:") == 1
    assert "the stairs" in said
    assert "What you typed is kept beside it." in said
    assert "So far: the stairs" in said
    assert telling.standing(Run.objects.get()).path.here.id == "does"


def test_words_of_both_are_kept_whole(saved, capsys):
    """And again when the step is left, and when more of it is answered."""
    window = saved("does", does_good="She calls.", does_bad="He sighs.")
    typing = WithAWindow(
        "", "walk more", "Ines", "Tom", "", window, "She drives me.", "He is late.", "/stop"
    )
    command.run_kept("in_the_way", typing)
    assert kept("does") == {
        "does_good": "She calls.\nShe drives me.",
        "does_bad": "He is late.",  # it was shown what stands before it was typed
    }
    assert "So far: He sighs." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answer", "stands"), [("", 7), ("no", 7), ("yes", 2), ("/stop", 7), ("/skip", 7)]
)
def test_of_two_numbers_the_one_that_stands_gives_way_to_a_yes_alone(saved, capsys, answer, stands):
    """It is said what stands, and asked."""
    window = saved("before", before="7")
    command.run_kept("set_back_debrief", WithAWindow(window, "2", answer))
    said = capsys.readouterr().out
    assert kept("before") == {"before": stands}
    assert "You typed: 2. Put it in its place?" not in said  # it is the prompt
    assert "Meanwhile" in said


def test_the_same_said_twice_is_no_news(saved, capsys):
    """Nothing is told and nothing asked."""
    command.run_kept("set_back_debrief", WithAWindow(saved("before", before="2"), "2"))
    assert "Meanwhile" not in capsys.readouterr().out
    assert kept("before") == {"before": 2}


def ended():
    """Bring the one run to its end in another window."""
    run = Run.objects.get()
    one = library.library().practices[run.practice]
    while (step := telling.standing(run).path.here) is not None:
        saving.keep(run, one, step.id, {}, timezone.now())
        run.refresh_from_db()
    assert run.ended_at


@pytest.mark.parametrize("elsewhere", [ended, lambda: saving.delete_for_good(Run.objects.get())])
def test_what_is_typed_after_the_end_becomes_a_writing(space, room, capsys, elsewhere):
    """As on the page; and it is read for a hard moment."""
    typing = WithAWindow("", elsewhere, "I want to die before I walk", "more")
    assert command.run_kept("in_the_way", typing) == 0
    said = capsys.readouterr().out
    assert "I want to die before I walk" in Writing.objects.get().text
    assert "kept among your writings" in said
    assert "You do not have to carry this alone." in said


def test_what_is_typed_after_it_was_put_aside_is_kept_in_it(space, room, capsys):
    """And can be brought back with it."""

    def aside():
        Run.objects.update(deleted_at=timezone.now())

    command.run_kept("in_the_way", WithAWindow("", aside, "walk more", "Ines"))
    assert capsys.readouterr().out.count("Meanwhile this was deleted") == 1
    assert kept("goal") == {"goal": "walk more"}


def a_step(kind):
    """A step with one field of a kind."""
    for one in practices.library().practices.values():
        for step in one.steps:
            for field in step.fields:
                if field.kind is kind:
                    return step, field.id
    raise AssertionError


@pytest.mark.parametrize(
    ("kind", "before", "mine", "stands", "wanted"),
    [
        (Kind.LIST, ["a"], ["a", "b"], ["x", "a"], ["x", "a", "b"]),
        (Kind.LIST, ["a"], ["a", "b"], ["x"], ["x", "b"]),
        (Kind.CONDITIONS, [["a", None]], [["a", "met"]], [["x", None], ["a", None]], [["x", None], ["a", "met"]]),
        (Kind.GRID, {"a": "1"}, {"a": "1", "b": "2"}, {"a": "3"}, {"a": "3", "b": "2"}),
        (Kind.PIE, {"a": 10}, {"a": 10, "b": 5}, {"a": 10, "c": 7}, {"a": 10, "c": 7, "b": 5}),
        (Kind.TEXT, "a", "b", "c", "c\nb"),
        (Kind.TEXT, None, "walk", "walk every day", "walk every day"),
        (Kind.TEXT, "a", "a", "c", "c"),
        (Kind.TEXT, "a", "b", "a", "b"),
        (Kind.TEXT, "a", "b", None, "b"),
    ],
)  # fmt: skip
def test_two_sets_of_answers_become_one(kind, before, mine, stands, wanted):
    """Lists, grids, pies and words: what each added stays."""
    step, name = a_step(kind)
    held = [{name: one} if one is not None else {} for one in (before, mine, stands)]
    assert merging.merged(step, *held).values == {name: wanted}


def test_a_line_of_a_grid_that_both_said_otherwise_is_asked_about():
    """Only one of them can stand."""
    step, name = a_step(Kind.GRID)
    found = merging.merged(step, {}, {name: {"a": "1"}}, {name: {"a": "2"}})
    assert found.either == (name,)
    assert found.values == {name: {"a": "2"}}
