"""The sound files that are damaged: one small corpus of every format that Kith reads."""

import base64
import csv
import io
import json
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

HERE = Path(__file__).resolve()
TESTS = HERE.parents[2]
sys.path.insert(0, str(TESTS / "exchange"))

from invented_files import (  # noqa: E402
    BASELINE,
    BASELINE_CSV,
    CALENDAR,
    CANVAS,
    CANVAS_GRAPH,
    DAYLIO_BACKUP,
    DAYONE,
    EXAMPLES,
    IFME,
    JRNL,
    JRNL_JSON,
    MONICA,
    NOMIE,
    NOMIE_CSV,
    NOW,
    PIXELS,
    SIGNAL,
    SIGNAL_TEXT,
    SMS,
    STATES,
    TELEGRAM,
    TELEGRAM_ALL,
    VCARDS,
    WHATSAPP,
    WHATSAPP_ANDROID,
)
from mutating import (  # noqa: E402
    CELLS,
    HEADINGS,
    Chance,
    Life,
    Mutator,
    Rows,
    bomb,
    damaged_bytes,
    damaged_json,
    damaged_lines,
    damaged_table,
    gzipped,
    packed,
)
from odd_files import ODD  # noqa: E402
from sealing import version_1, version_3  # noqa: E402

from kith import exchange  # noqa: E402
from kith.exchange import fhir, graphml, life  # noqa: E402
from kith.records import Flow, Person, Tie  # noqa: E402

FORMATS = (
    *("daylio", "howwefeel", "bearable", "tidy", "contacts", "table"),
    *("export", "archive", "parquet", "anything"),
    *("daylio_backup", "dayone", "pixels", "state_of_mind", "baseline", "nomie", "jrnl"),
    *("vcard", "monica", "graphml", "network_canvas"),
    *("ics", "ifme"),
    *("whatsapp", "telegram", "signal", "sms", "fhir"),
)
MAPPING = (
    '[time]\ncolumn = "when"\n[mood]\ncolumn = "how"\nmin = 1\nmax = 5\n'
    '[people]\ncolumns = ["who"]\n[text]\nnote = "what"\n'
)
SPREADSHEET = HERE.parents[3] / "examples"
RARELY = 1 / 5_000
TIMES = ("2024-05-01T09:00Z", "2024-05-02T10:00+02:00", None)
NUMBERS = (None, 1.0, 2.5, -1.0, 5.0, float("nan"), float("inf"), 1e300, -0.0, 5e-324)


ANSWERS = fhir.bundle(
    [
        fhir.Answered(
            UUID(int=7),
            "gad7",
            datetime(2026, 3, 2, 12, tzinfo=UTC),
            {f"gad7_{n}": 1 for n in range(1, 8)},
        )
    ]
)
DOCUMENTS: dict[str, list[Any]] = {
    "daylio_backup": [DAYLIO_BACKUP],
    "dayone": [DAYONE],
    "pixels": [PIXELS],
    "state_of_mind": [STATES, {"data": {"stateOfMind": STATES}}],
    "baseline": [BASELINE],
    "nomie": [NOMIE],
    "jrnl": [JRNL_JSON],
    "monica": [MONICA],
    "telegram": [TELEGRAM, TELEGRAM_ALL],
    "fhir": [ANSWERS, ANSWERS["entry"][1]["resource"]],
}
BESIDE = {"baseline": BASELINE_CSV, "nomie": NOMIE_CSV}  # the same as a table
PEOPLE = [Person("Anna", ("friend", "x")), Person("Ben")]
TIES = [
    Tie("Anna", NOW, 1, flow=Flow.BOTH, closeness=4, x=0.5, y=-0.25),
    Tie("Ben", NOW, 0),
]
LINES: dict[str, list[bytes]] = {
    "jrnl": [JRNL.encode(), version_1(JRNL, "p"), version_3(JRNL, "p")],
    "vcard": [VCARDS.encode()],
    "ics": [CALENDAR.replace("CALNAME:Home", "CALNAME:me@x.org").encode(), CALENDAR.encode()],
    "ifme": [IFME.encode()],
    "graphml": [CANVAS_GRAPH.encode(), graphml.written(PEOPLE, TIES).encode()],
    "whatsapp": [WHATSAPP.encode(), WHATSAPP_ANDROID.encode(), WHATSAPP.encode("utf-16")],
    "signal": [SIGNAL.encode(), SIGNAL_TEXT.encode()],
    "sms": [SMS.encode()],
}  # the same, or all of it, as text or bytes
ARCHIVES: dict[str, dict[str, str]] = {"network_canvas": CANVAS}
INSIDE = {"daylio_backup": "backup.daylio", "dayone": "Journal.json"}  # how it lies in its zip


def parsed(text: str, mark: str = ",") -> tuple[str, Rows]:
    """Return a table as its delimiter and rows."""
    return mark, [row for row in csv.reader(io.StringIO(text), delimiter=mark) if row]


def tables() -> dict[str, list[tuple[str, Rows]]]:
    """Return the sound tables of each format."""
    found = {name: [parsed(text)] for name, text in EXAMPLES.items() if name != "table"}
    found["table"] = [
        parsed("when;how;who;what\n2024-05-01 10:00;3,5;Anna;x\n2024-05-01 12:00;2;nobody;y\n", ";")
    ]
    found["tidy"].append(parsed((SPREADSHEET / "tidy_checkins.csv").read_text("utf-8")))
    found["contacts"].append(parsed((SPREADSHEET / "tidy_contacts.csv").read_text("utf-8")))
    return found


def small_life() -> dict[str, Any]:
    """Return an export with the first rows of each table that need no row left out."""
    with zipfile.ZipFile(TESTS / "web" / "fixtures" / "export-1.zip") as archive:
        whole = json.loads(archive.read(life.DATA))
    kept: dict[str, Any] = {name: [] for name in whole["tables"]}
    for name, rows in whole["tables"].items():
        for row in rows:
            trial = {**kept, name: [*kept[name], row]}
            if len(kept[name]) < 2 and _whole({**whole, "tables": trial}):
                kept = trial
    small = {**whole, "tables": kept}
    life.checked(small)
    return small


def _whole(document: dict[str, Any]) -> bool:
    trial = {**document["tables"]}
    trial["settings"] = trial["settings"] or [{}]
    try:
        life.checked({**document, "tables": trial})
    except exchange.UnreadableFile as error:
        return error.where.startswith("settings") and not document["tables"]["settings"]
    return True


def parquets() -> list[bytes]:
    """Return small Parquet files of several kinds of columns, packed in several ways."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = []
    for how in ("none", "snappy", "zstd", "gzip"):
        out = io.BytesIO()
        columns = {
            "time": ["2024-05-01T09:00Z", "2024-05-02T09:00Z", None],
            "mood": [1.0, 2.5, None],
            "with": [["Anna"], [], None],
            "note": [b"\xff\x00", b"x", None],
        }
        pq.write_table(pa.table(columns), out, compression=how)
        made.append(out.getvalue())
    return made


def odd_parquet(chance: Chance) -> bytes:
    """Return a sound Parquet file of odd columns with odd values."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = 1 + chance.upto(3)
    columns: dict[str, list[Any]] = {
        name: [chance.of(CELLS).encode("utf-8", "replace") for _ in range(rows)]
        for name in ("with", "note")
    }
    columns["time"] = [chance.of((*TIMES, *CELLS)) for _ in range(rows)]
    columns["mood"] = [chance.of(NUMBERS) for _ in range(rows)]
    columns[chance.of(HEADINGS)] = [chance.of(NUMBERS) for _ in range(rows)]
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def boxed(name: str, data: bytes) -> bytes:
    """Return a document in the zip of its app."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        wrapped = base64.b64encode(data) if name == "daylio_backup" else data
        archive.writestr(INSIDE[name], wrapped)
    return out.getvalue()


def damaged_archive(files: dict[str, str]) -> Mutator:
    """Return what damages one of the files of an archive, or the archive."""

    def damaged(chance: Chance) -> bytes:
        held = {name: text.encode() for name, text in files.items()}
        name = chance.of([*held])
        held[name] = damaged_lines(chance, [held[name]])
        if chance.random() < 0.1:
            del held[chance.of([*held])]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for one, data in held.items():
                archive.writestr(one, data)
        made = out.getvalue()
        return damaged_bytes(chance, [made]) if chance.random() < 0.1 else made

    return damaged


def damaged_document(name: str) -> Mutator:
    """Return what damages documents of a format, in every shape that it has."""
    if name in ARCHIVES:
        return damaged_archive(ARCHIVES[name])
    documents, lines = DOCUMENTS.get(name, []), LINES.get(name, [])
    table = [parsed(BESIDE[name])] if name in BESIDE else []

    def damaged(chance: Chance) -> bytes:
        if table and chance.random() < 0.5:
            return damaged_table(chance, table)
        if lines and (not documents or chance.random() < 0.6):
            return damaged_lines(chance, lines)
        data = damaged_json(chance, documents)
        if name not in INSIDE or chance.random() < 0.3:
            return data
        packed_up = boxed(name, data)
        return damaged_bytes(chance, [packed_up]) if chance.random() < 0.1 else packed_up

    return damaged


def mutator(name: str) -> tuple[Mutator, exchange.Mapping | None]:
    """Return what damages files of a format, and the mapping they are read with."""
    if name in DOCUMENTS or name in LINES or name in ARCHIVES:
        return damaged_document(name), None
    if name == "parquet":
        sound = parquets()
        return (
            lambda chance: (
                odd_parquet(chance) if chance.random() < 0.3 else damaged_bytes(chance, sound)
            ),
            None,
        )
    if name == "anything":
        every = [one for some in tables().values() for one in some]
        odd = [found.data for found in ODD.values() if len(found.data) < 4_000]
        odd += [gzipped(b"x" * 99)]
        return (
            lambda chance: (
                damaged_table(chance, every)
                if chance.random() < 0.5
                else damaged_bytes(chance, odd)
            ),
            None,
        )
    if name in {"export", "archive"}:
        written = Life(small_life())
        if name == "export":
            return written.damaged, None
        bombs = [bomb(b'{"format":"kith"', size) for size in (1, 20, 101)]
        return (
            lambda chance: (
                chance.of(bombs)
                if chance.random() < RARELY
                else packed(chance, written.damaged(chance))
            ),
            None,
        )
    some = tables()[name]
    mapping = exchange.Mapping.loads(MAPPING) if name == "table" else None
    return lambda chance: damaged_table(chance, some), mapping
