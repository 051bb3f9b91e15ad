"""What calls for help soon: five things that somebody may have written of, and what to say of each.

Words for one (`found`) only decide which of the five stands first on a page that speaks of danger
anyway. What is not found is still said there, and nothing here says that there is danger.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kith.tongues import each_tongue, table

DATA = Path(__file__).with_name("soon.toml")


@each_tongue
def signs(*, path: Path = DATA) -> Mapping[str, str]:
    """Return what is said of each sign, by its code, in the order in which they are said."""
    rows = table(path)["sign"]
    return MappingProxyType({row["code"]: row["line"] for row in rows})


def found(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of what texts have words for, in the order in which they are said."""
    plain = [" ".join(re.findall(r"[a-z]+", text.casefold().replace("’", "").replace("'", ""))) for text in texts]  # fmt: skip
    return tuple(
        code for code, wanted in _patterns().items() if any(wanted.search(one) for one in plain)
    )


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["sign"]
    return {row["code"]: re.compile(rf"\b(?:{'|'.join(row['words'])})\b") for row in rows}
