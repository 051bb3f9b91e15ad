"""The plan for bad days, part by part: each save is a new row, so an earlier plan can be read.

All words lie in `content` and `reach`, and in no other column: see docs/decisions/0090-plan.md.
"""

from django.db import models

from kith.web.people.models import Person
from kith.web.shell.models import Space


class PlanPart(models.Model):
    """One part as it was saved at one time; the newest of each part is the plan."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="plan_parts")
    part = models.CharField(max_length=16)  # a code of kith.web.plan.steps
    at = models.DateTimeField()
    content = models.JSONField(default=dict)  # the words of kith.web.plan.versions.Said
    deleted_at = models.DateTimeField(null=True, blank=True)  # with the whole plan

    class Meta:
        indexes = [models.Index(fields=["space", "part"])]

    def __str__(self) -> str:
        return f"plan part {self.pk}"


class PlanPerson(models.Model):
    """Somebody from the map in one saved part; gone from all of them with the person."""

    row = models.ForeignKey(PlanPart, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reach = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "person"], name="once_in_a_part")]

    def __str__(self) -> str:
        return f"plan person {self.pk}"
