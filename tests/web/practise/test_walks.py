"""Every practice from its page to its end: with real input, and with everything skipped."""

import practice_walks as walks
import pytest

from kith import practices
from kith.practices.definition import AFTER, BEFORE
from kith.web.practise import library, saving
from kith.web.practise.doors import number_of
from kith.web.practise.models import Run
from kith.web.today.models import Writing

IDS = [*practices.library().practices]


def begin(client, practice, **sent):
    address = f"/practise/{number_of(practice.id)}/"
    page = client.get(address)
    assert page.status_code == 200
    assert practice.why.split(".")[0] in page.content.decode().replace("&#x27;", "'")
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return Run.objects.latest("pk")


def here(run, practice):
    return practices.path(practice, saving.answers_of(run)).here


@pytest.mark.parametrize("name", IDS)
def test_start_to_end_with_real_input(client, person, name):
    """Each step is saved as it is left, comes back when it is opened, and the end shows the words."""
    practice = library.library().practices[name]
    marc = person("Marc", kinds=["friend"])
    who = {"person": marc.pk, "go": "1"} if practice.person else {}
    run = begin(client, practice, **who)
    steps = 0
    while (step := here(run, practice)) is not None:
        address = f"/practise/run/{run.pk}/{practice.number(step.id)}/"
        page = client.get(address)
        assert page.status_code == 200
        form = walks.form_of(practice, step)
        answer = client.post(address, {**form, "do": "on"})
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        assert answer["Location"] != "/today/help-first/"
        kept = saving.answers_of(run)[step.id]
        wanted = {f.id: walks.answer(practice, f) for f in step.fields if f.answers}
        assert kept == {name: value for name, value in wanted.items() if value != []}
        steps += 1
        assert steps <= len(practice.steps)
    end = client.get(f"/practise/run/{run.pk}/").content.decode()
    assert practice.end.title in end.replace("&#x27;", "'")
    run.refresh_from_db()
    assert run.ended_at
    if practice.rating:
        assert (run.before, run.after) == (4, 4)
    for number, one in enumerate(practice.end.creates):
        made = client.post(f"/practise/run/{run.pk}/make/{number}")
        assert made.status_code == 302, one.kind
        assert client.get(made["Location"].partition("#")[0], follow=True).status_code == 200
    assert Writing.objects.count() <= len(practice.end.creates)


@pytest.mark.parametrize("name", IDS)
def test_start_to_end_with_everything_skipped(client, name):
    """No step asks for anything, nobody is needed, and the end is kind to an empty run."""
    practice = library.library().practices[name]
    run = begin(client, practice)
    while (step := here(run, practice)) is not None:
        answer = client.post(
            f"/practise/run/{run.pk}/{practice.number(step.id)}/", {"do": "skip"}, follow=True
        )
        assert answer.status_code == 200
    run.refresh_from_db()
    assert run.ended_at
    assert not any(saving.answers_of(run).values())
    end = client.get(f"/practise/run/{run.pk}/").content.decode()
    assert practice.end.title in end.replace("&#x27;", "'")
    assert client.get("/practise/").status_code == 200


def test_the_steps_that_rate_are_the_first_and_the_last():
    """Whatever the way between them."""
    for practice in practices.library().practices.values():
        if practice.rating:
            assert (practice.steps[0].id, practice.steps[-1].id) == (BEFORE, AFTER)
