"""The last answers of the impact engine, so that a page never waits for a fit."""

from django.db import models

from kith.web.shell.models import Space


class Fit(models.Model):
    """One fit: what it was asked, how far it is, what it found."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="fits")
    outcome = models.CharField(max_length=80, default="mood")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64)  # of the data it rests on
    result = models.JSONField(null=True, blank=True)
    problem = models.CharField(max_length=60, blank=True)
    joint = models.JSONField(null=True, blank=True)  # joint paths by person; read when asked for

    class Meta:
        indexes = [models.Index(fields=["space", "outcome", "started_at"])]
        get_latest_by = "started_at"

    def __str__(self) -> str:
        return f"fit {self.pk}"


class OutcomeWay(models.Model):
    """Which way of a column of an import the person called better."""

    MORE, LESS = "more", "less"

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="outcome_ways")
    column = models.CharField(max_length=200)
    better = models.CharField(max_length=4, choices=[(MORE, MORE), (LESS, LESS)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "column"], name="one_way_a_column")]

    def __str__(self) -> str:
        return f"outcome way {self.pk}"


class OutcomeName(models.Model):
    """What the person calls a column of an import, instead of its own name."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="outcome_names")
    column = models.CharField(max_length=200)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "column"], name="one_name_a_column")
        ]

    def __str__(self) -> str:
        return f"outcome name {self.pk}"
