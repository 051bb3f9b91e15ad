"""What was guessed or felt before stands beside what came and what is felt after."""

import pytest
from django.utils import timezone

from kith.web.practise import library, saving, telling


@pytest.fixture
def walked(client, space):
    """Answer every step of a practice that is asked, with these answers; return the run."""

    def walk(name, person=None, **said):
        shelf = library.library()
        one = shelf.practices[name]
        run = saving.begin(space, one, shelf.texts[name], timezone.now(), person=person)
        while (step := telling.standing(run).path.here) is not None:
            mine = {field.id for field in step.fields}
            sent = {key: value for key, value in said.items() if key.split("-")[0] in mine}
            client.post(f"/practise/run/{run.pk}/{one.number(step.id)}/", sent or {"do": "skip"})
        return run

    return walk


def text(client, run, step=None):
    one = library.library().practices[run.practice]
    where = f"/practise/run/{run.pk}/" + (f"{one.number(step)}/" if step else "")
    return " ".join(client.get(where).content.decode().split())


def until(client, space, name, stop, **said):
    """Come to one step of a practice."""
    shelf = library.library()
    one = shelf.practices[name]
    run = saving.begin(space, one, shelf.texts[name], timezone.now())
    while (step := telling.standing(run).path.here).id != stop:
        mine = {field.id for field in step.fields}
        sent = {key: value for key, value in said.items() if key.split("-")[0] in mine}
        client.post(f"/practise/run/{run.pk}/{one.number(step.id)}/", sent or {"do": "skip"})
    return run


def test_a_talk_is_guessed_and_looked_back_on(client, walked, person):
    """The guess stands there after the talk, and both numbers at its end and before the next one."""
    marc = person("Marc", kinds=["friend"])
    walked(
        "before_i_speak", marc, topic="The rent", when="now", guess_hard="80", guess_what="A row"
    )
    back = walked("after_a_talk", marc, happened="yes", guessed_hard="80", was_hard="35")
    end = text(client, back)
    assert end.index("How hard did you guess it would be?") < end.index("How hard was it?")
    assert "80 %" in end
    assert "35 %" in end
    again = walked("after_a_talk", marc, happened="yes", guessed_hard="60", was_hard="50")
    assert "Your guess, and how hard it was" in text(client, again)


def test_the_guess_is_there_when_looking_back(client, space, walked):
    """What was written before is shown, and its number and its words begin the fields."""
    walked("before_i_speak", topic="The rent", when="now", guess_hard="80", guess_what="A row")
    run = until(client, space, "after_a_talk", "guess", happened="yes")
    shown = text(client, run, "guess")
    assert "A row" in shown
    assert 'value="80"' in shown
    assert "The rent" in shown


def test_rungs_that_were_tried_stand_beside_the_ladder(client, space, walked):
    """Whoever guesses the next ones sees how the last guesses were."""
    walked("after_a_talk", happened="yes", which="The rent", guessed_hard="80", was_hard="35")
    run = until(client, space, "before_i_speak", "rungs", when="later")
    shown = text(client, run, "rungs")
    assert "Talks you looked back on" in shown
    assert "35 %" in shown


FELT = {"feelings": ["feel.sad", "feel.ashamed"], "feelings-own": "grey all over"}


def test_feelings_have_a_number_before_and_after(client, space, walked):
    """Each feeling that was named is there with a number to give; at the end both stand together."""
    run = until(client, space, "thought_record", "how_strong", situation="The call", **FELT)
    shown = text(client, run, "how_strong")
    for said in ("sad", "ashamed", "grey all over"):
        assert f'value="{said}"' in shown
    then = {"feelings_then-0-words": "sad", "feelings_then-0-size": "80"}
    then |= {"feelings_then-1-words": "ashamed", "feelings_then-1-size": "60"}
    now = {"feelings_now-0-words": "sad", "feelings_now-0-size": "40"}
    done = walked("thought_record", situation="The call", **FELT, **then, **now)
    assert "sad (80 → 40)" in text(client, done)
    run = until(client, space, "thought_record", "feelings_again", **FELT, **then)
    assert 'value="ashamed"' in text(client, run, "feelings_again")


def test_words_without_a_number_are_no_answer(client, walked):
    """Sent as they stood there, nothing was said; and without feelings nothing is asked."""
    then = {"feelings_then-0-words": "sad", "feelings_then-0-size": ""}
    done = walked("thought_record", **FELT, **then)
    assert "feelings_then" not in telling.standing(done).path.values
    met = [step.id for step in telling.standing(done).path.met]
    assert "feelings_again" not in met
    bare = walked("thought_record", situation="The call")
    assert "how_strong" not in [step.id for step in telling.standing(bare).path.met]


GOOD = {"good-0-words": "Boat, summer", "good-0-size": "9"}
GOOD |= {"good-1-words": "The first flat", "good-1-size": "21"}
HARD = {"hard-0-words": "The long January", "hard-0-size": "12"}


def test_good_and_hard_times_stand_on_one_line(client, space, walked):
    """In order with each other, drawn and as a table, with the hard ones in it."""
    on_the_way = text(
        client, until(client, space, "life_line", "seen", **GOOD, **HARD, how="fine"), "seen"
    )
    assert 'aria-label="12 · The long January (Hard times)"' in on_the_way
    shown = text(client, walked("life_line", **GOOD, **HARD, how="fine"))
    table = shown[shown.index("<tbody>") :]
    places = [table.index(one) for one in ("Boat, summer", "The long January", "The first flat")]
    assert places == sorted(places)
    assert 'aria-label="12 · The long January (Hard times)"' in shown


def test_whom_it_gets_too_much_is_shown_no_line(client, walked):
    """Neither on the way nor at the end."""
    run = walked("life_line", **GOOD, **HARD, how="much", go_on="stop")
    assert "seen" not in [step.id for step in telling.standing(run).path.met]
    shown = text(client, run)
    assert "<svg" not in shown[shown.index("<main") : shown.index("Everything you wrote")]


def test_who_has_died_stands_on_the_map(client, walked):
    """In the drawing and in its table."""
    shown = text(
        client, walked("family_map", strong="Nan", gone="Grandad", how="fine", afraid="no")
    )
    assert "Grandad: Who has died and still belongs there" in shown
    assert ">Grandad</td>" in shown


def test_amends_are_followed(client, walked):
    """What was to be made good stands there the next time, with how far it is and since when."""
    first = {"amends-0-words": "Pay back the forty", "amends-0-size": "not_yet"}
    walked("four_rs", did="I took forty", harm="no", shame="8", shame_now="6", **first)
    done = {"amends-0-words": "Pay back the forty", "amends-0-size": "done"}
    run = walked("four_rs", did="I took forty", harm="no", shame="7", shame_now="2", **done)
    shown = text(client, run)
    assert "Pay back the forty" in shown
    assert "not yet" in shown
    assert "How the shame in it moved" in shown
    assert "See the ways side by side" not in shown
    assert "What it needs" not in shown
    assert "Making peace" not in text_of(client, "/practise/conditions/")


def text_of(client, where):
    return " ".join(client.get(where).content.decode().split())
