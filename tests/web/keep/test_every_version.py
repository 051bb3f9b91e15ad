"""What any version of Kith ever wrote comes back: a backup and an export of each is kept for ever."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

from kith import exchange, vault
from kith.exchange.items import LifeRow
from kith.vault import cipher
from kith.vault.derive import Cost
from kith.web.migrate import SCHEMA, bring_up_to_date

KEPT = Path(__file__).parents[1] / "fixtures" / "kept"
_SPEC = importlib.util.spec_from_file_location("make_backup", KEPT / "make_backup.py")
assert _SPEC is not None
assert _SPEC.loader is not None
made_with = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made_with)

NEW = "a passphrase on a new machine"
CHEAP = Cost(1, 8192)


def number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


BACKUPS = sorted(KEPT.glob("schema-*.age"), key=number)
EXPORTS = sorted(KEPT.glob("schema-*.zip"), key=number)
# The first, one between and the last two; the others in `make prove`: each takes all migrations.
SHORT = {BACKUPS[0], BACKUPS[len(BACKUPS) // 2], *BACKUPS[-2:]}


def everything(opened: vault.Vault) -> str:
    """Return every cell of every table as one text."""
    with cipher.opened(opened.database, opened.key()) as connection:
        return "\n".join(
            repr(row)
            for name in cipher.tables(connection)
            for row in connection.execute(f"SELECT * FROM {cipher.quoted(name)}")  # noqa: S608
        )


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=[] if path in SHORT else pytest.mark.long)
        for path in BACKUPS
    ],
)
def test_a_backup_of_every_version_opens_on_a_new_machine(tmp_path: Path, path: Path) -> None:
    """Restored with the phrase alone, then brought up to now, with every word that was in it."""
    vault.restore(path, made_with.PHRASE, tmp_path / "new", NEW, _cost=CHEAP)
    opened = vault.unlock(tmp_path / "new", NEW)
    bring_up_to_date(opened)
    with cipher.opened(opened.database, opened.key()) as connection:
        assert cipher.schema_version(connection) == SCHEMA
    found = everything(opened)
    assert [words for words in made_with.KEPT if words not in found] == []
    assert len(opened.database.read_bytes()) > 0


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_an_export_of_every_version_is_read(path: Path) -> None:
    """Every row of it, with every word, whatever has changed since."""
    items = exchange.read(path.read_bytes()).items()
    found = "\n".join(str(json.loads(item.text)) for item in items if isinstance(item, LifeRow))
    assert [words for words in made_with.KEPT if words not in found] == []


def test_no_version_is_left_out() -> None:
    """Whoever raises SCHEMA keeps a backup of the version before: see kept/make_backup.py."""
    assert [number(path) for path in BACKUPS][: SCHEMA - 1] == list(range(1, SCHEMA))
    assert EXPORTS


def test_what_is_missing_from_a_kept_backup_is_noticed(tmp_path: Path) -> None:
    """A migration that loses a word would be seen: without it the words are not all there."""
    shutil.copy(BACKUPS[-1], tmp_path / "one.age")
    opened = vault.restore(
        tmp_path / "one.age", made_with.PHRASE, tmp_path / "new", NEW, _cost=CHEAP
    )
    with cipher.opened(opened.database, opened.key()) as connection:
        connection.execute("UPDATE today_contact SET note = ''")
    found = everything(opened)
    assert [words for words in made_with.KEPT if words not in found] == ["we spoke of the garden"]
