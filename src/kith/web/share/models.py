"""What somebody wants to ask in a session, and what they handed on: when, with whom, which parts."""

from django.db import models

from kith.web.shell.models import Owned, Space


class SessionPage(models.Model):
    """The questions for the next session, kept until the person clears them."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="session_page")
    questions = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"session page {self.pk}"


class Shared(Owned):
    """One file that was made to be handed on; what stood in it is not kept.

    `parts` are codes of `kith.web.share.parts`, `names` says how people were called in it.
    """

    at = models.DateTimeField()
    whom = models.CharField(max_length=80, blank=True)
    form = models.CharField(max_length=8)  # the ending of the file
    since = models.DateField()
    until = models.DateField()
    parts = models.JSONField(default=list)
    names = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(fields=["space", "at"])]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"shared {self.pk}"
