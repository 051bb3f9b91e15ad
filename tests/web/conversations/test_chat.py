"""A chat over time on its page: a gate first, who one is, counts, nothing kept but what is chosen."""

from io import BytesIO

import pytest
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


def test_groups_and_diaries_are_refused_with_a_sentence(bring, page):
    """More than two write, or nobody does."""
    bring(lines() + "30/05/2023, 09:00 - Cy: hello\n")
    assert "Whose words may Kith read?" in page("/talk/chat/").text
    bring("time,mood\n2026-01-02T10:00Z,0.5\n2026-01-02T11:00Z,-0.5\n", me="")
    assert "Whose words may Kith read?" in page("/talk/chat/").text


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
