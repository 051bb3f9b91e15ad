"""Begin an experiment once, note what was done, stop it, put it aside and bring it back."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db import IntegrityError, transaction

from kith.impact.experiments import planned
from kith.web.experiments.days import DONE, NOT_DONE, NOT_SAID, as_text
from kith.web.experiments.models import Experiment
from kith.web.people.models import Person
from kith.web.shell import aside
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

ANSWERS = {"yes": DONE, "no": NOT_DONE, "skip": NOT_SAID}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to try out."""

    question: str
    doing: str
    hour: int
    days: int
    cue: str = ""
    person: Person | None = None
    told: int | None = None


def begin(space: Space, wanted: Wanted, now: datetime, uid: uuid.UUID | None = None) -> Experiment:
    """Toss every coin now, and keep them; the first one is for tomorrow.

    The same form that is sent twice begins one experiment.
    """
    taken = Experiment.objects.filter(uid=uid, space=space).first() if uid else None
    if taken is not None:
        return taken
    coins = as_text(planned(wanted.days, np.random.default_rng(secrets.randbits(128))))
    tomorrow = now.astimezone(zone_of(space)).date() + timedelta(days=1)
    made = Experiment(
        space=space,
        uid=uid or uuid.uuid4(),
        at=now,
        zone=space.zone,
        question=wanted.question,
        doing=wanted.doing,
        cue=wanted.cue,
        person=wanted.person,
        hour=wanted.hour,
        first_day=tomorrow,
        coins=coins,
        told=wanted.told,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the uid is another one's
        made.uid = uuid.uuid4()
        made.save()
    return made


def note(experiment: Experiment, index: int, answer: str, now: datetime) -> None:
    """Keep whether it was done on one day; what is no answer takes the answer away."""
    did = {key: value for key, value in experiment.did.items() if key != str(index)}
    if answer in ANSWERS:
        did[str(index)] = ANSWERS[answer]
    experiment.did, experiment.edited_at = did, now
    experiment.save(update_fields=["did", "edited_at"])


def stop(experiment: Experiment, now: datetime) -> None:
    """End it here; what came until today stays and counts."""
    if experiment.stopped_at is None:
        experiment.stopped_at = experiment.edited_at = now
        experiment.save(update_fields=["stopped_at", "edited_at"])


def purge(now: datetime) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many that was."""
    return aside.purge([Experiment], now)
