"""Boundaries of a person's own with what happened to them, other people's limits, and what one can carry."""

from typing import Any

from django.db import models

from kith.web.boundaries.codes import Followed, Known, Option, Severity, Sorted, What
from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.today.models import Contact, Dated, Staying

LINE = 300  # characters of one line in a person's own words


def _choices(codes: Any) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class Boundary(Staying):
    """What I will do when something comes up; `at` is when it was first written down.

    Its state is not kept: it is what happened last (`BoundaryEvent`). The last four are the words of
    the kind-boundary builder.
    """

    sort = models.CharField(max_length=40)  # codes.Sort, or a kind in the person's own words
    when = models.TextField(blank=True)  # one that a practice makes may be long
    then = models.TextField()
    people = models.ManyToManyField(Person, blank=True, related_name="boundaries")
    warmth = models.CharField(max_length=LINE, blank=True)
    limit = models.CharField(max_length=LINE, blank=True)
    offer = models.CharField(max_length=LINE, blank=True)
    again = models.CharField(max_length=LINE, blank=True)

    class Meta:
        indexes = [models.Index(fields=["space", "at"])]

    def __str__(self) -> str:
        return f"boundary {self.pk}"

    @property
    def said(self) -> str:
        """Return it as one sentence."""
        from kith.web.boundaries import words

        return words.said(self.when, self.then)


class BoundaryEvent(Staying):
    """What happened to a boundary at one time, and what was planned after it was crossed."""

    boundary = models.ForeignKey(Boundary, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=16, choices=_choices(What), default=What.HELD.value)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="boundary_events"
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="boundary_events"
    )
    severity = models.CharField(
        max_length=16, blank=True, choices=_choices(Severity), default=Severity.UNSAID.value
    )
    reaction = models.CharField(max_length=LINE, blank=True)  # what I saw
    did = models.CharField(max_length=LINE, blank=True)  # what I did
    feel = models.PositiveSmallIntegerField(null=True, blank=True)  # after it, 0..10
    note = models.TextField(blank=True)
    option = models.CharField(
        max_length=16, blank=True, choices=_choices(Option), default=Option.UNSAID.value
    )
    plan = models.CharField(max_length=LINE, blank=True)
    due = models.DateField(null=True, blank=True)
    followed = models.CharField(
        max_length=16, blank=True, choices=_choices(Followed), default=Followed.UNSAID.value
    )
    followed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["space", "at"]),
            models.Index(fields=["boundary", "at"]),
        ]

    def __str__(self) -> str:
        return f"boundary event {self.pk}"


class TheirLimit(Dated):
    """A limit of somebody else, as it was told, noticed or guessed; it goes with them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="limits")
    text = models.CharField(max_length=LINE)
    known = models.CharField(max_length=16, choices=_choices(Known), default=Known.TOLD.value)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["space", "person"])]

    def __str__(self) -> str:
        return f"their limit {self.pk}"


class Apology(Dated):
    """A slip of my own and the words for it; `at` is when it happened. It goes with the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="apologies")
    limit = models.ForeignKey(
        TheirLimit, null=True, blank=True, on_delete=models.SET_NULL, related_name="slips"
    )
    own = models.CharField(max_length=LINE, blank=True)  # what I did
    impact = models.CharField(max_length=LINE, blank=True)  # what it may have meant to them
    repair = models.CharField(max_length=LINE, blank=True)
    change = models.CharField(max_length=LINE, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["space", "person"])]

    def __str__(self) -> str:
        return f"apology {self.pk}"


class Ground(Dated):
    """What is comfortable and what is not in one kind of closeness; one row a kind."""

    sort = models.CharField(max_length=40)
    comfortable = models.CharField(max_length=LINE, blank=True)
    uncomfortable = models.CharField(max_length=LINE, blank=True)
    never = models.CharField(max_length=LINE, blank=True)
    sentence = models.CharField(max_length=LINE, blank=True)
    told = models.BooleanField(default=False)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="grounds"
    )

    class Meta:
        indexes = [models.Index(fields=["space", "sort"])]

    def __str__(self) -> str:
        return f"ground {self.pk}"


class CardSort(models.Model):
    """Where one card of behaviour was put; putting it elsewhere changes the row."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="card_sorts")
    at = models.DateTimeField()
    card = models.CharField(max_length=32)
    said = models.CharField(max_length=8, choices=_choices(Sorted), default=Sorted.UNSURE.value)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "card"], name="one_place_a_card")]

    def __str__(self) -> str:
        return f"card {self.pk}"


class Capacity(models.Model):
    """What a usual week holds, by the person's own reckoning: hours, points of energy, load."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="capacity")
    hours = models.FloatField(null=True, blank=True)
    energy = models.FloatField(null=True, blank=True)
    load = models.FloatField(null=True, blank=True)
    day_hours = models.FloatField(null=True, blank=True)  # the most on one day
    day_energy = models.FloatField(null=True, blank=True)

    def __str__(self) -> str:
        return f"capacity {self.pk}"


class Commitment(Staying):
    """Something, or somebody, that takes hours and energy of a usual week; load is 0..3."""

    what = models.CharField(max_length=LINE)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="commitments"
    )
    hours = models.FloatField(null=True, blank=True)  # a week
    energy = models.FloatField(null=True, blank=True)
    load = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.JSONField(default=list)  # 0 Monday .. 6 Sunday; none: spread over the week

    class Meta:
        indexes = [models.Index(fields=["space", "at"])]

    def __str__(self) -> str:
        return f"commitment {self.pk}"
