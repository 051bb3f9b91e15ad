"""Writing the plan: nothing is required, every save is kept, an earlier plan comes back."""

from datetime import UTC, datetime, timedelta

import pytest

from kith.safety.gate import CareState
from kith.web.people.models import CareSetting, Tie
from kith.web.plan import deleting, steps, versions
from kith.web.plan.models import PlanPart
from kith.web.plan.versions import Said
from kith.web.shell.models import Draft

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PARTS = [part.code for part in steps.parts()]


def at(hours):
    return NOON + timedelta(hours=hours)


def test_the_six_steps_come_in_their_order():
    """Signs, alone, distraction, people, professionals, surroundings."""
    numbered = [part.code for part in steps.parts() if part.number]
    assert numbered == ["signs", "alone", "elsewhere", "ask", "services", "safer"]
    assert [part.number for part in steps.parts()] == [1, 2, 3, 4, 5, 6, 0, 0, 0]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_may_stay_empty(client, write, part):
    """An empty form is kept without a word of blame, and makes no row."""
    answer = write(part, "")
    assert answer.redirect_chain == [("/plan/", 302)]
    assert not PlanPart.objects.exists()


def test_a_part_is_read_back_as_it_was_written(write, shown, space):
    """Line by line, with how likely it is, what is in the way and what helps."""
    write(
        "alone",
        "Tea on the step.\r\n\r\n  Walk round the block. ",
        likely="7",
        barrier="Rain.",
        fix="Boots out.",
    )
    page = shown("/plan/")
    for words in (
        "<li>Tea on the step.</li>",
        "<li>Walk round the block.</li>",
        "7 of 10",
        "Rain.",
        "Boots out.",
    ):
        assert words in page
    assert versions.as_of(space)["alone"].likely == 7


def test_a_day_to_look_again_is_said_without_alarm(client, shown):
    """It stands on the page; once it has come, Kith says what could be done, no more."""
    client.post("/plan/part/review/", {"day": "2020-02-03"})
    page = shown("/plan/")
    assert "3 February 2020" in page
    assert "You could read it through again" in page
    client.post("/plan/part/review/", {"day": "2999-02-03"})
    assert "You could read it through again" not in shown("/plan/")


@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("signs", {"text": "one\n" * 9}),
        ("signs", {"text": "x" * 701}),
        ("alone", {"likely": "11", "text": "Tea."}),
        ("alone", {"barrier": "x" * 201}),
        ("review", {"day": "soon"}),
    ],
)
def test_what_does_not_fit_is_refused_and_stays_on_the_page(client, part, sent):
    """Nothing is cut and nothing typed is lost."""
    answer = client.post(f"/plan/part/{part}/", sent)
    assert answer.status_code == 200
    assert 'class="problem"' in answer.content.decode()
    longest = max(sent.values(), key=len)
    assert longest.splitlines()[0] in answer.content.decode()
    assert not PlanPart.objects.exists()


def test_the_end_of_a_line_counts_once(write):
    """What the browser lets a person type is not refused for how it is sent."""
    text = "\r\n".join(["x" * 86] * 7 + ["x" * 91])
    assert len(text.replace("\r\n", "\n")) == 700
    assert write("signs", text).redirect_chain == [("/plan/", 302)]


def test_people_count_as_lines(client, write, person):
    """Eight lines fit one page, the people among them."""
    friends = [person(f"Friend {n}", safe_to_call=True) for n in range(4)]
    ticked = {f"with-{one.pk}": "on" for one in friends}
    assert write("elsewhere", "one\n" * 5, **ticked).redirect_chain == []
    assert write("elsewhere", "one\n" * 4, **ticked).redirect_chain == [("/plan/", 302)]


def test_saving_can_be_undone_and_the_undo_too(client, write, shown, space):
    """The notice carries the way back; nothing is written over."""
    write("signs", "The first words.")
    before = versions.last_pk(space)
    page = write("signs", "Other words.").content.decode()
    assert f'action="/plan/earlier/{before}/back/"' in page
    later = versions.last_pk(space)
    client.post(f"/plan/earlier/{before}/back/")
    assert "The first words." in shown("/plan/")
    client.post(f"/plan/earlier/{later}/back/")
    assert "Other words." in shown("/plan/")
    assert PlanPart.objects.count() == 4


def test_the_very_first_save_can_be_undone(client, write, shown):
    """Back to an empty plan."""
    page = write("signs", "The first words.").content.decode()
    assert 'action="/plan/earlier/0/back/"' in page
    client.post("/plan/earlier/0/back/")
    assert "The first words." not in shown("/plan/")


def test_saving_the_same_again_makes_no_version(write, space):
    """Only a change is kept."""
    write("signs", "Words.")
    write("signs", "Words.")
    assert PlanPart.objects.count() == 1


def test_an_earlier_plan_can_be_read_as_a_whole(client, shown, space):
    """Saves within an hour make one version; the plan of now is not among the earlier ones."""
    versions.keep(space, "signs", Said(text="Early sign."), at(0))
    versions.keep(space, "reasons", Said(text="Early reason."), at(0.5))
    versions.keep(space, "signs", Said(text="Later sign."), at(30))
    found = versions.sittings(space)
    assert [one.at for one in found] == [at(0.5)]
    assert f"/plan/earlier/{found[0].pk}/" in shown("/plan/earlier/")
    page = shown(f"/plan/earlier/{found[0].pk}/")
    assert "Early sign." in page
    assert "Early reason." in page
    assert "Later sign." not in page


def test_earlier_plans_can_be_deleted_for_good(client, shown, space):
    """The plan of now stays, part by part."""
    versions.keep(space, "signs", Said(text="Early sign."), at(0))
    versions.keep(space, "reasons", Said(text="Early reason."), at(1))
    versions.keep(space, "signs", Said(text="Later sign."), at(30))
    client.post("/plan/earlier/forget/")
    assert versions.sittings(space) == []
    assert {row.content["text"] for row in PlanPart.objects.all()} == {
        "Early reason.",
        "Later sign.",
    }


def test_a_deleted_plan_waits_thirty_days(client, write, shown, space):
    """Undo within them brings all of it back; drafts of its pages go at once."""
    write("signs", "Words.")
    Draft.objects.create(space=space, page="/plan/part/signs/", fields={"text": ["More"]})
    client.post("/plan/delete/")
    assert "Words." not in shown("/plan/")
    assert not Draft.objects.exists()
    client.post("/plan/delete/restore/")
    assert "Words." in shown("/plan/")
    client.post("/plan/delete/")
    gone_at = PlanPart.objects.get().deleted_at
    assert deleting.purge(gone_at + timedelta(days=29)) == 0
    assert deleting.purge(gone_at + timedelta(days=30)) == 1
    assert not PlanPart.objects.exists()


def test_only_one_deleted_plan_waits(client, write, shown):
    """Deleting a second one lets the first go, and the page says so before."""
    write("signs", "First plan.")
    assert "deleted before" not in shown("/plan/delete/")
    client.post("/plan/delete/")
    write("signs", "Second plan.")
    assert "deleted before" in shown("/plan/delete/")
    client.post("/plan/delete/")
    client.post("/plan/delete/restore/")
    assert "Second plan." in shown("/plan/")
    assert [row.content["text"] for row in PlanPart.objects.all()] == ["Second plan."]


def test_what_was_written_since_stays_the_newest(client, write, shown):
    """A plan that comes back stands before the one that was begun after it."""
    write("signs", "Old signs.")
    write("reasons", "Old reasons.")
    client.post("/plan/delete/")
    write("signs", "New signs.")
    assert "Bring it back" in shown("/plan/")
    client.post("/plan/delete/restore/")
    page = shown("/plan/")
    assert "New signs." in page
    assert "Old reasons." in page
    assert "Old signs." not in page


def test_a_plan_can_be_deleted_for_good_at_once(client, write):
    """By choice, without thirty days."""
    write("signs", "Words.")
    client.post("/plan/delete/", {"for_good": "1"})
    assert not PlanPart.objects.exists()
    write("signs", "Words.")
    client.post("/plan/delete/")
    client.post("/plan/delete/for-good/")
    assert not PlanPart.objects.exists()


def test_only_who_is_marked_is_offered(client, ana, person, shown):
    """The person says of each one that they may stand here; nobody is guessed."""
    person("Ben")
    person("Gone", safe_to_call=True, presence="deceased")
    person("Far", safe_to_call=True, presence="estranged")
    for part in ("elsewhere", "ask", "services"):
        page = shown(f"/plan/part/{part}/")
        assert f"with-{ana.pk}" in page
        assert not {name for name in ("Ben", "Gone", "Far") if f"> {name}</label>" in page}


@pytest.mark.parametrize("state", ["care", "danger"])
def test_nobody_under_a_care_setting_is_offered_or_shown(client, write, ana, shown, state):
    """Not to choose, not in a plan of before, and the mark cannot be set."""
    write("ask", "", **{f"with-{ana.pk}": "on", f"reach-{ana.pk}": "555 01 02"})
    assert "Ana: 555 01 02" in shown("/plan/")
    row = versions.last_pk(ana.space)
    CareSetting.objects.create(space=ana.space, person=ana, at=NOON, state=state)
    for address in ("/plan/", "/plan/part/ask/", f"/plan/earlier/{row}/", "/plan/print/"):
        assert "Ana" not in shown(address)
        assert "555 01 02" not in shown(address)
    assert "Somebody is not shown here now." in shown("/plan/")
    assert "safe_to_call" not in shown(f"/people/{ana.pk}/edit/")
    client.post(f"/people/{ana.pk}/edit/", {"name": "Ana", "safe_to_call": "on"})
    ana.refresh_from_db()
    assert not ana.safe_to_call


def test_a_care_setting_takes_the_mark_away(client, ana):
    """Should the setting change back, the mark is for the person to set anew."""
    client.post(f"/people/{ana.pk}/care/", {"afraid": "yes"})
    ana.refresh_from_db()
    assert not ana.safe_to_call
    assert CareSetting.objects.get(person=ana).state == CareState.CARE


def test_the_mark_is_set_on_the_page_of_somebody(client, person):
    """A tick under Edit."""
    ben = person("Ben")
    client.post(f"/people/{ben.pk}/edit/", {"name": "Ben", "safe_to_call": "on"})
    ben.refresh_from_db()
    assert ben.safe_to_call


def test_a_number_without_a_tick_counts_as_chosen(write, ana, shown):
    """Nothing typed is lost for want of a tick."""
    write("ask", "", **{f"reach-{ana.pk}": "555"})
    assert "Ana: 555" in shown("/plan/")


def test_a_person_deleted_for_good_leaves_every_plan(client, write, ana):
    """Name and number, in the plan of now and in those of before."""
    write("ask", "", **{f"with-{ana.pk}": "on", f"reach-{ana.pk}": "555"})
    client.post(f"/people/{ana.pk}/delete/")
    client.post(f"/people/{ana.pk}/delete-for-good/")
    for part in PlanPart.objects.all():
        assert "555" not in str(part.content)
        assert str(ana.uid) not in str(part.content)


def test_a_strangers_plan_is_never_found(client, strangers_space, person, shown):
    """Not read, not brought back, not offered."""
    versions.keep(strangers_space, "signs", Said(text="Hers."), at(0))
    person("Zoe", of=strangers_space, safe_to_call=True)
    pk = versions.last_pk(strangers_space)
    assert client.get(f"/plan/earlier/{pk}/").status_code == 404
    assert client.post(f"/plan/earlier/{pk}/back/").status_code == 404
    assert "Hers." not in shown("/plan/")
    assert "Zoe" not in shown("/plan/part/ask/")
    client.post("/plan/delete/", {"for_good": "1"})
    client.post("/plan/earlier/forget/")
    assert versions.as_of(strangers_space)["signs"].text == "Hers."


def test_search_finds_no_word_of_the_plan(client, write, ana):
    """A plan is kept apart from what is searched."""
    write("signs", "Quillwort.", barrier="Quillwort.")
    write("ask", "", **{f"reach-{ana.pk}": "Quillwort"})
    answer = client.post("/search/", {"words": "Quillwort"}).content.decode()
    assert "0 places found." in answer


@pytest.mark.parametrize("form", ["svg", "graphml"])
def test_files_of_the_map_hold_nothing_of_the_plan(client, write, ana, form):
    """Not the words, not the mark."""
    write("ask", "Quillwort", **{f"reach-{ana.pk}": "Quillwort"})
    Tie.objects.create(space=ana.space, person=ana, at=NOON, x=0.3, y=0.3)
    content = client.get(f"/people/save/{form}/").content.decode()
    assert "Ana" in content
    assert "Quillwort" not in content
    assert "safe_to_call" not in content


def test_words_of_a_plan_to_die_lead_to_help_first(client, write):
    """What was written is kept; then come the people to call, and a way back to the plan."""
    answer = write("night", "I am going to kill myself tonight with pills")
    assert answer.redirect_chain == [("/today/help-first/", 302)]
    assert PlanPart.objects.count() == 1
    assert 'href="/plan/"' in answer.content.decode()


def test_plain_words_of_a_bad_time_belong_here(write):
    """A sign of a bad time is no reason to interrupt: Help now stands on the page already."""
    answer = write("signs", "I think about dying.")
    assert answer.redirect_chain == [("/plan/", 302)]


@pytest.mark.parametrize("address", ["/plan/", *(f"/plan/part/{part}/" for part in PARTS)])
def test_help_stands_above_the_plan_on_every_page(client, address):
    """Before anything that is to be filled in."""
    main = client.get(address).content.decode().partition("<main")[2]
    assert main.index('href="/help/"') < min(
        main.index(mark) for mark in ("<form", 'class="card plan"') if mark in main
    )


def test_the_page_says_what_a_plan_is_not(shown):
    """Best made with somebody; software alone was not studied; who had the idea."""
    page = shown("/plan/")
    for words in (
        "best when you make it with somebody",
        "is not the same",
        "Stanley and Gregory Brown",
        "not tied to them",
    ):
        assert words in page


def test_an_unknown_part_is_no_page(client):
    """An address that is made up leads nowhere."""
    assert client.get("/plan/part/nothing/").status_code == 404
    assert client.get("/plan/earlier/999/").status_code == 404
    assert client.post("/plan/earlier/999/back/").status_code == 404
