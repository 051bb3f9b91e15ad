"""Kill the migration of every old vault at every statement, and open it again.

    python migrating.py FOLDER STEP BEGIN [SABOTAGE]

Old are the versions that were ever stamped into a vault (`VERSIONS`), and beside them every state
that the list of migrations passes through. Each gets generated rows in every table. A child brings
it up to date as an opening does and is killed (SIGKILL) before its STEP-th statement of SQL, or
before or after its step on files; then the vault is looked at and opened again. Every seventh of
these is a child of its own that is killed. What a kill leaves are the files as they stand at that
moment, so for the six between them one child takes a copy of all files at each step and goes on.
Ids that a migration draws are the same in every child, or no two could be compared. Prints a line of
JSON: how many kills found the vault `old` as it was or `new` and whole; and what must not be:
`half`, `lost` (rows are not there after the next opening), `left` (files stay behind), `shut` (it
does not open).
"""

import json
import os
import random
import shutil
import signal
import sys
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import an_hour

from kith import vault
from kith.machine import writing
from kith.vault import cipher, preparing
from kith.web.door import place
from kith.web.room import running

VERSIONS: dict[int, dict[str, int]] = {
    1: {"insight": 1, "keep": 1, "people": 1, "shell": 1, "today": 1},
    2: {"insight": 1, "keep": 1, "people": 2, "shell": 2, "today": 1},
    3: {"insight": 1, "keep": 1, "people": 3, "plan": 1, "shell": 2, "today": 1},
    4: {"insight": 1, "keep": 1, "people": 4, "plan": 1, "shell": 2, "today": 1},
    5: {"insight": 2, "keep": 1, "people": 4, "plan": 1, "shell": 2, "today": 1},
    6: {"insight": 2, "keep": 2, "people": 4, "plan": 1, "shell": 2, "today": 1},
    7: {"insight": 2, "keep": 2, "people": 5, "plan": 1, "shell": 2, "today": 1},
    8: {
        "insight": 2,
        "keep": 3,
        "people": 5,
        "plan": 2,
        "questionnaires": 1,
        "shell": 3,
        "today": 1,
    },
    9: {
        "experiments": 1,
        "insight": 3,
        "keep": 3,
        "people": 5,
        "plan": 2,
        "questionnaires": 1,
        "shell": 3,
        "today": 1,
    },
    10: {
        "experiments": 1,
        "insight": 4,
        "keep": 3,
        "people": 5,
        "plan": 2,
        "questionnaires": 1,
        "shell": 3,
        "today": 1,
    },
    11: {
        "conversations": 1,
        "experiments": 1,
        "insight": 4,
        "keep": 3,
        "people": 5,
        "plan": 2,
        "questionnaires": 1,
        "shell": 3,
        "today": 1,
    },
    12: {
        "conversations": 1,
        "experiments": 1,
        "insight": 4,
        "keep": 3,
        "people": 5,
        "plan": 2,
        "practise": 1,
        "questionnaires": 1,
        "shell": 3,
        "today": 1,
    },
}  # how many migrations each app had when a schema number was new; the newest is not old
ROWS = 3
FEW = 40  # with a longer step than that, two old states stand for all
AGAIN = 7  # every so many is a kill and no copy, and is followed by another opening also when nothing changed
MINUTES = 120.0  # seconds between a kill and the next opening
STAYS = {"vault.db", "vault.json", "vault.lock", "place.json"}
Rows = dict[str, list[Any]]


@dataclass
class Old:
    """A vault of an earlier state: its files, what they say, and what must become of them."""

    name: str
    files: dict[str, bytes]
    says: Rows
    becomes: Rows = field(default_factory=dict)
    statements: int = 0


def enter(folder: Path) -> vault.Vault:
    """Make a vault without tables and be the room that has it open."""
    made, _ = vault.create(folder, an_hour.PASSPHRASE, _cost=an_hour.CHEAP)
    running.enter(
        running.Room(vault=made, folder=folder, host="k.localhost", port=1, lock=lambda _: None)
    )
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.web.settings.room"
    import django

    django.setup()
    return made


def states(made: vault.Vault) -> Iterator[tuple[str, int, list[tuple[str, str]]]]:
    """Give each old state: its name, its schema number and the migrations that it had."""
    from django.db.migrations.loader import MigrationLoader

    graph = MigrationLoader(None).graph
    apps = sorted({app for app, _ in graph.nodes})
    names = {app: sorted(name for a, name in graph.nodes if a == app) for app in apps}
    for number, had in VERSIONS.items():
        yield f"version {number}", number, [(app, names[app][n - 1]) for app, n in had.items()]
    order: list[tuple[str, str]] = []
    for leaf in graph.leaf_nodes():
        order += [node for node in graph.forwards_plan(leaf) if node not in order]
    for count in range(1, len(order)):
        yield f"after {count} migrations", 1, order[:count]
    del made


def aged(made: vault.Vault, number: int, had: list[tuple[str, str]], seed: int) -> None:
    """Make the vault's file one of that state, with rows in every table."""
    an_hour.put_back(
        made.folder, {n: made.folder.joinpath(n).read_bytes() for n in ("vault.json",)}
    )
    cipher.create(made.database, made.key())
    with connected(made) as connection:
        from django.db.migrations.executor import MigrationExecutor

        state = MigrationExecutor(connection).migrate(had)
        fill(state.apps, connection.alias, random.Random(seed))
    with cipher.opened(made.database, made.key()) as bare:
        bare.execute(f"PRAGMA user_version = {number}")


@contextmanager
def connected(made: vault.Vault) -> Iterator[Any]:
    """Give Django's connection to the vault's file."""
    from django.db import connections

    connection = connections["default"]
    try:
        yield connection
    finally:
        connection.close()
    del made


def fill(apps: Any, alias: str, chance: random.Random) -> None:
    """Write some rows of every table that there is, whatever its columns are."""
    from django.db import IntegrityError, transaction

    waiting = [model for model in apps.get_models() if model._meta.managed]
    done: set[str] = set()
    while waiting:
        ready = [m for m in waiting if all(name in done for name in _needs(m))]
        if not ready:
            raise SystemExit("tables that need each other")
        for model in ready:
            for number in range(1 if model.__name__ == "Space" else ROWS):
                try:
                    with transaction.atomic(using=alias):
                        _row(model, alias, chance, number)
                except IntegrityError:  # a table that takes one row of each space
                    if not number:
                        raise
            done.add(model._meta.label)
            waiting.remove(model)


def _needs(model: Any) -> set[str]:
    pointed = [f for f in model._meta.get_fields() if f.is_relation and not f.auto_created]
    return {f.related_model._meta.label for f in pointed} - {model._meta.label}


def _row(model: Any, alias: str, chance: random.Random, number: int) -> None:
    values = {
        f.name: _value(f, alias, chance, number)
        for f in model._meta.concrete_fields
        if not (f.primary_key and f.get_internal_type() == "BigAutoField")
    }
    row = model.objects.using(alias).create(**values)
    for many in model._meta.many_to_many:
        getattr(row, many.name).set(many.related_model.objects.using(alias).all()[:2])


def _value(column: Any, alias: str, chance: random.Random, number: int) -> Any:
    if column.is_relation:
        there = list(column.related_model.objects.using(alias).order_by("pk"))
        return there[number % len(there)] if there else None
    kind = column.get_internal_type()
    if column.choices and chance.random() < 0.8:
        return chance.choice(column.choices)[0]
    return DRAWN[kind](column, chance, number)


def _text(column: Any, chance: random.Random, number: int) -> str:
    if column.max_length and column.max_length < 12:
        return str(number)
    said = chance.choice(("By the sea", "Zoë, 李雷 and \u202e", "'; DROP TABLE x; --", "=1+1 \x00"))
    return f"{said} {number}" * (1 if column.max_length else 20)


def _json(column: Any, chance: random.Random, number: int) -> Any:
    plain = column.get_default()
    return {f"a{number}": chance.random()} if isinstance(plain, dict) else [f"x{number}"]


START = datetime(2024, 3, 31, 1, 30, tzinfo=UTC)
DRAWN: dict[str, Callable[[Any, random.Random, int], Any]] = {
    "CharField": _text,
    "TextField": _text,
    "JSONField": _json,
    "UUIDField": lambda _c, chance, _n: UUID(int=chance.getrandbits(128), version=4),
    "DateTimeField": lambda _c, chance, _n: START + timedelta(seconds=chance.randrange(10**7)),
    "DateField": lambda _c, _r, number: date(2024, 2, 27 + number),
    "TimeField": lambda _c, _r, number: time(number),
    "BooleanField": lambda _c, chance, _n: chance.random() < 0.5,
    "FloatField": lambda _c, chance, _n: chance.uniform(-1, 1),
    "BinaryField": lambda _c, chance, _n: chance.randbytes(40),
    **dict.fromkeys(
        (
            *("IntegerField", "SmallIntegerField", "PositiveIntegerField"),
            *("BigIntegerField", "PositiveSmallIntegerField"),
        ),
        lambda _c, _r, number: number,
    ),
}


def says(made: vault.Vault) -> Rows:
    """Read everything, as one does who opens the vault the next morning; when it was migrated aside."""
    cipher.inspect(made.database, made.key())
    with cipher.opened(made.database, made.key()) as connection:
        cipher.verify(connection)
        found: Rows = {"version": [cipher.schema_version(connection)]}
        for name in cipher.tables(connection):
            what = "app, name" if name == "django_migrations" else "*"
            sql = f"SELECT {what} FROM {cipher.quoted(name)} ORDER BY 1, 2"  # noqa: S608 - quoted
            found[name] = [tuple(row) for row in connection.execute(sql)]
        sql = "SELECT name, sql FROM sqlite_schema ORDER BY 1"
        found["schema"] = connection.execute(sql).fetchall()
    return found


class Ids:
    """Draws ids, the same ones after each beginning."""

    def __init__(self) -> None:
        self.chance = random.Random(0)

    def begin(self) -> None:
        """Begin anew."""
        self.chance.seed(0)

    def __call__(self) -> UUID:
        """Draw one."""
        return UUID(int=self.chance.getrandbits(128), version=4)


IDS = Ids()


class Steps:
    """Counts statements and steps on files; ends the process at one of them, or copies all files."""

    def __init__(self, last: int, folder: Path, copies: dict[int, Path]) -> None:
        self.count, self.last, self.folder, self.copies = 0, last, folder, copies
        self.copying = False

    def step(self, *_: object) -> None:
        """Count one; end here when it is the one, or keep what ending here would leave."""
        if self.copying:
            return
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.count in self.copies:
            self.copying = True
            shutil.copytree(self.folder, self.copies[self.count])
            self.copying = False

    def watch(self) -> None:
        """Be told of every statement of every connection, and of what is done to files."""
        keyed = cipher._keyed

        def traced(*args: Any) -> Any:
            connection = keyed(*args)
            connection.set_trace_callback(self.step)
            return connection

        cipher._keyed = traced
        for module, name in (
            *((os, n) for n in ("replace", "link", "unlink", "mkdir", "rmdir")),
            *((writing, n) for n in ("sync_file", "sync_folder", "create_private")),
        ):
            setattr(module, name, self._around(getattr(module, name)))

    def _around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*args: Any, **more: Any) -> Any:
            self.step()
            done = real(*args, **more)
            self.step()
            return done

        return stepped


def migrated(
    made: vault.Vault,
    last: int,
    bring: Callable[[vault.Vault], None],
    copies: dict[int, Path] | None = None,
) -> int:
    """Bring the vault up to date in a child that ends at a step, or copies all files at each of some.

    Gives how many steps it took, 0 when it was ended.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        IDS.begin()
        steps = Steps(last, made.folder, copies or {})
        steps.watch()
        bring(made)
        os.write(writing, str(steps.count).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        said = stream.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return 0
    if os.WEXITSTATUS(status) != 0 or not said:
        raise SystemExit("a migration ended by itself")
    return int(said)


def prepared(made: vault.Vault, old: Old, bring: Callable[[vault.Vault], None]) -> Old:
    """Migrate once without a kill; give what becomes of it, nothing of which may be missing."""
    from kith.web.migrate import RETIRED

    old.statements = migrated(made, 0, bring)
    old.becomes = says(made)
    for name, rows in old.says.items():
        if name in {"version", "schema", *RETIRED} or name.startswith("sqlite_"):
            continue
        if len(old.becomes.get(name, [])) < len(rows):
            raise SystemExit(f"{old.name}: rows of {name} are gone")
    return old


def judged(made: vault.Vault, old: Old, number: int) -> str:
    """Name what a kill left, and what the next opening made of it."""
    from kith.web.migrate import bring_up_to_date

    for path in made.folder.iterdir():
        if path.is_dir():  # a folder without its lock is swept once it is a minute old
            os.utime(path, (path.stat().st_mtime - MINUTES, path.stat().st_mtime - MINUTES))
    try:
        now = says(made)
        if now not in (old.says, old.becomes):
            return "half"
        if now == old.says and number % AGAIN:
            return "old"
        IDS.begin()
        bring_up_to_date(made)
        bring_up_to_date(made)  # the file from before goes once the vault was opened once more
        if says(made) != old.becomes:
            return "lost"
    except vault.VaultError:
        return "shut"
    left = {path.name for path in made.folder.iterdir()} - STAYS
    return "left" if left else "old" if now == old.says else "new"


def many(folder: Path, step: int, begin: int, sabotage: str = "") -> Counter[str]:
    """Kill at every `step`-th statement of every old state."""
    uuid.uuid4 = IDS  # before any migration is loaded
    made = enter(folder)
    from kith.web import migrate

    place.keep_country(folder, "de")  # else a migration would write one, and a later one not
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    bring = migrate.bring_up_to_date if not sabotage else BROKEN[sabotage]
    found = Counter(dict.fromkeys(("old", "new", "half", "lost", "left", "shut"), 0))
    every = list(states(made))
    if sabotage or step > FEW:
        every = [every[0]] if sabotage else [every[0], every[len(VERSIONS) - 1]]
    shelf, shift = folder.parent / "shelf", begin
    for seed, (name, number, had) in enumerate(every):
        tidied(folder)
        an_hour.put_back(folder, {n: d for n, d in kept.items() if n != "vault.db"})
        aged(made, number, had, seed)
        old = Old(name, an_hour.files_of(folder), says(made))
        prepared(made, old, bring)
        wanted = range(1 + shift % step, old.statements + 1, step)
        copies = {last: shelf / str(last) for last in wanted if last % AGAIN}
        tidied(folder)
        an_hour.put_back(folder, old.files)
        migrated(made, 0, bring, copies)
        for last in wanted:
            tidied(folder)
            if last in copies:
                shutil.rmtree(folder)
                copies[last].rename(folder)
            else:
                an_hour.put_back(folder, old.files)
                migrated(made, last, bring)
            found[judged(made, old, last)] += 1
        shift += 11
    return found


def tidied(folder: Path) -> None:
    """Take away the work folders that kills left."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)


def swapped_first(made: vault.Vault) -> None:
    """Break Kith on purpose: put the migrated copy in its place, and only then look at it."""
    finished, swap, later = preparing._finished, preparing._swap, []
    preparing._finished = lambda *args: later.append(args)

    def early(folder: Path, copy: Path, stored: int | None) -> None:
        swap(folder, copy, stored)
        (_, *rest) = later.pop()
        finished(made.database, *rest)

    preparing._swap = early
    from kith.web.migrate import bring_up_to_date

    bring_up_to_date(made)


def in_place(made: vault.Vault) -> None:
    """Break Kith on purpose: migrate the very file that holds the life."""
    from kith.web.migrate import SCHEMA, migrate_file

    with cipher.opened(made.database, made.key()) as connection:
        if cipher.schema_version(connection) == SCHEMA:
            return
    migrate_file(made.database, made.key())
    with cipher.opened(made.database, made.key()) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


BROKEN: dict[str, Callable[[vault.Vault], None]] = {
    "swap before verifying": swapped_first,
    "in place": in_place,
}


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)
