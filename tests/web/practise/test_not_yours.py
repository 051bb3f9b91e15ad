"""On the pages: one warm line, help, and the way on, for whoever was hurt and blames themselves."""

import pytest
from django.utils import timezone

from kith.web.practise import library, saving, telling
from kith.web.today import care

UNCLE = "It was my fault that my uncle touched me when I was eight"


@pytest.fixture
def begun(space):
    """A run of a practice whose first step, the rating, was left open."""

    def made(name):
        one = library.library().practices[name]
        run = saving.begin(space, one, library.library().texts[name], timezone.now())
        saving.keep(run, one, "before", {}, timezone.now())
        return one, run

    return made


def place(run, one, step):
    """The address of a step."""
    return f"/practise/run/{run.pk}/{one.number(step)}/"


@pytest.mark.parametrize(
    ("name", "step", "field"),
    [
        ("four_rs", "did", "did"),
        ("thought_record", "thought", "thought"),
        ("inner_critic", "words", "words"),
        ("human_list", "mistake", "mistake"),
    ],
)
def test_it_is_led_out_with_help_and_an_end_of_its_own(client, begun, name, step, field):
    """No question about the words, no habit, no weighing."""
    one, run = begun(name)
    if name == "thought_record":
        client.post(place(run, one, "situation"), {})
    answer = client.post(place(run, one, step), {field: UNCLE}, follow=True)
    page = answer.content.decode()
    assert "What somebody does to you" in page or "What is done to somebody" in page
    assert "See where help is" in page
    assert "your words below" not in page
    client.post(place(run, one, "not_yours"), {"do": "skip"})
    client.post(place(run, one, "after"), {"do": "skip"})
    found = telling.standing(run)
    page = client.get(f"/practise/run/{run.pk}/").content.decode()
    assert found.path.ended == "end"
    assert "See where help is" in page
    assert "mending" not in page
    assert "/make/" not in page
    assert UNCLE in page  # nothing is lost


def test_with_the_lines_switched_off_help_still_stands_on_the_page(client, space, begun):
    """What is off is the line that looks for words; the page says where help is by itself."""
    space.quiet_help = False
    space.save()
    one, run = begun("inner_critic")
    page = client.post(place(run, one, "words"), {"words": UNCLE}, follow=True).content.decode()
    assert "See where help is" in page


@pytest.mark.parametrize(
    "thought",
    [
        "I deserve what he does to me",
        "I was eight and I did not say no, so it was my fault",
        "I shouldn't have worn that dress that night",
        "I must have led him on",
        "I deserved the belt",
        "My stepdad came to my room at night and I let him",
    ],
)
def test_the_page_about_self_talk_names_no_habit(client, space, thought):
    """It leads to safety and says whose doing it is."""
    page = client.post("/talk/critic/", {"thought": thought}).content.decode()
    assert "what they do is their doing" in page
    assert "Does this sound like" not in page


@pytest.mark.parametrize("words", ["scared of Robin", "threatend", "like a prisoner", "pressured"])
def test_own_words_of_fear_among_feelings_bring_the_line(space, person, words):
    """In every list of feelings; a name counts where it is one of the map."""
    person("Robin")
    assert care.offer_for(space, [], [words]).level == care.QUIET_LINE
    assert care.offer_for(space, [], ["scared of the dentist", "nervous"]).level == 0
