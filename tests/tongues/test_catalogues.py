"""The catalogues hold what the sources say, and every translation holds what its text does."""

import subprocess
import sys
from pathlib import Path

import make_messages
import po_files
import pytest

from kith.tongues import LOCALE, NAMES, OWN

ROOT = Path(__file__).resolve().parent.parent.parent
Message = po_files.Message
OTHERS = sorted(NAMES.keys() - {OWN})


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogues_hold_every_text_of_the_sources_and_nothing_else(language):
    """Whoever writes a text runs docs/make_messages.py."""
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "make_messages.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_text_and_a_changed_translation_are_seen(tmp_path, monkeypatch):
    """The check above can fail: for a text that is not in the catalogue, and for an old MO file."""
    monkeypatch.setattr(make_messages, "LOCALE", tmp_path)
    monkeypatch.setattr(make_messages, "ROOT", ROOT)
    found = make_messages.translated("es")
    one = found["door"][0]
    for path, data in make_messages.contents("es", found).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    held = make_messages.contents("es", make_messages.translated("es"))
    assert all(path.read_bytes() == data for path, data in held.items())
    one.said = ("Otra cosa",)
    held = make_messages.contents("es", found)
    assert {path.name for path, data in held.items() if path.read_bytes() != data} == {
        "door.po",
        "door.mo",
    }


WRONG = {
    "a placeholder is gone": (Message("", "%(name)s called"), ("llamó",)),
    "a placeholder is new": (Message("", "Called"), ("%(name)s llamó",)),
    "a placeholder has another name": (Message("", "{about} is missing."), ("falta {sobre}",)),
    "a value of the door is gone": (Message("", "wait $seconds seconds"), ("espera",)),
    "a tag is gone": (Message("", "<a href='/'>Back</a>"), ("Volver",)),
    "a tag is another": (Message("", "<b>Back</b>"), ("<i>Volver</i>",)),
    "a form is missing": (Message("", "one day", "%(n)s days"), ("un día",)),
    "a form is blank": (Message("", "one day", "%(n)s days"), ("un día", "")),
    "the many lost their number": (Message("", "%(n)s day", "%(n)s days"), ("%(n)s día", "días")),
    "it is blank": (Message("", "Back"), (" ",)),
    "a quotation mark ends an attribute": (Message("", "Say yes"), ('Di "sí"',)),
    "a blank is gone": (Message("", "Back "), ("Volver",)),
}
RIGHT = {
    "all is there": (Message("", "%(name)s called"), ("Llamó %(name)s",)),
    "one without its number": (Message("", "%(n)s day", "%(n)s days"), ("un día", "%(n)s días")),
    "one with a number": (Message("", "once", "%(n)d times"), ("%(n)d vez", "%(n)d veces")),
    "tags in another order": (Message("", "<b>a</b> <i>b</i>"), ("<i>b</i> <b>a</b>",)),
}


@pytest.mark.parametrize(("message", "said"), WRONG.values(), ids=WRONG)
def test_a_translation_that_lost_something_is_refused(message, said):
    """A missing placeholder is an error page, or a sentence without its name."""
    assert po_files.wrong(message, said)


@pytest.mark.parametrize(("message", "said"), RIGHT.values(), ids=RIGHT)
def test_a_sound_translation_is_taken(message, said):
    """In its own order, and the form for one without its number."""
    assert not po_files.wrong(message, said)


def test_what_is_written_is_what_is_read():
    """Quotes, lines, backslashes, contexts and both forms go through a file."""
    messages = [
        Message("a/b:title", 'Say "yes"\nor \\ no', files=["x"], said=("Di «sí»\no \\ no",)),
        Message("", "day", "%(n)s days", files=["y"], said=("día", "%(n)s días")),
        Message("", "blank", files=["z"]),
    ]
    back = list(po_files.read(po_files.written("es", messages)))
    assert [(m.context, m.text, m.many, m.said) for m in back] == [
        (m.context, m.text, m.many, m.said) for m in messages
    ]


def test_every_language_has_its_files():
    """One a domain, in both forms."""
    for language in OTHERS:
        folder = LOCALE / language / "LC_MESSAGES"
        assert {path.stem for path in folder.glob("*.mo")} == {*make_messages.DOMAINS}
