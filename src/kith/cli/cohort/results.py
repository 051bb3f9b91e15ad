"""The folder of a cohort: a manifest, finished parts, and in the end two tables in Parquet.

    cohort.json        what was asked for, so that another question does not mix with this one
    parts/000012.*     answers of one task, each file whole or not there
    people.parquet     one row a person: status, counts, hyperparameters, notes
    effects.parquet    one row for each person and somebody in their life

A part counts when its people are there; its effects are written first.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kith.impact.cohort import Answer

SCHEMA = 1
TABLES = ("effects", "people")
ABOUT = pa.schema(
    [
        ("id", pa.string()),
        ("status", pa.string()),
        ("checkins", pa.int64()),
        ("people", pa.int64()),
        ("seconds", pa.float64()),
        ("ess", pa.float64()),
        ("khat", pa.float64()),
        ("notes", pa.list_(pa.string())),
    ]
)


class OtherCohortError(Exception):
    """The folder holds answers to another question."""


class Folder:
    """The results of one cohort, made when missing.

    Raises
    ------
    OtherCohortError
        When it holds results that were asked for in another way or from other files.
    OSError
        When it cannot be written.
    """

    def __init__(self, path: Path, asked: dict[str, Any]) -> None:
        self.path = path
        self.parts = path / "parts"
        manifest = path / "cohort.json"
        wanted = json.dumps({"schema": SCHEMA, **asked}, sort_keys=True, ensure_ascii=False)
        if manifest.exists():
            if manifest.read_text("utf-8") != wanted:
                raise OtherCohortError
        else:
            path.mkdir(parents=True, exist_ok=True)
            _whole(manifest, lambda part: part.write_text(wanted, "utf-8"))
        if not self.complete():
            self.parts.mkdir(exist_ok=True)

    def complete(self) -> bool:
        """Whether both tables are there."""
        return all((self.path / f"{name}.parquet").is_file() for name in TABLES)

    def finished(self, number: int) -> bool:
        """Whether a task's answers are there."""
        return self._part(number, "people").is_file()

    def keep(self, number: int, answers: Sequence[Answer]) -> None:
        """Write the answers of one task."""
        ordered = sorted(answers, key=lambda answer: answer.id)
        for name, table in (("effects", _effects(ordered)), ("people", _people(ordered))):
            _whole(self._part(number, name), lambda part, table=table: pq.write_table(table, part))

    def put_together(self, tasks: int) -> None:
        """Make the two tables from all parts, and take the parts away."""
        if self.complete():
            return
        for name in TABLES:
            files = [self._part(number, name) for number in range(tasks)]
            schemas = [pq.read_schema(file) for file in files]
            schema = pa.unify_schemas(schemas, promote_options="permissive")
            _whole(
                self.path / f"{name}.parquet",
                lambda part, files=files, schema=schema: _joined(files, schema, part),
            )
        for file in self.parts.iterdir():
            file.unlink()
        self.parts.rmdir()

    def statuses(self) -> dict[str, int]:
        """Return how many people have which status."""
        found = pq.read_table(self.path / "people.parquet", columns=["status"])
        counted = found["status"].value_counts().to_pylist()
        return {row["values"]: row["counts"] for row in counted}

    def _part(self, number: int, name: str) -> Path:
        return self.parts / f"{number:06}.{name}.parquet"


def digest(path: Path | None) -> str:
    """Return a fingerprint of a file or of the files in a folder, empty for none."""
    if path is None:
        return ""
    sha = hashlib.sha256()
    for file in _files(path):
        with file.open("rb") as content:
            while chunk := content.read(1 << 20):
                sha.update(chunk)
    return sha.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file())
    else:
        yield path


def _people(answers: Sequence[Answer]) -> pa.Table:
    hyper = {name for answer in answers for name in answer.about if name.startswith("hyper_")}
    schema = ABOUT
    for name in sorted(hyper):
        schema = schema.append(pa.field(name, pa.float64()))
    return pa.Table.from_pylist([answer.about for answer in answers], schema=schema)


def _effects(answers: Sequence[Answer]) -> pa.Table:
    names = list(answers[0].effects)
    columns: dict[str, list[Any]] = {"id": [], **{name: [] for name in names}}
    for answer in answers:
        rows = len(answer.effects["person"])
        columns["id"] += [answer.id] * rows
        for name in names:
            columns[name] += answer.effects[name]
    return pa.table(columns)


def _joined(files: Sequence[Path], schema: pa.Schema, part: Path) -> None:
    with pq.ParquetWriter(part, schema) as writer:
        for file in files:
            table = pq.read_table(file)
            for field in schema:
                if field.name not in table.column_names:
                    table = table.append_column(field, pa.nulls(len(table), field.type))
            writer.write_table(table.select(schema.names).cast(schema))


def _whole(path: Path, write: Any) -> None:
    """Write a file so that it is there whole or not at all, also after the power went."""
    part = path.with_name(f"{path.name}.part")
    try:
        write(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
