"""What a person reads when a field cannot be taken: Kith's sentences, never the framework's."""

import importlib
import pkgutil
import re

import pytest
from django import forms
from django.core import validators
from django.db import models
from django.http import QueryDict

import kith.web
from kith.web.boundaries import cards
from kith.web.shell.own_words import OwnForm, OwnWords

HOSTILE = [
    *("", " ", "9", "-9", "99999999999999999999", "nan", "inf", "1e999", "abc", "2026-13-45"),
    *("25:61", "0000-00-00", "http://", "javascript:alert(1)", "\x00", "\ud800", "x" * 2_000_001),
]


def every_form():
    """Each class of form in the site, found by loading every module of it."""
    for found in pkgutil.walk_packages(kith.web.__path__, "kith.web."):
        if "__main__" not in found.name and ".settings" not in found.name:
            importlib.import_module(found.name)
    waiting, seen = [forms.BaseForm], set()
    while waiting:
        kinds = [kind for kind in waiting.pop().__subclasses__() if kind not in seen]
        seen |= set(kinds)
        waiting += kinds
    bases = {OwnWords, OwnForm}
    ours = [kind for kind in seen - bases if kind.__module__.startswith("kith.web")]
    return sorted(ours, key=lambda kind: kind.__name__)


def framework_sentences():
    """Every message that Django itself has for a field, with its places for numbers cut out."""
    kinds = [*vars(forms).values(), *vars(models).values(), *vars(forms.fields).values()]
    messages = [
        str(said)
        for kind in kinds
        if isinstance(kind, type)
        for said in getattr(kind, "default_error_messages", {}).values()
    ]
    messages += [
        str(kind.message)
        for kind in vars(validators).values()
        if isinstance(kind, type) and getattr(kind, "message", None)
    ]
    parts = {part.strip(" .“”’'") for said in messages for part in re.split(r"%\(\w+\)\w", said)}
    return {part for part in parts if len(part) > 7}


BEFORE = {  # what a form of boundaries is about, before what was sent
    "FollowUpForm": [("slip",), ("deliberate",)],
    "EventForm": [([], [])],
    **{
        name: [([],)]
        for name in ("WithSomebody", "BoundaryForm", "ApologyForm", "GroundForm", "CommitmentForm")
    },
    "CardsForm": [(cards.domains()[0],)],
    "WhomForm": [([],)],
}


def made(kind, data):  # noqa: PLR0911 - a table
    """A form of this kind with what was sent; some need to know what they are about."""
    from kith import measures, practices
    from kith.web.plan import notes, steps
    from kith.web.plan.versions import Said

    if kind.__name__ == "PartForm":
        return [kind(part, [], data, Said()) for part in steps.parts()]
    if kind.__name__ == "AnswersForm":
        return [kind(measures.measure(name), data) for name in ("phq9", "ons4")]
    if kind.__name__ == "NoteForm":
        return [kind(notes.Said(kind=sort), data) for sort in notes.SORTS]
    if kind.__name__ == "OpenCopyForm":
        return [kind(steps.parts(), data)]
    if kind.__module__ == "kith.web.experiments.forms" and kind.__name__ == "PlanForm":
        return [kind([], data)]
    if kind.__name__ == "StepForm":
        known = practices.library().practices.values()
        return [kind(step, {}, data) for name in ("four_rs", "before_i_speak", "self_compassion_break")
                for one in known if one.id == name for step in one.steps]  # fmt: skip
    if kind.__name__ == "SessionForm":
        from datetime import date

        from kith.web.share.choice import Choice

        day = date(2026, 1, 2)
        return [kind(Choice(day, day), [], ["gad7"], day, data)]
    if kind.__name__ == "AnswersFileForm":
        return [kind(["gad7"], data)]
    if kind.__name__ == "WhoForm":
        return [kind([], None, data)]
    first = BEFORE.get(kind.__name__, [()])
    return [kind(*about, data) for about in first]


def sent(form, value):
    """The same value in every field of a form, as a browser would send it."""
    return {name: [value] for name in form.fields}


FORMS = every_form()


def test_the_forms_of_the_site_are_found_and_speak_for_themselves():
    """A new form cannot be forgotten: each has the words of its own."""
    assert {"FeelingForm", "ContactForm", "SpaceForm", "TieForm", "PartForm"} <= {
        kind.__name__ for kind in FORMS
    }
    assert [kind for kind in FORMS if not issubclass(kind, OwnWords)] == []


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_no_field_can_show_a_sentence_of_the_framework(kind, space):
    """For every way in which a field can be wrong, and for everything hostile that is sent."""
    framework = framework_sentences()
    for number, empty in enumerate(made(kind, None)):
        for value in HOSTILE:
            data = QueryDict(mutable=True)
            for name, values in sent(empty, value).items():
                data.setlist(name, values)
            for form in made(kind, data)[number : number + 1]:
                told = [str(said) for found in form.errors.values() for said in found]
                assert [said for said in told if any(part in said for part in framework)] == []
                assert [said for said in told if not says_three_things(said)] == []
                assert "abc" not in " ".join(told)
                for field in form.fields.values():
                    said = " ".join(str(one) for one in field.error_messages.values())
                    assert [part for part in framework if part in said] == []
                    codes = {one.code for one in field.validators if hasattr(one, "code")}
                    assert codes <= set(field.error_messages)


def says_three_things(said):
    """What happened, that nothing was lost, what to do."""
    safe = re.search(r"[Nn]othing (was|is) (saved|lost)|still here", said)
    return bool(safe and re.search(r"\b(could|You can)\b", said))


@pytest.mark.parametrize(
    ("field", "value"), [("valence", "9"), ("valence", "nan"), ("note", "x" * 300_000)]
)
def test_today_says_it_in_kiths_words(client, field, value):
    """On the page itself, and what was written is still there."""
    said = {"valence": "0.2", "arousal": "0", "mood_set": "1", "note": "a line", field: value}
    page = client.post("/today/", said)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Nothing was saved yet, and what you wrote is still here." in text
    assert "Ensure this" not in text
    assert "Enter a" not in text
    assert ("a line" in text) or field == "note"
