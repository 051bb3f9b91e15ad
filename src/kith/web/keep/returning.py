"""Bring a whole life back from an export: as it was where nothing is yet, beside what is there else.

Rows are known by their uid, or by all that they say; what is here already stays as it is. Whatever
cannot come in as it is (a plan beside a plan, words typed and never saved) is kept as text with the
import, so that nothing of the file is lost.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q

from kith.exchange import Item, Note, life
from kith.exchange.items import Heard, LifeRow
from kith.names import name_key
from kith.web.conversations.models import SORTS, Wording
from kith.web.experiments.models import Experiment
from kith.web.insight.models import OutcomeName, OutcomeWay
from kith.web.keep import (
    brought,
    exchanged,
    returning_boundaries,
    returning_counts,
    returning_pictures,
    returning_practices,
    returning_settings,
    returning_shared,
    returning_within,
)
from kith.web.keep.fitting_answers import fits, heard_of
from kith.web.keep.kept import tells_only_for_help
from kith.web.keep.models import ImportBatch, KeptRow, SavedMapping
from kith.web.people.models import CareSetting, Person, Tie
from kith.web.questionnaires.models import Response
from kith.web.today.models import CheckIn, Contact, Writing

AT_ONCE = 500
MODELS: dict[str, Any] = {
    "mappings": SavedMapping,
    "outcome_names": OutcomeName,
    "outcome_ways": OutcomeWay,
    "people": Person,
    "ties": Tie,
    "check_ins": CheckIn,
    "contacts": Contact,
    "writings": Writing,
    "care_settings": CareSetting,
    **returning_within.MODELS,
    "responses": Response,
    "tie_responses": Response,
    "experiments": Experiment,
    "wordings": Wording,
    **returning_practices.MODELS,
    **returning_boundaries.MODELS,
    **returning_shared.MODELS,
    **returning_pictures.MODELS,
}
WITH_UID = (
    *("people", "check_ins", "contacts", "writings", "responses", "experiments", "wordings"),
    "tie_responses",
    *returning_practices.UIDS,
    *returning_boundaries.NAMED,
    *returning_shared.UIDS,
    *returning_pictures.UIDS,
)
Rows = list[life.Row]
Keys = dict[Any, int]


@dataclass
class Home:
    """Where a life comes back to: what was here before, and the keys of what has come in."""

    batch: ImportBatch
    held: dict[str, Rows]
    empty: bool
    keys: dict[str, Keys] = field(default_factory=dict)
    made: dict[str, list[int]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    heard: list[Heard] = field(default_factory=list)

    @property
    def space(self) -> Any:
        """Return the space that it comes back to."""
        return self.batch.space

    def keep(self, table: str, row: life.Row) -> None:
        """Keep a row as text with the import, once; of answers kept nowhere what they call for."""
        if table == "response" and (heard := heard_of(row)):
            self.heard.append(heard)
            self.counts["note:only_for_help"] += 1
            return
        text = json.dumps(row, ensure_ascii=False)
        if not KeptRow.objects.filter(batch__space=self.space, why=table, original=text).exists():
            KeptRow.objects.create(batch=self.batch, line=0, why=table, original=text)
            self.counts["kept_as_text"] += 1


def come_home(batch: ImportBatch, items: Iterable[Item]) -> tuple[Counter[str], tuple[Heard, ...]]:
    """Write every row of an export that is not here yet; return how much came in, and what was heard."""
    held: dict[str, Rows] = {table.name: [] for table in life.tables()}
    notes: Counter[str] = Counter()
    for item in items:
        if isinstance(item, LifeRow):
            held[item.table].append(json.loads(item.text))
        elif isinstance(item, Note):
            notes[f"note:{item.code}"] += 1
    home = Home(batch, held, empty=_is_empty(batch))
    for bring in (
        _imports,
        _mappings,
        _numbers,
        _people,
        _ties,
        _dated,
        exchanged.bring,
        returning_settings.care,
        returning_within.bring,
        _responses,
        _tie_responses,
        _experiments,
        _wordings,
        returning_practices.bring,
        returning_boundaries.bring,
        returning_settings.silent,
        returning_shared.bring,
        returning_pictures.bring,
        returning_within.drafts,
        returning_settings.bring,
    ):
        bring(home)
    brought.remember(batch, [(MODELS.get(n, ImportBatch), pks) for n, pks in home.made.items()])
    return home.counts + notes, tuple(home.heard)


def _is_empty(batch: ImportBatch) -> bool:
    """Say whether nothing was ever kept in a space, so that also its settings may come in."""
    mine = {"space": batch.space}
    others = ImportBatch.objects.filter(**mine, undone_at=None).exclude(pk=batch.pk)
    return not others.exists() and not any(
        model.objects.filter(**mine).exists() for model in MODELS.values()
    )


def values(table: str, row: life.Row) -> dict[str, Any]:
    """Return the plain columns of a row as its model takes them."""
    columns = next(one for one in life.tables() if one.name == table).columns
    found: dict[str, Any] = {}
    for column in columns:
        value = row[column.name]
        if column.kind in {"of", "all", "number"}:
            continue
        if column.kind == "time" and value is not None:
            value = datetime.fromisoformat(value).astimezone(UTC)
        found[column.name] = value
    return found


def write(home: Home, table: str, rows: list[Any], *, kept: str = "") -> list[Any]:
    """Write rows at once; `kept` is a column that would be set to now, and is to stay."""
    model, wanted = MODELS[table], [getattr(row, kept) for row in rows] if kept else []
    model.objects.bulk_create(rows, batch_size=AT_ONCE)
    if kept:
        for row, value in zip(rows, wanted, strict=True):
            setattr(row, kept, value)
        model.objects.bulk_update(rows, [kept], batch_size=AT_ONCE)
    home.made.setdefault(table, []).extend(row.pk for row in rows)
    return rows


def _imports(home: Home) -> None:
    keys = home.keys["imports"] = {}
    for row in home.held["imports"]:
        said = values("imports", row)
        same = {name: said[name] for name in ("at", "format", "label")}
        batch = ImportBatch.objects.filter(space=home.space, **same).first()
        if batch is None:
            batch = ImportBatch.objects.create(space=home.space, **said)
            ImportBatch.objects.filter(pk=batch.pk).update(at=said["at"])
            home.made.setdefault("imports", []).append(batch.pk)
            _kept_rows(home, batch, row["number"])
        keys[row["number"]] = batch.pk


def _kept_rows(home: Home, batch: ImportBatch, number: int) -> None:
    KeptRow.objects.bulk_create(
        KeptRow(batch=batch, **values("kept_rows", row))
        for row in home.held["kept_rows"]
        if row["import"] == number and not tells_only_for_help(row["original"])
    )


def _mappings(home: Home) -> None:
    here = set(SavedMapping.objects.filter(space=home.space).values_list("key", flat=True))
    rows = [
        SavedMapping(space=home.space, **values("mappings", row))
        for row in home.held["mappings"]
        if row["key"] not in here
    ]
    write(home, "mappings", rows, kept="saved_at")


def _numbers(home: Home) -> None:
    """Bring what the person said of the numbers of an import; a row that is here stays."""
    for table in ("outcome_names", "outcome_ways"):
        model = MODELS[table]
        here = set(model.objects.filter(space=home.space).values_list("column", flat=True))
        rows = [
            model(space=home.space, **values(table, row))
            for row in home.held[table]
            if row["column"] not in here
        ]
        write(home, table, list({row.column: row for row in rows}.values()))


def _people(home: Home) -> None:
    rows = home.held["people"]
    keys = home.keys["people"] = here(home, "people", rows)
    bearers = _one_bearer(home, rows)
    new = []
    for row in rows:
        one = None if row["uid"] in keys else bearers.get(name_key(row["name"]))
        if one is not None and row["deleted_at"] is None:
            keys[row["uid"]] = one
            home.keep("same_person", row)
        elif row["uid"] not in keys:
            safe = {"safe_to_call": bool(row["safe_to_call"])}
            new.append(_owned(home, "people", row, **safe))
    written = write(home, "people", new, kept="created_at")
    told = [row["uid"] for row in rows if row["uid"] not in keys]
    keys |= {uid: who.pk for uid, who in zip(told, written, strict=True)}
    home.counts["people"] += len(new)


def _one_bearer(home: Home, rows: Rows) -> Keys:
    """Return whom a name means where one person here and one in the file bear it, and no other."""
    mine: dict[str, list[int]] = {}
    for pk, name in Person.objects.filter(space=home.space, deleted_at=None).values_list(
        "pk", "name"
    ):
        mine.setdefault(name_key(name), []).append(pk)
    theirs = Counter(name_key(row["name"]) for row in rows if row["deleted_at"] is None)
    taken = set(home.keys["people"].values())
    return {
        name: pks[0]
        for name, pks in mine.items()
        if len(pks) == 1 and theirs[name] == 1 and pks[0] not in taken
    }


def here(home: Home, table: str, rows: Rows) -> Keys:
    """Return which rows are in the space already, by uid."""
    named = {uid_in(home, table, UUID(row["uid"])): row["uid"] for row in rows}
    found: Keys = {}
    for some in _some([*named]):
        here = MODELS[table].objects.filter(space=home.space, uid__in=some)
        found |= {named[uid]: pk for uid, pk in here.values_list("uid", "pk")}
    return found


def uid_in(home: Home, table: str, uid: UUID) -> UUID:
    """Return the uid of a row in this space: its own, or where another space has it, one made of it."""
    if "foreign" not in home.keys:
        home.keys["foreign"] = {
            uid: 1
            for name in WITH_UID
            for some in _some([UUID(row["uid"]) for row in home.held[name]])
            for uid in MODELS[name]
            .objects.filter(~Q(space=home.space), uid__in=some)
            .values_list("uid", flat=True)
        }
    return uuid5(home.space.uid, f"{table}:{uid}") if uid in home.keys["foreign"] else uid


def _some(found: list[Any]) -> Iterable[list[Any]]:
    return (found[at : at + AT_ONCE] for at in range(0, len(found), AT_ONCE))


def _owned(home: Home, table: str, row: life.Row, **more: Any) -> Any:
    said = values(table, row) | {"uid": uid_in(home, table, UUID(row["uid"]))} | more
    batch = home.keys["imports"].get(row["import"])
    return MODELS[table](space=home.space, import_batch_id=batch, **said)


def _ties(home: Home) -> None:
    people = home.keys["people"]
    columns = ("circle", "bond", "flow", "role", "closeness", "intimacy", "x", "y")
    here = set(Tie.objects.filter(space=home.space).values_list("person_id", "at", *columns))
    new = []
    for row in home.held["ties"]:
        said = values("ties", row)
        key = (people[row["person"]], said["at"], *(said[name] for name in columns))
        if key not in here:
            new.append(Tie(space=home.space, person_id=key[0], **said))
    write(home, "ties", new)
    home.counts["ties"] += len(new)


def _dated(home: Home) -> None:
    links: dict[str, tuple[Any, str, str]] = {
        "check_ins": (CheckIn.company.through, "checkin_id", "company"),
        "contacts": (Contact.people.through, "contact_id", "people"),
    }
    for table in ("check_ins", "contacts", "writings"):
        rows = home.held[table]
        keys = home.keys[table] = _by_source(home, table, rows) | here(home, table, rows)
        home.counts["already_here"] += len(keys)
        new = [row for row in rows if row["uid"] not in keys]
        made = [_owned(home, table, row, **_check_in_of(home, row)) for row in new]
        write(home, table, made, kept="created_at")
        keys |= {row["uid"]: one.pk for row, one in zip(new, made, strict=True)}
        if table in links:
            _link(home, *links[table], list(zip(new, made, strict=True)))
        returning_counts.add(home.counts, table, new)


def _link(
    home: Home, through: Any, end: str, column: str, pairs: list[tuple[life.Row, Any]]
) -> None:
    """Say who was there."""
    people = home.keys["people"]
    links = [
        through(**{end: one.pk, "person_id": pk})
        for row, one in pairs
        for pk in dict.fromkeys(people[uid] for uid in row[column])
    ]
    through.objects.bulk_create(links, batch_size=AT_ONCE)


def _by_source(home: Home, table: str, rows: Rows) -> Keys:
    """Return the rows that another import brought here already, by the name of their source."""
    here = MODELS[table].objects.filter(~Q(source_id=""), space=home.space)
    known = dict(here.order_by("-pk").values_list("source_id", "pk"))
    return {row["uid"]: known[row["source_id"]] for row in rows if row["source_id"] in known}


def _check_in_of(home: Home, row: life.Row) -> dict[str, Any]:
    if "check_in" not in row:
        return {}
    return {"check_in_id": home.keys["check_ins"].get(row["check_in"])}


def _responses(home: Home) -> None:
    """Bring answers that fit their questionnaire; others are kept as text."""
    new = not_here(home, "responses")
    for row in new:
        if not fits(row):
            home.keep("response", row)
    fitting = [row for row in new if fits(row)]
    write_owned(home, "responses", fitting, [{} for _ in fitting])


def _tie_responses(home: Home) -> None:
    """Bring answers with whom they are about; what does not fit is kept as text."""
    _with_somebody(home, "tie_responses", "response", lambda row: fits(row, tie=True))
    home.counts["responses"] += home.counts.pop("tie_responses", 0)


def _experiments(home: Home) -> None:
    """Bring experiments whose coins make sense; others are kept as text."""
    from kith.web.keep import fitting_experiments  # it needs the model, which takes a while to load

    _with_somebody(home, "experiments", "experiment", fitting_experiments.fits)


def _wordings(home: Home) -> None:
    """Bring words of a sort that is known here; others are kept as text."""
    _with_somebody(home, "wordings", "wording", lambda row: row["sort"] in SORTS)


def _with_somebody(home: Home, table: str, why: str, fits: Callable[[life.Row], bool]) -> None:
    """Bring rows that may be about somebody; what does not fit is kept as text."""
    new = not_here(home, table)
    for row in new:
        if not fits(row):
            home.keep(why, row)
    fitting, people = [row for row in new if fits(row)], home.keys["people"]
    write_owned(home, table, fitting, [{"person_id": people.get(r["person"])} for r in fitting])


def not_here(home: Home, table: str) -> Rows:
    """Return the rows of a table that are not in the space yet; count the others."""
    rows = home.held[table]
    keys = home.keys[table] = _by_source(home, table, rows) | here(home, table, rows)
    home.counts["already_here"] += len(keys)
    return [row for row in rows if row["uid"] not in keys]


def write_owned(home: Home, table: str, rows: Rows, more: list[dict[str, Any]]) -> list[Any]:
    """Write rows with a uid, each with what is `more` of it than its plain columns; count them."""
    made = [_owned(home, table, row, **said) for row, said in zip(rows, more, strict=True)]
    home.counts[table] += len(write(home, table, made, kept="created_at"))
    home.keys[table] |= {row["uid"]: one.pk for row, one in zip(rows, made, strict=True)}
    return made
