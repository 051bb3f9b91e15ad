"""What can be made of the answers of a run. A room registers a maker for its own kinds.

Which kinds there are and which texts each takes stands in `kith.practices.kinds`.

A maker gets the run and the texts that the definition composes, and returns where what was made
can be seen. Nothing is made by itself: a person presses a button at the end.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from kith import practices
from kith.practices import Path, Practice, running
from kith.practices.composing import left_open
from kith.practices.definition import END, Creates
from kith.practices.kinds import KINDS
from kith.web.practise import words
from kith.web.practise.models import Run
from kith.web.shell.space import zone_of
from kith.web.today.models import Writing, fitting_title

Texts = Mapping[str, str]
Maker = Callable[[Run, Texts], str]


# What is made of words alone: without any there would be nothing in it.
OF_WORDS = frozenset({"intention", "letter", "trust_step", "writing"})
ONLY_LEADS = frozenset({"check_in", "contact"})  # to an empty page
_MAKERS: dict[str, Maker] = {}
_LABELS: dict[str, Maker] = {}


def register(name: str, make: Maker, label: Maker | None = None) -> None:
    """Let definitions create something of this kind; called once, where the room is set up.

    `label` says what the button does for this run, where that is something else than its file says
    ("" where it is not). Raise KeyError where the files of practices know no such kind.
    """
    KINDS[name]
    _MAKERS[name] = make
    if label is not None:
        _LABELS[name] = label


def kinds() -> frozenset[str]:
    """Return the names of all kinds that somebody makes."""
    return frozenset(_MAKERS)


def make(name: str, run: Run, texts: Texts) -> str:
    """Make something of a run; return the address of what was made."""
    known = KINDS[name]
    return _MAKERS[name](run, {key: text for key, text in texts.items() if key in known})


def is_offered(wanted: Creates, values: Mapping[str, Any]) -> bool:
    """Say whether there is anything to make it of."""
    if wanted.kind not in OF_WORDS:
        return True
    open_ = [left_open(text, values) for text in wanted.texts.values() if "{" in text]
    return not open_ or not all(open_)


def offered(run: Run, practice: Practice, path: Path) -> list[tuple[int, Creates]]:
    """Return what can be made at the end of a run, with its number among all that its file names.

    Nothing is made of a letter that is sealed.
    """
    return [
        (number, _labelled(run, practice, path, one))
        for number, one in enumerate(practice.end.creates)
        if one.kind in _MAKERS
        and is_offered(one, path.values)
        and not _is_sealed(run, practice, path, one)
    ]


def _labelled(run: Run, practice: Practice, path: Path, wanted: Creates) -> Creates:
    """Return it with what its button does for this run."""
    if wanted.kind not in _LABELS:
        return wanted
    said = _LABELS[wanted.kind](run, texts_of(run, wanted, practice, path.values))
    return replace(wanted, label=said) if said else wanted


def _is_sealed(run: Run, practice: Practice, path: Path, wanted: Creates) -> bool:
    today = timezone.now().astimezone(zone_of(run.space)).date()
    hidden = running.sealed(practice, path.values, today)
    return any(f"{{{name}}}" in text for name in hidden for text in wanted.texts.values())


def keeps(wanted: Creates, values: Mapping[str, Any]) -> bool:
    """Say whether making it keeps or changes something, or only leads to an empty page."""
    if wanted.kind == "boundary":
        then = wanted.texts.get("then", "")
        return bool(then) and not left_open(then, values)
    return wanted.kind not in ONLY_LEADS


def made(run: Run, practice: Practice, path: Path, number: int) -> str | None:
    """Make what a run offers at its end; return its address, None where it was all left open.

    The page and the terminal both make it here. Raise LookupError where there is nothing of that
    number, or nobody who makes it, or the run has not come to its end.
    """
    wanted = practice.end.creates[number]
    sealed = _is_sealed(run, practice, path, wanted)
    if path.ended != END or wanted.kind not in _MAKERS or sealed:
        raise LookupError(wanted.kind)
    if not is_offered(wanted, path.values):
        return None
    return make(wanted.kind, run, texts_of(run, wanted, practice, path.values))


def texts_of(run: Run, wanted: Creates, practice: Practice, values: Mapping[str, Any]) -> Texts:
    """Compose the texts of what is made; one whose answers were all left open is empty."""
    name = run.person.name if run.person else ""
    return {
        key: ""
        if left_open(text, values)
        else practices.composed(text, practice, values, words.word, person=name, left_open="")
        for key, text in wanted.texts.items()
    }


def uid_of(run: Run, kind: str, texts: Texts, taken: QuerySet[Any]) -> tuple[uuid.UUID, Any]:
    """Return by which id the same press makes the same thing, and what it made before, if that stands.

    `taken` are all rows of its table; one that was deleted makes room for another.
    """
    said = "\0".join([kind, *(f"{key}={texts[key]}" for key in sorted(texts))])
    for number in count():
        uid = uuid.uuid5(run.uid, f"{said}\0{number}")
        row = taken.filter(uid=uid).first()
        if row is None or (row.deleted_at is None and row.space_id == run.space_id):
            return uid, row
    raise AssertionError


def _writing(run: Run, texts: Texts) -> str:
    """Keep a letter, or any text, as a dated writing of Today; once, however often it is pressed."""
    uid, made = uid_of(run, "writing", texts, Writing.objects.all())
    if made is None:
        title, text = fitting_title(texts.get("title", ""), texts.get("text", ""))
        said: dict[str, Any] = {"title": title, "text": text}
        said |= {"space": run.space, "at": timezone.now(), "zone": run.space.zone}
        made, _ = Writing.objects.get_or_create(uid=uid, defaults=said)
    return reverse("writing", args=[made.pk])


def _check_in(run: Run, texts: Texts) -> str:
    """Lead to a check-in; nothing is filled in for anybody."""
    del run, texts
    return reverse("today")


def _contact(run: Run, texts: Texts) -> str:
    """Lead to a contact with whom it was about; nothing else is filled in for anybody."""
    del texts
    page = reverse("new_contact")
    return f"{page}?with={run.person_id}" if run.person_id else page


register("contact", _contact)
register("writing", _writing)
register("letter", _writing)
register("check_in", _check_in)
