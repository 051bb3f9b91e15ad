"""Every text of every page comes from a catalogue, but for what somebody wrote."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

import pseudo
import site_map
from kith import measures, tongues
from kith.safety import helplines
from kith.web import sample
from kith.web.door import pages
from kith.web.practise import saving
from kith.web.practise.library import library

KITH = tongues.LOCALE.parent.parent
# Names are the same in every language: of Kith, of languages, files, services and keys.
NAMES = {
    "Kith",
    "Español",
    "English",
    "SVG",
    "PNG",
    "PDF",
    "CSV",
    "JSON",
    "GraphML",
    "Markdown",
    "vCard",
    "Parquet",
    "Esc",
    "Ctrl",
    "Enter",
    "findahelpline",
    "com",
    "org",
    "suicidesafetyplan",
    "befrienders",
    "https",
    "www",
    "example",
}
MOST_STEPS = 30
TEXTS = {  # what is sent, and where: the pages that follow say most of what Kith finds in words
    "a message that lights up": ("/talk/look/", {"text": "Calm down. Fine. Do what you want. I feel sad when we argue.", "whose": "mine", "go": "1"}),
    "a message with nothing": ("/talk/look/", {"text": "See you at eight by the door.", "whose": "mine", "go": "1"}),
    "a message in Spanish": ("/talk/look/", {"text": "Nos vemos a las ocho en la puerta.", "whose": "mine", "go": "1"}),
    "a message with a threat": ("/talk/look/", {"text": "If you leave I will take the kids", "whose": "mine", "go": "1"}),
    "four parts": ("/talk/parts/", {"saw": "You always leave the dishes", "feel": "ignored", "need": "rest", "ask": "Could you wash them?", "go": "1"}),
    "four parts with fear": ("/talk/parts/", {"feel": "trapped", "go": "1"}),
    "an inner critic": ("/talk/critic/", {"thought": "I am a failure and I ruin everything"}),
    "a heavy thought": ("/talk/critic/", {"thought": "I want to die"}),
    "a listener's reply": ("/talk/listening/1/", {"reply": "Three weeks of evenings now, poor you."}),
    "a listener's examples": ("/talk/listening/49/", {"do": "show"}),
    "a limit, noticed": ("/talk/limits/1/", {"choice": "ask"}),
    "when they push": ("/boundaries/rehearse/1/", {"reply": "You must stop. You idiot."}),
    "words that were found": ("/search/", {"words": "the"}),
    "words that were not found": ("/search/", {"words": "qqq"}),
    "settings that cannot be": ("/settings/", {"idle_minutes": "61", "title": "x"}),
    "a closeness of ninety": ("/people/1/tie/", {"closeness": "90"}),
    "a person without a name": ("/people/add/", {"name": " "}),
    "a mood and a plan to die": ("/today/", {"mood_set": "1", "valence": "0", "arousal": "0", "note": "I want to kill myself tonight with pills"}),
    "a heavy mood": ("/today/", {"mood_set": "1", "valence": "0", "arousal": "0", "note": "I want to die"}),
    "something frightening": ("/people/1/edit/", {"name": "Ana", "note": "my partner scares me and I am afraid of him"}),
    "a plan with too many lines": ("/plan/part/signs/", {"text": "one\n" * 9}),
    "a questionnaire without an answer": ("/questionnaires/5/fill/", {}),
}  # fmt: skip


def words_of(value: Any) -> set[str]:
    """Return the words of everything that stands in a file."""
    if isinstance(value, dict):
        return set().union(*map(words_of, value.values()), words_of(" ".join(value)))
    if isinstance(value, list):
        return set().union(*map(words_of, value))
    return set(re.findall(r"[^\W\d_]{2,}", str(value)))


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Words that are somebody's own or a name: of the sample life, of lines and questionnaires."""
    raw = tomllib.loads((KITH / "web" / "sample.toml").read_text("utf-8"))
    lines = [line.name for line in helplines.lines_for(None).everywhere]
    lines += [line.chat or "" for line in helplines.lines_for(None).everywhere]
    sent = [value for _, form in TEXTS.values() for value in form.values()]
    named = [measures.measure(name).name for name in measures.ids()]
    return words_of(raw) | words_of([*lines, *sent, *named]) | NAMES


@pytest.fixture
def life(space: Any) -> Any:
    """Months of the sample life."""
    sample.fill(space)
    return space


@pytest.fixture
def foreigner(client: Any, life: Any) -> Iterator[Any]:
    """Ana's browser, which asks for a language that nobody speaks."""
    client.raise_request_exception = False
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = pseudo.CODE
    with pseudo.spoken_everywhere():
        yield client


def left_over(answer: HttpResponse, known: set[str]) -> list[str]:
    """Return what a page shows that no catalogue was asked for; a cut word counts as its whole."""
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code not in (200, 422) or not kind.startswith(("text/html", "image/svg")):
        return []
    found = pseudo.Untranslated(answer.content.decode()).found
    return [one for one in found if not words_of(re.sub(r"\w+…", "", one)) <= known]


def asked(client: Any, address: str) -> Iterator[Any]:
    """Ask for a place, and send it an empty form; nothing of it stays."""
    for ask in (client.get, client.post):
        with transaction.atomic():
            yield ask(address)
            transaction.set_rollback(True)


def test_every_page_of_the_site(foreigner: Any, known: set[str]) -> None:
    """Asked for, and with an empty form sent to it."""
    told, seen = [], 0
    for name, address in sorted(site_map.site().items()):
        for answer in asked(foreigner, address):
            seen += answer.status_code == 200
            told += [f"{name}: {one}" for one in left_over(answer, known)]
            if b"<html" in answer.content and b'<html lang="xx" dir="ltr">' not in answer.content:
                told.append(f"{name}: does not say its language and direction")
    assert seen > 90
    assert not told, "\n".join(dict.fromkeys(told))


def test_what_is_said_of_words_and_of_forms_that_cannot_be(foreigner: Any, known: set[str]) -> None:
    """Also the page that they lead to."""
    told = []
    for what, (address, form) in TEXTS.items():
        with transaction.atomic():
            answer = foreigner.post(address, form, follow=True)
            transaction.set_rollback(True)
        assert answer.status_code in (200, 422), what
        told += [f"{what}: {text}" for text in left_over(answer, known)]
    assert not told, "\n".join(told)


def walked(browser: Any, run: int) -> Iterator[Any]:
    """Go through a practice, skipping each step; give every page, also that of its end."""
    place = f"/practise/run/{run}/1/"
    for _ in range(MOST_STEPS):
        answer = browser.get(place)
        yield answer
        if answer.status_code != 200 or not place.removeprefix(f"/practise/run/{run}/"):
            return
        place = browser.post(place, {"do": "skip"}).headers.get("Location", "/nowhere/")


@pytest.mark.long
def test_every_step_of_every_practice(foreigner: Any, life: Any, known: set[str]) -> None:
    """Before it begins, each of its steps, and its end."""
    told, seen = [], 0
    for number, one in enumerate(library().practices.values(), 1):
        run = saving.begin(life, one, library().texts[one.id], timezone.now())
        for answer in [foreigner.get(f"/practise/{number}/"), *walked(foreigner, run.pk)]:
            seen += answer.status_code == 200
            told += [f"{one.id}: {text}" for text in left_over(answer, known)]
    assert seen > 300
    assert not told, "\n".join(dict.fromkeys(told))


DOOR = {
    "lock": lambda: pages.lock_page("wrong_passphrase"),
    "wait": lambda: pages.lock_page("wait", seconds="5"),
    "welcome": lambda: pages.welcome_page("five little words here now", "Dropbox"),
    "welcome, typed by hand": lambda: pages.welcome_page(None, None),
    "forgot": lambda: pages.forgot_page("five little words here now", "too_short"),
    "broken": pages.broken_page,
    "too large": pages.too_large_page,
    "spent": pages.spent_page,
    "moment": pages.moment_page,
    "elsewhere": pages.elsewhere_page,
    "away": pages.away_page,
    "what remains": lambda: pages.remains_page("/"),
    "a plan that cannot be read": lambda: pages.plan_page(None, "/"),
    "help": lambda: pages.help_page(None, "/"),
    "help, GB": lambda: pages.help_page("GB", "/today/", remembered=False),
    **{
        about: lambda about=about: pages.help_about_page(about, "GB", "/")
        for about in ("someone", "own", "after", "ways")
    },
}


@pytest.mark.parametrize("name", DOOR)
def test_every_page_of_the_door(name: str, known: set[str]) -> None:
    """Names of lines, and what to text to them, are the same everywhere."""
    lines = [line for one in helplines.countries() for line in helplines.lines_for(one.code).lines]
    own = [(line.name, line.sms_body or "", line.chat or "") for line in lines]
    more = words_of(list(map(list, own))) | words_of("five little words here now Dropbox")
    with pseudo.spoken_everywhere():
        found = pseudo.Untranslated(str(DOOR[name]())).found
    assert [one for one in found if not words_of(one) <= known | more] == []


def test_a_page_runs_from_the_right_where_the_language_does(client: Any, life: Any) -> None:
    """Of the site and of the door; a picture of numbers keeps its own way (kith.css)."""
    with pseudo.spoken_everywhere(right_to_left=True):
        for place in ("/today/", "/plan/", "/impact/", "/settings/"):
            page = client.get(place, HTTP_ACCEPT_LANGUAGE=pseudo.CODE).content.decode()
            assert '<html lang="xx" dir="rtl">' in page, place
        assert '<html lang="xx" dir="rtl">' in str(pages.help_page("GB", "/"))


def test_a_text_that_nobody_asked_a_catalogue_for_is_seen(known: set[str]) -> None:
    """The tests above can fail: for a text, a label, a part beside a translated one, nested tags."""
    inside = pseudo.pseudo("Saved for <b>%(name)s</b>") % {"name": "Ana"}
    assert inside.startswith("⟦")
    html = (
        f'<html lang="xx"><p>{inside}</p><p aria-label="Close it">{inside} and more</p><h1>Hi</h1>'
    )
    assert pseudo.Untranslated(html).found == ["Close it", "and more", "Hi"]
    own = '<p dir="auto">mine</p><p lang="en">licensed <b>items</b></p><code>kith</code>'
    assert pseudo.Untranslated(f'<html lang="xx">{own}').found == []
