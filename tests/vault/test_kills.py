"""What was saved stays saved, whenever the process ends."""

import errno
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from vault_lives import PASSPHRASE

from kith import vault
from kith.machine import claimed
from kith.vault import cipher, held

WRITER = f"""
import sys
from pathlib import Path
from kith import vault
from kith.vault import cipher
opened = vault.unlock(Path(sys.argv[1]), {PASSPHRASE!r})
connection = cipher.connect(opened.database, opened.key())
connection.execute("PRAGMA wal_autocheckpoint = 20")
number = connection.execute("SELECT coalesce(max(b), -1) FROM pair WHERE a = 'x'").fetchone()[0]
while True:
    number += 1
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO pair VALUES ('x', ?)", (number,))
    connection.execute("INSERT INTO pair VALUES ('y', ?)", (number,))
    connection.execute("COMMIT")
    print(number, flush=True)
"""  # noqa: S608 - a passphrase of ours, not SQL


@pytest.mark.slow
def test_nothing_that_was_acknowledged_is_lost_when_the_process_is_killed(made: vault.Vault):
    """Ten kills in the middle of writing: every row that was reported is there, none half.

    A kill is not a power cut; see docs/decisions/0010-vault-file.md.
    """
    acknowledged = -1
    for turn in range(10):
        command = [sys.executable, "-c", textwrap.dedent(WRITER), str(made.folder)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        acknowledged = int(child.stdout.readline())
        time.sleep(0.008 * turn)
        child.kill()
        acknowledged = max([acknowledged, *map(int, child.stdout.read().split("\n")[:-1])])
        child.wait()
        child.stdout.close()
        opened = vault.unlock(made.folder, PASSPHRASE)
        with cipher.opened(opened.database, opened.key()) as connection:
            cipher.verify(connection)
            seen = connection.execute(
                "SELECT a, count(*), max(b) FROM pair WHERE a >= 'x' GROUP BY a"
            )
            (x, many, last), (y, as_many, as_last) = seen.fetchall()
        assert (x, y, many, last) == ("x", "y", as_many, as_last)
        assert last + 1 == many
        assert last in {acknowledged, acknowledged + 1}
    assert Path(made.database).stat().st_size > 0


def test_a_file_system_without_locks_is_not_taken_for_a_busy_vault(tmp_path: Path, monkeypatch):
    """Only a lock that another holds means busy; and what cannot be known dead is not removed."""

    def no_locks(_: int) -> None:
        raise OSError(errno.ENOTSUP, "no locks here")

    monkeypatch.setattr(claimed, "_take", no_locks)
    with held.turn(tmp_path, wait=0):
        pass
    with held.work_folder(tmp_path) as work:
        assert held.sweep(tmp_path, held.WORK) == 0
        assert work.exists()
