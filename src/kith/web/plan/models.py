"""The plan for bad days and the safety notes: each save is a new row, so what was first said stays.

All words lie in `content`, and in no other column, so that a second passphrase can seal them:
see docs/decisions/0090-plan.md and 0110-second-passphrase.md.
"""

from datetime import UTC
from typing import Any

from django.db import models

from kith.web.shell import inside
from kith.web.shell.models import Space, new_uid


class Words(models.Model):
    """Words as they were saved at one time, sealed where there is a second passphrase."""

    uid = models.UUIDField(default=new_uid, editable=False)  # by which its box knows it
    at = models.DateTimeField()
    content = models.JSONField(default=dict)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        """Return where these words lie; a box that is moved elsewhere does not open."""
        raise NotImplementedError

    def said(self) -> dict[str, Any]:
        """Return the words."""
        return inside.read(self.content, self.place)


class PlanPart(Words):
    """One part as it was saved at one time; the newest of each part is the plan.

    The people in it are in `content`, too, by their uid.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="plan_parts")
    part = models.CharField(max_length=16)  # a code of kith.web.plan.steps

    class Meta:
        indexes = [models.Index(fields=["space", "part"])]

    def __str__(self) -> str:
        return f"plan part {self.pk}"

    @property
    def place(self) -> str:
        """Return the part and the row."""
        return f"plan {self.part} {self.uid}"


class SafetyNote(Words):
    """One note as it was saved at one time; the first of its rows is how it was first written."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="safety_notes")
    note = models.UUIDField(default=new_uid, editable=False)  # what all rows of one note share

    class Meta:
        indexes = [models.Index(fields=["space", "note"])]

    def __str__(self) -> str:
        return f"safety note {self.pk}"

    @property
    def place(self) -> str:
        """Return the note, the row and when it was saved, which so cannot be changed either."""
        return f"note {self.note} {self.uid} {self.at.astimezone(UTC).isoformat()}"
