"""Help is offered after saving, grows with the words, and is kept nowhere."""

import re

import pytest
from django.utils.html import escape

from kith.safety import helplines
from kith.web.door import place
from kith.web.shell.models import Draft
from kith.web.today import care
from kith.web.today.models import CheckIn, Contact, Writing

QUIET, PANEL, PLAN = (
    "I am a burden to everyone",
    "I want to kill myself",
    "I want to kill myself tonight",
)
NEAR = "He will kill me tonight, he has a knife"
HURT = "I am scared of him, he hits me"


def page(client):
    return " ".join(client.get("/today/").content.decode().split())


def test_an_ordinary_note_brings_nothing_up(client, send):
    """A bad day is not an emergency."""
    send(note="The meeting killed me, I was so stressed. A dull day.")
    assert "care-panel" not in page(client)
    assert "hard moment" not in page(client)


def test_a_quiet_line_is_said_once(client, send):
    """L1: a line with a link on the next page, gone on the one after."""
    assert send(note=QUIET)["Location"] == "/today/"
    assert "If this is a hard moment" in page(client)
    assert "If this is a hard moment" not in page(client)


def test_a_panel_stays_until_not_now(client, send):
    """L2: it stands on Today until the person says so; Help now stays."""
    assert send(note=PANEL)["Location"] == "/today/"
    assert "care-panel" in page(client)
    assert "care-panel" in page(client)
    assert client.post("/today/not-now")["Location"] == "/today/"
    assert "care-panel" not in page(client)
    assert 'href="/help/"' in page(client)


def test_a_plan_leads_to_help_first_and_the_writing_stands(client, send, room):
    """L3: the row is saved, then a page with numbers; nothing else is asked."""
    place.keep_country(room.folder, "GB")
    answer = send(note=PLAN)
    assert answer["Location"] == "/today/help-first/"
    assert CheckIn.objects.get().note == PLAN
    text = " ".join(client.get("/today/help-first/").content.decode().split())
    assert "tel:999" in text
    assert "tel:116123" in text
    assert "care-panel" not in page(client)


def test_a_panel_that_was_seen_folds_to_a_line_that_tells_nothing(client, send):
    """Who sits beside the person reads "Help is here" and has to be shown the rest; it opens again
    for the next such note, and "not now" still takes it away."""
    send(note=HURT)
    assert "<details open><summary" in page(client)
    for _ in range(2):
        later = page(client)
        assert "<details><summary" in later
        summary = later.split("<summary>", 1)[1].split("</summary>", 1)[0]
        assert re.sub(r"<[^>]+>", "", summary) == "Help is here"
    send(note=HURT)
    assert "<details open><summary" in page(client)
    client.post("/today/not-now")
    assert "care-panel" not in page(client)


@pytest.mark.parametrize(
    ("note", "more", "address"),
    [
        (HURT, {}, "/help/?order=2"),
        ("", {"feelings": ["feel.unsafe"]}, "/help/?order=2"),
        (PANEL, {}, "/help/"),
        (QUIET, {}, "/help/"),
    ],
)
def test_help_opened_from_fear_leads_with_lines_about_violence(client, send, note, more, address):
    """The link carries a bare number and no word of what it is about."""
    send(note=note, **more)
    shown = page(client).split("<main", 1)[1].split("<h1", 1)[0]
    assert re.findall(r'href="(/help/[^"]*)"', shown) == [address]


def test_the_lines_for_violence_go_on_leading_after_another_heavy_note(client, send):
    """The newer panel opens, and whoever was in danger still is led there first."""
    send(note=HURT)
    send(note=PANEL)
    assert 'href="/help/?order=2"' in page(client)


@pytest.mark.parametrize("note", [PLAN, NEAR])
def test_help_first_shows_each_line_as_help_now_does(client, send, room, note):
    """R15: the number, what to know before dialling it, and whether it is on the bill."""
    place.keep_country(room.folder, "GB")
    send(note=note)
    text = client.get("/today/help-first/").content.decode().split("<main", 1)[1]
    found = helplines.lines_for("GB").lines_of("abuse" if note == NEAR else "crisis")
    told = [line for line in found if escape(line.name) in text]
    assert told == [*found]
    for line in told:
        own = text.split(f"<strong>{escape(line.name)}</strong>", 1)[1].split("</li>", 1)[0]
        for part in filter(None, (line.dial, line.sms_to, line.note, line.hours)):
            assert escape(part) in own, line.name


@pytest.mark.parametrize(("note", "sounds"), [(PANEL, "heavy"), (HURT, "frightening")])
def test_the_panel_is_not_about_the_newest_note(client, send, note, sounds):
    """A harmless entry after it is not called heavy: the sentence holds whatever came last."""
    send(note=note)
    send(note="We had soup. A dull day.")
    told = page(client)
    assert f"Something you wrote since you opened Kith sounds {sounds}. It is saved." in told
    assert "What you wrote is saved" not in told


def test_at_most_sixty_words_stand_before_the_first_number(client, send):
    """R11: whoever reads with half an eye finds a number at once."""
    send(note=PLAN)
    main = client.get("/today/help-first/").content.decode().split("<main", 1)[1]
    before = re.split(r"<a [^>]*(?:tel:|sms:|https:)", main, maxsplit=1)[0]
    assert len(re.sub(r"<[^>]+>", " ", before).split()) <= 60


def test_fear_of_somebody_leads_to_lines_about_that(client, send, room):
    """Danger from somebody else is worded as such."""
    place.keep_country(room.folder, "GB")
    send(note=HURT)
    assert "frightens you" in page(client)


@pytest.mark.parametrize("country", ["GB", "US", "DE", ""])
def test_danger_at_hand_leads_with_emergency_and_lines_about_violence(client, send, room, country):
    """L3 for danger: emergency first, then the lines for violence, and none about suicide."""
    place.keep_country(room.folder, country)
    assert send(note=NEAR)["Location"] == "/today/help-first/"
    assert CheckIn.objects.get().note == NEAR
    text = client.get("/today/help-first/").content.decode().split("<main", 1)[1]
    found = helplines.lines_for(country)
    assert "Your safety comes first" in text
    assert "talk to somebody now" not in text
    abuse = [line.name for line in found.lines_of("abuse")]
    first = f"tel:{found.emergency[0].dial}" if country else "local emergency number"
    places = [text.index(first), *(text.index(escape(name)) for name in abuse)]
    assert places == sorted(places)
    assert len(places) > 1
    for line in found.lines:
        if "crisis" in line.what_for and "abuse" not in line.what_for:
            assert escape(line.name) not in text
    if country:
        assert "can show in your call log" in text


def test_danger_at_hand_leads_to_help_with_the_switch_off_too(send, space):
    """Whoever wants no remarks still gets the page when somebody is about to hurt them."""
    space.quiet_help = False
    space.save()
    assert send(note=NEAR)["Location"] == "/today/help-first/"


def test_at_most_sixty_words_stand_before_the_first_number_in_danger(client, send, room):
    """R11 holds for danger as well."""
    place.keep_country(room.folder, "GB")
    send(note=NEAR)
    main = client.get("/today/help-first/").content.decode().split("<main", 1)[1]
    before = main.split('href="tel:', 1)[0]
    assert len(re.sub(r"<[^>]+>", " ", before).split()) <= 60


def test_a_word_that_names_being_unsafe_is_answered_quietly(client, send):
    """Choosing "unsafe" offers the way to help and asks nothing."""
    send(feelings=["feel.unsafe"])
    assert "do not feel safe" in page(client)


@pytest.mark.parametrize(("note", "where"), [(QUIET, "/today/"), (PANEL, "/today/")])
def test_it_can_be_switched_off_for_lines_and_panels(client, send, space, note, where):
    """With the switch off nothing is offered for L1 and L2, whatever was written or chosen."""
    space.quiet_help = False
    space.save()
    assert send(note=note, feelings=["feel.unsafe"])["Location"] == where
    assert "care-panel" not in page(client)
    assert "hard moment" not in page(client)


def test_it_cannot_be_switched_off_for_a_plan(send, space):
    """L3 always leads to help."""
    space.quiet_help = False
    space.save()
    assert send(note=PLAN)["Location"] == "/today/help-first/"


def test_own_words_are_read_too(send):
    """What stands in the field for own words counts like a note."""
    assert send(own_words="kill myself tonight")["Location"] in ("/today/help-first/", "/today/")


def test_notes_of_contacts_and_writings_are_read_on_every_save(client, person, space, send):
    """Editing counts as saving."""
    sent = {"people": [person("Dad").pk], "note": PLAN}
    assert client.post("/today/contact/new/", sent)["Location"] == "/today/help-first/"
    row = Writing.objects.create(space=space, at=Contact.objects.get().at, text="Calm.")
    answer = client.post(f"/today/writing/{row.pk}/", {"title": "", "text": PLAN})
    assert answer["Location"] == "/today/help-first/"
    send()
    address = f"/today/check-in/{CheckIn.objects.get().pk}/"
    answer = client.post(address, {"valence": "0.5", "arousal": "-0.5", "note": PLAN})
    assert answer["Location"] == "/today/help-first/"


def test_nothing_about_it_is_stored(client, send, room, space):
    """No table holds a level or a reason, and the session's memory goes with the session."""
    from django.apps import apps

    send(note=PANEL)
    fields = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    assert not {name for name in fields if any(w in name for w in ("crisis", "level", "risk"))}
    assert not Draft.objects.exists()
    assert care.PENDING in room.session.memory
    room.session.renew()
    assert care.PENDING not in room.session.memory


def test_the_offer_never_gets_smaller_by_a_later_calm_note(client, send):
    """A panel that nobody answered is not replaced by nothing."""
    send(note=PANEL)
    send(note="A calm cup of tea.")
    assert "care-panel" in page(client)


@pytest.mark.parametrize(("note", "there"), [(PANEL, True), (HURT, False)])
def test_the_panel_leads_to_the_own_plan(client, send, note, there):
    """Beside the numbers; not where somebody else is the danger, for whom it is not made."""
    send(note=note)
    panel = (
        client.get("/today/").content.decode().partition("care-panel")[2].partition("</aside>")[0]
    )
    assert panel
    assert ('href="/plan/"' in panel) is there


@pytest.mark.parametrize(("note", "there"), [(PLAN, True), (NEAR, False)])
def test_help_first_leads_to_the_own_plan(client, send, note, there):
    """After the numbers, and only where it is made for this."""
    send(note=note)
    main = client.get("/today/help-first/").content.decode().partition("<main")[2]
    assert ('href="/plan/"' in main) is there


HARM = "I am going to stab him when he comes out"
WOUND = "I cut my arm last night"


@pytest.mark.parametrize(
    ("note", "sounds", "leads"),
    [(HARM, "somebody could get hurt", "/help/own/"), (WOUND, "you are hurt", "/help/after/")],
)
def test_the_panel_leads_to_what_the_words_were_about(client, send, note, sounds, leads):
    """Who fears to hurt somebody, or is hurt, is not spoken to as if it were something else."""
    send(note=note)
    assert sounds in page(client)
    assert f'href="{leads}"' in page(client)


def test_somebody_about_to_hurt_another_is_given_the_line_for_it(client, send, room):
    """L3: the emergency number, then the people who talk with those who may do harm."""
    place.keep_country(room.folder, "GB")
    assert send(note="I will kill him tonight, I have a knife in my bag")["Location"] == (
        "/today/help-first/"
    )
    text = " ".join(client.get("/today/help-first/").content.decode().split())
    assert text.index("tel:999") < text.index("tel:08088024040")
    assert "tel:116123" not in text
    assert "before anything happens" in text


def test_a_wound_that_does_not_stop_is_looked_after_first(client, send, room):
    """The page speaks of the body before it speaks of talking."""
    place.keep_country(room.folder, "GB")
    send(note="I cut too deep and the bleeding wont stop")
    text = " ".join(client.get("/today/help-first/").content.decode().split())
    assert "Some harm shows late" in text
    assert text.index("tel:999") < text.index("tel:116123")


@pytest.mark.parametrize("country", ["", "GB", "DE", "FR"])
@pytest.mark.parametrize(
    "note", [PLAN, NEAR, "I will kill him tonight, I have a knife in my bag", "I cut too deep and the bleeding wont stop"]
)  # fmt: skip
def test_help_first_speaks_only_of_what_stands_below(client, send, room, country, note):
    """A first number where there is one; people for one's own behaviour where a line is known."""
    if country:
        place.keep_country(room.folder, country)
    send(note=note)
    main = client.get("/today/help-first/").content.decode().split("<main", 1)[1]
    found = helplines.lines_for(country or None)
    assert "first number" not in main or found.emergency
    assert "talk with those who worry" not in main or found.lines_of("own_behaviour")
    assert "What you could do now" in main or note == PLAN
    assert "<a" not in main.split("<h1>")[1].split("</h1>")[0]
