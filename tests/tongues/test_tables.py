"""One rule for all TOML files: which strings are text, and how they are found in a language."""

import gettext
import io
import time
import tomllib

import po_files
import pytest

from kith import practices, tongues, vocabulary
from kith.practices import loading
from kith.safety import gate, helplines
from kith.tongues import catalogues, tables
from kith.wording import sentence


@pytest.fixture
def bracketed(monkeypatch):
    """A language in which every text stands in brackets."""

    class Bracketed(gettext.NullTranslations):
        def pgettext(self, context, message):
            return f"[{message}]"

        def npgettext(self, context, msgid1, msgid2, n):
            return f"[{msgid1 if n == 1 else msgid2}]"

    monkeypatch.setattr(catalogues, "catalogue", lambda language, domain: Bracketed())
    with tongues.speaking("test"):
        yield


def test_every_practice_is_shown_in_the_language_and_keeps_its_answers(bracketed):
    """What is stored, the codes of steps, fields and options, is the same in every language."""
    shown = practices.library()
    with tongues.speaking("en"):
        english = practices.library()
    assert not shown.problems
    assert list(shown.practices) == list(english.practices) or set(shown.practices) == set(
        english.practices
    )
    for name, one in shown.practices.items():
        other = english.practices[name]
        assert one.title == f"[{other.title}]"
        assert [s.id for s in one.steps] == [s.id for s in other.steps]
        for step, before in zip(one.steps, other.steps, strict=True):
            assert [f.id for f in step.fields] == [f.id for f in before.fields]
            for field, was in zip(step.fields, before.fields, strict=True):
                assert [o.id for o in field.options] == [o.id for o in was.options]
                assert all(o.label.startswith("[") for o in field.options)
                assert field.of == was.of


def test_a_run_of_an_older_text_is_shown_in_the_language_as_far_as_it_is_known(bracketed):
    """A run keeps the text it began with; its words are looked up like those of today."""
    text = (loading.FOLDER / "compass.toml").read_text("utf-8").replace("version = ", "version = 1")
    assert loading.told(text, "compass").title.startswith("[")


def test_words_for_feelings_are_shown_in_the_language_and_found_in_both(bracketed):
    """An imported file may hold the English words."""
    assert vocabulary.feelings()["feel.calm"].word == "[calm]"
    assert vocabulary.find_feeling("calm").key == "feel.calm"
    assert vocabulary.find_feeling("[calm]").key == "feel.calm"
    assert vocabulary.find_feeling("serene").key == "feel.calm"


def test_sentences_count_in_the_language(bracketed):
    """The form is chosen by the number."""
    one = sentence("impact", "problem", "no_such_id", n=1)
    many = sentence("impact", "problem", "no_such_id", n=3)
    assert one.startswith("[")
    assert many.startswith("[")
    assert one != many


def test_names_and_numbers_of_help_lines_stay(bracketed):
    """Only what is said about them is translated."""
    with tongues.speaking("en"):
        english = helplines.lines_for("GB")
    shown = helplines.lines_for("GB")
    assert [line.name for line in shown.lines] == [line.name for line in english.lines]
    assert [line.dial for line in shown.lines] == [line.dial for line in english.lines]
    assert all(number.what.startswith("[") for number in shown.emergency)


def test_questions_of_the_care_setting_keep_their_codes(bracketed):
    """What is stored of an answer is a code."""
    shown = gate.questions()
    with tongues.speaking("en"):
        assert [one.code for one in shown] == [one.code for one in gate.questions()]
    assert all(one.text.startswith("[") for one in shown)


def test_a_damaged_catalogue_leaves_english(tmp_path, monkeypatch):
    """Help now does not fail for a file."""
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "door.mo").write_bytes(b"no catalogue at all, only some bytes of nothing")
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.catalogue.cache_clear()
    with tongues.speaking("es"):
        assert tongues.said("a", "Help now", "door") == "Help now"
    catalogues.catalogue.cache_clear()


def test_what_is_compiled_is_read_by_the_standard_library():
    """With contexts, forms and nothing for what is blank."""
    Message = po_files.Message
    data = po_files.compiled(
        "es",
        [
            Message("a:title", "Calm", said=("Calma",)),
            Message("", "%(n)s day", "%(n)s days", said=("un día", "%(n)s días")),
            Message("", "blank"),
        ],
    )
    read = gettext.GNUTranslations(io.BytesIO(data))
    assert read.pgettext("a:title", "Calm") == "Calma"
    assert read.ngettext("%(n)s day", "%(n)s days", 1) == "un día"
    assert read.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s días"
    assert read.gettext("blank") == "blank"


def test_every_practice_is_made_in_another_language_soon_enough(bracketed):
    """Two hundred milliseconds of a quiet processor; five times as much here, for a busy one."""
    begun = time.process_time()
    loading.read_all(loading.FOLDER)
    assert time.process_time() - begun < 1.0


def test_every_file_with_texts_has_a_rule():
    """A string with three words in a TOML file is text, or the file is one of these on purpose."""
    without = {
        *("impact/words", "impact/cast", "web/sample", "web/conversations/listening"),
        *("exchange/life/tables_1", "practices/childhood"),
    }
    for path in sorted(tables.KITH.rglob("*.toml")):
        name = tables.name_of(path)
        parts = name.split("/")
        if tables.rule_for(name) or name in without or parts[0] in {"exchange", "talk"}:
            continue
        if name.startswith("safety/") or name == "tongues/shown":
            continue  # what readers look for
        raw = tomllib.loads(path.read_text("utf-8"))
        assert not [one for one in _strings(raw) if len(one.split()) > 2], name


def _strings(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value
