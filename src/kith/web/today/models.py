"""Check-ins, contacts and writings: what a person says of their days."""

from django.db import models

from kith.records import LONGEST_TITLE, Mode, StartedBy
from kith.web.people.models import Person
from kith.web.shell.models import Owned


class Dated(Owned):
    """A row at one instant, in the zone the person was in, perhaps from an import."""

    at = models.DateTimeField()
    zone = models.CharField(max_length=64, default="UTC")
    source_id = models.CharField(max_length=80, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)  # when the person last changed it
    import_batch = models.ForeignKey(
        "keep.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True


class Staying(Dated):
    """A row that stays when somebody it was about is deleted for good.

    `guarded` says that their setting asked for care: what was silent for them stays silent.
    """

    guarded = models.BooleanField(default=False)

    class Meta:
        abstract = True


class CheckIn(Dated):
    """How it was at one moment. Everything but the mood may stay empty.

    `company` is who was there; with `company_known` false it is not known, not "alone".
    """

    valence = models.FloatField(null=True, blank=True)  # -1 unpleasant .. 1 pleasant
    arousal = models.FloatField(null=True, blank=True)  # -1 quiet .. 1 activated
    energy = models.FloatField(null=True, blank=True)  # -1 empty .. 1 full
    feelings = models.JSONField(default=list)  # keys of kith.vocabulary, or own words
    needs = models.JSONField(default=list)
    note = models.TextField(blank=True)
    sleep_hours = models.FloatField(null=True, blank=True)
    mood_word = models.CharField(max_length=80, blank=True)
    tags = models.JSONField(default=list)  # activities as the source named them
    outcomes = models.JSONField(default=dict)  # other numbers by name, in their own unit
    company = models.ManyToManyField(Person, blank=True, related_name="check_ins")
    company_known = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["space", "at"]),
            models.Index(fields=["space", "source_id"]),
        ]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"check-in {self.pk}"


class Contact(Dated):
    """One contact with one or more people; `at` is its start."""

    people = models.ManyToManyField(Person, related_name="contacts")
    check_in = models.ForeignKey(
        CheckIn, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    minutes = models.FloatField(null=True, blank=True)
    felt = models.SmallIntegerField(null=True, blank=True)  # -3 draining .. 3 nourishing
    mode = models.CharField(max_length=12, blank=True, choices=[(m.value, m.value) for m in Mode])
    started_by = models.CharField(
        max_length=6, blank=True, choices=[(s.value, s.value) for s in StartedBy]
    )
    gave = models.JSONField(default=list)  # keys of records.Support
    got = models.JSONField(default=list)
    boundary = models.BooleanField(default=False)  # a boundary came up
    mood_before = models.FloatField(null=True, blank=True)
    mood_after = models.FloatField(null=True, blank=True)
    minutes_to_usual = models.FloatField(null=True, blank=True)  # until I felt like myself
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["space", "at"]),
            models.Index(fields=["space", "source_id"]),
        ]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"contact {self.pk}"


class Exchanged(models.Model):
    """The messages of a contact that was read from a chat, as counts; their words are not kept."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="exchanged")
    sent = models.PositiveIntegerField()
    received = models.PositiveIntegerField()
    characters_sent = models.PositiveIntegerField()
    characters_received = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"messages of contact {self.contact_id}"


def fitting_title(title: str, text: str) -> tuple[str, str]:
    """Return a title and a text as a writing holds them; a title that is too long begins the text."""
    if len(title) <= LONGEST_TITLE:
        return title, text
    short = f"{title[: LONGEST_TITLE - 1]}…"
    return short, f"{title}\n\n{text}" if text else title


class Writing(Dated):
    """A dated piece of writing that is not a check-in."""

    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    text = models.TextField(blank=True)
    tags = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["space", "at"]),
            models.Index(fields=["space", "source_id"]),
        ]

    def __str__(self) -> str:
        return f"writing {self.pk}"
