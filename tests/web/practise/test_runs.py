"""A run through the browser: saved at every step, resumed, refused where the tie asks for care, deleted."""

import html

import practice_walks as walks
import pytest
from django.utils import timezone

from kith import practices
from kith.practices import kinds
from kith.web.people.models import CareSetting
from kith.web.practise import doors, library, saving, telling
from kith.web.practise.models import Answer, Definition, Intention, Run
from kith.web.shell.models import Draft
from kith.web.today.models import Writing


def begun(space, name, person=None):
    one = library.library().practices[name]
    text = library.library().texts[name]
    return one, saving.begin(space, one, text, timezone.now(), person=person)


def past_the_number(space, name, person=None):
    """A run whose first step, which asks for a number, was skipped."""
    one, run = begun(space, name, person)
    saving.keep(run, one, "before", {}, timezone.now())
    return one, run


def place(run, practice, step):
    return f"/practise/run/{run.pk}/{practice.number(step)}/"


@pytest.fixture
def robin(person):
    return person("Robin", kinds=["ex"])


def set_to(space, person, state):
    CareSetting.objects.create(space=space, person=person, at=timezone.now(), state=state)


@pytest.mark.parametrize("name", [*practices.library().practices])
def test_an_interruption_at_any_step_loses_nothing(client, space, room, name):
    """What was saved stands in the vault, what was being typed in its draft; then it goes on."""
    one, run = begun(space, name)
    while (step := telling.standing(run).path.here) is not None:
        at = place(run, one, step.id)
        form = walks.form_of(one, step)
        draft = {"page": at, "fields": {key: value if isinstance(value, list) else [value] for key, value in form.items()}}  # fmt: skip
        assert client.post("/draft", draft, content_type="application/json").status_code == 204
        room.session.memory.clear()  # a lock, Exit or a killed process: nothing but the vault stays
        room.session.notices.clear()
        again = client.get(f"/practise/run/{run.pk}/", follow=True)
        assert f'href="{at}"' in again.content.decode() or again.redirect_chain[-1][0] == at
        assert not form or "kept-draft" in client.get(at).content.decode()
        assert client.post(at, form).status_code == 302
        assert not Draft.objects.exists()
    assert telling.standing(run).path.ended == "end"


def test_stopping_keeps_what_was_typed_and_going_on_comes_back_to_the_next_step(client, space):
    """No blame; a step that is still empty is asked again."""
    one, run = begun(space, "trigger_chain")
    client.post(place(run, one, "before"), {"before": "6"})
    at = place(run, one, "moment")
    page = client.post(at, {"moment": "the bus", "do": "stop"}, follow=True).content.decode()
    assert "You stopped here." in page
    assert f'href="{place(run, one, "ground")}"' in page
    client.post(place(run, one, "ground"), {"do": "stop"})
    assert "ground" not in saving.answers_of(run)
    client.post(place(run, one, "ground"), {"ground": ["sleep"]})
    run.refresh_from_db()
    assert run.stopped_at is None
    assert saving.answers_of(run)["moment"] == {"moment": "the bus"}


def test_a_step_can_be_changed_until_the_end_and_is_read_only_after(client, space):
    """One answer a step; after the end a step leads to what was written."""
    one, run = past_the_number(space, "intention")
    for text in ("open", "patient"):
        client.post(place(run, one, "how"), {"how": text})
    assert Answer.objects.filter(run=run, step="how").count() == 1
    for step in ("cue", "act", "after"):
        client.post(place(run, one, step), {"do": "skip"})
    assert client.get(place(run, one, "how"))["Location"] == f"/practise/run/{run.pk}/"
    assert client.post(place(run, one, "how"), {"how": "loud"}).status_code == 302
    assert saving.answers_of(run)["how"] == {"how": "patient"}


@pytest.mark.parametrize("state", ["care", "danger", "something newer"])
def test_a_guarded_tie_is_not_offered_what_asks_something_of_it(client, space, robin, state):
    """Not offered here, and no more; no run is made."""
    set_to(space, robin, state)
    number = doors.number_of("other_shoes")
    page = client.post(f"/practise/{number}/", {"person": robin.pk, "go": "1"}).content.decode()
    assert "Not offered here" in page
    assert 'id="asking"' not in page
    assert not Run.objects.exists()
    number = doors.number_of("then_or_now")
    assert client.post(f"/practise/{number}/", {"person": robin.pk}).status_code == 302


def test_a_run_is_held_when_the_setting_changes_or_a_guarded_name_is_written(client, space, robin):
    """The words stay readable; nothing goes on."""
    one, run = begun(space, "other_shoes", robin)
    client.post(place(run, one, "before"), {"before": "6"})
    client.post(place(run, one, "facts"), {"facts": "They came late."})
    unnamed, other = begun(space, "other_shoes")
    client.post(place(other, unnamed, "before"), {"before": "6"})
    client.post(place(other, unnamed, "facts"), {"facts": "Robin came late."})
    set_to(space, robin, "care")
    for one_run in (run, other):
        page = client.get(f"/practise/run/{one_run.pk}/").content.decode()
        assert "Not offered here" in page
        assert "came late." in page
        assert (
            client.get(place(one_run, one, "afraid"))["Location"] == f"/practise/run/{one_run.pk}/"
        )


def test_what_was_being_typed_in_a_held_or_ended_run_can_be_read(client, space, robin):
    """Its page cannot be opened any more; the words are on the page of the run, and nowhere else."""
    one, run = begun(space, "other_shoes", robin)
    at, step = place(run, one, one.steps[1].id), one.steps[1]
    form = walks.form_of(one, step)
    field = next(f.id for f in step.fields if f.kind is practices.Kind.TEXT)
    fields = {name: [value] for name, value in form.items()} | {field: ["the long way home"]}
    client.post("/draft", {"page": at, "fields": fields}, content_type="application/json")
    address = f"/practise/run/{run.pk}/"
    client.post(place(run, one, one.steps[0].id), {"do": "on"})
    assert "the long way home" not in client.get(address).content.decode()  # its page is open
    set_to(space, robin, "care")
    page = client.get(address).content.decode()
    assert "What you were typing" in page
    assert "the long way home" in page
    client.post(f"{address}delete")
    client.post(f"{address}for-good")
    assert not Draft.objects.exists()


def test_a_number_with_a_part_and_a_slice_called_like_a_code_stay_as_they_are(client, space):
    """Nothing is rounded, nothing vanishes, and it comes back in the form."""
    one, run = begun(space, "four_rs")
    step, pie = one.step("pie"), one.field("pie")
    code = next(option.id for option in pie.options if option.id != pie.mine)
    while (here := telling.standing(run).path.here) != step:
        client.post(place(run, one, here.id), walks.form_of(one, here))
    form = {f"{pie.id}-{code}": "30", f"{pie.id}-0-words": code, f"{pie.id}-0-size": "12,5"}
    form |= {f"{pie.id}-1-words": "the rain", f"{pie.id}-1-size": "2.5"}
    client.post(place(run, one, step.id), form)
    kept = {code: 30, f" {code}": 12.5, "the rain": 2.5}
    assert saving.answers_of(run)[step.id] == {pie.id: kept}
    page = client.get(place(run, one, step.id)).content.decode()
    assert f'value="{code}"' in page
    assert 'value="12.5"' in page
    client.post(place(run, one, step.id), form)
    assert saving.answers_of(run)[step.id] == {pie.id: kept}
    one, run = begun(space, "get_in_touch_again")
    step = next(s for s in one.steps if any(f.kind is practices.Kind.LADDER for f in s.fields))
    ladder = next(f for f in step.fields if f.kind is practices.Kind.LADDER)
    while (here := telling.standing(run).path.here) != step:
        client.post(place(run, one, here.id), walks.form_of(one, here))
    client.post(
        place(run, one, step.id),
        {f"{ladder.id}-0-words": "say hello", f"{ladder.id}-0-size": "2.5"},
    )
    assert saving.answers_of(run)[step.id] == {ladder.id: [["say hello", 2.5]]}
    assert "say hello (2.5)" in client.get(f"/practise/run/{run.pk}/").content.decode()


def test_a_practice_stands_at_the_same_address_for_good(client):
    """Numbers are given once; the first seventy-three are the places that they had in the list."""
    numbers = kinds.numbers()
    assert set(numbers) >= {*practices.library().practices}
    assert len({*numbers.values()}) == len(numbers)
    assert (numbers["trigger_chain"], numbers["small_activities"]) == (16, 24)
    for name in practices.library().practices:
        page = client.get(f"/practise/{numbers[name]}/")
        assert practices.library().practices[name].title in html.unescape(page.content.decode())
    assert client.get(f"/practise/{max(numbers.values()) + 1}/").status_code == 404
    assert client.get("/practise/0/").status_code == 404


def test_the_private_questions_come_first_once(client, space, robin):
    """They can be left alone."""
    number = doors.number_of("before_i_speak")
    page = client.post(f"/practise/{number}/", {"person": robin.pk}).content.decode()
    assert "A few questions first" in page
    assert not Run.objects.exists()
    assert client.post(f"/practise/{number}/", {"person": robin.pk, "go": "1"}).status_code == 302


def test_fear_of_somebody_leads_to_help_and_not_on(client, space):
    """The path ends with where help is; one can go back and answer otherwise."""
    one, run = begun(space, "before_i_speak")
    client.post(place(run, one, "before"), {"before": "9"})
    client.post(place(run, one, "what"), {"topic": "the money"})
    page = client.post(place(run, one, "fear"), {"fear": "afraid"}, follow=True).content.decode()
    assert "Your safety comes first" in page
    run.refresh_from_db()
    assert run.ended_at is None
    client.post(place(run, one, "fear"), {"fear": "nervous"})
    assert telling.standing(run).path.here.id == "come_down"


def test_a_childs_share_is_refused_on_the_page(client, space):
    """There is no field for it, and one that is sent all the same counts for nothing."""
    one, run = begun(space, "four_rs")
    client.post(place(run, one, "before"), {"before": "9"})
    client.post(place(run, one, "did"), {"whose": "mine", "age": "child"})
    at = place(run, one, "pie_child")
    page = client.get(at).content.decode()
    assert "A child cannot carry this." in page
    assert 'name="pie_child-me"' not in page
    client.post(at, {"pie_child-grown_ups": "50", "pie_child-me": "50"})
    assert saving.answers_of(run)["pie_child"] == {"pie_child": {"grown_ups": 50}}


def test_what_was_done_to_somebody_is_not_theirs_to_mend(client, space):
    """No pie and no apology: the path ends with care for the person."""
    one, run = begun(space, "four_rs")
    client.post(place(run, one, "before"), {"before": "9"})
    client.post(place(run, one, "did"), {"whose": "done_to_me", "age": "adult"})
    assert telling.standing(run).path.here.id == "not_yours"
    client.post(place(run, one, "not_yours"), {})
    assert telling.standing(run).path.here.id == "after"


DISHES = (
    "When the dishes stood Monday and Tuesday I felt tired, because I need to share the load. "
    "Would you wash up tonight?"
)
ASKED = [
    ("thought_record", "thought", "I am such an idiot.", True),
    ("before_i_speak", "first_line", "I feel that you are selfish", True),
    (
        "before_i_speak",
        "first_line",
        DISHES,
        False,
    ),
    ("before_i_speak", "first_line", "I feel trapped and threatened by you", False),
]


@pytest.mark.parametrize("words", ASKED)
def test_a_reader_asks_once_about_words_and_never_corrects_fear(client, space, words):
    """The words are saved before; pressed again without a change it goes on."""
    name, step, text, asks = words
    field = step
    one, run = begun(space, name)
    while (here := telling.standing(run).path.here).id != step:
        saving.keep(
            run, one, here.id, {"when": "now"} if here.id == "ready" else {}, timezone.now()
        )
    at = place(run, one, step)
    first = client.post(at, {field: text})
    assert saving.answers_of(run)[step] == {field: text}
    page = client.get(first["Location"]).content.decode()
    assert (first["Location"] == at) is asks
    assert ('class="asks"' in page) is asks
    if "trapped" in text:
        assert "care-line" in page or "care-panel" in page
    if asks:
        assert client.post(at, {field: text})["Location"] != at


@pytest.mark.parametrize(
    ("text", "urgent"),
    [("I want to kill myself tonight with pills", True), ("I want to die", False)],
)
def test_heavy_words_come_before_the_next_step(client, space, text, urgent):
    """A plan to die leads to help first; heavy words to a page where one chooses what comes next."""
    one, run = begun(space, "thought_record")
    saving.keep(run, one, "before", {}, timezone.now())
    saving.keep(run, one, "situation", {}, timezone.now())
    answer = client.post(place(run, one, "thought"), {"thought": text})
    assert saving.answers_of(run)["thought"] == {"thought": text}
    if urgent:
        assert answer["Location"] == "/today/help-first/"
        return
    assert answer["Location"] == f"/practise/run/{run.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "care-panel" in page
    assert 'class="asks"' not in page


def test_a_run_is_read_with_the_definition_it_was_made_by(client, space, monkeypatch):
    """Also when the practice was changed or is gone; a definition nobody can read shows the words."""
    one, run = past_the_number(space, "intention")
    client.post(place(run, one, "how"), {"how": "patient"})
    changed = library.library().texts["intention"].replace("I want to be", "I would like to be")
    assert changed != run.definition.text
    assert "I want to be" in client.get(f"/practise/run/{run.pk}/").content.decode()
    Definition.objects.filter(pk=run.definition_id).update(text="???", digest="x")
    page = client.get(f"/practise/run/{run.pk}/").content.decode()
    assert "another version of Kith" in page
    assert "patient" in page


def test_a_deleted_run_comes_back_or_goes_for_good(client, space):
    """With its answers, its drafts, and a definition that no other run needs."""
    one, run = past_the_number(space, "intention")
    client.post(place(run, one, "how"), {"how": "patient"})
    client.post(f"/practise/run/{run.pk}/delete")
    assert client.get(f"/practise/run/{run.pk}/").status_code == 404
    client.post(f"/practise/run/{run.pk}/restore")
    assert client.get(f"/practise/run/{run.pk}/").status_code == 200
    client.post(f"/practise/run/{run.pk}/delete")
    client.post(f"/practise/run/{run.pk}/for-good")
    assert [kind.objects.count() for kind in (Run, Answer, Definition)] == [0, 0, 0]


def test_what_is_made_is_made_when_asked_and_once(client, space, person):
    """An intention, a letter; nothing before the end."""
    mika = person("Mika", kinds=["friend"])
    one, run = past_the_number(space, "intention", mika)
    assert client.post(f"/practise/run/{run.pk}/make/0").status_code == 404
    for step, said in (
        ("how", "patient"),
        ("cue", "the phone rings"),
        ("act", "I breathe."),
        ("after", "7"),
    ):
        client.post(place(run, one, step), {step: said})
    for _ in range(2):
        client.post(f"/practise/run/{run.pk}/make/0")
    made = Intention.objects.get()
    assert (made.how, made.cue, made.act, made.person) == ("patient", "the phone rings", "I breathe.", mika)  # fmt: skip
    page = client.get("/practise/").content.decode()
    assert "I breathe." in page
    for said in ("did", "not"):
        client.post(f"/practise/intention/{made.pk}/look", {"said": said})
    made.refresh_from_db()
    assert [one["said"] for one in made.looks] == ["did", "not"]
    client.post(f"/practise/intention/{made.pk}/look", {"said": "changed"})
    assert "I breathe." not in client.get("/practise/").content.decode()
    assert not Writing.objects.exists()


def test_a_strangers_run_is_not_there(client, strangers_space):
    """Neither its page nor its steps, and nothing of it in a list."""
    one, run = begun(strangers_space, "intention")
    saving.keep(run, one, "how", {"how": "hers"}, timezone.now())
    for at in (f"/practise/run/{run.pk}/", place(run, one, "how")):
        assert client.get(at).status_code == 404
    for what in ("delete", "restore", "for-good", "make/0"):
        assert client.post(f"/practise/run/{run.pk}/{what}").status_code == 404
    assert client.get("/practise/runs/").content.decode().count("/practise/run/") == 0


def test_strange_input_is_a_sentence_and_never_a_crash(client, space):
    """Options that are none, numbers that are none, steps that are not there."""
    one, run = begun(space, "four_rs")
    assert client.get(f"/practise/run/{run.pk}/99/").status_code == 404
    client.post(place(run, one, "before"), {"before": "11"})
    assert "before" not in saving.answers_of(run)
    client.post(place(run, one, "before"), {"before": "3"})
    client.post(place(run, one, "did"), {"age": "adult"})
    answer = client.post(place(run, one, "pie"), {"pie-me": "many", "pie-0-words": "I want to die"})
    assert answer.status_code == 422
    assert "care-panel" in answer.content.decode()
    assert client.get("/practise/99/").status_code == 404
    assert client.get("/practise/0/").status_code == 404


def test_words_of_a_practice_are_found_and_nothing_of_a_stranger(client, space, strangers_space):
    """However the letters stand in the file; a deleted run is not searched."""
    one, run = begun(space, "trigger_chain")
    saving.keep(run, one, "moment", {"moment": "Zoë kam nicht an die Tür"}, timezone.now())
    theirs, other = begun(strangers_space, "trigger_chain")
    saving.keep(other, theirs, "moment", {"moment": "ZOË stayed away"}, timezone.now())
    page = client.post("/search/", {"words": "zoë"}).content.decode()
    assert f"/practise/run/{run.pk}/" in page
    assert "stayed away" not in page
    Intention.objects.create(space=space, at=timezone.now(), act="ring Zoë")
    assert "ring Zoë" in client.post("/search/", {"words": "zoë"}).content.decode()
    client.post(f"/practise/run/{run.pk}/delete")
    assert "Tür" not in client.post("/search/", {"words": "zoë"}).content.decode()


def test_a_practice_is_a_mark_on_the_path_of_the_person(space, person):
    """Once it came to its end, under its title; not where it is not offered any more."""
    from kith.web.insight.moments import moments_of

    mika = person("Mika", kinds=["friend"])
    one, run = begun(space, "other_shoes", mika)
    assert moments_of(space, mika.pk) == []
    for step in one.steps:
        saving.keep(run, one, step.id, {}, timezone.now())
    assert [mark.label for mark in moments_of(space, mika.pk)] == ["In the other shoes"]
    set_to(space, mika, "care")
    assert moments_of(space, mika.pk) == []


def test_every_practice_stands_in_the_list_beside_the_path(client, space, person):
    """The picture has room for three; the list has all, each with the two numbers and no sum."""
    from kith.web.insight.moments import moments_of

    mika = person("Mika", kinds=["friend"])
    for before in (9, 8, 7, 6, 5):
        one, run = begun(space, "ladder_of_inference", mika)
        for step in one.steps:
            number = {"before": before, "after": before - 4}.get(step.id)
            saving.keep(
                run, one, step.id, {} if number is None else {step.id: number}, timezone.now()
            )
    assert len(moments_of(space, mika.pk)) == 3
    listed = [mark.label for mark in moments_of(space, mika.pk, every=True)]
    assert listed == [f"{one.title}, {n} before, {n - 4} after" for n in (9, 8, 7, 6, 5)]
    page = client.get(f"/people/{mika.pk}/").content.decode()
    assert "5 before, 1 after" in page
    assert "−4" not in page.partition("What you practised")[2].partition("</section>")[0]


def test_pages_of_practise_are_quick(client, space):
    """Well under a tenth of a second of work each, at the 95th of a hundred."""
    import time

    one, run = begun(space, "four_rs")
    saving.keep(run, one, "before", {}, timezone.now())
    for at in ("/practise/", place(run, one, "did"), f"/practise/run/{run.pk}/"):
        client.get(at)
        times = []
        for _ in range(20):
            begun_at = time.process_time()
            client.get(at)
            times.append(time.process_time() - begun_at)
        assert sorted(times)[18] <= 0.1, at
