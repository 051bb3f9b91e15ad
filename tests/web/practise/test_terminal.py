"""Every practice in the terminal: the same steps, kept at each, gone on with later."""

import practice_walks as walks
import pytest
from django.urls import reverse
from django.utils import timezone

from kith import practices
from kith.cli import practice as command
from kith.cli import practice_asking as asking
from kith.cli.terminal import Terminal
from kith.practices import Kind
from kith.web.boundaries.models import Boundary
from kith.web.people.models import CareSetting
from kith.web.practise import creating, library, saving, telling, words
from kith.web.practise.models import Intention, Run
from kith.web.today.models import CheckIn, Writing


def typed(practice, field):  # noqa: PLR0911 - a table
    """The lines that somebody types for one field."""
    value = walks.answer(practice, field)
    codes = [option.id for option in field.options]
    if field.kind is Kind.CHOICE:
        return [str(codes.index(value) + 1)]
    if field.kind in {Kind.SEVERAL, Kind.CHECKLIST}:
        return [" ".join(str(codes.index(one) + 1) for one in value)]
    if field.kind is Kind.LIST:
        return [*value, ""]
    if field.kind is Kind.LADDER:
        return [*(f"{text} {size}" for text, size in value), ""]
    if field.kind is Kind.CONDITIONS:
        rows = [(text, str(codes.index(mark) + 1) if mark else "") for text, mark in value]
        return [*(line for row in rows for line in row), ""]
    if field.kind is Kind.PIE:
        own = [f"{name} {size}" for name, size in value.items() if name not in codes]
        return [*(str(value.get(code, "")) for code in codes), *own, ""]
    if field.kind in {Kind.FEELINGS, Kind.NEEDS}:
        return [", ".join(words.word(one) for one in value)]
    if field.kind is Kind.PEOPLE:
        return [", ".join(value)]
    if field.kind is Kind.GRID:
        chosen = [value.get(line.id) for line in field.lines]
        return [str(codes.index(one) + 1) if one else "" for one in chosen]
    return ["yes" if field.kind is Kind.TIMER else str(value)]


class Typist:
    """Types what belongs to the step that is asked; `stop_after` so many lines the input ends."""

    def __init__(self, lines, stop_after=None):
        self.lines, self.left = list(lines), stop_after

    def __call__(self, prompt):
        if self.left == 0 or not self.lines:
            raise EOFError
        if self.left is not None:
            self.left -= 1
        return self.lines.pop(0)


def all_lines(practice):
    """Everything that is typed from the first step to the last, along the way that the answers take."""
    lines, answers = [], {}
    while (step := practices.path(practice, answers).here) is not None:
        answers[step.id] = {f.id: walks.answer(practice, f) for f in step.fields if f.answers}
        for field in step.fields:
            if field.answers:
                lines += typed(practice, field)
    return lines


@pytest.mark.parametrize("name", [*practices.library().practices])
def test_start_to_end(space, room, capsys, name):
    """What is typed is kept as the page would keep it."""
    one = library.library().practices[name]
    who = [""] if one.person else []
    assert command.run_kept(name, Typist([*who, *all_lines(one)])) == 0
    said = capsys.readouterr().out
    assert one.end.title in said
    run = Run.objects.get()
    assert run.ended_at
    for step, values in saving.answers_of(run).items():
        wanted = {f.id: walks.answer(one, f) for f in one.step(step).fields if f.answers}
        assert values == {name: value for name, value in wanted.items() if value != []}


@pytest.mark.long  # as on the page: test_walks.py
@pytest.mark.parametrize("name", [*practices.library().practices])
def test_with_everything_left_open(space, room, capsys, name):
    """Enter alone, and /skip, from the first step to the end."""
    one = library.library().practices[name]
    for lines in ([""] * 300, ([""] if one.person else []) + ["/skip"] * 60):
        assert command.run_kept(name, Typist(lines)) == 0
        assert one.end.title in capsys.readouterr().out
    assert {run.ended_at is not None for run in Run.objects.all()} == {True}


def test_a_closed_terminal_loses_no_step_and_it_goes_on_there(space, room, capsys):
    """The step that was not left is asked on, with what was answered of it."""
    lines = ["", "", "patient", "it matters", "", "the phone rings"]
    command.run_kept("intention", Typist(lines))
    run = Run.objects.get()
    assert telling.standing(run).path.values == {"how": "patient", "why": "it matters"}
    assert telling.standing(run).path.part == {"cue": "the phone rings"}
    assert "What you wrote is kept." in capsys.readouterr().out
    command.run_kept("intention", Typist(["", "", "", "breathe", "8", "9"]))
    assert "So far: the phone rings" in capsys.readouterr().out
    assert Run.objects.count() == 1
    found = telling.standing(run).path
    assert found.ended == "end"
    assert found.values["cue"] == "the phone rings"
    assert found.part == {}


def test_the_page_goes_on_with_what_the_terminal_kept(client, space, room):
    """The step that was stopped within stands there with its answers, and nothing of it is past."""
    command.run_kept("intention", Typist(["", "", "patient", "it matters", "", "the phone rings"]))
    run = Run.objects.get()
    one = library.library().practices["intention"]
    here = telling.standing(run).path.here
    assert "the phone rings" in client.get(reverse("practise_run", args=[run.pk])).content.decode()
    page = client.get(reverse("practise_step", args=[run.pk, one.number(here.id)])).content.decode()
    assert "the phone rings" in page


def typed_whole(practice, count):
    """The answers, by field, to which every line lies among the first so many that are typed."""
    found, answers = {}, {}
    while (step := practices.path(practice, answers).here) is not None:
        answers[step.id] = {f.id: walks.answer(practice, f) for f in step.fields if f.answers}
        for field in step.fields:
            if field.answers:
                count -= len(typed(practice, field))
                if count < 0:
                    return found
                if answers[step.id][field.id] != []:
                    found[field.id] = answers[step.id][field.id]
    return found


@pytest.mark.long  # one in tests/cli/test_practices.py, killed
@pytest.mark.parametrize("name", [*practices.library().practices])
def test_stopped_half_way_it_goes_on_there(space, room, capsys, name):
    """Also within a step: Enter alone keeps what was answered, and all of it stands at the end."""
    one = library.library().practices[name]
    who, lines = [""] if one.person else [], all_lines(one)
    half = len(lines) // 2
    command.run_kept(name, Typist([*who, *lines[:half]]))
    run, wanted = Run.objects.get(), typed_whole(one, half)
    found = telling.standing(run).path
    kept = {**found.values, **found.part}
    assert {field: kept.get(field) for field in wanted} == wanted
    command.run_kept(name, Typist([""] * 400))
    found = telling.standing(Run.objects.get()).path
    assert found.ended
    assert {field: found.values.get(field) for field in wanted} == wanted


def test_a_list_that_was_stopped_within_is_added_to(space, room, capsys):
    """The lines of before stay, and those that come stand behind them; a skip takes none away."""
    command.run_kept("strengths", Typist([]))
    run = Run.objects.get()
    one = library.library().practices["strengths"]
    here = telling.standing(run).path.here
    field = next(f for f in one.fields() if f.kind is Kind.LIST)
    step = next(s for s in one.steps if field in s.fields)
    while here.id != step.id:
        saving.keep(run, one, here.id, {}, "2026-03-01T10:00Z")
        here = telling.standing(run).path.here
    open_ = [""] * [f for f in step.fields if f.answers].index(field)
    command.run_kept("strengths", Typist(["", *open_, "patient", "curious"]))
    assert telling.standing(run).path.part[field.id] == ["patient", "curious"]
    command.run_kept("strengths", Typist(["", *open_, "warm", "/skip"]))
    assert saving.answers_of(run)[step.id][field.id] == ["patient", "curious", "warm"]


def test_heavy_words_bring_help_where_a_step_is_stopped_within(space, room, capsys):
    """They were read by nobody before: the step was not left."""
    command.run_kept("set_back_debrief", Typist(["5", "I want to die"]))
    said = capsys.readouterr().out
    assert "You do not have to carry this alone." in said
    assert "What you wrote is kept." in said


def test_it_says_whom_a_begun_practice_is_about(space, room, person, capsys):
    """Of several that were begun one can be chosen; of one that is held no name is said."""
    robin, ines = person("Robin"), person("Ines")
    for who in ("Robin", "Ines"):
        command.run_kept(
            "ladder_of_inference", Typist(["no", who, "yes", "They left early."][who == "Robin" :])
        )
    capsys.readouterr()
    command.run_kept("ladder_of_inference", Typist(["2"]))
    said = capsys.readouterr().out
    assert "about Ines." in said
    assert "about Robin." in said
    CareSetting.objects.create(space=space, person=robin, at=timezone.now(), state="care")
    command.run_kept("other_shoes", Typist(["Ines", "yes"]))
    CareSetting.objects.create(space=space, person=ines, at=timezone.now(), state="care")
    capsys.readouterr()
    command.run_kept("other_shoes", Typist([""]))
    assert "Ines" not in capsys.readouterr().out


def test_a_number_that_is_none_is_asked_for_again(space, room, capsys):
    """Nothing is lost."""
    command.run_kept("self_compassion_break", Typist(["a lot", "11", "7", "9", "2"]))
    assert saving.answers_of(Run.objects.get()) == {
        "before": {"before": 7},
        "way": {"way": "plain"},
    }
    assert capsys.readouterr().out.count("Nothing is lost.") == 3


def test_a_guarded_tie_is_not_offered_here(space, room, person, capsys):
    """And no more is said."""
    robin = person("Robin", kinds=["ex"])
    CareSetting.objects.create(space=space, person=robin, at="2026-01-01T00:00Z", state="care")
    command.run_kept("other_shoes", Typist(["Robin"]))
    assert "Not offered here." in capsys.readouterr().out
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("typed", "begins"), [("no", False), ("", False), ("n", False), ("yes", True), ("Y", True)]
)
def test_only_a_yes_goes_on_without_the_questions(room, person, capsys, typed, begins):
    """A no is a no."""
    person("Robin", kinds=["partner"])
    command.run_kept("plan_a_talk", Typist(["Robin", typed]))
    assert Run.objects.exists() is begins


def test_a_guarded_name_in_ones_own_words_holds_it_here_too(space, room, person, capsys):
    """What was written before is kept; nothing more is asked."""
    robin = person("Robin", kinds=["ex"])
    CareSetting.objects.create(space=space, person=robin, at="2026-01-01T00:00Z", state="care")
    one = library.library().practices["other_shoes"]
    begun = [""] if one.person else []
    first = next(step for step in one.steps if any(f.kind is Kind.TEXT for f in step.fields))
    lines = []
    for step in one.steps[: one.number(first.id)]:
        for field in step.fields:
            if field.answers:
                about = "Robin was late again." if field.kind is Kind.TEXT else None
                lines += [about] if about else typed(one, field)
    command.run_kept("other_shoes", Typist([*begun, *lines, *["more"] * 40]))
    said = capsys.readouterr().out
    assert "Not offered here." in said
    assert "Stopped here. What you wrote is kept." in said
    run = Run.objects.get()
    assert "Robin was late again." in str(saving.answers_of(run)[first.id])
    assert "more" not in str(saving.answers_of(run))
    assert run.ended_at is None


def test_heavy_words_bring_help_and_stop(space, room, capsys):
    """They are kept; nothing is asked about them."""
    command.run_kept("thought_record", Typist(["5", "", "", "I want to die", "9", "never asked"]))
    said = capsys.readouterr().out
    assert "You do not have to carry this alone." in said
    assert "Stopped here. What you wrote is kept." in said
    assert saving.answers_of(Run.objects.get())["thought"]["thought"] == "I want to die"


def test_words_get_the_same_question_as_on_the_page(space, room, capsys):
    """Once, behind the step."""
    command.run_kept("thought_record", Typist(["5", "", "", "I am such an idiot.", "9"]))
    assert "inner critic" in capsys.readouterr().out


def test_trying_a_file_keeps_nothing(space, room, capsys):
    """The same steps; the vault is not touched."""
    one = library.library().practices["four_rs"]
    command.tried(one, Typist(all_lines(one)))
    said = capsys.readouterr().out
    assert one.end.title in said
    assert "Nothing was kept." in said
    assert [kind.objects.count() for kind in (Run, CheckIn)] == [0, 0]


def answered(practice):
    """The values of a practice, once all of it was answered."""
    answers = {}
    while (step := (path := practices.path(practice, answers)).here) is not None:
        answers[step.id] = {f.id: walks.answer(practice, f) for f in step.fields if f.answers}
    return path.values


MAKING = [
    pytest.param(one, number, id=f"{one.id}-{number}")
    for one in practices.library().practices.values()
    for number, wanted in enumerate(one.end.creates)
    if wanted.kind != "check_in"
]


def everything():
    """What a person owns that a practice can make, counted by its kind, with the words in it."""
    made = [("writing", w.title, w.text) for w in Writing.objects.all()]
    made += [("intention", i.how, i.cue, i.act) for i in Intention.objects.all()]
    made += [("boundary", b.when, b.then) for b in Boundary.objects.all()]
    return sorted([*made, *(("run", r.practice) for r in Run.objects.all())])


@pytest.mark.parametrize(("one", "number"), MAKING)
def test_what_a_button_makes_the_terminal_makes_too(client, space, room, one, number):
    """The same rows with the same words, asked one by one; a yes is needed for each."""
    values = answered(one)
    keeps = [creating.keeps(wanted, values) for wanted in one.end.creates]
    lines = [*([""] if one.person else []), *all_lines(one)]
    noes, yes = [""] * sum(keeps[:number]), ["yes"] * keeps[number]
    command.run_kept(one.id, Typist([*lines, *noes, *yes, *[""] * 9]))
    by_terminal = everything()
    Run.objects.all().delete()
    for model in (Writing, Intention, Boundary):
        model.objects.all().delete()
    command.run_kept(one.id, Typist(lines))
    without = everything()
    client.post(f"/practise/run/{Run.objects.get().pk}/make/{number}")
    assert everything() == by_terminal
    leads = library.library().practices.get(one.end.creates[number].texts.get("practice", ""))
    asks_whom = leads is not None and leads.person is not None and one.person is None
    assert (by_terminal != without) == (keeps[number] and not asks_whom)


def test_a_no_and_a_closed_terminal_make_nothing(space, room, capsys):
    """Enter is a no, whatever else is typed too, and the end of the input."""
    one = library.library().practices["intention"]
    for last in ([""], ["what?"], []):
        command.run_kept("intention", Typist(["", *all_lines(one), *last]))
    assert not Intention.objects.exists()
    assert "Stopped" not in capsys.readouterr().out


def test_what_leads_on_is_not_offered_for_a_tie_that_asks_for_care(space, room, person):
    """It is not asked about, so nothing of it is begun; what may be made is."""
    robin = person("Robin", kinds=["ex"])
    CareSetting.objects.create(space=space, person=robin, at="2026-01-01T00:00Z", state="care")
    leads = library.library().practices["what_just_happened"]
    lines = ["Robin", *all_lines(leads), *["yes"] * len(leads.end.creates)]
    offs = [one.label for one in leads.end.creates if one.kind == "practice"]
    asked, typist = [], Typist(lines)
    command.run_kept(leads.id, lambda prompt: asked.append(prompt) or typist(prompt))
    assert len(offs) == 3
    assert not any(label in prompt for label in offs for prompt in asked)
    assert {run.practice for run in Run.objects.all()} == {leads.id}


def test_numbers_with_a_part_and_slices_called_like_a_code_are_kept(space, room):
    """As on the page."""
    one = library.library().practices["four_rs"]
    pie = next(field for field in one.fields() if field.kind is Kind.PIE)
    code = pie.options[-1].id
    on = Terminal(Typist([*[""] * len(pie.options), f"{code} 12,5", "the rain 2.25", ""]))
    assert asking._pie(on, pie, {}) == {f" {code}": 12.5, "the rain": 2.2}
    on = Terminal(Typist(["say hello 2.5", "ask 11", "wait", ""]))
    ladder = next(f for p in library.library().practices.values() for f in p.fields() if f.kind is Kind.LADDER and f.most == 10)  # fmt: skip
    assert asking._ladder(on, ladder, {}) == [["say hello", 2.5], ["ask", 10], ["wait", None]]
