"""Which language a person means: the one they chose, else what their browser or terminal asks for."""

from collections.abc import Iterator, Mapping

from kith.tongues.catalogues import offered
from kith.tongues.speaking import OWN

MOST = 20  # languages of one browser that are looked at
TERMINAL = ("KITH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def wanted(chosen: str | None, accepted: str | None) -> str:
    """Return the language to speak with a browser; `accepted` is its line Accept-Language."""
    return offered(chosen) or next(_offered_in(accepted or ""), OWN)


def of_terminal(environ: Mapping[str, str]) -> str:
    """Return the language to speak in a terminal; the first of its variables that is set decides."""
    said = next((environ[name] for name in TERMINAL if environ.get(name)), "")
    return offered(said) or OWN


def _offered_in(accepted: str) -> Iterator[str]:
    """Give the languages of a browser that Kith speaks, the one it wants most first."""
    asked = [_weighed(part) for part in accepted.split(",")[:MOST]]
    for weight, code in sorted(asked, key=lambda one: -one[0]):
        found = offered(code)
        if weight > 0 and found is not None:
            yield found


def _weighed(part: str) -> tuple[float, str]:
    code, _, parameter = part.partition(";")
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0, code.strip()
    try:
        return float(value), code.strip()
    except ValueError:
        return 0.0, code.strip()
