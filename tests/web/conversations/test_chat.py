"""A chat over time on its page: a gate first, who one is, counts, nothing kept but what is chosen."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from reading_here import read_here

from kith.web.people.models import CareSetting
from kith.web.today.models import Contact

LINES = ("ok", "You never listen to me", "what was that like for you?")
THREAT = "29/04/2023, 23:12 - Ines: Show me your phone or we are done\n"


def lines(who="Robin", count=690):
    return "".join(
        f"{1 + n // 30:02}/{4 + n // 700:02}/2023, {8 + n % 12:02}:{n % 60:02} - "
        f"{(who, 'Ines')[n % 2]}: {LINES[n % 3]}\n"
        for n in range(count)
    ) + "".join(f"{d:02}/05/2023, 09:00 - Ines: canary {d}\n" for d in range(1, 20))


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    """Read in this process, as the child would."""
    read_here(monkeypatch)


@pytest.fixture
def bring(client, page):
    """Hand a chat over, say who one is, and return the page that comes."""

    def send(text, me="Ines", **said):
        file = BytesIO(text.encode())
        file.name = "WhatsApp Chat with Robin.txt"
        given = {"file": file, "own": "on", "reads": "none", "person": "", **said}
        client.post("/talk/chat/", given)
        if me:
            client.post("/talk/chat/", {"step": "answer", "answer.me": me})
        return page("/talk/chat/")

    return send


def test_without_the_box_nothing_is_looked_at(client, page):
    """Only conversations that one is part of; and a file has to be chosen."""
    file = BytesIO(lines().encode())
    file.name = "chat.txt"
    answer = client.post("/talk/chat/", {"file": file, "reads": "none"})
    assert answer.status_code == 422
    assert "part of" in answer.content.decode()
    assert client.post("/talk/chat/", {"own": "on", "reads": "none"}).status_code == 422
    assert "Let the chat go" not in page("/talk/chat/").text


def test_who_one_is_is_asked_before_anything_is_counted(bring):
    """With nobody chosen beforehand."""
    asked = bring(lines(), me="")
    assert "Which of those who write in this chat is you?" in asked.text
    assert '<option value="Robin">Robin</option>' in asked.html
    assert "selected" not in asked.html
    assert "messages of yours" not in asked.text


def test_times_and_lengths_are_shown_as_pictures_and_tables(bring):
    """No words are read unless they were chosen, and none is shown at all."""
    seen = bring(lines())
    assert "364 messages of yours, 345 of the other." in seen.text
    assert seen.html.count("<svg") == 6
    assert "Minutes until an answer, half of them sooner" in seen.text
    assert seen.html.count("The same as a table") == 3
    assert "Words that may raise a barrier" not in seen.text
    assert "canary" not in seen.html
    assert "You never listen" not in seen.html
    read = bring(lines(), reads="both")
    assert "Words that may raise a barrier" in read.text
    assert "You never listen" not in read.html
    assert "never means that all is well" in read.text


def test_a_month_can_be_looked_at(bring, page):
    """Too few messages in it say how many and no more."""
    bring(lines())
    month = page("/talk/chat/?month=2023-05")
    assert "19 messages of yours, 0 of the other." in month.text
    assert "Not enough yet" in month.text
    assert page("/talk/chat/?month=nonsense").status == 200


@pytest.mark.parametrize("state", ["care", "danger"])
@pytest.mark.parametrize("chosen", [True, False])
def test_a_guarded_tie_is_not_put_beside_one(bring, client, robin, state, chosen):
    """Chosen or only named as in the file: not offered, where help is, and no contacts either."""
    robin.set_to(state)
    seen = bring(lines(), reads="both", person=str(robin.pk) if chosen else "", go="1")
    assert "Not offered here" in seen.text
    assert "See where help is" in seen.text
    assert "messages of yours" not in seen.text
    assert "<svg" not in seen.html
    assert client.post("/talk/chat/", {"step": "keep", "person": robin.pk}).status_code == 404
    assert Contact.objects.count() == 0


def test_words_that_threaten_turn_it_off(bring):
    """Also one's own; it does not say that nothing was found, nor who is what."""
    seen = bring(lines() + THREAT, reads="own")
    assert "Not offered here" in seen.text
    assert "<svg" not in seen.html
    assert "Keep the contacts" not in seen.text
    assert "Not offered here" not in bring(lines() + THREAT).text


def test_contacts_are_kept_with_somebody_of_the_map_and_taken_back_whole(bring, client, person):
    """By a press of its own: times and lengths, no words, once."""
    zoe = person("Zoe")
    bring(lines())
    assert Contact.objects.count() == 0
    refused = client.post("/talk/chat/", {"step": "keep", "person": ""})
    assert refused.status_code == 422
    done = client.post("/talk/chat/", {"step": "keep", "person": zoe.pk})
    assert done["Location"].startswith("/keep/import/")
    kept = Contact.objects.count()
    assert kept > 20
    assert {one.name for row in Contact.objects.all() for one in row.people.all()} == {"Zoe"}
    assert not Contact.objects.exclude(note="").exists()
    again = client.post("/talk/chat/", {"step": "keep", "person": zoe.pk}, follow=True)
    assert "here already" in again.content.decode()
    assert Contact.objects.count() == kept
    client.post(f"{done['Location']}undo/")
    assert Contact.objects.count() == 0


def test_a_chat_that_is_let_go_is_gone(bring, client, page):
    """Nothing of it stays."""
    bring(lines())
    client.post("/talk/chat/", {"step": "let-go"})
    assert "Whose words may Kith read?" in page("/talk/chat/").text
    assert client.post("/talk/chat/", {"step": "keep", "person": "1"}).status_code == 404


def test_diaries_are_refused_with_a_sentence(bring, page):
    """Nobody writes in them."""
    seen = bring("time,mood\n2026-01-02T10:00Z,0.5\n2026-01-02T11:00Z,-0.5\n", me="")
    assert "Whose words may Kith read?" in seen.text


def test_a_group_is_looked_at_with_one_other_without_its_words(bring, client, page):
    """Who it is is asked; words are not read whatever was chosen, and no contacts come of it."""
    asked = bring(lines() + "30/05/2023, 09:00 - Cy: hello\n", reads="both")
    assert "More than two write in this chat" in asked.text
    assert "messages of yours" not in asked.text
    wrong = client.post("/talk/chat/", {"step": "other", "other": "77"})
    assert (wrong.status_code, "Please choose one of those" in wrong.content.decode()) == (
        422,
        True,
    )
    client.post("/talk/chat/", {"step": "other", "other": "0"})
    seen = page("/talk/chat/")
    assert "364 messages of yours, 345 of the other." in seen.text
    assert "This is a group." in seen.text
    assert "Words that may raise a barrier" not in seen.text
    assert "Cy" not in seen.text
    assert client.post("/talk/chat/", {"step": "keep", "person": "1"}).status_code == 404


@pytest.mark.parametrize("state", ["care", "danger"])
def test_a_guarded_tie_within_a_group_is_not_put_beside_one(bring, client, page, robin, state):
    """Named as in the file."""
    robin.set_to(state)
    bring(lines() + "30/05/2023, 09:00 - Cy: hello\n")
    client.post("/talk/chat/", {"step": "other", "other": "0"})
    seen = page("/talk/chat/")
    assert "Not offered here" in seen.text
    assert "messages of yours" not in seen.text


def telegram(*chats):
    """Return an export of all chats; each is a name, and who writes how often, in turn."""
    listed = [
        {
            "name": name, "type": "personal_chat", "id": place,
            "messages": [
                {"id": n, "type": "message", "date_unixtime": str(1_700_000_000 + 60 * n), "from": who,
                 "from_id": f"user{who}", "text": f"canary {n}"}
                for n, who in enumerate(("me", other) * count)
            ],
        }
        for place, (name, other, count) in enumerate(chats, 1)
    ]  # fmt: skip
    return json.dumps({"personal_information": {"user_id": "me"}, "chats": {"list": listed}})


def test_one_chat_of_all_is_chosen_on_the_page(bring, client, page):
    """Equal names, names that act, an empty one; no name comes into an address."""
    chats = [("Robin", "Robin", 3), ("<b>Eve</b>", "Eve", 9), ("Robin", "Rob", 230), ("", "", 2)]
    asked = bring(telegram(*chats), me="")
    assert "There are 4 chats in this file." in asked.text
    assert "&lt;b&gt;Eve&lt;/b&gt; · 18 messages" in asked.html
    assert asked.text.count("Robin · ") == 2
    assert (
        asked.html.index('value="3"')
        < asked.html.index('value="2"')
        < asked.html.index('value="1"')
    )
    wrong = client.post("/talk/chat/", {"step": "choose", "chat": "9"})
    assert (wrong.status_code, "Nothing was looked at" in wrong.content.decode()) == (422, True)
    assert client.post("/talk/chat/", {"step": "keep", "person": "1"}).status_code == 404
    done = client.post("/talk/chat/", {"step": "choose", "chat": "3"})
    assert done["Location"] == "/talk/chat/"
    seen = page("/talk/chat/")
    assert "230 messages of yours, 230 of the other." in seen.text
    assert "canary" not in seen.html
    client.post("/talk/chat/", {"step": "back"})
    assert "There are 4 chats in this file." in page("/talk/chat/").text
    client.post("/talk/chat/", {"step": "choose", "chat": "1"})
    assert "3 messages of yours, 3 of the other." in page("/talk/chat/").text


def test_contacts_of_one_chat_alone_are_kept(bring, client, person):
    """Nothing of the other chats of the file comes in."""
    zoe = person("Zoe")
    bring(telegram(("Rob", "Rob", 230), ("Eve", "Eve", 400)), me="")
    client.post("/talk/chat/", {"step": "choose", "chat": "1"})
    client.post("/talk/chat/", {"step": "keep", "person": zoe.pk})
    assert {one.name for row in Contact.objects.all() for one in row.people.all()} == {"Zoe"}
    assert sum(row.minutes for row in Contact.objects.all()) == 459


def test_hundreds_of_chats_are_put_forward_by_how_much_was_written(bring):
    """Three hundred of them at most, and how many there are."""
    asked = bring(telegram(*((f"n{n}", f"n{n}", 1 + n % 5) for n in range(420))), me="")
    assert "There are 420 chats in this file. Here are the 300 with most messages." in asked.text
    assert asked.html.count("<option") == 301


def test_a_topic_can_be_looked_at_and_its_words_stay_out_of_addresses(bring, client, page):
    """By words typed into the page; an empty one shows the whole again."""
    bring(lines())
    done = client.post(
        "/talk/chat/", {"step": "topic", "words": "You NEVER listen\r\nnothing of it"}
    )
    assert done["Location"] == "/talk/chat/"
    seen = page("/talk/chat/")
    assert "115 messages of yours, 115 of the other." in seen.text
    assert "Only messages that hold one of your words are counted." in seen.text
    assert "You NEVER listen" in seen.html
    assert "Words that may raise a barrier" not in seen.text
    many = client.post(
        "/talk/chat/", {"step": "topic", "words": "\n".join("abcdefghijklmnopqrstuvw")}
    )
    assert (many.status_code, "up to 20 words" in many.content.decode()) == (422, True)
    assert "a\nb\nc" in many.content.decode()
    client.post("/talk/chat/", {"step": "topic", "words": " "})
    assert "364 messages of yours, 345 of the other." in page("/talk/chat/").text


def test_a_topic_that_speaks_of_dying_leads_to_help(bring, client):
    """As everywhere that somebody writes."""
    bring(lines())
    heavy = client.post("/talk/chat/", {"step": "topic", "words": "I want to die"})
    assert "Help is here" in heavy.content.decode()
    plan = client.post(
        "/talk/chat/", {"step": "topic", "words": "I will kill myself tonight with pills"}
    )
    assert "will kill myself tonight" in plan.content.decode()
    assert "Look at a topic" not in plan.content.decode()


@pytest.mark.parametrize(
    ("sent", "reads", "shown"),
    [
        (("Ines", 1), "own", True), (("Robin", 1), "both", True), (("Ines", 1), "both", True),
        (("Robin", 1), "own", False), (("Ines", 1), "none", False), (("Ines", 20), "own", False),
    ],
)  # fmt: skip
def test_heavy_words_of_the_last_days_bring_the_quiet_line_once(bring, page, sent, reads, shown):
    """Only words that may be read; once, and no panel stands in the way."""
    who, days = sent
    at = timezone.localtime() - timedelta(days=days)
    said = f"{at:%d/%m/%Y, %H:%M} - {who}: I want to kill myself tonight with pills\n"
    seen = bring(lines() + said, reads=reads)
    assert ("there are people to talk to" in seen.text) is shown
    assert "Help is here" not in seen.text
    assert "there are people to talk to" not in page("/talk/chat/").text


@pytest.mark.parametrize("writer", ["Robin", "Robin Z.", "robín", "Zielqq"])
def test_a_writer_who_shares_a_word_with_a_guarded_name_is_not_put_beside_one(bring, robin, writer):
    """The file has a first name, the map the whole one; nobody was chosen."""
    robin.name = "Robin Zielqq"
    robin.save()
    robin.set_to("danger")
    seen = bring(lines(writer), reads="both", go="1")
    assert "Not offered here" in seen.text
    assert "messages of yours" not in seen.text
    assert "Keep the contacts" not in seen.text


def test_questions_about_a_tie_come_first(bring, robin, page):
    """As for every tool that is gated."""
    assert CareSetting.objects.count() == 0
    seen = bring(lines(), me="", person=str(robin.pk))
    assert "Whose words may Kith read?" in seen.text
