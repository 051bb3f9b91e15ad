"""Answers to questionnaires, and the little that a person chose about being asked.

Answers of questionnaires that only lead to help are never kept: see docs/decisions/0160.
"""

from django.db import models

from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.today.models import Dated


class Response(Dated):
    """One questionnaire as it was answered; what was left open is not in `answers`.

    `person` is whom it was about, for one that asks about a tie. It goes with them for good: answers
    about "this person" say nothing once nobody knows who that was.
    """

    measure = models.CharField(max_length=24)  # an id of kith.measures
    answers = models.JSONField(default=dict)  # values by the code of the question
    told = models.BooleanField(default=False)  # help came first, then the total was asked for
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="responses"
    )

    class Meta:
        indexes = [models.Index(fields=["space", "measure", "at"])]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"response {self.pk}"


class QuestionnaireChoice(models.Model):
    """Whether this person may be asked about self-harm."""

    space = models.OneToOneField(
        Space, on_delete=models.CASCADE, related_name="questionnaire_choice"
    )
    ask_about_self_harm = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"questionnaire choice {self.pk}"


class Schedule(models.Model):
    """How often Today may offer a questionnaire, and before which day it does not."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="schedules")
    measure = models.CharField(max_length=24)  # an id of kith.measures
    every = models.PositiveSmallIntegerField()  # days
    not_before = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "measure"], name="one_schedule_a_measure")
        ]

    def __str__(self) -> str:
        return f"schedule {self.pk}"
