"""What a finished run shows beside its answers: other times, ties side by side, what Impact says."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from kith.practices import Field, Kind, Practice
from kith.web.people.effects import effects_of
from kith.web.practise import (
    conditions,
    course,
    doors,
    evidence,
    logged,
    looking_back,
    pictures,
    telling,
    ties,
    words,
)
from kith.web.practise.at import At
from kith.web.practise.loops import loop
from kith.web.practise.models import Run
from kith.web.shell.context import MENU


def beside(run: Run, practice: Practice) -> dict[str, Any]:
    """Return it for the page; of a tie with a care setting nothing is weighed up."""
    moved = course.moved(practice, run)
    rows = any(field.axis for field in practice.fields()) and not doors.is_guarded(run.person)
    effect = effects_of(run.space).get(run.person.pk) if rows and run.person else None
    drawn = [field for field in practice.fields() if field.kind is Kind.EVIDENCE]
    now = timezone.now()
    found = [evidence.evidence(run.space, run.person, field, now) for field in drawn]
    return {
        "evidence": [one for one in found if one],
        "courses": course.courses(practice, run),
        "boards": conditions.boards(run, practice),
        "moved": words.moved(moved) if moved else "",
        "corners": ties.told(run.space, practice, now) if rows else (),
        "effect": effect,
        "pictures": pictures.pictures_of(run.space) if logged.shows_pictures(run) else (),
    }


def in_field(at: At, field: Field, now: datetime) -> Any:
    """Return what a field shows that asks nothing: earlier answers, of this run or of others."""
    values = at.path.values
    match field.kind:
        case Kind.CARD:
            return [(path, name) for path, name in MENU if path.strip("/") in field.rooms]
        case Kind.EARLIER:
            return looking_back.earlier(at.run, field, now)
        case Kind.LOGGED:
            return logged.logged(at.run, field, now)
        case Kind.EVIDENCE:
            return evidence.evidence(at.run.space, at.run.person, field, now)
        case Kind.LOOP:
            return loop(at.practice, field, values)
    names = {
        Kind.SHOW: field.of,
        Kind.TABLE: (field.id,),
        Kind.LINES: (field.id,),
        Kind.LIFE: (field.id,),
    }.get(field.kind, ())
    return telling.shown_back(at.practice, names, values)


def lines(run: Run, field: Field, now: datetime) -> Iterable[str]:
    """Return what a field shows of earlier runs and of other rooms, as lines of text."""
    if field.kind is Kind.LOGGED:
        return logged.told(logged.logged(run, field, now))
    if field.kind is Kind.EVIDENCE:
        found = evidence.evidence(run.space, run.person, field, now)
        return evidence.told(found) if found else ()
    return looking_back.lines(looking_back.earlier(run, field, now))
