"""Begin a run once, keep a step, stop, go on, put a run aside and bring it back."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from kith import practices
from kith.practices import Practice
from kith.practices.definition import AFTER, BEFORE, END
from kith.practices.running import PART
from kith.web.people.models import Person
from kith.web.practise import hurt
from kith.web.practise.library import digest
from kith.web.practise.models import Answer, Definition, Run
from kith.web.shell import aside, drafts
from kith.web.shell.models import Space


def begin(
    space: Space,
    practice: Practice,
    text: str,
    now: datetime,
    *,
    person: Person | None = None,
    uid: uuid.UUID | None = None,
) -> Run:
    """Begin a run with the text of its definition; the same form that is sent twice begins one."""
    taken = Run.objects.filter(uid=uid, space=space).first() if uid else None
    if taken is not None:
        return taken
    kept, _ = Definition.objects.get_or_create(
        space=space, digest=digest(text), defaults={"text": text}
    )
    made = Run(
        space=space,
        uid=uid or uuid.uuid4(),
        at=now,
        zone=space.zone,
        practice=practice.id,
        version=practice.version,
        definition=kept,
        person=person,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the uid is another one's
        made.uid = uuid.uuid4()
        made.save()
    return made


def answers_of(run: Run) -> dict[str, dict[str, Any]]:
    """Return the answers so far, by step."""
    return dict(run.answers.values_list("step", "values"))


def answers_of_all(runs: Iterable[Run]) -> dict[int, dict[str, dict[str, Any]]]:
    """Return the answers of several runs, by the key of the run and by step."""
    found: dict[int, dict[str, dict[str, Any]]] = {run.pk: {} for run in runs}
    rows = Answer.objects.filter(run__in=found).values_list("run_id", "step", "values")
    for pk, step, values in rows:
        found[pk][step] = values
    return found


@transaction.atomic
def keep(
    run: Run, practice: Practice, step: str, values: Mapping[str, Any], now: datetime
) -> practices.Path:
    """Keep the answers of one step (none: it was skipped), and say where the run stands now."""
    Answer.objects.update_or_create(
        run=run, step=step, defaults={"values": dict(values), "at": now}
    )
    found = practices.path(practice, answers_of(run), hurt.told, hurt.gone)
    run.before, run.after = found.values.get(BEFORE), found.values.get(AFTER)
    run.stopped_at, run.edited_at = None, now
    run.ended_at = now if found.ended == END else None
    run.save(update_fields=["before", "after", "stopped_at", "edited_at", "ended_at"])
    return found


@transaction.atomic
def keep_part(run: Run, step: str, values: Mapping[str, Any], now: datetime) -> None:
    """Keep what was answered so far at a step that was not left yet; it is asked on from there.

    One that was left meanwhile, in another window, stays left.
    """
    left = Answer.objects.filter(run=run, step=step).exclude(values__has_key=PART).exists()
    held = dict(values) if left else {**values, PART: True}
    Answer.objects.update_or_create(run=run, step=step, defaults={"values": held, "at": now})
    run.edited_at = now
    run.save(update_fields=["edited_at"])


def stop(run: Run, now: datetime) -> None:
    """Note that it was stopped here; it can go on at any time."""
    run.stopped_at = run.edited_at = now
    run.save(update_fields=["stopped_at", "edited_at"])


@transaction.atomic
def delete_for_good(run: Run) -> None:
    """Delete a run now, what was being typed in it, and its definition if no other run needs it."""
    drafts.forget_below(run.space, reverse("practise_run", args=[run.pk]))
    kept = run.definition
    run.delete()
    if not kept.runs.exists():
        kept.delete()


def purge(now: datetime) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many that was."""
    return aside.purge([Run], now, delete_for_good)
