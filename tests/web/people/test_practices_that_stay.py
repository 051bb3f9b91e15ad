"""Somebody is deleted: what was written in practices about them stays, unless it was chosen to go."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kith.web.boundaries.models import Apology, TheirLimit
from kith.web.people import deleting
from kith.web.people.models import CareSetting, Person
from kith.web.practise import course, intentions, saving
from kith.web.practise.library import library
from kith.web.practise.models import Answer, Definition, Intention, Run

WORDS = "They used to ring on Sundays."
PRACTICE = "then_or_now"


@pytest.fixture
def otto(person):
    return person("Otto")


@pytest.fixture
def begin(space):
    """Begin a practice about somebody, with words in its first step."""

    def make(about):
        one = library().practices[PRACTICE]
        run = saving.begin(space, one, library().texts[PRACTICE], timezone.now(), person=about)
        field = next(f for s in one.steps for f in s.fields if f.kind == "text")
        step = next(s for s in one.steps if field in s.fields)
        saving.keep(run, one, one.steps[0].id, {}, timezone.now())
        Answer.objects.filter(run=run, step=step.id).delete()
        Answer.objects.create(run=run, step=step.id, at=timezone.now(), values={field.id: WORDS})
        return run

    return make


@pytest.fixture
def run(begin, otto):
    return begin(otto)


@pytest.fixture
def wanted(space, otto):
    return Intention.objects.create(
        space=space, at=timezone.now(), act="Ring on Sunday", person=otto
    )


def text(answer):
    return " ".join(answer.content.decode().split())


def later(otto):
    """Let thirty days pass."""
    now = timezone.now() + timedelta(days=31)
    deleting.purge(now)
    saving.purge(now)
    intentions.purge(now)
    assert not Person.objects.filter(pk=otto.pk).exists()


def test_it_stays_without_them_and_can_be_read(client, otto, run, wanted):
    """Said before the button, with how many; after thirty days the words are there."""
    page = text(client.get(f"/people/{otto.pk}/delete/"))
    assert "1 practice. 1 thing you want to try with them." in page
    client.post(f"/people/{otto.pk}/delete/")
    assert (
        client.get(reverse("practise_run", args=[run.pk])).status_code == 404
    )  # put away with them
    later(otto)
    assert WORDS in text(client.get(reverse("practise_run", args=[run.pk])))
    assert "Otto" not in text(client.get("/practise/runs/"))
    wanted.refresh_from_db()
    assert (wanted.person, wanted.closed_at) == (None, None)


def test_it_goes_too_where_that_was_chosen(client, otto, run, wanted):
    """Ticked, it is gone after thirty days, and not before."""
    client.post(f"/people/{otto.pk}/delete/", {"practices": "1"})
    assert Run.objects.filter(pk=run.pk).exists()
    assert "checked" in text(client.get(f"/people/{otto.pk}/delete-for-good/"))
    later(otto)
    assert not Run.objects.exists()
    assert not Intention.objects.exists()
    assert not Definition.objects.exists()


def test_an_undo_brings_everything_back(client, otto, run, wanted):
    """Also what was to go; what was put aside by itself before stays aside."""
    earlier = timezone.now() - timedelta(days=3)
    Intention.objects.filter(pk=wanted.pk).update(deleted_at=earlier)
    client.post(f"/people/{otto.pk}/delete/", {"practices": "1"})
    client.post(f"/people/{otto.pk}/undo/")
    assert WORDS in text(client.get(reverse("practise_run", args=[run.pk])))
    wanted.refresh_from_db()
    assert wanted.deleted_at == earlier


@pytest.mark.parametrize("go", [True, False])
def test_for_good_at_once_asks_again(client, otto, run, wanted, go):
    """The tick of the page for good counts, whatever was ticked before."""
    client.post(f"/people/{otto.pk}/delete/", {} if go else {"practices": "1"})
    page = text(client.get(f"/people/{otto.pk}/delete-for-good/"))
    assert "1 practice." in page
    client.post(f"/people/{otto.pk}/delete-for-good/", {"practices": "1"} if go else {})
    assert Run.objects.exists() is not go
    assert Intention.objects.exists() is not go


def test_what_goes_is_named(client, space, otto):
    """Their limits and words to make up for something hang on them: said with how many."""
    TheirLimit.objects.create(space=space, at=timezone.now(), person=otto, text="no calls at night")
    Apology.objects.create(space=space, at=timezone.now(), person=otto, own="I rang late")
    for where in ("delete", "delete-for-good"):
        page = text(client.get(f"/people/{otto.pk}/{where}/"))
        assert "1 limit of theirs" in page, where
        assert "1 set of words to make up for something" in page, where
        client.post(f"/people/{otto.pk}/delete/")


def test_somebody_without_practices_is_asked_nothing(client, otto):
    """No box where there is nothing to choose."""
    page = text(client.get(f"/people/{otto.pk}/delete/"))
    assert "practices" not in page
    assert "What goes with them" not in page


def test_of_a_tie_with_care_it_stays_quiet(client, space, otto, run, wanted):
    """What they wanted to try is put forward to nobody, and the run says to be silent."""
    CareSetting.objects.create(space=space, person=otto, at=timezone.now(), state="danger")
    deleting.delete_for_good(otto)
    run.refresh_from_db()
    assert run.guarded
    assert "Ring on Sunday" not in text(client.get("/practise/"))
    assert client.get(reverse("practise_run", args=[run.pk])).context["lines_first"]


def test_it_does_not_run_together_with_practices_about_nobody(begin, otto, run):
    """Nor with those about somebody else who is gone."""
    Run.objects.update(ended_at=timezone.now())
    deleting.delete_for_good(otto)
    alone = begin(None)
    Run.objects.filter(pk=alone.pk).update(ended_at=timezone.now())
    run.refresh_from_db()
    alone.refresh_from_db()
    assert [len(course.times(one)) for one in (run, alone)] == [1, 1]
