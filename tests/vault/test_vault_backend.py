"""Django on the vault: every value, every rule, many threads, test databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LIFE = Path(__file__).parent / "vault_django_life.py"


def run(part: str, folder: Path, **environment: str) -> str:
    """Run one part of the small site in a process of its own."""
    command = [sys.executable, str(LIFE), part, str(folder)]
    places = os.pathsep.join(path for path in sys.path if path)
    known = {**os.environ, "PYTHONPATH": places, **environment}
    done = subprocess.run(command, capture_output=True, text=True, env=known, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_what_is_saved_comes_back_as_it_was(tmp_path: Path):
    """Times, days, money, lengths, JSON, bytes; constraints, savepoints and large queries too."""
    assert run("types", tmp_path / "life") == "all as they were"


def test_eight_windows_at_once_never_find_the_vault_locked(tmp_path: Path):
    """400 transactions that read before they write, in 8 threads: none fails, none is lost."""
    assert run("threads", tmp_path / "life") == "0 400"


def test_the_test_of_many_windows_can_fail(tmp_path: Path):
    """With deferred transactions the same work is turned away: the default matters."""
    locked, counted = map(int, run("threads", tmp_path / "life", MODE="DEFERRED").split())
    assert locked > 0
    assert locked + counted == 400


@pytest.mark.parametrize("name", ["", "tests.db"])
def test_test_databases_are_encrypted_or_in_memory_and_go_away(tmp_path: Path, name: str):
    """Django's runner works with the vault's backend, in memory or on an encrypted file."""
    environment = {"TEST_NAME": str(tmp_path / name)} if name else {}
    assert run("testing", tmp_path / "life", **environment) == "[]"
    assert list(tmp_path.rglob("*.db*")) == []


def test_a_connection_that_does_not_get_ready_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Django never got it: left open, it would write its log into the file when it goes at last."""
    from vault_lives import CHEAP, PASSPHRASE

    from kith import vault
    from kith.vault import cipher
    from kith.vault.backend.base import DatabaseWrapper

    made, _ = vault.create(tmp_path / "life", PASSPHRASE, _cost=CHEAP)
    given, connect = [], cipher.connect

    def kept(*args: object, **options: object) -> object:
        given.append(connect(*args, **options))  # type: ignore[arg-type]
        return given[-1]

    def fails(_: object) -> None:
        raise cipher.driver().OperationalError("Error creating function")

    monkeypatch.setattr(cipher, "connect", kept)
    monkeypatch.setattr(cipher, "register_functions", fails)
    settings = {
        "NAME": str(made.database),
        "OPTIONS": {"key_provider": made.key},
        "TIME_ZONE": None,
    }
    rest = {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "TEST": {}}
    wrapper = DatabaseWrapper({**settings, **rest})
    with pytest.raises(cipher.driver().OperationalError):
        wrapper.get_new_connection(wrapper.get_connection_params())
    with pytest.raises(cipher.driver().ProgrammingError, match="closed"):
        given[0].execute("SELECT 1")


def test_a_site_without_a_key_does_not_start(tmp_path: Path):
    """The setting that gives the key is required, and said so."""
    from django.core.exceptions import ImproperlyConfigured

    from kith.vault.backend.base import DatabaseWrapper

    settings = {"NAME": str(tmp_path / "vault.db"), "OPTIONS": {}, "TIME_ZONE": None}
    rest = {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "TEST": {}}
    with pytest.raises(ImproperlyConfigured, match="key_provider"):
        DatabaseWrapper({**settings, **rest}).get_connection_params()
