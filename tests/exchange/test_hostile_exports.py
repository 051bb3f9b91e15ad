"""An export that was damaged, cut, changed by hand or made to do harm is refused with a reason."""

import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kith import exchange
from kith.exchange import ExchangeError, life, sandbox
from kith.wording import codes

FIRST = Path(__file__).parents[1] / "web" / "fixtures" / "export-1.zip"
TABLES = {table.name: table for table in life.tables()}

SINCE = "2026-03-02T10:00:00+00:00"
KEPT = {"source_id": "", "created_at": SINCE, "edited_at": None, "deleted_at": None, "import": None}
with zipfile.ZipFile(FIRST) as _archive:
    _TABLES = json.loads(_archive.read(life.DATA))["tables"]
    ANYBODY, ANY_CONTACT = (_TABLES[name][0]["uid"] for name in ("people", "contacts"))
LATER: dict[str, list[Any]] = {
    "outcome_ways": [{"column": "loneliness", "better": "less"}],
    "responses": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c11",
            "at": SINCE,
            "zone": "UTC",
            "measure": "phq4",
            "answers": {"phq4_1": 1},
            "source_id": "",
            "created_at": SINCE,
            "edited_at": None,
            "deleted_at": None,
            "import": None,
        }
    ],
    "questionnaire_choice": [{"ask_about_self_harm": True}],
    "safety_notes": [
        {
            "note": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c12",
            "at": SINCE,
            "kind": "happened",
            "day": "2026-03-02",
            "hour": "",
            "place": "",
            "text": "What was said.",
            "saw": "",
            "told": "",
            "kept": "",
            "deleted_at": None,
        }
    ],
    "compartment": [],
    "sealed": [],
    "experiments": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c13",
            "at": SINCE,
            "zone": "UTC",
            "question": "own",
            "doing": "A walk.",
            "cue": "",
            "person": None,
            "hour": 18,
            "first_day": "2026-03-03",
            "coins": "0+ 0-",
            "did": {"0": 1},
            "told": 3,
            "stopped_at": None,
            "source_id": "",
            "created_at": SINCE,
            "edited_at": None,
            "deleted_at": None,
            "import": None,
        }
    ],
    "wordings": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c14",
            "at": SINCE,
            "zone": "UTC",
            "sort": "message",
            "first": "You never ring.",
            "later": "I would like to hear from you.",
            "person": None,
            "source_id": "",
            "created_at": SINCE,
            "edited_at": None,
            "deleted_at": None,
            "import": None,
        }
    ],
    "practise_choice": [{"offers": True, "not_now": "{}"}],
    "session_page": [{"questions": "How do I rest?"}],
    "shared": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c31",
            "at": SINCE,
            "whom": "Dr Dao",
            "form": "pdf",
            "since": "2026-02-02",
            "until": "2026-03-01",
            "parts": ["questions"],
            "names": "letters",
            "created_at": SINCE,
            "deleted_at": None,
        }
    ],
    "pictures": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c32",
            "at": SINCE,
            "zone": "UTC",
            "alt": "the sea",
            "form": "png",
            "data": "aGVsbG8=",
            "source_id": "",
            "created_at": SINCE,
            "edited_at": None,
            "deleted_at": None,
            "import": None,
        }
    ],
    "tie_responses": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c33",
            "person": ANYBODY,
            "at": SINCE,
            "zone": "UTC",
            "measure": "ecr_rs",
            "answers": {"ecr_rs_1": 1},
            "source_id": "",
            "created_at": SINCE,
            "edited_at": None,
            "deleted_at": None,
            "import": None,
        }
    ],
    "exchanged": [
        {
            "contact": ANY_CONTACT,
            **dict.fromkeys(("sent", "received", "characters_sent", "characters_received"), 3),
        }
    ],
    "schedules": [{"measure": "gad7", "every": 14, "not_before": ""}],
    "kept_silent": [{"table": "runs", "row": "00000000-0000-0000-0000-000000000001"}],
    "practice_files": [{"number": 1, "text": 'id = "small"'}],
    "runs": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c15",
            "at": SINCE,
            "zone": "UTC",
            "practice": "small",
            "version": 1,
            "file": 1,
            "person": None,
            "before": 7,
            "after": 4,
            "stopped_at": None,
            "ended_at": SINCE,
            "source_id": "",
            "created_at": SINCE,
            "edited_at": None,
            "deleted_at": None,
            "import": None,
        }
    ],
    "run_answers": [
        {
            "run": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c15",
            "step": "first",
            "at": SINCE,
            "values": '{"what": "A word."}',
        }
    ],
    "intentions": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c16",
            "at": SINCE,
            "zone": "UTC",
            "person": None,
            "how": "patient",
            "cue": "The phone rings.",
            "act": "I breathe out.",
            "looks": "[]",
            "closed_at": None,
            "source_id": "",
            "created_at": SINCE,
            "edited_at": None,
            "deleted_at": None,
            "import": None,
        }
    ],
    "boundaries": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c21",
            "at": SINCE,
            "zone": "UTC",
            "sort": "time",
            "when": "it is late",
            "then": "go home",
            "people": [],
            **dict.fromkeys(("warmth", "limit", "offer", "again"), ""),
            **KEPT,
        }
    ],
    "boundary_events": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c22",
            "at": SINCE,
            "zone": "UTC",
            "boundary": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c21",
            "what": "crossed",
            "person": None,
            "contact": None,
            "severity": "slip",
            **dict.fromkeys(("reaction", "did", "note", "option", "plan", "followed"), ""),
            "feel": 4,
            "due": "2026-03-05",
            "followed_at": None,
            **KEPT,
        }
    ],
    "their_limits": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c23",
            "at": SINCE,
            "zone": "UTC",
            "person": ANYBODY,
            "text": "No calls at work.",
            "known": "told",
            "note": "",
            **KEPT,
        }
    ],
    "apologies": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c24",
            "at": SINCE,
            "zone": "UTC",
            "person": ANYBODY,
            "limit": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c23",
            **dict.fromkeys(("own", "impact", "repair", "change"), "words"),
            "said_at": None,
            **KEPT,
        }
    ],
    "grounds": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c25",
            "at": SINCE,
            "zone": "UTC",
            "sort": "physical",
            **dict.fromkeys(("comfortable", "uncomfortable", "never", "sentence"), "words"),
            "told": True,
            "person": None,
            **KEPT,
        }
    ],
    "card_sorts": [{"card": "reads_my_mail", "at": SINCE, "said": "not_ok"}],
    "capacity": [{"hours": 20.0, "energy": 30, "load": None, "day_hours": None, "day_energy": 5}],
    "commitments": [
        {
            "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c26",
            "at": SINCE,
            "zone": "UTC",
            "what": "Choir",
            "person": None,
            "hours": 2.5,
            "energy": None,
            "load": 1,
            "days": [0, 3],
            **KEPT,
        }
    ],
}


@pytest.fixture(scope="module")
def whole() -> Any:
    """The first version there was, with what later ones have beside it."""
    with zipfile.ZipFile(FIRST) as archive:
        first = json.loads(archive.read(life.DATA))
    return {**first, "schema": life.VERSION, "tables": {**first["tables"], **LATER}}


def code_of(data: bytes) -> str:
    """Return how reading ends; "" where it comes in."""
    try:
        exchange.inspect(data)
    except ExchangeError as error:
        return error.code if error.code in codes("files", "ended") else f"unworded {error.code}"
    return ""


def said(document: Any) -> bytes:
    return json.dumps(document).encode()


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return made.getvalue()


WRONG: dict[str, list[Any]] = {
    "text": [None, 3, [], "\ud800"],
    "words": [None, "x", [3], ["\udfff"]],
    "numbers": [None, {"a": "b"}, {"a": True}, {"a": 1e308}, []],
    "counts": [None, {"a": -1}, {"a": 0.5}],
    "fields": [None, {"a": 3}, {"a": {"b": "c"}}],
    "yes": [3, "yes"],
    "whole": ["3", 0.5, True, 10**30],
    "number": [None, 0, "1", True],
    "real": ["0.5", True, 1e301, {}],
    "time": ["2026-03-02", "2026-03-02T10:00", 3, "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"],
    "day": [None, "2026-02-30", "20260302", "soon"],
    "days": [None, 3, ["0"], [7], [-1], [1, 1], [True]],
    "choice": [None, "stronk", 3, []],
    "code": [None, "../x", "UPPER", "x" * 33],
    "group": [None, "x", 3, "0" * 32],
    "uid": [None, "x", 3, "0" * 32, "../../../../../etc/passwd"],
    "site": [None, "javascript:alert(1)", "http://a b", "file:///etc/passwd", "http://a\nb"],
    "mapping": [None, "not = toml = x", "schema = 99"],
    "base64": [None, 3, "x", "a===", "aGVs bG8=", "é", "A" * 9_000_000],
    "of": ["nobody", 99, True, [], {}],
    "all": [None, "x", ["nobody"], [[]], [{}]],
}  # fmt: skip
CASES = {
    table.name: [
        (column.name, wrong)
        for column in table.columns
        for wrong in WRONG[column.kind]
        if not (wrong is None and column.optional)
    ]
    for table in life.tables()
}


@pytest.mark.parametrize("table", CASES)
def test_a_value_that_does_not_belong_is_refused(whole: Any, table: str) -> None:
    """Each kind of wrong value in each column of each table: the place is named, the value is not."""
    said = {}
    for column, wrong in CASES[table]:
        rows = [{**_row(whole, table), column: wrong}, *whole["tables"][table][1:]]
        said[column, repr(wrong)[:80]] = _refused(
            {**whole, "tables": {**whole["tables"], table: rows}}
        )
    assert said
    assert {
        case: (code, where)
        for case, (code, where) in said.items()
        if code != "not_whole" or not where.startswith(table)
    } == {}


def _refused(document: Any) -> tuple[str, str]:
    """Return the code and the place of a refusal; empty where there is none."""
    try:
        life.checked(document)
    except ExchangeError as refused:
        return refused.code, refused.where
    return "", ""


def _row(document: Any, table: str) -> Any:
    draft = {"page": "/today/", "fields": {"note": ["x"]}, "saved_at": "2026-03-02T10:00:00+00:00"}
    return document["tables"][table][0] if document["tables"][table] else draft


@pytest.mark.parametrize("table", TABLES)
def test_a_row_with_more_or_less_than_its_columns_is_refused(whole: Any, table: str) -> None:
    """Nothing is guessed and nothing is passed over."""
    row = _row(whole, table)
    for wrong in ({**row, "more": 1}, {**row, "name" if "name" in row else "at": ...}, [], None):
        less = (
            {k: v for k, v in wrong.items() if v is not ...} if isinstance(wrong, dict) else wrong
        )
        if isinstance(less, dict) and set(less) == set(row):
            continue
        changed = {**whole, "tables": {**whole["tables"], table: [less]}}
        assert code_of(said(changed)) == "not_whole"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": life.VERSION + 1}, "life_too_new"),
        ({"schema": 0}, "not_whole"),
        ({"schema": True}, "not_whole"),
        ({"schema": "1"}, "not_whole"),
        ({"tables": {}}, "not_whole"),
        ({"tables": []}, "not_whole"),
    ],
)
def test_a_frame_that_is_not_ours_is_refused(whole: Any, change: Any, code: str) -> None:
    """A newer version is told apart from a broken one."""
    assert code_of(said({**whole, **change})) == code


def test_two_rows_of_one_name_are_refused(whole: Any) -> None:
    """Else one could hide the other."""
    people = whole["tables"]["people"]
    changed = {**whole, "tables": {**whole["tables"], "people": [*people, people[0]]}}
    assert code_of(said(changed)) == "not_whole"


@pytest.mark.parametrize(
    "data",
    [
        b'{"format": "kith", "schema": 1, "tables": ' + b"[" * 100_000,
        b'{"format": "kith", "schema": 1, "tables": {"settings": [NaN]}}',
        b'{"format": "kith", "schema": ' + b"9" * 5_000 + b"}",
        b'{"format": "kith"',
        b'{"format": "kith"}\xff',
        packed(data_json=b'{"format": "kith", \x00'),
        packed(data_json=b""),
    ],
)
def test_json_that_is_none_is_refused(data: bytes) -> None:
    """Too deep, not a number, cut off, in no encoding."""
    assert code_of(data) in {"damaged", "not_whole"}


def test_a_zip_that_grows_without_end_is_refused() -> None:
    """It is read only as far as a file may be long, whatever it says of itself."""
    bomb = packed(data_json=b'{"format":"kith"' + b" " * (101 << 20))
    assert len(bomb) < 1 << 20
    with pytest.raises(exchange.RefusedFile) as refused:
        sandbox.inspect(bomb)
    assert refused.value.code in {"unpacks_too_large", "too_much_memory"}


@pytest.mark.parametrize("bound", ["size", "tightness"])
def test_what_an_archive_says_of_a_file_is_looked_at_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    """Too large, or packed too tightly: each is refused before a byte of it is read."""
    from kith.exchange import limits
    from kith.exchange import packed as archives

    content = random.Random(5).randbytes(2_000) if bound == "size" else b" " * (9 << 20)
    archive = packed(data_json=content)
    found = archives.Content(len(archive), lambda: io.BytesIO(archive))
    assert archives.unpacked(found, life.DATA).size == len(content) if bound == "size" else True
    if bound == "size":
        monkeypatch.setattr(limits, "FILE", 1_000)
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(exchange.RefusedFile, match="unpacks_too_large"):
        archives.unpacked(found, life.DATA)


def test_a_zip_of_very_many_files_is_refused() -> None:
    """An export has some twenty."""
    many = {f"f{number}": b"" for number in range(1_001)}
    assert code_of(packed(**many, data_json=b"{}")) == "unpacks_too_large"


@pytest.mark.parametrize("kind", ["long", "large"])
def test_a_list_of_files_without_end_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """By how long the archive says its list is, or by its being of the large kind."""
    from kith.exchange import packed as archives

    archive = bytearray(packed(data_json=b"{}"))
    end = archive.rindex(b"PK\x05\x06")
    if kind == "long":
        archive[end + 12 : end + 16] = ((1 << 20) + 1).to_bytes(4, "little")
    else:
        archive[end:end] = b"PK\x06\x07" + bytes(16)
    found = archives.Content(len(archive), lambda: io.BytesIO(bytes(archive)))
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the list was read"))
    with pytest.raises(exchange.RefusedFile, match="unpacks_too_large"):
        archives.names_in(found)


def test_names_and_links_in_a_zip_lead_nowhere(tmp_path: Path, whole: Any) -> None:
    """Paths out of it, absolute ones and links are bytes that nobody looks at; nothing is unpacked."""
    made, outside = io.BytesIO(), tmp_path / "outside"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(life.DATA, said(whole))
        for name in ("../../outside", str(outside), "C:\\outside", "a/../../outside"):
            archive.writestr(name, b"words")
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(outside))
    assert code_of(made.getvalue()) == ""
    assert not outside.exists()
    only_link = io.BytesIO()
    with zipfile.ZipFile(only_link, "w") as archive:
        link = zipfile.ZipInfo(life.DATA)
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
    assert code_of(only_link.getvalue()) in {"damaged", "not_whole"}


def entry(name: str = "data.json", mode: int = 0o600, data: bytes = b"{}") -> bytes:
    """Return an archive with one file whose kind may be odd, twice where the name says so."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for one in name.split("|"):
            info = zipfile.ZipInfo(one)
            info.external_attr = mode << 16
            archive.writestr(info, data)
    return made.getvalue()


def told(place: int, number: int, size: int) -> bytes:
    """Return an archive whose end of list says another number."""
    data = bytearray(entry())
    at = data.rfind(b"PK\x05\x06") + place
    data[at : at + size] = number.to_bytes(size, "little")
    return bytes(data)


def large_kind() -> bytes:
    """Return an archive with the mark of the large kind before its end."""
    data = bytearray(entry())
    at = data.rfind(b"PK\x05\x06")
    data[at:at] = b"PK\x06\x07" + bytes(16)
    return bytes(data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (entry("data.json|data.json"), "damaged"),  # one could hide the other
        (entry(mode=0o120777, data=b"/etc/passwd"), "damaged"),  # a link
        (told(12, 50 << 20, 4), "unpacks_too_large"),  # a list of a million files
        (large_kind(), "unpacks_too_large"),
        (packed(data_json=b'{"format":"kith"' + b" " * (9 << 20)), "unpacks_too_large"),
    ],
)
def test_what_an_archive_says_of_itself_is_looked_at_first(
    data: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is unpacked of one that says too much, hides a file or holds a link."""

    def unpack(*_: Any, **__: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr(zipfile.ZipFile, "open", unpack)
    assert code_of(data) == code


def test_another_zip_stays_what_it_was() -> None:
    """A zip without our data is a packed file, as before; its names lead nowhere."""
    assert code_of(packed(diary_csv=b"time,mood\n")) == "archive"


@pytest.mark.parametrize("way", range(4))
def test_a_damaged_export_is_refused_or_whole(way: int) -> None:
    """Bytes flipped, cut or doubled: a reason with a name, or the very same rows."""
    sound = FIRST.read_bytes()
    assert code_of(sound) == ""
    rows = [*exchange.read(sound).items()]
    wrong = {}
    for seed in range(way, 200, 4):
        data = _damaged(sound, way, random.Random(seed))
        ended = code_of(data)
        if ended.startswith("unworded"):
            wrong[seed] = ended
        elif not ended and [*exchange.read(data).items()] != rows:
            wrong[seed] = "other rows"
    assert wrong == {}


def _damaged(sound: bytes, way: int, chance: random.Random) -> bytes:
    data = bytearray(sound)
    match way:
        case 0:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case 1:
            del data[chance.randrange(len(data)) :]
        case 2:
            at = chance.randrange(len(data))
            data[at:at] = data[at : at + chance.randrange(1, 500)]
        case _:
            for _ in range(20):
                data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)
