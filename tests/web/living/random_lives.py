"""Lives drawn at random, with every odd thing that a vault can hold, for exporting and bringing back."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from kith import measures, records
from kith.exchange import Mapping
from kith.exchange.mapping import Item as Rating
from kith.exchange.mapping import Mood, Times
from kith.impact.experiments import planned
from kith.pictures import cleaned
from kith.practices import Kind
from kith.safety.gate import CareState
from kith.vocabulary.words import feelings, needs
from kith.web.boundaries import codes as bounds
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
from kith.web.conversations.models import SORTS, Wording
from kith.web.experiments.days import as_text
from kith.web.experiments.models import Experiment
from kith.web.experiments.questions import BY_CODE
from kith.web.insight.models import OutcomeName, OutcomeWay
from kith.web.keep.models import ImportBatch, KeptRow, SavedMapping
from kith.web.people.models import CareSetting, MapChoice, Person, Tie
from kith.web.plan import notes, steps
from kith.web.plan.models import PlanPart, SafetyNote
from kith.web.practise import saving as practising
from kith.web.practise.library import library
from kith.web.practise.models import Definition, Intention, Picture, PractiseChoice, Run
from kith.web.questionnaires.models import QuestionnaireChoice, Response, Schedule
from kith.web.share.models import SessionPage, Shared
from kith.web.share.parts import PARTS, TWICE
from kith.web.shell.models import Space
from kith.web.today.models import CheckIn, Contact, Exchanged, Writing

ZONES = ("UTC", "Europe/Oslo", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "+05:45")
WORDS = (
    *("a quiet day", "=1+1", "+49 170", "-", "@home", "\tindented", "line\r\nbreak", "a | b; c"),
    *('"quoted", and more', "Zoë", "e\u0301 and \u00e9", "李雷", "مرحبا", "👩‍👩‍👧", "<b>bold</b>", "![x](http://e.x)"),
    *("nul \x00 in it", "\u202eright to left", "- [ ] list", "# head", "~~~", "' or 1=1", "0", " ", "\ufeff"),
)  # fmt: skip
SAMPLES = sorted((Path(__file__).parents[2] / "pictures" / "samples").iterdir())
START = datetime(2019, 10, 27, tzinfo=UTC)


def answer(kind: Kind, text: str) -> Any:
    """Return an answer of the kind that a field asks for, with the text where one can stand."""
    size = len(text) % 11
    shapes = {Kind.SCALE: size, Kind.GRID: {text: text}, Kind.PIE: {text: size}, Kind.TIMER: "done"}
    shapes |= {Kind.PERCENT: size * 9, Kind.DAY: "2026-03-02"}
    shapes[Kind.LADDER] = [[text, size], [text, None]]
    shapes[Kind.CONDITIONS] = [[text, "met"], [text, None]]
    listed = {Kind.SEVERAL, Kind.CHECKLIST, Kind.FEELINGS, Kind.NEEDS, Kind.LIST, Kind.PEOPLE}
    return shapes.get(kind, [text] if kind in listed else text)


class Drawn:
    """One life, drawn from a seed into an empty space."""

    def __init__(self, space: Any, seed: int, most: int = 12) -> None:
        self.space, self.chance, self.most = space, random.Random(seed), most

    def life(self) -> None:
        """Write everything."""
        self.settings()
        self.imports = self.many(self.batch, 3)
        for _ in range(self.upto(2)):
            self.mapping()
        for number in range(self.upto(2)):
            OutcomeName.objects.create(
                space=self.space, column=self.text(190) + str(number), name=self.text(60)
            )
            OutcomeWay.objects.create(
                space=self.space,
                column=self.text(190) + str(number),
                better=self.chance.choice(("more", "less")),
            )
        self.people = self.many(self.person, 6)
        for person in self.people:
            self.about(person)
        self.check_ins = self.many(self.check_in)
        self.many(self.contact)
        self.many(self.writing)
        self.many(self.part, 5)
        self.many(self.note, 4)
        self.many(self.response, 4)
        self.many(self.experiment, 3)
        self.many(self.wording, 3)
        self.boundaries()
        self.many(self.run, 3)
        self.many(self.intention, 2)
        self.many(self.picture, 2)
        self.about_a_tie()
        if self.yes():
            PractiseChoice.objects.create(
                space=self.space, offers=self.yes(), not_now={"other_shoes": "2026-03-02"}
            )
        if self.yes():
            QuestionnaireChoice.objects.create(space=self.space, ask_about_self_harm=self.yes())
        if self.yes():
            SessionPage.objects.create(space=self.space, questions=self.text())
        self.many(self.shared, 3)
        for name in self.chance.sample(["phq9", "gad7", "k6"], k=self.upto(3)):
            Schedule.objects.create(
                space=self.space, measure=name, every=28, not_before=self.maybe(self.at().date())
            )

    def many(self, make: Any, most: int = 0) -> list[Any]:
        return [make() for _ in range(self.upto(most or self.most))]

    def upto(self, most: int) -> int:
        return self.chance.randint(0, most)

    def maybe(self, value: Any) -> Any:
        return value if self.chance.random() < 0.5 else None

    def yes(self) -> bool:
        return self.chance.random() < 0.5

    def text(self, longest: int = 0) -> str:
        said = " ".join(self.chance.choices(WORDS, k=self.upto(3)))
        return said[:longest] if longest else said

    def words(self) -> list[str]:
        return [self.text() for _ in range(self.upto(3))]

    def keys(self, known: Any) -> list[str]:
        return self.chance.sample(list(known), k=self.upto(2)) + self.words()

    def at(self) -> datetime:
        return START + timedelta(microseconds=self.chance.randint(0, 7 * 365 * 86_400_000_000))

    def number(self) -> float:
        return self.chance.choice((self.chance.uniform(-1, 1), 0.0, -1.0, 1 / 3, 1e-300))

    def rated(self, low: int, high: int) -> int | None:
        return self.maybe(self.chance.randint(low, high))

    def settings(self) -> None:
        space = self.space
        space.title, space.zone = self.text(40).strip() or "Kith", self.chance.choice(ZONES)
        space.exit_site = self.chance.choice(("", "https://example.org/a?b=c#d"))
        space.idle_minutes = self.chance.randint(1, 60)
        for name in ("keep_drafts", "quiet_help", "low_battery", "seen_exit"):
            setattr(space, name, self.yes())
        space.save()
        if self.yes():
            MapChoice.objects.create(space=space, as_list=self.yes())

    def batch(self) -> ImportBatch:
        made = ImportBatch.objects.create(
            space=self.space,
            format=self.chance.choice(("daylio", "tidy", "table")),
            label=self.text(200),
            counts={"checkins": self.upto(99), "already_here": 0},
            undone_at=self.maybe(self.at()),
        )
        ImportBatch.objects.filter(pk=made.pk).update(at=self.at())
        for line in range(self.upto(3)):
            KeptRow.objects.create(batch=made, line=line, why="no_time", original=self.text())
        return made

    def mapping(self) -> None:
        names = [self.text(20) + str(number) for number in range(2)]
        mapping = Mapping(time=Times(column=names[0]), mood=Mood(Rating(names[1], 0, 10)))
        made = SavedMapping.objects.create(
            space=self.space,
            key=f"{self.chance.getrandbits(256):064x}",
            name=self.text(80),
            columns=names,
            toml=mapping.dumps(),
        )
        SavedMapping.objects.filter(pk=made.pk).update(saved_at=self.at())

    def owned(self) -> dict[str, Any]:
        return {
            "space": self.space,
            "edited_at": self.maybe(self.at()),
            "deleted_at": self.at() if self.chance.random() < 0.2 else None,
            "import_batch": self.chance.choice([None, *self.imports]),
        }

    def created(self, row: Any) -> Any:
        type(row).objects.filter(pk=row.pk).update(created_at=self.at())
        return row

    def person(self) -> Person:
        made = Person.objects.create(
            **self.owned(),
            name=self.chance.choice(("Dad", "dad", self.text(80) or "Amara")),
            pronouns=self.text(40),
            kinds=self.keys(kind.value for kind in records.Kind),
            presence=self.chance.choice([p.value for p in records.Presence]),
            note=self.text(),
            safe_to_call=self.yes(),
        )
        return self.created(made)

    def about(self, person: Person) -> None:
        """Ties and care settings of one person."""
        for _ in range(self.upto(3)):
            Tie.objects.create(
                space=self.space,
                person=person,
                at=self.at(),
                circle=self.upto(3),
                bond=self.chance.choice([b.value for b in records.Bond]),
                flow=self.chance.choice([f.value for f in records.Flow]),
                role=self.text(120),
                closeness=self.rated(0, 10),
                intimacy=self.rated(0, 10),
                x=self.maybe(self.number()),
                y=self.maybe(self.number()),
            )
        for _ in range(self.upto(2)):
            state = self.chance.choice([state.value for state in CareState])
            CareSetting.objects.create(space=self.space, person=person, at=self.at(), state=state)

    def dated(self) -> dict[str, Any]:
        source = f"daylio:{self.chance.getrandbits(128):032x}:1" if self.yes() else ""
        return {
            **self.owned(),
            "at": self.at(),
            "zone": self.chance.choice(ZONES),
            "source_id": source,
        }

    def some_people(self) -> list[Person]:
        return self.chance.sample(self.people, k=self.upto(len(self.people)))

    def check_in(self) -> CheckIn:
        made = CheckIn.objects.create(
            **self.dated(),
            valence=self.maybe(self.number()),
            arousal=self.maybe(self.number()),
            energy=self.maybe(self.number()),
            feelings=self.keys(feelings()),
            needs=self.keys(needs()),
            note=self.text(),
            sleep_hours=self.maybe(7.25),
            mood_word=self.text(80),
            tags=self.words(),
            outcomes={self.text(20): self.number(), "steps": 12000},
            company_known=self.yes(),
        )
        made.company.set(self.some_people())
        return self.created(made)

    def contact(self) -> Contact:
        made = Contact.objects.create(
            **self.dated(),
            check_in=self.chance.choice([None, *self.check_ins]),
            minutes=self.maybe(45.5),
            felt=self.rated(-3, 3),
            mode=self.chance.choice(["", *(mode.value for mode in records.Mode)]),
            started_by=self.chance.choice(["", "me", "them", "both"]),
            gave=self.keys(s.value for s in records.Support),
            got=self.keys(s.value for s in records.Support),
            boundary=self.yes(),
            mood_before=self.maybe(self.number()),
            mood_after=self.maybe(self.number()),
            minutes_to_usual=self.maybe(20),
            note=self.text(),
        )
        made.people.set(self.some_people())
        if self.yes():
            sent, received = self.upto(40), self.upto(40)
            Exchanged.objects.create(
                contact=made,
                sent=sent,
                received=received,
                characters_sent=sent * self.upto(90),
                characters_received=received * self.upto(90),
            )
        return self.created(made)

    def writing(self) -> Writing:
        said = {"title": self.text(200), "text": self.text(), "tags": self.words()}
        return self.created(Writing.objects.create(**self.dated(), **said))

    def response(self) -> Response:
        one = measures.measure(self.chance.choice(["phq9", "gad7", "mspss", "ons4", "k6"]))
        items = self.chance.sample(one.items, self.chance.randint(1, len(one.items)))
        answers = {i.code: self.chance.choice(i.options).value for i in items}
        return self.created(
            Response.objects.create(**self.dated(), measure=one.id, answers=answers)
        )

    def about_a_tie(self) -> None:
        """Answers about somebody of this life, where there is anybody."""
        one = measures.measure("ecr_rs")
        for person in self.some_people():
            answers = {i.code: self.chance.choice(i.options).value for i in one.items}
            said = {"measure": one.id, "answers": answers, "person": person}
            self.created(Response.objects.create(**self.dated(), **said))

    def picture(self) -> Picture:
        """A picture of some kind, with words or without."""
        found = cleaned(self.chance.choice(SAMPLES).read_bytes())
        size = {"form": found.form, "width": found.width, "height": found.height}
        return self.created(
            Picture.objects.create(**self.dated(), alt=self.text(), data=found.data, **size)
        )

    def shared(self) -> Shared:
        """A line about a page that was handed on."""
        until = self.at().date()
        return self.created(
            Shared.objects.create(
                space=self.space,
                at=self.at(),
                deleted_at=self.maybe(self.at()),
                whom=self.text(80),
                form=self.chance.choice(("pdf", "md", "txt")),
                since=until - timedelta(days=self.upto(90)),
                until=until,
                parts=self.chance.sample([*PARTS], k=self.upto(len(PARTS))),
                names=self.chance.choice(("names", "roles", "letters")),
            )
        )

    def experiment(self) -> Experiment:
        """Something tried out, with or without somebody, answered on some of its days."""
        days = self.chance.choice([14, 28, 56])
        coins = as_text(planned(days, np.random.default_rng(self.chance.getrandbits(32))))
        return self.created(
            Experiment.objects.create(
                **self.dated(),
                question=self.chance.choice([*BY_CODE]),
                doing=self.text(200),
                cue=self.text(200),
                person=self.chance.choice([None, *self.people]),
                hour=self.chance.randint(0, 23),
                first_day=self.at().date(),
                coins=coins,
                did={str(i): self.upto(2) for i in range(days) if self.yes()},
                told=self.rated(0, 10),
                stopped_at=self.maybe(self.at()),
            )
        )

    def wording(self) -> Wording:
        """Words kept in Talk, for somebody or nobody, with or without a first wording."""
        return self.created(
            Wording.objects.create(
                **self.dated(),
                sort=self.chance.choice(SORTS),
                first=self.text(8000),
                later=self.text(8000),
                person=self.chance.choice([None, *self.people]),
            )
        )

    def run(self) -> Run:
        """A practice that was begun, answered here and there."""
        one = self.chance.choice([*library().practices.values()])
        text = library().texts[one.id]
        run = practising.begin(self.space, one, text, self.at())
        for step in self.chance.sample(one.steps, k=self.upto(len(one.steps))):
            asked = [field for field in step.fields if self.yes() and field.answers]
            values = {field.id: answer(field.kind, self.text()) for field in asked}
            practising.Answer.objects.create(run=run, step=step.id, at=self.at(), values=values)
        said = {"person": self.chance.choice([None, *self.people]), "before": self.rated(0, 10)}
        said |= {"guarded": self.yes()}
        said |= {"stopped_at": self.maybe(self.at()), "after": self.rated(0, 10), **self.dated()}
        Run.objects.filter(pk=run.pk).update(**said)
        run.refresh_from_db()
        return self.created(run)

    def intention(self) -> Intention:
        """Something to try, looked back on or not."""
        looks = [{"at": self.at().isoformat(), "said": "did"} for _ in range(self.upto(2))]
        return self.created(
            Intention.objects.create(
                **self.dated(),
                person=self.chance.choice([None, *self.people]),
                how=self.text(200),
                cue=self.text(),
                act=self.text(),
                looks=looks,
                closed_at=self.maybe(self.at()),
            )
        )

    def boundaries(self) -> None:
        """Boundaries with what happened to them, limits of others, and what a week holds."""
        mine = self.many(self.boundary, 4)
        for one in mine:
            for _ in range(self.upto(4)):
                self.happened(one)
        theirs = self.many(self.their_limit, 3) if self.people else []
        if self.people:
            for _ in range(self.upto(3)):
                self.apology(theirs)
        for kind in self.chance.sample([*bounds.Sort], k=self.upto(3)):
            self.ground(kind)
        for card in self.chance.sample(["reads_my_mail", "asks_first", "shouts"], k=self.upto(3)):
            said = self.chance.choice([*bounds.Sorted])
            CardSort.objects.create(space=self.space, at=self.at(), card=card, said=said)
        if self.yes():
            numbers = {name: self.maybe(abs(self.number())) for name in ("hours", "energy", "load")}
            Capacity.objects.create(space=self.space, day_hours=self.maybe(3.5), **numbers)
        self.many(self.commitment, 3)

    def boundary(self) -> Boundary:
        lines = ("when", "then", "warmth", "limit", "offer", "again")
        made = Boundary.objects.create(
            **self.dated(),
            sort=self.chance.choice([*bounds.Sort, self.text(40) or "noise"]),
            **{name: self.text(300) for name in lines},
            guarded=self.yes(),
        )
        made.people.set(self.some_people())
        return self.created(made)

    def happened(self, boundary: Boundary) -> BoundaryEvent:
        met = [None, *Contact.objects.filter(space=self.space)[:5]]
        return self.created(
            BoundaryEvent.objects.create(
                **self.dated(),
                boundary=boundary,
                what=self.chance.choice([*bounds.What]),
                person=self.chance.choice([None, *self.people]),
                contact=self.chance.choice(met),
                severity=self.chance.choice([*bounds.Severity]),
                reaction=self.text(300),
                did=self.text(300),
                feel=self.rated(0, 10),
                note=self.text(),
                option=self.chance.choice([*bounds.Option]),
                plan=self.text(300),
                due=self.maybe(self.at().date()),
                followed=self.chance.choice([*bounds.Followed]),
                followed_at=self.maybe(self.at()),
                guarded=self.yes(),
            )
        )

    def their_limit(self) -> TheirLimit:
        return self.created(
            TheirLimit.objects.create(
                **self.dated(),
                person=self.chance.choice(self.people),
                text=self.text(300),
                known=self.chance.choice([*bounds.Known]),
                note=self.text(),
            )
        )

    def apology(self, theirs: list[TheirLimit]) -> Apology:
        return self.created(
            Apology.objects.create(
                **self.dated(),
                person=self.chance.choice(self.people),
                limit=self.chance.choice([None, *theirs]),
                **{name: self.text(300) for name in ("own", "impact", "repair", "change")},
                said_at=self.maybe(self.at()),
            )
        )

    def ground(self, kind: str) -> Ground:
        lines = ("comfortable", "uncomfortable", "never", "sentence")
        return self.created(
            Ground.objects.create(
                **self.dated(),
                sort=kind,
                **{name: self.text(300) for name in lines},
                told=self.yes(),
                person=self.chance.choice([None, *self.people]),
            )
        )

    def commitment(self) -> Commitment:
        return self.created(
            Commitment.objects.create(
                **self.dated(),
                what=self.text(300),
                person=self.chance.choice([None, *self.people]),
                hours=self.maybe(abs(self.number())),
                energy=self.maybe(2.5),
                load=self.rated(0, 3),
                days=sorted(self.chance.sample(range(7), k=self.upto(7))),
                guarded=self.yes(),
            )
        )

    def part(self) -> None:
        content = {
            "text": self.text(),
            "likely": self.rated(0, 10),
            "barrier": self.text(),
            "fix": self.text(),
            "day": self.chance.choice(("", date(2026, 3, 2).isoformat())),
        }
        content["people"] = [[str(one.uid), self.text(80)] for one in self.some_people()]
        PlanPart.objects.create(
            space=self.space,
            part=self.chance.choice([part.code for part in steps.parts()]),
            at=self.at(),
            content={name: said for name, said in content.items() if said not in ("", None, [])},
            deleted_at=self.maybe(self.at()),
        )

    def note(self) -> None:
        """A safety note, saved once or more."""
        name, gone = uuid4(), self.maybe(self.at())
        for _ in range(1 + self.upto(2)):
            said = notes.Said(
                kind=self.chance.choice(notes.SORTS),
                day=self.chance.choice(("", "2026-03-02")),
                hour=self.text(40),
                **{field: self.text(300) for field in ("place", "text", "saw", "told", "kept")},
            )
            SafetyNote.objects.create(
                space=self.space, note=name, at=self.at(), content=said.words(), deleted_at=gone
            )


OMITTED = {"id", "uid", "told"}  # told: seen once here; the next vault shows help first again
NAMELESS = (Space, PlanPart, SafetyNote)  # their uid binds them to the vault they are in
NOT_OURS = {"Fit", "Draft", "Brought"}  # worked out again; typed and not saved; how an undo knows


def dump(space: Any, *, plan: bool = True) -> dict[str, list[str]]:
    """Return everything in a space, told without the keys of this vault; read from every model.

    Made from the models themselves and not from the list of what is exported, so that a column
    that is added and not exported makes a difference.
    """
    from django.apps import apps

    found = {}
    for model in apps.get_models():
        if model.__name__ in NOT_OURS or (
            not plan and model in (CareSetting, PlanPart, SafetyNote)
        ):
            continue
        rows = [_told(row, plan=plan) for row in model.objects.order_by("pk") if _in(row, space)]
        kept_order = model.__name__ in {"PlanPart", "SafetyNote", "Tie", "CareSetting"}
        found[model.__name__] = rows if kept_order else sorted(rows)
    return found


def _in(row: Any, space: Any) -> bool:
    if isinstance(row, ImportBatch) and row.format == "kith":
        return False
    if type(row).__name__ == "Space":
        return row.pk == space.pk
    owner = next(
        (v for n in ("batch", "row", "run", "contact") if (v := getattr(row, n, None))), row
    )
    return owner.space_id == space.pk and getattr(owner, "format", "") != "kith"


def _told(row: Any, *, plan: bool) -> str:
    said: dict[str, Any] = {}
    for one in row._meta.concrete_fields:
        if one.is_relation:
            named = getattr(row, one.name)
            said[one.name] = None if named is None or one.name == "space" else _name(named)
        elif one.name not in OMITTED or (one.name == "uid" and type(row) not in NAMELESS):
            said[one.name] = getattr(row, one.name)
    for many in row._meta.many_to_many:
        said[many.name] = [_name(one) for one in getattr(row, many.name).order_by("uid")]
    if type(row).__name__ == "Space":
        for name in ("created_at", "phrase_kept", "is_sample"):
            said.pop(name)
    if not plan and isinstance(row, Shared):
        said["parts"] = [code for code in row.parts if code not in TWICE]
    if not plan:
        said.pop("safe_to_call", None)
        said.pop("guarded", None)
    return json.dumps(said, default=str, sort_keys=True)


def _name(row: Any) -> str:
    uid = getattr(row, "uid", None)
    if uid is not None:
        return str(uid)
    return _told(row, plan=True)


def wipe(space: Any) -> None:
    """Empty a space and give it the settings of a new one."""
    from kith.web.shell.models import Compartment, Draft

    for model in (
        *(BoundaryEvent, Boundary, Apology, TheirLimit, Ground, Commitment, CardSort, Capacity),
        Contact,
        CheckIn,
        Writing,
        PlanPart,
        SafetyNote,
        Compartment,
        CareSetting,
        Tie,
        Person,
        SavedMapping,
    ):
        model.objects.filter(space=space).delete()
    for model in (
        Experiment,
        Wording,
        Run,
        Definition,
        Intention,
        Picture,
        PractiseChoice,
        SessionPage,
        Shared,
        Schedule,
    ):
        model.objects.filter(space=space).delete()
    for model in (
        ImportBatch,
        MapChoice,
        Draft,
        OutcomeName,
        OutcomeWay,
        Response,
        QuestionnaireChoice,
    ):
        model.objects.filter(space=space).delete()
    fresh = Space(pk=space.pk, uid=space.uid, created_at=space.created_at)
    fresh.save()
    space.refresh_from_db()
