"""A name for every row that stays the same when the file is read again."""

from collections.abc import Callable, Iterable
from hashlib import blake2b

Namer = Callable[[Iterable[str]], str]


def namer(format_name: str) -> Namer:
    """Return a function that names rows: format, digest of the content, number of the occurrence.

    The digest covers what is given to it and nothing else, so an answer about the zone or the
    order of dates does not change it. Equal rows are told apart by counting them; that costs
    about a hundred bytes of memory a row.
    """
    seen: dict[int, int] = {}

    def name(parts: Iterable[str]) -> str:
        digest = blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).digest()
        key = int.from_bytes(digest[:8], "big")
        count = seen[key] = seen.get(key, 0) + 1
        return f"{format_name}:{digest.hex()}:{count}"

    return name
