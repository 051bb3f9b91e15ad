"""What stands on the page of a step: where one is, days in words, rooms that are named, whose turn it is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from kith import practices
from kith.cli.practice import run_kept
from kith.practices import DefinitionError
from kith.web.practise import feedback, library, saving, telling

FIXED = "If you are afraid of how they would react"


def begun(space, name, person=None):
    shelf = library.library()
    return saving.begin(
        space, shelf.practices[name], shelf.texts[name], timezone.now(), person=person
    )


def come_to(client, run, stop):
    """Skip to a step; return where it is asked."""
    one = telling.standing(run).practice
    while (step := telling.standing(run).path.here).id != stop:
        client.post(f"/practise/run/{run.pk}/{one.number(step.id)}/", {"do": "skip"})
    return f"/practise/run/{run.pk}/{one.number(stop)}/"


def text(client, where):
    return " ".join(client.get(where).content.decode().split())


def test_a_step_says_which_it_is_and_what_follows(client, space):
    """From the first to the last."""
    run = begun(space, "three_breaths")
    one = telling.standing(run).practice
    first = text(client, f"/practise/run/{run.pk}/1/")
    assert f"Step 1. {len(one.steps) - 1} more follow." in first
    last = text(client, come_to(client, run, one.steps[-1].id))
    assert f"Step {len(one.steps)}. This is the last step." in last


def test_a_day_is_said_in_words(client, space, person):
    """Where what was written stands, at the end, and in a terminal."""
    run = begun(space, "plan_a_talk", person("Ana", kinds=["friend"]))
    one = telling.standing(run).practice
    step = next(s for s in one.steps if any(f.id == "day" for f in s.fields))
    client.post(come_to(client, run, step.id), {"day": "2027-03-01"})
    page = text(client, f"/practise/run/{run.pk}/")
    assert "1 March 2027" in page
    assert "2027-03-01" not in page


def test_a_day_that_is_over_is_asked_about_once(client, space):
    """It is kept as it was written; one to come is left alone, and so is one that has passed since."""
    run = begun(space, "kind_letter")
    one = telling.standing(run).practice
    step = next(s for s in one.steps if any(f.id == "open_on" for f in s.fields))
    address = come_to(client, run, step.id)
    answer = client.post(address, {"open_on": "2024-02-29", "do": "on"})
    assert answer["Location"] == address
    assert "29 February 2024</q> This day is over." in text(client, address)
    assert client.post(address, {"open_on": "2024-02-29", "do": "on"})["Location"] != address
    run = begun(space, "kind_letter")
    address = come_to(client, run, step.id)
    soon = (timezone.now() + timedelta(days=9)).date().isoformat()
    assert client.post(address, {"open_on": soon, "do": "on"})["Location"] != address
    run.edited_at = datetime(2024, 1, 1, tzinfo=UTC)
    run.save()
    values = {"open_on": "2024-02-29"}
    assert not feedback.over(one, step, values, run.edited_at.date())


def test_a_terminal_asks_about_a_day_that_is_over(space, room, capsys):
    """As the page does; the step says there which it is, too."""
    typed = {"(a day, as 2026-03-01) > ": "2024-02-29"}
    assert run_kept("kind_letter", lambda prompt: typed.get(prompt, "")) == 0
    said = capsys.readouterr().out
    assert "29 February 2024: This day is over." in said
    assert "Step 1. " in said


def test_what_is_to_be_looked_at_says_since_when(client, space):
    """The sheet was not chosen on that day."""
    run = begun(space, "conflict_worksheet")
    one = telling.standing(run).practice
    while (step := telling.standing(run).path.here) is not None:
        mine = (
            {"look_again": "2024-02-29"} if any(f.id == "look_again" for f in step.fields) else {}
        )
        saving.keep(run, one, step.id, mine, timezone.now())
    page = text(client, "/practise/")
    assert "since 29 February 2024, the day you chose" in page
    assert "you chose 29 February 2024" not in page


def test_from_a_page_for_two_no_link_leads_to_the_one_for_one_alone(client, space, person):
    """And whose turn it is stands there, page after page."""
    run = begun(space, "take_turns", person("Ana", kinds=["friend"]))
    assert "One step back" not in text(client, come_to(client, run, "agree"))
    page = text(client, come_to(client, run, "say_one"))
    assert "One step back" in page
    assert "The floor is with: <strong>the first speaker</strong>" in page
    page = text(client, come_to(client, run, "say_two"))
    assert "The floor is with: <strong>the second speaker</strong>" in page


def test_the_line_about_fear_stands_where_somebody_is_named(client, space):
    """A box with hope names nobody until it asks for people."""
    run = begun(space, "hope_box")
    assert FIXED not in text(client, f"/practise/run/{run.pk}/1/")
    assert FIXED in text(client, come_to(client, run, "people"))
    assert FIXED not in text(client, come_to(client, run, "letter"))
    run = begun(space, "plan_a_talk")
    assert FIXED in text(client, f"/practise/run/{run.pk}/1/")


@pytest.mark.parametrize(
    ("name", "step", "rooms"),
    [("season_review", "look", ("/people/", "/impact/")), ("set_back_plan", "crisis", ("/plan/",))],
)
def test_a_card_that_names_a_room_leads_there(client, space, name, step, rooms):
    """Beside its words."""
    run = begun(space, name)
    one = telling.standing(run).practice
    wanted = next(s for s in one.steps if any(f.rooms for f in s.fields))
    page = text(client, come_to(client, run, wanted.id))
    for room in rooms:
        assert f'<a class="button small" href="{room}">' in page


def test_a_room_that_there_is_not_is_said_with_its_line():
    """So is one that no card names."""
    text = (
        library.library().texts["set_back_plan"].replace('rooms = ["plan"]', 'rooms = ["cellar"]')
    )
    with pytest.raises(DefinitionError) as error:
        practices.parse(text, "mine.toml")
    problem = error.value.problems[0]
    assert problem.code == "no_such_room"
    assert text.splitlines()[problem.line - 1] == 'rooms = ["cellar"]'


def test_the_same_words_are_asked_about_once(space):
    """Two readers of reproach that meet at them ask one question."""
    from kith.practices import Field, Kind, Step

    step = Step("one", "One", fields=(Field("said", Kind.TEXT, "?", reader="blame"),))
    notes = feedback.heard(step, {"said": "Whatever. Do what you want."}, None).notes["said"]
    assert len(notes) == len({note.words for note in notes}) == 1


def test_a_year_ago_is_asked_of_ease_too(client, space, person):
    """Only of who looks back, and it stands at the end."""
    one = library.library().practices["compass"]
    for said, asked in (("yes", True), ("no", False)):
        run = begun(space, "compass", person(f"Ana {said}", kinds=["friend"]))
        met = []
        while (step := telling.standing(run).path.here) is not None:
            met.append(step.id)
            mine = {
                "back": {"back": said},
                "ease_then": {"ease_then": {"afraid": "often", "no": "never"}},
            }.get(step.id, {})
            saving.keep(run, one, step.id, mine, timezone.now())
        assert ("ease_then" in met) is asked
        page = text(client, f"/practise/run/{run.pk}/")
        assert ("About a year ago, how often was it like this?" in page) is asked


def test_fairer_thoughts_of_before_stand_beside_a_new_one(client, space):
    """In the person's own words, to take up again."""
    one = library.library().practices["thought_record"]
    run = begun(space, "thought_record")
    while (step := telling.standing(run).path.here) is not None:
        mine = {"fairer": "I forgot one thing, and I can buy it tomorrow."}
        asks = any(field.id == "fairer" for field in step.fields)
        saving.keep(run, one, step.id, mine if asks else {}, timezone.now())
    page = text(client, come_to(client, begun(space, "thought_record"), "fairer"))
    assert "Fairer thoughts that you wrote before" in page
    assert "I forgot one thing, and I can buy it tomorrow." in page
