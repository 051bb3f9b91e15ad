"""Names that somebody to be careful with had before: known to the gate alone, and not readable.

A rename must not let words be coached that a name held back. So of each old name its words are kept
as marks: a keyed hash of the folded word, the key beside it in the encrypted vault. A mark tells
whether a given word was one of theirs, and shows none. It stays when a name is taken out for good,
and goes with the person. No export takes marks along.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kith.called import words_of
from kith.mentions import folded
from kith.web.people import care
from kith.web.people.models import Person, TakenOut

MARKS = "former"  # the column such a row names: there is none, so nothing can be put back
_SIZE = 16  # bytes of a key and of a mark


@dataclass(frozen=True, slots=True)
class Former:
    """The marks of several people by the key they were made with: whose each of them is."""

    marks: dict[str, dict[str, set[int]]] = field(repr=False)

    def within(self, words: Collection[str]) -> set[int]:
        """Return the keys of those who were called by one of these folded words."""
        found: set[int] = set()
        for key, whose in self.marks.items():
            made = bytes.fromhex(key)
            for word in words:
                found |= whose.get(_mark(word, made), set())
        return found


def rows() -> "QuerySet[TakenOut]":
    """Return the rows that hold marks."""
    return TakenOut.objects.filter(table=Person._meta.label, column=MARKS)  # noqa: SLF001


def undone() -> "QuerySet[TakenOut]":
    """Return the rows that an undo is made of: all but the marks."""
    return TakenOut.objects.exclude(column=MARKS)


def of(people: Iterable[Person]) -> Former:
    """Return the marks of these people."""
    marks: dict[str, dict[str, set[int]]] = {}
    for pk, held in rows().filter(person__in=list(people)).values_list("person_id", "was"):
        if not held:
            continue
        whose = marks.setdefault(held["key"], {})
        for mark in held["marks"]:
            whose.setdefault(mark, set()).add(pk)
    return Former(marks)


def keep(person: Person, names: Iterable[str], now: datetime) -> None:
    """Keep marks of names that somebody had; nothing where their setting asks for no care."""
    words = sorted({word for name in names for word in (*words_of(name), *_whole(name))})
    if not words or not care.is_guarded(person):
        return
    earlier = rows().filter(space=person.space_id).first()
    held: dict[str, Any] = (earlier.was if earlier else None) or {"key": secrets.token_hex(_SIZE)}
    made = bytes.fromhex(held["key"])
    TakenOut.objects.create(
        space=person.space,
        person=person,
        at=now,
        table=Person._meta.label,  # noqa: SLF001
        row=person.pk,
        column=MARKS,
        was={"key": held["key"], "marks": [_mark(word, made) for word in words]},
    )


def _whole(name: str) -> list[str]:
    """Return a name of one word, however short."""
    flat = folded(name)
    return [flat] if flat.isalpha() else []


def _mark(word: str, key: bytes) -> str:
    return hashlib.blake2b(word.encode(), key=key, digest_size=_SIZE).hexdigest()
