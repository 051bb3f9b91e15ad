"""Runs of practices with the definition that each was asked by; intentions; pictures that give hope."""

from django.db import models

from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.today.models import Dated, Staying


class Definition(models.Model):
    """The file of a practice as it was when a run began, so that the run can always be read."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)  # SHA-256 of the text
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "digest"], name="one_text_a_space")]

    def __str__(self) -> str:
        return f"definition {self.pk}"


class Run(Staying):
    """One run; `at` is when it was begun.

    It stays when whom it is about is deleted for good (`kith.web.practise.leaving`).
    `before` and `after` are the person's own numbers from 0 to 10, where the practice asks for them.
    A run that was stopped can go on; one that came to its end is only read.
    """

    practice = models.CharField(max_length=40)  # an id of kith.practices
    version = models.PositiveSmallIntegerField(default=1)
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="runs")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="runs"
    )
    before = models.PositiveSmallIntegerField(null=True, blank=True)
    after = models.PositiveSmallIntegerField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["space", "at"])]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"run {self.pk}"


class Answer(models.Model):
    """What was answered at one step, by the id of the field; nothing where it was skipped."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="answers")
    step = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "step"], name="one_answer_a_step")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Intention(Dated):
    """Something small that a person wants to try: when this comes up, I will do that.

    `looks` holds how it went each time they looked back: a date, `did`, `not` or `changed`, and a
    number from 0 to 10 where they gave one. It stays as a run does when whom it is with is deleted.
    """

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="intentions"
    )
    how = models.TextField(blank=True)  # how I want to be
    cue = models.TextField(blank=True)
    act = models.TextField(blank=True)
    looks = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["space", "at"])]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"intention {self.pk}"


class Picture(Dated):
    """A picture in the hope box, as `kith.pictures` cleaned it, with what it shows in own words."""

    alt = models.TextField(blank=True)
    form = models.CharField(max_length=8)  # png, jpeg or webp
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["space", "at"])]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"picture {self.pk}"


class PractiseChoice(models.Model):
    """Whether Today may offer a practice, and which ones not before which day."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="practise_choice")
    offers = models.BooleanField(default=True)
    not_now = models.JSONField(default=dict)  # an ISO date by the id of a practice

    def __str__(self) -> str:
        return f"practise choice {self.pk}"
