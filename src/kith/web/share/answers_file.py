"""Answers to questionnaires as one FHIR file: those that were named, and a line in the list of what was shared."""

import json
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from kith import measures
from kith.exchange import fhir
from kith.web.people.export_views import letter
from kith.web.questionnaires import ties
from kith.web.questionnaires.doors import responses_of
from kith.web.questionnaires.models import Response
from kith.web.share import choice as choices
from kith.web.share import saving
from kith.web.share.parts import MEASURES, NAMES
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

FORM = "json"
ABOUT = "."  # between the code of a questionnaire and the key of whom it is about


def _rows(space: Space, names: Sequence[str]) -> list[Response]:
    """Return the answers; of a questionnaire about a tie those about one person, or about all."""
    found: list[Response] = []
    for chosen in names:
        name, _, pk = chosen.partition(ABOUT)
        one = measures.measure(name)
        about = ties.told_of(space, [name]) if one.tie else [None]
        for person in about:
            if person is None or pk in {"", str(person.pk)}:
                found += responses_of(space, one, person)
    return found


def about_ties(space: Space) -> list[tuple[str, str]]:
    """Return what can be chosen of questionnaires about a tie: a code and words, one for each person."""
    return [
        (f"{name}{ABOUT}{person.pk}", f"{measures.measure(name).name}, {person.name}")
        for name in ties.answered(space)
        for person in ties.told_of(space, [name])
    ]


def made(space: Space, names: Sequence[str]) -> bytes:
    """Return all answers to these questionnaires as a bundle; nobody is named in it.

    Whom answers are about is told by a letter, which is their name in this one file.
    """
    rows = _rows(space, names)
    people = sorted({row.person_id for row in rows if row.person_id is not None})
    called = {pk: letter(number) for number, pk in enumerate(people)}
    said = fhir.bundle(
        fhir.Answered(row.uid, row.measure, row.at, row.answers, called.get(row.person_id or 0, ""))
        for row in rows
    )
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def note(space: Space, names: Sequence[str], whom: str = "") -> None:
    """Note that such a file was made, and over which days its answers are."""
    rows = _rows(space, names)
    days = [row.at.astimezone(zone_of(space)).date() for row in rows]
    chosen = choices.Choice(min(days), max(days), frozenset({MEASURES}), NAMES, whom=whom)
    saving.note(space, replace(chosen, measures=frozenset(names)), FORM, timezone.now())
