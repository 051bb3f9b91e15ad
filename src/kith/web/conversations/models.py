"""What somebody chose to keep of Talk: a first and a later wording, or kind words of their own."""

from django.db import models

from kith.web.people.models import Person
from kith.web.today.models import Dated

MESSAGE, OWN = SORTS = ("message", "own")


class Wording(Dated):
    """Words that were kept, and only because somebody pressed the button for it.

    Of the sort `message` are two wordings of one message; `at` is when they were kept. Of the sort
    `own` are kind words to oneself, with the thought before them where that was wanted (`first`,
    else empty). Words that were for somebody go with them, should they be deleted for good.
    """

    sort = models.CharField(max_length=16)  # one of SORTS
    first = models.TextField(blank=True)
    later = models.TextField()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="wordings"
    )

    class Meta:
        indexes = [models.Index(fields=["space", "sort", "at"])]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"wording {self.pk}"
