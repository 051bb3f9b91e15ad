"""Write a name into every column of every table, take it out for good, and look for it in the file.

    python forgetting.py FOLDER TRIES SEED [SABOTAGE | some]

The tables and their columns are found by looking at the models, so one that is added later is
tried as well. The vault's file, its log and the file from before a migration are read page by
page with the key: rows, free pages and the room between them. In every other try the plan, the
safety notes and what is typed there are locked by a second passphrase, which is open: each box that
held the name must be gone from the file, and none that is there may hold it. Prints a line of JSON:
`tries`, in how many the name was `found` afterwards, how often it was `unseen` before (then the
search itself would be broken), and how many words were `lost` that had nothing to do with the name.
"""
# ruff: noqa: E402 - helpers lie beside this file

import json
import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "vault")]

import pages
from vault_lives import CHEAP, PASSPHRASE, PHRASE

from kith import vault
from kith.web.room import running

AT = datetime(2025, 5, 1, 12, tzinfo=UTC)
BESIDE = "a lantern by the harbour"  # words that must stay
SOME = ("no scrub", "undo kept")  # the others in `make prove`
OWN_FILE = "Definition.text"  # a file of Kith's own, the one long text that nobody wrote
SECOND = "an owl above the frozen pond"
BOXES = {"PlanPart": "content", "SafetyNote": "content", "Draft": "fields"}  # what it locks
SIGNS = ("qxzvkwyj", "żłśćńęąó", "шжюябщцы", "θψξφωζλμ")


class Life:
    """An open vault on the disk, and a row of every table with the name in every column."""

    def __init__(self, place: Path) -> None:
        place.mkdir(parents=True, exist_ok=True)
        self.numbers = count()
        self.opened, _ = vault.create(
            place / "vault", PASSPHRASE, _cost=CHEAP, _phrase=lambda: PHRASE
        )
        self.room = running.Room(
            vault=self.opened,
            folder=place / "vault",
            host="localhost",
            port=0,
            lock=lambda _: None,
        )
        running.enter(self.room)
        os.environ["DJANGO_SETTINGS_MODULE"] = "kith.web.settings.room"
        from kith.web.migrate import bring_up_to_date

        bring_up_to_date(self.opened)
        import django

        django.setup()
        self._lock_inside()

    def _lock_inside(self) -> None:
        """Switch a second passphrase on; it stays open."""
        from kith.vault import compartment
        from kith.web.plan import second
        from kith.web.shell.space import the_space

        compartment.calibrate, compartment.RECOVERY = lambda: CHEAP, CHEAP
        second.switch_on(the_space(), *vault.make_compartment(self.opened, SECOND, PHRASE))

    def filled(self, name: str, number: int, *, locked: bool) -> Any:
        """Write a row of every table, in boxes where they are `locked`; return the person."""
        from django.apps import apps

        from kith.web.people.everywhere import spots
        from kith.web.people.models import Person
        from kith.web.shell.models import Space
        from kith.web.shell.space import the_space

        space = the_space()
        made: dict[Any, Any] = {Space: space}
        made[Person] = Person.objects.create(space=space, name=name, note=f"{name} {BESIDE}")
        for model in apps.get_models():
            if model.__module__.startswith(spots.OURS) and model not in made:
                self._row(model, name, number, made)
        space.title, space.exit_site = f"{name} x", f"https://example.org/{name}/x"
        space.save()
        for model in made.values():
            if locked and type(model).__name__ in BOXES:
                self._lock(model, number)
            for link in model._meta.many_to_many:
                getattr(model, link.name).add(made[Person])
        return made[Person]

    def _lock(self, row: Any, number: int) -> None:
        """Put the words of a row in a box, as it lies there while a second passphrase is on."""
        from kith.web.shell import inside

        column = BOXES[type(row).__name__]
        if column == "fields":
            row.page = f"/plan/part/{number}/"
        setattr(row, column, inside.sealed(getattr(row, column), row.place))
        row.save()

    def boxes(self) -> dict[str, str]:
        """Return every box of the vault with what it says, also those that an undo keeps."""
        from django.apps import apps

        from kith.web.people.models import TakenOut
        from kith.web.shell import inside

        held = []
        for model in apps.get_models():
            if column := BOXES.get(model.__name__):
                held += [(row, getattr(row, column)) for row in model.objects.all()]
        for undo in TakenOut.objects.filter(
            table__in=("plan.PlanPart", "plan.SafetyNote", "shell.Draft")
        ):
            row = apps.get_model(undo.table).objects.get(pk=undo.row)
            held += [(row, undo.was), (row, undo.became)]
        return {
            box[inside.SEALED]: json.dumps(inside.read(box, row.place), ensure_ascii=False)
            for row, box in held
            if inside.is_sealed(box)
        }

    def _row(self, model: Any, name: str, number: int, made: dict[Any, Any]) -> Any:
        if model in made:
            return made[model]
        said = {}
        for one in model._meta.concrete_fields:
            if one.primary_key or (one.has_default() and one.name == "uid"):
                continue
            if one.is_relation:
                said[one.name] = self._row(one.related_model, name, number, made)
            else:
                said[one.name] = _value(model, one, name, number)
        said = {key: value for key, value in said.items() if value is not None}
        ones = {one.name: said[one.name] for one in model._meta.concrete_fields if one.one_to_one}
        made[model] = (ones and model.objects.filter(**ones).first()) or model(**said)
        made[model].save()
        return made[model]


def _value(model: Any, one: Any, name: str, number: int) -> Any:  # noqa: C901, PLR0911, PLR0912 - a table
    from django.db import models

    from kith.web.people.everywhere import spots

    holds = one.name in spots.columns(model) or model.__name__ in spots.APART
    match one:
        case models.JSONField() if f"{model.__name__}.{one.name}" in spots.CODES:
            return {}
        case models.JSONField() if one.default is list:
            return [f"{name}'s day", BESIDE]
        case models.JSONField() if one.name == "values":  # a slice of a pie is named in a key
            return {"pie": {f"{name}'s part": 40, BESIDE: 20}, "text": f"{name}, {BESIDE}"}
        case models.JSONField():
            return (
                {f"with {name}": 3.0} if one.name == "outcomes" else {"text": f"{name}, {BESIDE}"}
            )
        case models.TextField() if f"{model.__name__}.{one.name}" == OWN_FILE:
            return f"code{number}"
        case models.TextField():
            return f"{BESIDE}. We met {name.upper()}’s sister, and {name}." * 9
        case models.CharField() if one.choices:
            return None
        case models.CharField() if holds:
            return f"{name} {number}"[: one.max_length]
        case models.CharField():
            return "UTC" if one.name == "zone" else f"code{number}"[: one.max_length]
        case models.DateTimeField():
            return None if one.name in {"deleted_at", "edited_at", "undone_at"} else AT
        case models.DateField():
            return AT.date()
        case models.BooleanField() | models.UUIDField():
            return None
        case models.BinaryField():  # a picture: dots, and no letters of anybody
            return bytes(range(64))
        case _:
            return 1


def spelt(name: str) -> list[bytes]:
    """Return how a name may stand in the file: as text, and escaped in JSON."""
    forms = {name, name.lower(), name.upper(), name.title()}
    return [form.encode() for form in forms] + [json.dumps(form)[1:-1].encode() for form in forms]


def stands(life: Life, words: list[bytes]) -> list[str]:
    """Return the files of the vault's folder that hold one of the words, read with the key."""
    hits = []
    for path in sorted(life.room.folder.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            database = path.name.startswith("vault.db") and not path.name.endswith("-shm")
            clear = pages.in_the_clear(path, life.opened.key()) if database and raw else b""
            hits += [path.name for word in words if word in raw or word in clear]
    return hits


def holding(life: Life, words: list[bytes]) -> set[str]:
    """Return the boxes that hold one of the words."""
    return {box for box, said in life.boxes().items() if any(w in said.encode() for w in words)}


def stands_of(life: Life, boxes: set[str]) -> set[str]:
    """Return which boxes still lie in the file, by their beginnings: a long one goes over pages."""
    return {box for box in boxes if stands(life, [box[:200].encode()])}


@contextmanager
def broken_on_purpose(sabotage: str) -> Iterator[None]:
    """Be a Kith that this must find out."""
    from kith.vault import scrubbing as vaults
    from kith.web.people.everywhere import doing, spots
    from kith.web.shell import inside, scrubbing

    place, name, worse = {
        "boxes left out": (inside, "is_open", lambda space: False),
        "no scrub": (scrubbing, "_scrub", lambda: None),
        "a column left out": (spots, "CODES", spots.CODES | {"KeptRow.original"}),
        "undo kept": (doing, "_for_good", lambda person, chosen: None),
        "file from before kept": (vaults, "forget_kept", lambda folder: None),
    }[sabotage]
    honest = getattr(place, name)
    setattr(place, name, worse)
    try:
        yield
    finally:
        setattr(place, name, honest)


def one(life: Life, chance: random.Random, number: int, found: Counter[str]) -> None:
    """Try one name."""
    from django.db import connection

    from kith.web.people.everywhere import doing, hits

    signs = chance.choice(SIGNS)
    name = "".join(chance.choices(signs, k=9)).title()
    life.room.inside.touch()  # it would close after a few quiet minutes
    locked = bool(number % 2)
    person = life.filled(name, number, locked=locked)
    words = spelt(name)
    connection.close()  # the last to close carries the log over, so that the copy is whole
    shutil.copy(life.room.folder / "vault.db", life.room.folder / "vault.db.before-6")
    boxes = holding(life, words)
    seen = (
        stands(life, words) and bool(boxes) is locked and len(boxes) == len(stands_of(life, boxes))
    )
    found["unseen"] += not seen
    names = doing.names_of(person)
    if chance.random() < 0.3:  # an undo from before is in the way
        some = [hit.key for hit in hits.found(person, names)][::2]
        doing.change_texts(
            person, doing.Chosen(names, "Robin", frozenset(some), delete=False), datetime.now(UTC)
        )
    boxes |= holding(life, words)  # and those that the undo keeps
    ticked = frozenset(hit.key for hit in hits.found(person, names))
    chosen = doing.Chosen(
        names,
        "someone",
        ticked,
        delete=chance.random() < 0.5,
        contacts=chance.random() < 0.5,
        at_once=True,
    )
    doing.carry_out(person, chosen, datetime.now(UTC))
    left = stands(life, words) or stands_of(life, boxes) or holding(life, words)
    found["found"] += bool(left)
    beside = all(BESIDE in said for said in life.boxes().values())
    found["lost"] += not (stands(life, [BESIDE.encode()]) and beside)


def many(life: Life, tries: int, seed: int, *sabotage: str) -> Counter[str]:
    """Try as often, and count."""
    chance = random.Random(seed)
    found = Counter(tries=tries, found=0, unseen=0, lost=0)
    with ExitStack() as stack:
        for broken in sabotage:
            stack.enter_context(broken_on_purpose(broken))
        for _ in range(tries):
            one(life, chance, next(life.numbers), found)
    return found


if __name__ == "__main__":
    one_life = Life(Path(sys.argv[1]))
    for words in [sys.argv[4:]] if sys.argv[4:] != ["some"] else [[], *([one] for one in SOME)]:
        result = many(one_life, int(sys.argv[2]), int(sys.argv[3]), *words)
        sys.stdout.write(json.dumps(result) + "\n")
