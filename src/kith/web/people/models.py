"""People in a person's life, dated snapshots of each tie, and the care setting of a tie."""

from django.db import models

from kith.records import Bond, Flow, Presence
from kith.web.shell.models import Owned, Space


class Person(Owned):
    """Somebody, or a group, a place, a pet; the name may be a nickname."""

    name = models.CharField(max_length=80)
    pronouns = models.CharField(max_length=40, blank=True)
    kinds = models.JSONField(default=list)  # keys of records.Kind, or the person's own words
    presence = models.CharField(
        max_length=12, default=Presence.PRESENT, choices=[(p.value, p.value) for p in Presence]
    )
    note = models.TextField(blank=True)
    safe_to_call = models.BooleanField(default=False)  # may stand in the plan for bad days
    edited_at = models.DateTimeField(null=True, blank=True)  # when the person last changed it
    import_batch = models.ForeignKey(
        "keep.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )

    class Meta:
        indexes = [models.Index(fields=["space", "name"])]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Tie(models.Model):
    """How the tie to one person stood at one time; the newest is now."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="ties")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ties")
    at = models.DateTimeField()
    circle = models.PositiveSmallIntegerField(default=2)  # 1 closest, 2, 3 acquainted, 0 outside
    bond = models.CharField(
        max_length=12, default=Bond.UNSAID, choices=[(b.value, b.value) for b in Bond]
    )
    flow = models.CharField(
        max_length=12, default=Flow.UNSAID, choices=[(f.value, f.value) for f in Flow]
    )
    role = models.CharField(max_length=120, blank=True)  # the part they play in the recovery
    closeness = models.PositiveSmallIntegerField(null=True, blank=True)  # own rating, 0..10
    intimacy = models.PositiveSmallIntegerField(null=True, blank=True)  # own rating, 0..10
    x = models.FloatField(null=True, blank=True)  # place on the map, -1..1, you in the middle
    y = models.FloatField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["space", "person", "at"])]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"tie {self.pk}"


class CareSetting(models.Model):
    """The care setting of a tie, as neutral codes of `kith.safety.gate`; the newest holds."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="care_settings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="care_settings")
    at = models.DateTimeField()
    state = models.CharField(max_length=24, default="unknown")

    class Meta:
        indexes = [models.Index(fields=["space", "person", "at"])]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"care setting {self.pk}"


class MapChoice(models.Model):
    """How this person likes People to open: as a map, or as a list."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="map_choice")
    as_list = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"map choice {self.pk}"


class TakenOut(models.Model):
    """What stood in a place before a word took a name's place, so that it can be undone for a while.

    Rows of the column `former` are no undo: marks of a name somebody had (`kith.web.people.former`).
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="taken_out")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="taken_out")
    at = models.DateTimeField()
    table = models.CharField(max_length=60)  # app and model, as Django labels them
    row = models.BigIntegerField()
    column = models.CharField(max_length=60, blank=True)  # empty: the row itself was deleted
    was = models.JSONField(null=True)
    became = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["space", "person"])]

    def __str__(self) -> str:
        return f"taken out {self.pk}"
