"""A room with an encrypted database in memory, a browser that is signed in, and a small cast.

Ana owns the vault. Cass is a stranger whose rows lie in the same tables (as they would on a
server later): whatever is hers must not be found.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import pytest

from kith.web.room import running

sys.path.insert(0, str(Path(__file__).parent / "living"))  # helpers of the serving tests

# Here, not in a fixture: test modules import models when they are collected.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.web.settings.checks")
django.setup()


class VaultInMemory:
    """What a room needs of a vault, without a file."""

    database = Path(":memory:")

    def key(self) -> bytes:
        return bytes(32)


@pytest.fixture(scope="session")
def site() -> None:
    """Every table, made by its migrations, once."""
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0, interactive=False)


@pytest.fixture
def tables(site: None) -> Iterator[None]:
    """Empty tables; whatever a test writes is taken back after it."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[running.Room]:
    """The one room of this process, with a vault in memory; `room.lock_reasons` says why it locked."""
    reasons: list[str] = []
    made = running.Room(
        vault=VaultInMemory(),
        folder=tmp_path,
        host="k-test.localhost",
        port=8765,
        lock=reasons.append,
    )
    made.lock_reasons = reasons  # type: ignore[attr-defined]
    running.leave()
    running.enter(made)
    yield made
    running.leave()


@pytest.fixture
def space(tables: None) -> Any:
    """Ana's life in Kith, in Oslo."""
    from kith.web.shell.space import the_space

    ana = the_space()
    ana.zone = "Europe/Oslo"
    ana.save()
    return ana


@pytest.fixture
def strangers_space(space: Any) -> Any:
    """Cass's life, in the same tables; nothing of it may ever be found by Ana."""
    from kith.web.shell.models import Space

    return Space.objects.create(zone="Europe/Oslo")


@pytest.fixture
def client(room: running.Room, space: Any) -> Any:
    """Ana's browser: it holds the cookie of the session."""
    from django.test import Client

    browser = Client()
    browser.cookies[running.COOKIE] = room.session.token
    return browser


@pytest.fixture
def outsider(room: running.Room, space: Any) -> Any:
    """A browser on the same machine that holds no cookie."""
    from django.test import Client

    return Client()


@pytest.fixture
def person(space: Any) -> Callable[..., Any]:
    """Make somebody in Ana's life, or in another space."""
    from kith.web.people.models import Person

    def make(name: str, of: Any = None, **more: Any) -> Any:
        return Person.objects.create(space=of or space, name=name, **more)

    return make


@pytest.fixture(autouse=True)
def tasks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], None]]]:
    """Fits that were begun wait here instead of in a thread; a test runs one by calling it."""
    from kith.web.insight import fitting

    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(fitting, "begin", waiting.append)
    yield waiting
    fitting._turns.clear()
    fitting._nudged.clear()


@pytest.fixture
def django_queries() -> Callable[[Callable[[], Any]], int]:
    """Count the questions that a piece of work asks of the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(work: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as asked:
            work()
        return len(asked)

    return count
