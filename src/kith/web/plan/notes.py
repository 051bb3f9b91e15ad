"""Safety notes: what happened, apart from what one felt; every saving is kept beside the first."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from kith.web.plan.models import SafetyNote
from kith.web.shell import inside
from kith.web.shell.models import Space

HAPPENED, MINE = "happened", "mine"
SORTS = (HAPPENED, MINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a note; the facts are empty in a note of one's own thoughts."""

    kind: str = MINE
    day: str = ""  # that it is about, as an ISO date
    hour: str = ""  # in the person's own words, such as "about nine"
    place: str = ""
    text: str = ""
    saw: str = ""  # who else was there, or saw or heard it
    told: str = ""  # who was told of it
    kept: str = ""  # where a picture, a message or a paper of it is

    def words(self) -> dict[str, str]:
        """Return what goes into `SafetyNote.content`; empty fields are left out."""
        return {name: said for name, said in self.whole().items() if said}

    def whole(self) -> dict[str, str]:
        """Return every field by its name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> "Said":
        """Return what stood in `SafetyNote.content`."""
        return cls(**{one.name: words[one.name] for one in fields(cls) if one.name in words})


@dataclass(frozen=True, slots=True)
class Saved:
    """What a note said when it was saved at one time."""

    at: datetime
    said: Said

    @property
    def day(self) -> date | None:
        """Return the day that it is about."""
        return date.fromisoformat(self.said.day) if self.said.day else None


@dataclass(frozen=True, slots=True)
class Note:
    """A note: all that was saved of it, oldest first; `pk` is the key of the first row."""

    pk: int
    note: UUID
    saved: tuple[Saved, ...]
    deleted_at: datetime | None = None

    @property
    def first(self) -> Saved:
        """Return how it was first written."""
        return self.saved[0]

    @property
    def now(self) -> Saved:
        """Return what it says now."""
        return self.saved[-1]

    @property
    def changed(self) -> bool:
        """Say whether it was changed since it was first written."""
        return len(self.saved) > 1


def _rows(space: Space) -> QuerySet[SafetyNote]:
    return SafetyNote.objects.filter(space=space).order_by("pk")


def _notes(rows: QuerySet[SafetyNote]) -> list[Note]:
    found: dict[UUID, list[SafetyNote]] = {}
    for row in rows:
        found.setdefault(row.note, []).append(row)
    return [
        Note(
            saved[0].pk,
            note,
            tuple(Saved(row.at, Said.of(row.said())) for row in saved),
            saved[-1].deleted_at,
        )
        for note, saved in found.items()
    ]


def live(space: Space, kind: str) -> list[Note]:
    """Return the notes of one sort, the latest day first."""
    there = _notes(_rows(space).filter(deleted_at=None))
    found = [one for one in there if one.now.said.kind == kind]
    return sorted(found, key=lambda one: (one.now.day or one.first.at.date(), one.pk), reverse=True)


def waiting(space: Space) -> list[Note]:
    """Return the notes that were deleted and can still come back, the latest first."""
    return _notes(_rows(space).exclude(deleted_at=None))[::-1]


def find(space: Space, pk: int) -> Note | None:
    """Return a note of this space by the key of its first row, deleted or not."""
    row = _rows(space).filter(pk=pk).first()
    found = _notes(_rows(space).filter(note=row.note)) if row else []
    return found[0] if found and found[0].pk == pk else None


def there(space: Space, pk: int) -> list[Note]:
    """Return a note of this space as a list, deleted or not; none where it is gone."""
    found = find(space, pk)
    return [] if found is None else [found]


@transaction.atomic
def keep(space: Space, note: Note | None, said: Said, now: datetime) -> bool:
    """Save a note, as a new row in any case; say whether anything changed."""
    if note is not None and note.now.said == said:
        return False
    row = SafetyNote(space=space, note=note.note if note else uuid4(), at=now)
    row.content = inside.written(space, said.words(), row.place)
    row.save()
    return True


def put_aside(space: Space, note: Note, now: datetime) -> None:
    """Delete a note; for thirty days it can be brought back."""
    _rows(space).filter(note=note.note).update(deleted_at=now)


def restore(space: Space, note: Note) -> None:
    """Bring a deleted note back."""
    _rows(space).filter(note=note.note).update(deleted_at=None)


def for_good(space: Space, note: Note) -> None:
    """Delete a note with all that was saved of it; there is no undo."""
    _rows(space).filter(note=note.note).delete()
