"""Answers to questionnaires as one FHIR file: those that were named, and a line in the list of what was shared."""

import json
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from kith import measures
from kith.exchange import fhir
from kith.web.questionnaires.doors import responses_of
from kith.web.share import choice as choices
from kith.web.share import saving
from kith.web.share.parts import MEASURES, NAMES
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

FORM = "json"


def made(space: Space, names: Sequence[str]) -> bytes:
    """Return all answers to these questionnaires as a bundle; nobody is named in it."""
    rows = [row for name in names for row in responses_of(space, measures.measure(name))]
    said = fhir.bundle(fhir.Answered(row.uid, row.measure, row.at, row.answers) for row in rows)
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def note(space: Space, names: Sequence[str], whom: str = "") -> None:
    """Note that such a file was made, and over which days its answers are."""
    rows = [row for name in names for row in responses_of(space, measures.measure(name))]
    days = [row.at.astimezone(zone_of(space)).date() for row in rows]
    chosen = choices.Choice(min(days), max(days), frozenset({MEASURES}), NAMES, whom=whom)
    saving.note(space, replace(chosen, measures=frozenset(names)), FORM, timezone.now())
