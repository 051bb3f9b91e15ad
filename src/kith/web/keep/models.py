"""Imports that can be undone whole, the rows they could not read, and saved mappings."""

from django.db import models

from kith.web.shell.models import Space


class ImportBatch(models.Model):
    """One import: everything it made points back here, so it can be undone as one."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="imports")
    at = models.DateTimeField(auto_now_add=True)
    format = models.CharField(max_length=40)
    label = models.CharField(max_length=200, blank=True)
    counts = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"import {self.pk}"


class KeptRow(models.Model):
    """An original row that could not be mapped, kept as it came."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="kept")
    line = models.PositiveIntegerField()
    why = models.CharField(max_length=60)
    original = models.TextField()

    def __str__(self) -> str:
        return f"kept row {self.pk}"


class Brought(models.Model):
    """One row that a whole life brought when it came back, so that it can be taken away again.

    Its rows keep the imports that they first came from, so they cannot point at this one as well.
    `mark` tells whether the person changed the row since; `was` is what stood there before.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="brought")
    table = models.CharField(max_length=20)
    row = models.BigIntegerField()
    mark = models.CharField(max_length=64)
    was = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"brought {self.pk}"


class SavedMapping(models.Model):
    """Which column is what, kept for the next time a file with these columns comes."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="mappings")
    key = models.CharField(max_length=64)  # kith.web.keep.columns.key_of all its columns
    name = models.CharField(max_length=80)  # for reading; a long one is cut
    columns = models.JSONField(default=list)
    toml = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "key"], name="one_mapping_a_table")]

    def __str__(self) -> str:
        return f"mapping {self.pk}"


class Rotation(models.Model):
    """Backups that Kith makes by itself: where to, how often, how many stay. No row: it makes none."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="rotation")
    folder = models.TextField()
    every_days = models.PositiveSmallIntegerField(default=7)
    keep = models.PositiveSmallIntegerField(default=5)
    months = models.PositiveSmallIntegerField(default=12)  # the newest of each stays as well
    good_at = models.DateTimeField(null=True, blank=True)  # when the last one was read back
    tried_at = models.DateTimeField(null=True, blank=True)
    trying = models.CharField(max_length=40, blank=True)  # the name of a file that was begun
    problem = models.CharField(max_length=40, blank=True)  # a code of kith.web.keep.rotating

    def __str__(self) -> str:
        return f"rotation {self.pk}"


class RotatedBackup(models.Model):
    """One file that Kith wrote by itself: only a file that is still just this one may be deleted."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="rotated")
    folder = models.TextField()
    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"rotated backup {self.pk}"
