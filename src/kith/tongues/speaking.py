"""Which language is spoken now, and what is kept once for each of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

OWN = "en"  # the language that every text is written in
DECIMAL_COMMA = frozenset({"es"})
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
KEPT = 256  # results of one function, in all languages
P = ParamSpec("P")
T = TypeVar("T")

_spoken: ContextVar[str] = ContextVar("spoken", default=OWN)


def spoken() -> str:
    """Return the code of the language that is spoken now."""
    return _spoken.get()


def direction() -> str:
    """Return which way the language that is spoken now is written, as HTML says it."""
    return "rtl" if spoken() in RIGHT_TO_LEFT else "ltr"


def figures(number: str) -> str:
    """Return a number that was written with a point as the language spoken now writes it."""
    return number.replace(".", ",") if spoken() in DECIMAL_COMMA else number


def speak(language: str) -> None:
    """Speak a language from now on, in this thread."""
    _spoken.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def each_tongue(made: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function returns, once for each language and each set of arguments."""

    @lru_cache(maxsize=KEPT)
    def kept(_language: str, *args: P.args, **kwargs: P.kwargs) -> T:
        return made(*args, **kwargs)

    @wraps(made)
    def here(*args: P.args, **kwargs: P.kwargs) -> T:
        return kept(spoken(), *args, **kwargs)  # type: ignore[arg-type]  # lru_cache wants them hashable

    return here
