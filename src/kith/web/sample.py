"""The sample life of "look around": simulated months in a throwaway vault, marked as such.

Everything is drawn anew from one seed and shifted by whole weeks so that it ends in the last days;
weekdays and hours stay as they were, so the answer that comes with the package still holds.
"""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from kith import measures
from kith.impact import Life
from kith.impact.experiments import planned
from kith.vocabulary.words import find_feeling
from kith.web.boundaries.models import (
    Apology,
    Boundary,
    BoundaryEvent,
    Capacity,
    CardSort,
    Commitment,
    Ground,
    TheirLimit,
)
from kith.web.conversations.models import Wording
from kith.web.experiments.days import DONE, NOT_DONE, as_text
from kith.web.experiments.models import Experiment
from kith.web.insight import sample_answer
from kith.web.people import placing
from kith.web.people.models import Person, Tie
from kith.web.plan import notes, versions
from kith.web.plan.versions import Said
from kith.web.practise import saving as practising
from kith.web.practise.library import library
from kith.web.practise.models import Run
from kith.web.questionnaires.models import Response
from kith.web.shell.models import Space
from kith.web.shell.zones import zone_name
from kith.web.today.models import CheckIn, Contact

AT_ONCE = 500
Names = dict[str, Person]


def fill(space: Space, today: date | None = None) -> None:
    """Write the sample life into an empty vault and mark the space as a sample."""
    last = (today or timezone.localdate()) - timedelta(days=1)
    weeks = (last - sample_answer.LAST_DAY).days // 7
    life = sample_answer.life(weeks)
    extra = tomllib.loads(files("kith.web").joinpath("sample.toml").read_text("utf-8"))
    with transaction.atomic():
        people = _people(space, life)
        _ties(space, life, people, extra["roles"])
        placing.settle(space)
        _check_ins(space, life, people, extra["note"])
        _contacts(space, life, people)
        _plan(space, people, extra["plan"])
        for note in extra["safety_note"]:
            notes.keep(space, None, notes.Said(**note), timezone.now())
        _answers(space, life, extra["answers"])
        for one in extra["experiment"]:
            _experiment(space, life, one)
        for one in extra["wording"]:
            _wording(space, life, people, one)
        for one in extra["run"]:
            _run(space, life, people, one)
        for one in extra["boundary"]:
            _boundary(space, life, people, one)
        for one in extra["their_limit"]:
            _their_limit(space, life, people, one)
        _week(space, life, people, extra)
        sample_answer.store(space, {name: who.pk for name, who in people.items()}, weeks)
        space.is_sample = True
        space.zone = sample_answer.ZONE
        space.save(update_fields=["is_sample", "zone"])


def _people(space: Space, life: Life) -> Names:
    made = [
        Person(space=space, name=p.name, pronouns=p.pronouns, kinds=list(p.kinds))
        for p in life.people
    ]
    Person.objects.bulk_create(made)
    return {person.name: person for person in Person.objects.filter(space=space)}


def _ties(space: Space, life: Life, people: Names, roles: dict[str, str]) -> None:
    same = ("at", "circle", "bond", "flow", "closeness", "intimacy")
    Tie.objects.bulk_create(
        Tie(
            space=space,
            person=people[tie.person],
            role=roles.get(tie.person, ""),
            **{name: getattr(tie, name) for name in same},
        )
        for tie in life.ties
    )


def _check_ins(space: Space, life: Life, people: Names, notes: list[dict[str, Any]]) -> None:
    texts = _texts(life, notes)
    rows = [
        CheckIn(
            space=space,
            at=row.at,
            zone=zone_name(row.at),
            valence=row.valence,
            arousal=row.arousal,
            energy=row.energy,
            feelings=_feelings(row.feelings),
            sleep_hours=row.sleep_hours,
            company_known=row.with_people is not None,
            note=texts.get(i, ""),
        )
        for i, row in enumerate(life.checkins)
    ]
    kept = _written(CheckIn, rows)
    present = [(made, row.with_people or ()) for made, row in zip(kept, life.checkins, strict=True)]
    _linked(CheckIn.company.through, "checkin_id", present, people)


def _feelings(words: Sequence[str]) -> list[str]:
    """Return words as the keys that Today keeps; a word without a key stays as it is."""
    found = [(word, find_feeling(word)) for word in words]
    return [word if feeling is None else feeling.key for word, feeling in found]


def _contacts(space: Space, life: Life, people: Names) -> None:
    same = ("minutes", "felt", "boundary", "mood_before", "mood_after", "minutes_to_usual")
    rows = [
        Contact(
            space=space,
            at=told.start,
            zone=zone_name(told.start),
            mode=told.mode or "",
            started_by=told.started_by or "",
            gave=list(told.gave),
            got=list(told.got),
            **{name: getattr(told, name) for name in same},
        )
        for told in life.contacts
    ]
    kept = _written(Contact, rows)
    _linked(
        Contact.people.through,
        "contact_id",
        [(made, told.people) for made, told in zip(kept, life.contacts, strict=True)],
        people,
    )


def _written(model: Any, rows: Sequence[Any]) -> list[Any]:
    made: list[Any] = model.objects.bulk_create(rows, batch_size=AT_ONCE)
    if all(row.pk for row in made):
        return made
    by_uid = dict(model.objects.filter(uid__in=[row.uid for row in made]).values_list("uid", "pk"))
    for row in made:
        row.pk = by_uid[row.uid]
    return made


def _linked(
    through: Any, key: str, told: Sequence[tuple[Any, Sequence[str]]], people: Names
) -> None:
    through.objects.bulk_create(
        [
            through(**{key: row.pk, "person_id": people[name].pk})
            for row, names in told
            for name in names
        ],
        batch_size=AT_ONCE,
    )


def _plan(space: Space, people: Names, parts: list[dict[str, Any]]) -> None:
    """Write the invented plan; whoever stands in it is marked for it."""
    for row in parts:
        named = [people[name] for name in row.get("people", ())]
        Person.objects.filter(pk__in=[p.pk for p in named]).update(safe_to_call=True)
        words = {name: row[name] for name in ("text", "likely", "barrier", "fix") if name in row}
        said = Said(people=tuple((str(p.uid), row.get("reach", "")) for p in named), **words)
        versions.keep(space, row["part"], said, timezone.now())


def _answers(space: Space, life: Life, told: list[dict[str, Any]]) -> None:
    """Write the invented answers to questionnaires."""
    first = life.checkins[0].at
    for row in told:
        one, at = measures.measure(row["measure"]), first + timedelta(days=row["day"])
        codes = [item.code for item in one.items]
        answers = dict(zip(codes, row["values"], strict=True))
        Response.objects.create(
            space=space, measure=one.id, at=at, zone=zone_name(at), answers=answers
        )


def _experiment(space: Space, life: Life, told: dict[str, Any]) -> None:
    """Write something that the invented person tried out; it makes no difference in these days."""
    at = life.checkins[0].at + timedelta(days=told["day"])
    days = planned(told["days"], np.random.default_rng(told["seed"]))
    did = {str(i): DONE if day.yes else NOT_DONE for i, day in enumerate(days)}
    did |= {str(i): NOT_DONE for i in told["not_done"]}
    did |= {str(i): DONE for i in told["also_done"]}
    Experiment.objects.create(
        space=space,
        at=at,
        zone=zone_name(at),
        first_day=at.date() + timedelta(days=1),
        coins=as_text(days),
        did={key: said for key, said in did.items() if int(key) not in told["unsaid"]},
        **{name: told[name] for name in ("question", "doing", "cue", "hour", "told")},
    )


def _wording(space: Space, life: Life, people: Names, told: dict[str, Any]) -> None:
    """Write words that the invented person kept in Talk."""
    at = life.checkins[0].at + timedelta(days=told["day"])
    Wording.objects.create(
        space=space,
        at=at,
        zone=zone_name(at),
        person=people.get(told.get("person", "")),
        **{name: told.get(name, "") for name in ("sort", "first", "later")},
    )


def _run(space: Space, life: Life, people: Names, told: dict[str, Any]) -> None:
    """Write a practice that the invented person began, and perhaps came to the end of."""
    at, one = (
        life.checkins[0].at + timedelta(days=told["day"]),
        library().practices[told["practice"]],
    )
    person = people.get(told.get("person", ""))
    run = practising.begin(space, one, library().texts[one.id], at, person=person)
    for step in one.steps[: told["steps"]]:
        known = {field.id for field in step.fields}
        values = {name: said for name, said in told["answers"].items() if name in known}
        practising.keep(run, one, step.id, values, at)
    Run.objects.filter(pk=run.pk).update(zone=zone_name(at))


def _boundary(space: Space, life: Life, people: Names, told: dict[str, Any]) -> None:
    """Write an invented boundary and what happened to it."""
    first = life.checkins[0].at
    named = [people[name] for name in told["people"]]
    happened = told["happened"]
    common = {"space": space, "zone": zone_name(first)}
    words = ("sort", "when", "then", "warmth", "limit", "offer", "again")
    said = {name: told[name] for name in words if name in told}
    made = Boundary.objects.create(
        **common, at=first + timedelta(days=happened[0]["day"] - 2), **said
    )
    made.people.set(named)
    for row in happened:
        kept = {name: value for name, value in row.items() if name != "day"}
        at = first + timedelta(days=row["day"])
        BoundaryEvent.objects.create(
            **common, boundary=made, at=at, person=named[0] if named else None, **kept
        )


def _their_limit(space: Space, life: Life, people: Names, told: dict[str, Any]) -> None:
    """Write an invented limit of somebody else, and a slip where there was one."""
    first = life.checkins[0].at
    common = {"space": space, "zone": zone_name(first), "person": people[told["person"]]}
    at = first + timedelta(days=told["day"])
    limit = TheirLimit.objects.create(**common, at=at, text=told["text"], known=told["known"])
    if "slip" in told:
        Apology.objects.create(**common, at=at + timedelta(days=9), limit=limit, **told["slip"])


def _week(space: Space, life: Life, people: Names, extra: dict[str, Any]) -> None:
    """Write what a week of the invented person holds, and where they stand."""
    last = life.checkins[-1].at
    common = {"space": space, "at": last, "zone": zone_name(last)}
    Capacity.objects.create(space=space, **extra["capacity"])
    for row in extra["commitment"]:
        said = {name: value for name, value in row.items() if name != "person"}
        Commitment.objects.create(**common, person=people.get(row.get("person", "")), **said)
    for row in extra["ground"]:
        Ground.objects.create(**common, **row)
    for card, where in extra["cards"].items():
        CardSort.objects.create(space=space, at=last, card=card, said=where)


def _texts(life: Life, notes: list[dict[str, Any]]) -> dict[int, str]:
    """Return the invented notes by the number of the check-in they stand in."""
    first = life.checkins[0].at.date()
    found: dict[int, str] = {}
    for note in notes:
        day = first + timedelta(days=note["day"])
        at = next((i for i, row in enumerate(life.checkins) if row.at.date() >= day), None)
        if at is not None:
            found[at] = note["text"]
    return found
