"""Talk knows English only, and words of crisis are noticed in Spanish where they are plain: pages say so."""

from typing import Any

import pytest

from kith import tongues
from kith.talk.language import language, shows_english
from kith.talk.words import fold
from kith.web.conversations import critic, hearing, looking, parts
from kith.web.conversations.looking import is_read
from kith.web.door import pages

SAID = "In Spanish it notices plain words only"
SPANISH = "En español solo reconoce palabras claras"
PLACES = (
    "/today/",
    "/settings/",
    "/people/add/",
    "/plan/part/signs/",
    "/plan/notes/new/2/",
    "/boundaries/new/",
    "/talk/look/",
    "/talk/critic/",
    "/talk/listening/1/",
)
SHORT = ("Te odio", "Vete", "Mañana", "no", "Ven a casa")
TOLD = {
    "Te odio",
    "Vete",
    "Mañana",
    "Ven a casa",
}  # what its words or letters show to be no English


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("place", PLACES)
def test_a_page_that_relies_on_the_reader_says_what_it_reads(client: Any, place: str) -> None:
    """In another language; in English there is nothing to say, but in the settings."""
    assert SPANISH in text(client.get(place, HTTP_ACCEPT_LANGUAGE="es"))
    assert (SAID in text(client.get(place))) is (place == "/settings/")


@pytest.mark.parametrize(
    "page",
    [pages.lock_page, lambda: pages.welcome_page(None, None), lambda: pages.help_page(None, "/")],
)
def test_it_is_said_where_the_language_is_chosen(page: Any) -> None:
    """At the door and on Help now."""
    with tongues.speaking("es"):
        assert SPANISH in str(page())
    assert SAID not in str(page())


def test_talk_questionnaires_and_scenes_say_what_stays_english(client: Any) -> None:
    """With the reason, and marked as English for who has it read aloud."""
    spanish = {"HTTP_ACCEPT_LANGUAGE": "es"}
    for place in ("/talk/", "/talk/look/", "/talk/parts/", "/talk/critic/"):
        assert "Conversar solo lee inglés" in text(client.get(place, **spanish))
        assert "Talk reads English only" not in text(client.get(place))
    listed = text(client.get("/talk/listening/", **spanish))
    assert "Las escenas siguen en inglés" in listed
    assert '<li lang="en">' in listed
    filled = text(client.get("/questionnaires/1/fill/", **spanish))
    assert "Estas preguntas siguen en inglés" in filled
    assert '<legend lang="en">' in filled


@pytest.mark.parametrize("words", SHORT)
def test_a_few_words_of_another_language_are_never_told_to_be_read(words: str) -> None:
    """Few or no letters tell that they are not English; in a Kith in Spanish they count as unread."""
    assert (language(fold(words).words) == "other") is (words in TOLD)
    with tongues.speaking("es"):
        assert not is_read("en", words)
        assert critic.hear(words, looking.crisis.read(words)).language == "other"
        assert parts.look({"feel": words}, None).foreign
        unread = hearing.heard(hearing.paraphrase.read("I am sad", words), words)
    assert len(unread) == 1
    assert "English alone" in str(unread[0])
    # whoever has Kith in English is asked as before where nothing tells it
    assert is_read(language(fold(words).words), words) is (words not in TOLD)


@pytest.mark.parametrize(
    "words", ["You never listen to me", "I am a failure", "Please call me when you are home"]
)
def test_english_is_read_whatever_kith_speaks(words: str) -> None:
    """Somebody may write English with pages in Spanish."""
    assert shows_english(fold(words).words)
    with tongues.speaking("es"):
        assert is_read("en", words)


def test_a_message_of_a_few_words_is_said_to_be_unread(client: Any) -> None:
    """Not "nothing was highlighted", which would sound as if it had been looked at."""
    sent = {"text": "Te odio", "whose": "mine", "go": "1"}
    assert "Nothing was highlighted" not in text(client.post("/talk/look/", sent))
    spoken = text(client.post("/talk/look/", sent, HTTP_ACCEPT_LANGUAGE="es"))
    assert "No se leyó" in spoken or "Sin leer" in spoken
