"""What a person tries out: the question, the coins, and whether it was done."""

from django.db import models

from kith.web.people.models import Person
from kith.web.today.models import Dated


class Experiment(Dated):
    """One experiment; `at` is when it was begun, `first_day` the day of its first coin.

    `coins` says of each day its pair and what the coin said (`0+ 0- 1- …`), drawn at the start and
    shown day by day. `did` holds 1 (done), 0 (not done) or 2 (rather not say) by the number of the
    day from 0; a day that is not there was not answered. An experiment about somebody goes with
    them, should they be deleted for good.
    """

    question = models.CharField(max_length=16)  # a code of kith.web.experiments.questions
    doing = models.CharField(max_length=200)  # what is done on a yes day, in the person's words
    cue = models.CharField(max_length=200, blank=True)  # what reminds them
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="experiments"
    )
    hour = models.PositiveSmallIntegerField()  # about when, by the clock on the wall
    first_day = models.DateField()
    coins = models.CharField(max_length=800)
    did = models.JSONField(default=dict)
    told = models.PositiveSmallIntegerField(null=True, blank=True)  # of ten tries, before the start
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["space", "first_day"])]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"experiment {self.pk}"
