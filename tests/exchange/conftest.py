"""Reading files given as text, with a fixed clock and zone."""

from collections.abc import Callable

import pytest
from invented_files import ANSWERS, EXAMPLES, NOW

from kith import exchange
from kith.records import CheckIn, Contact, Writing

Given = str | bytes


def as_bytes(given: Given) -> bytes:
    return given if isinstance(given, bytes) else given.encode()


@pytest.fixture
def inspect() -> Callable[..., exchange.Inspection]:
    """Dry-run a file given as text or bytes."""

    def run(given, mapping=None, *, analyse=False, now=NOW, **answers):
        answers = {"tz": "Europe/Berlin", **answers}
        return exchange.inspect(as_bytes(given), answers, mapping, analyse=analyse, now=now)

    return run


@pytest.fixture
def read() -> Callable[..., list]:
    """Read a file given as text or bytes into a list of records and rows not understood."""

    def run(given, mapping=None, *, analyse=False, now=NOW, **answers):
        answers = ANSWERS | answers
        return list(exchange.read(as_bytes(given), answers, mapping, analyse=analyse, now=now))

    return run


@pytest.fixture
def check_ins(read) -> Callable[..., list[CheckIn]]:
    return lambda *args, **kw: [r for r in read(*args, **kw) if isinstance(r, CheckIn)]


@pytest.fixture
def contacts(read) -> Callable[..., list[Contact]]:
    return lambda *args, **kw: [r for r in read(*args, **kw) if isinstance(r, Contact)]


@pytest.fixture
def writings(read) -> Callable[..., list[Writing]]:
    return lambda *args, **kw: [r for r in read(*args, **kw) if isinstance(r, Writing)]


@pytest.fixture
def refused() -> Callable[..., exchange.ExchangeError]:
    """Read a file that must be refused and return the refusal."""

    def run(given, mapping=None, **answers):
        with pytest.raises(exchange.ExchangeError) as caught:
            exchange.inspect(as_bytes(given), ANSWERS | answers, mapping, now=NOW)
        return caught.value

    return run


@pytest.fixture
def example() -> Callable[[str], bytes]:
    return lambda name: EXAMPLES[name].encode()


@pytest.fixture
def mapping_for_table() -> exchange.Mapping:
    return exchange.Mapping.loads(
        '[time]\ncolumn = "when"\n[mood]\ncolumn = "how"\nmin = 1\nmax = 5\n'
        '[people]\ncolumns = ["who"]\n'
    )
