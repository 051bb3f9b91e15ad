"""Everything in a space as the tables of `kith.exchange.life`: exact, and without what is worked out.

Rows are called by their uid or, where they have none, by their number in the file: the numbers of
the vault's own tables stay inside it.
"""

import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from kith import __version__
from kith.exchange import life
from kith.safety.gate import CareState
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
from kith.web.experiments.models import Experiment
from kith.web.insight.models import OutcomeName, OutcomeWay
from kith.web.keep.export import within
from kith.web.keep.models import ImportBatch, KeptRow, SavedMapping
from kith.web.people.care import CAREFUL
from kith.web.people.models import CareSetting, MapChoice, Person, Tie
from kith.web.people.staying import staying
from kith.web.plan import kept
from kith.web.practise.models import Answer, Definition, Intention, Picture, PractiseChoice, Run
from kith.web.questionnaires.models import QuestionnaireChoice, Response, Schedule
from kith.web.share.models import SessionPage, Shared
from kith.web.share.parts import TWICE
from kith.web.shell import drafts, inside
from kith.web.shell.models import Draft, Space
from kith.web.shell.zones import zone_named
from kith.web.today.models import CheckIn, Contact, Exchanged, Writing

Rows = list[life.Row]
BOUNDARIES: dict[str, Any] = {
    "boundaries": Boundary,
    "boundary_events": BoundaryEvent,
    "their_limits": TheirLimit,
    "apologies": Apology,
    "grounds": Ground,
    "card_sorts": CardSort,
    "capacity": Capacity,
    "commitments": Commitment,
}


def document(space: Space, *, with_plan: bool = False) -> dict[str, Any]:
    """Return a whole life; the plan and the care settings only where they were asked for."""
    with transaction.atomic():  # one look, so that no row names another that came meanwhile
        tables = _Life(space, with_plan=with_plan).tables()
    return {
        "format": life.NAME,
        "schema": life.VERSION,
        "made_by": f"Kith {__version__}",
        "with_plan": with_plan,
        "tables": tables,
    }


class _Life:
    """The rows of one space, with the names by which they call each other."""

    def __init__(self, space: Space, *, with_plan: bool) -> None:
        self.space, self.with_plan = space, with_plan
        self.imports = _numbered(_imports(space))
        self.people = _uids(Person, space)
        self.check_ins = _uids(CheckIn, space)
        self.runs = _uids(Run, space)
        self.files = _numbered(Definition.objects.filter(space=space))
        self.contacts = _uids(Contact, space)
        self.boundaries = _uids(Boundary, space)
        self.their_limits = _uids(TheirLimit, space)

    def tables(self) -> dict[str, Rows]:
        """Return every table by its name."""
        mine = {"space": self.space}
        people = set(self.people.values())
        private = within.rows(self.space, people) if self.with_plan else within.nothing()
        safety = mine if self.with_plan else {"pk__in": ()}
        return {
            "settings": [self._settings()],
            "imports": self._rows("imports", _imports(self.space)),
            "kept_rows": self._rows("kept_rows", self._kept()),
            "mappings": self._rows("mappings", SavedMapping.objects.filter(**mine)),
            "outcome_names": self._rows("outcome_names", OutcomeName.objects.filter(**mine)),
            "outcome_ways": self._rows("outcome_ways", OutcomeWay.objects.filter(**mine)),
            "people": self._rows("people", Person.objects.filter(**mine)),
            "ties": self._rows("ties", Tie.objects.filter(**mine)),
            "check_ins": self._rows("check_ins", CheckIn.objects.filter(**mine)),
            "contacts": self._rows("contacts", Contact.objects.filter(**mine)),
            "writings": self._rows("writings", Writing.objects.filter(**mine)),
            "drafts": self._rows("drafts", self._drafts()),
            "responses": self._rows("responses", Response.objects.filter(**mine, person=None)),
            "questionnaire_choice": self._rows(
                "questionnaire_choice", QuestionnaireChoice.objects.filter(**mine)
            ),
            "experiments": self._rows("experiments", Experiment.objects.filter(**mine)),
            "wordings": self._rows("wordings", Wording.objects.filter(**mine)),
            "practice_files": self._rows("practice_files", Definition.objects.filter(**mine)),
            "runs": self._rows("runs", Run.objects.filter(**mine)),
            "run_answers": self._rows("run_answers", Answer.objects.filter(run__space=self.space)),
            "intentions": self._rows("intentions", Intention.objects.filter(**mine)),
            **{
                name: self._rows(name, kind.objects.filter(**mine))
                for name, kind in BOUNDARIES.items()
            },
            "practise_choice": self._rows("practise_choice", PractiseChoice.objects.filter(**mine)),
            "session_page": self._rows("session_page", SessionPage.objects.filter(**mine)),
            "shared": self._rows("shared", Shared.objects.filter(**mine)),
            "schedules": self._rows("schedules", Schedule.objects.filter(**mine)),
            "pictures": self._rows("pictures", Picture.objects.filter(**mine)),
            "tie_responses": self._rows(
                "tie_responses", Response.objects.filter(**mine).exclude(person=None)
            ),
            "exchanged": self._rows(
                "exchanged", Exchanged.objects.filter(contact__space=self.space)
            ),
            "care_settings": self._rows("care_settings", CareSetting.objects.filter(**safety)),
            "kept_silent": self._kept_silent() if self.with_plan else [],
            **private,
        }

    def _kept_silent(self) -> Rows:
        """Return which rows stay silent though nobody who is here asks for it."""
        return [
            {"table": name, "row": str(uid)}
            for name, model in staying().items()
            for uid in model.objects.filter(space=self.space, guarded=True)
            .order_by("pk")
            .values_list("uid", flat=True)
        ]

    def _kept(self) -> QuerySet[KeptRow]:
        """Return the rows that imports kept as text; those of a plan only where it was asked for."""
        found = KeptRow.objects.filter(batch__in=_imports(self.space))
        return found if self.with_plan else found.exclude(kept.about_the_plan())

    def _drafts(self) -> QuerySet[Draft]:
        found = Draft.objects.filter(space=self.space)
        hidden = Q()
        open_to_all = self.with_plan and not inside.is_shut(self.space)
        for page in () if open_to_all else inside.PRIVATE_PAGES:
            hidden |= Q(page__startswith=page)
        return found.exclude(hidden) if hidden else found

    def _settings(self) -> life.Row:
        chosen = MapChoice.objects.filter(space=self.space).first()
        columns = _columns("settings")
        said = {c.name: getattr(self.space, c.name) for c in columns if c.name != "people_as_list"}
        return {**said, "people_as_list": chosen.as_list if chosen else None}

    def _rows(self, table: str, rows: QuerySet[Any]) -> Rows:
        links = self._links(table)
        found = []
        for row in rows.order_by("pk"):
            named = {c.name: self._value(table, c, row) for c in _columns(table) if c.kind != "all"}
            named |= {name: by_row.get(row.pk, []) for name, by_row in links.items()}
            found.append({column.name: named[column.name] for column in _columns(table)})
        return found

    def _links(self, table: str) -> dict[str, dict[int, list[str]]]:
        """Return who stands in each row, in one question."""
        through: dict[str, tuple[str, Any, str]] = {
            "check_ins": ("company", CheckIn.company.through, "checkin"),
            "contacts": ("people", Contact.people.through, "contact"),
            "boundaries": ("people", Boundary.people.through, "boundary"),
        }
        if table not in through:
            return {}
        name, model, end = through[table]
        found: dict[int, list[str]] = defaultdict(list)
        pairs = model.objects.filter(**{f"{end}__space": self.space}).order_by("pk")
        for row, person in pairs.values_list(f"{end}_id", "person_id"):
            if person in self.people:
                found[row].append(self.people[person])
        return {name: found}

    def _value(self, table: str, column: Any, row: Any) -> Any:
        if (table, column.name) in SPECIAL:
            return SPECIAL[table, column.name](self, row)
        if column.name == "import":
            batch = row.batch_id if table == "kept_rows" else row.import_batch_id
            return self.imports.get(batch)
        if column.kind == "of":
            held, key = getattr(self, column.table), getattr(row, f"{column.name}_id")
            return held.get(key) if column.optional else held[key]
        return _plain(column.kind, getattr(row, column.name), getattr(row, "zone", "UTC"))


def _setting(_: _Life, row: Any) -> int:
    known = row.state in set(CareState)
    return CAREFUL.index(CareState(row.state) if known else CareState.CARE)


def _parts(row: Any, *, with_plan: bool) -> list[str]:
    """Return what stood on a page; nothing tells of a plan where it was not asked for."""
    return [code for code in row.parts if with_plan or code not in TWICE]


SPECIAL: dict[tuple[str, str], Callable[[_Life, Any], Any]] = {
    ("imports", "number"): lambda life, row: life.imports[row.pk],
    ("people", "safe_to_call"): lambda life, row: row.safe_to_call if life.with_plan else None,
    ("care_settings", "setting"): _setting,
    ("experiments", "first_day"): lambda _, row: row.first_day.isoformat(),
    ("practice_files", "number"): lambda life, row: life.files[row.pk],
    ("runs", "file"): lambda life, row: life.files[row.definition_id],
    ("run_answers", "values"): lambda _, row: json.dumps(row.values, ensure_ascii=False),
    ("pictures", "data"): lambda _, row: b64encode(row.data).decode(),
    ("intentions", "looks"): lambda _, row: json.dumps(row.looks, ensure_ascii=False),
    ("boundary_events", "due"): lambda _, row: row.due.isoformat() if row.due else "",
    ("practise_choice", "not_now"): lambda _, row: json.dumps(row.not_now),
    ("shared", "since"): lambda _, row: row.since.isoformat(),
    ("shared", "until"): lambda _, row: row.until.isoformat(),
    ("shared", "parts"): lambda life, row: _parts(row, with_plan=life.with_plan),
    ("schedules", "not_before"): lambda _, row: (
        row.not_before.isoformat() if row.not_before else ""
    ),
    ("drafts", "fields"): lambda _, row: _fields(drafts.fields_of(row)),
}


def _columns(table: str) -> Any:
    return next(one for one in life.tables() if one.name == table).columns


def _imports(space: Space) -> QuerySet[ImportBatch]:
    """Return the imports of a space; an export that came back whole is no import of its own."""
    kept = KeptRow.objects.filter(batch=OuterRef("pk"))
    return ImportBatch.objects.filter(~Q(format=life.NAME) | Exists(kept), space=space)


def _numbered(rows: QuerySet[Any]) -> dict[int, int]:
    keys = rows.order_by("pk").values_list("pk", flat=True)
    return {pk: number for number, pk in enumerate(keys, 1)}


def _uids(model: Any, space: Space) -> dict[int, str]:
    return {pk: str(uid) for pk, uid in model.objects.filter(space=space).values_list("pk", "uid")}


def _plain(kind: str, value: Any, zone: str) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone_named(zone) if zone != "UTC" else UTC).isoformat()
    return str(value) if kind == "uid" else value


def _fields(fields: dict[str, Any]) -> dict[str, list[str]]:
    """Return what stood in the fields of a page, as texts."""
    held: Iterable[tuple[str, Any]] = fields.items()
    return {
        str(name): [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in held
    }
