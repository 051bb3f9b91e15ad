"""The pages speak the language that somebody chose, and the one the browser asks for until then."""

import errno
import os
import re
from datetime import UTC, date, datetime, time
from importlib import import_module
from typing import Any

import pytest
from django.utils import formats, translation

from kith import tongues
from kith.web.door import pages, place
from kith.web.door.answer import Asked
from kith.web.guard import Lines
from kith.web.room import gate

KITH = tongues.LOCALE.parent.parent
FORMAT = re.compile(
    r"""\|date:"([^"]+)"|\|date:'([^']+)'|date_format\([^"'\n]*["']([^"'\n]+)["']"""
)
SPANISH = {"HTTP_ACCEPT_LANGUAGE": "es-MX,es;q=0.9"}
NOON = datetime(2026, 3, 2, 12, 5, tzinfo=UTC)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def choose(room: Any, language: str, back: str = "/settings/") -> Any:
    lines = Lines("POST", "/language", ())
    return gate.own_answer(gate.Gate(room), Asked(lines, {"language": language, "back": back}))


def test_the_browser_decides_until_somebody_chooses(client: Any, room: Any) -> None:
    """Afterwards the choice holds, whatever the browser asks for."""
    assert '<html lang="en" dir="ltr">' in text(client.get("/settings/"))
    spoken = client.get("/settings/", **SPANISH)
    assert '<html lang="es" dir="ltr">' in text(spoken)
    assert spoken.headers["Content-Language"] == "es"
    choose(room, "en")
    assert '<html lang="en"' in text(client.get("/settings/", **SPANISH))
    choose(room, "es")
    assert '<html lang="es"' in text(client.get("/settings/"))
    assert tongues.spoken() == translation.get_language() == "en"  # nothing is left behind


def test_a_choice_is_kept_beside_the_file_and_leads_back(room: Any) -> None:
    """The lock page reads it there; an address of somebody else is no way back."""
    answer = choose(room, "es", "/help/?country=GB&order=2")
    assert dict(answer.headers)["Location"] == "/help/?country=GB&order=2"
    known = place.read(room.folder)
    assert known is not None
    assert known.language == "es"
    for odd in ("https://elsewhere.example/", "//elsewhere", "/help/?a=\r\nb", "/today/", ""):
        assert dict(choose(room, "es", odd).headers)["Location"] == "/"
    choose(room, "tlh")
    assert room.language == "es"


def test_a_choice_that_the_disk_does_not_take_is_told_and_holds_until_the_lock(
    room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the language itself; nothing half written stays beside the file."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    answer = choose(room, "es")
    assert answer.status.startswith("507 ")
    assert '<html lang="es"' in answer.body.decode()
    assert 'href="/settings/"' in answer.body.decode()
    assert (room.language, list(room.folder.iterdir())) == ("es", [])


def test_a_sample_life_speaks_it_and_changes_nothing_outside_itself(room: Any) -> None:
    """It is somebody who only looks around."""
    room.mode = "sample"
    choose(room, "es")
    assert room.language == "es"
    assert place.read(room.folder) is None


@pytest.mark.parametrize(
    "page",
    [
        pages.lock_page,
        lambda: pages.welcome_page(None, None),
        lambda: pages.help_page("GB", "/"),
    ],
)
def test_every_language_is_offered_by_its_own_name_without_script(page: Any) -> None:
    """Whoever does not read the language of the page finds theirs."""
    for language in tongues.NAMES:
        with tongues.speaking(language):
            html = str(page())
        assert f'<html lang="{language}"' in html
        for code, name in tongues.NAMES.items():
            assert f'name="language" value="{code}" lang="{code}"' in html
            assert f">{name}</button>" in html
        assert html.count('aria-current="true"') == 1


def test_settings_offer_them_as_well(client: Any) -> None:
    """With the page as the way back."""
    page = text(client.get("/settings/"))
    assert 'name="back" value="/settings/"' in page
    assert page.count('name="language"') == len(tongues.NAMES)


def test_dates_and_numbers_are_written_as_in_the_language() -> None:
    """As the names of the formats on the pages ask for them."""
    with translation.override("en"):
        assert formats.date_format(NOON, "j F Y, H:i") == "2 March 2026, 12:05"
    with translation.override("es"):
        assert formats.date_format(NOON, "j F Y, H:i") == "2 de marzo de 2026, 12:05"
        assert formats.date_format(NOON, "l, j F Y") == "lunes, 2 de marzo de 2026"
        assert formats.date_format(NOON, "F Y") == "marzo de 2026"
        assert formats.date_format(NOON, "j M Y") == "2 mar 2026"
        assert formats.date_format(NOON, "Y-m-d") == "2026-03-02"
        assert formats.localize(2.5) == "2,5"
    with tongues.speaking("es"):
        assert tongues.figures("−2.5") == "−2,5"
    assert tongues.figures("−2.5") == "−2.5"


@pytest.mark.parametrize("language", sorted(tongues.NAMES.keys() - {tongues.OWN}))
def test_every_date_with_words_has_its_order_in_the_language(language: str) -> None:
    """Nobody writes "2 marzo 2026" in Spanish; a new format on a page asks for its own there."""
    known = import_module(f"kith.web.settings.formats.{language}.formats").SHOWN
    used = set()
    for path in [*KITH.rglob("*.html"), *KITH.rglob("*.py")]:
        used |= {one[1] or one[2] or one[3] for one in FORMAT.finditer(path.read_text("utf-8"))}
    assert "j F Y" in used
    assert {one for one in used if set(one) & set("FMlD")} <= known.keys()


def test_fields_of_dates_and_times_hold_what_browsers_send(client: Any) -> None:
    """A page in Spanish fills and reads the same values as one in English."""
    from django import forms

    class Form(forms.Form):
        day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
        clock = forms.TimeField()

    with translation.override("es"):
        shown = str(Form(initial={"day": date(2026, 3, 2), "clock": time(7, 5)}))
        assert 'value="2026-03-02"' in shown
        assert 'value="07:05"' in shown
        read = Form({"day": "2026-03-02", "clock": "07:05"})
        assert read.is_valid()
        assert read.cleaned_data == {"day": date(2026, 3, 2), "clock": time(7, 5)}
