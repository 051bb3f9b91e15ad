"""Where words stand in this room, for the search: the questions for a session, and for whom a page was."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from kith.web.share.models import SessionPage
from kith.web.share.saving import shared_by
from kith.web.shell.models import Space

Found = tuple[datetime | None, str, str]


def found(space: Space, holds: Callable[[str], Q], most: int) -> Iterator[Found]:
    """Yield when (the questions have no day), what and where."""
    for page in SessionPage.objects.filter(holds("questions"), space=space):
        yield None, page.questions, reverse("session_page")
    for one in shared_by(space).filter(holds("whom"))[:most]:
        yield one.at, one.whom, reverse("share")
