"""Pictures that give hope: kept in the vault without their notes, said in own words, put aside, gone.

What lies here was made by `kith.pictures`; the file that was chosen stays where it was.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Length
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kith import pictures
from kith.web.practise.models import Picture
from kith.web.shell import aside, drafts
from kith.web.shell.models import Space

TYPES = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
MOST = 60
MOST_TOGETHER = 30 * 1024 * 1024  # so that an export with all of them can come back
MEGABYTE = 1024 * 1024


class NoRoom(Exception):  # noqa: N818 (named as the other refusals are)
    """There is no room for one more, of those that wait to be brought back too."""


def pictures_of(space: Space, *, deleted: bool = False) -> QuerySet[Picture]:
    """Return the pictures of a space, the newest first, without their bytes."""
    rows = Picture.objects.filter(space=space, deleted_at__isnull=not deleted)
    return rows.defer("data").order_by("-at", "-pk")


def there(space: Space, pk: int) -> list[Picture]:
    """Return one picture of this space as a list, put aside or not; none where it is gone."""
    return list(Picture.objects.filter(space=space, pk=pk).defer("data"))


def picture_of(space: Space, pk: int, *, deleted: bool = False) -> Picture:
    """Return one picture of this space, else 404."""
    found: Picture = get_object_or_404(pictures_of(space, deleted=deleted), pk=pk)
    return found


@transaction.atomic
def keep(space: Space, picture: pictures.Picture, alt: str, now: datetime) -> Picture:
    """Keep a picture; one that lies here already, also among the deleted, is kept once with all its words."""
    rows = Picture.objects.filter(space=space)
    same = _same(space, bytes(picture.data)).first()
    if same is not None:
        aside.bring_back(same)
        _say_too(same, alt, now)
        return same
    together = rows.aggregate(bytes=Sum(Length("data")))["bytes"] or 0
    if rows.count() >= MOST or together + len(picture.data) > MOST_TOGETHER:
        raise NoRoom
    said = {"form": picture.form, "width": picture.width, "height": picture.height}
    return Picture.objects.create(
        space=space, at=now, zone=space.zone, alt=alt, data=picture.data, **said
    )


def _same(space: Space, data: bytes) -> QuerySet[Picture]:
    """Return the pictures of these bytes, one that is not deleted first."""
    rows = Picture.objects.filter(space=space, data=data)
    return rows.order_by(F("deleted_at").asc(nulls_first=True), "pk")


@transaction.atomic
def bring_back(one: Picture, now: datetime) -> None:
    """Bring a deleted picture back; where the same one was kept meanwhile, one stays with all its words."""
    stands = _same(one.space, bytes(one.data)).filter(deleted_at=None).first()
    if stands is None:
        aside.bring_back(one)
        return
    _say_too(stands, one.alt, now)
    delete_for_good(one)


def _say_too(one: Picture, alt: str, now: datetime) -> None:
    """Keep further words for a picture, above those of before; words that stand there already are not doubled."""
    if alt not in one.alt:
        say(one, alt if one.alt in alt else f"{alt}\n{one.alt}", now)


def say(one: Picture, alt: str, now: datetime) -> None:
    """Keep other words for a picture."""
    one.alt, one.edited_at = alt, now
    one.save(update_fields=["alt", "edited_at"])


def delete_for_good(one: Picture) -> None:
    """Delete it now, with what was being typed about it."""
    drafts.forget_below(one.space, reverse("practise_picture", args=[one.pk]))
    one.delete()


def purge(now: datetime) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many that was."""
    return aside.purge([Picture], now, delete_for_good)
