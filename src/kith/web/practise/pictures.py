"""Pictures that give hope: kept in the vault without their notes, said in own words, put aside, gone.

What lies here was made by `kith.pictures`; the file that was chosen stays where it was.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Sum
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


def picture_of(space: Space, pk: int, *, deleted: bool = False) -> Picture:
    """Return one picture of this space, else 404."""
    found: Picture = get_object_or_404(pictures_of(space, deleted=deleted), pk=pk)
    return found


@transaction.atomic
def keep(space: Space, picture: pictures.Picture, alt: str, now: datetime) -> Picture:
    """Keep a picture; the same one that is kept twice is kept once, with the newer words."""
    rows = Picture.objects.filter(space=space)
    same = rows.filter(deleted_at=None, data=picture.data).first()
    if same is not None:
        if alt:
            say(same, alt, now)
        return same
    together = rows.aggregate(bytes=Sum(Length("data")))["bytes"] or 0
    if rows.count() >= MOST or together + len(picture.data) > MOST_TOGETHER:
        raise NoRoom
    said = {"form": picture.form, "width": picture.width, "height": picture.height}
    return Picture.objects.create(
        space=space, at=now, zone=space.zone, alt=alt, data=picture.data, **said
    )


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
