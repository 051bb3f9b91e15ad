"""The space that everything a person owns hangs from, and what they were still typing."""

import uuid

from django.db import models

from kith.web.room.running import DEFAULT_EXIT_SITE


def new_uid() -> uuid.UUID:
    """Make the name by which a row is known outside this table."""
    return uuid.uuid4()


class Space(models.Model):
    """A person's life in Kith. A vault holds one; every look-up goes through it."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    title = models.CharField(max_length=40, default="Kith")
    zone = models.CharField(max_length=64, default="UTC")
    exit_site = models.URLField(max_length=300, blank=True, default=DEFAULT_EXIT_SITE)
    idle_minutes = models.PositiveSmallIntegerField(default=5)
    keep_drafts = models.BooleanField(default=True)
    quiet_help = models.BooleanField(default=True)  # offer help when words sound like a hard moment
    low_battery = models.BooleanField(default=False)
    phrase_kept = models.BooleanField(default=False)  # by the person's own word
    seen_exit = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"space {self.pk}"


class Compartment(models.Model):
    """The second lock of a space: what opens it, and never its key. There is none until it is on.

    `gone` names people who were deleted for good while it was shut: what is sealed forgets them when
    it is opened. `swept` says that nothing of before is left in the rest of the file.
    """

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="compartment")
    locks = models.JSONField(default=dict)
    gone = models.JSONField(default=list)
    swept = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"compartment {self.pk}"


class Owned(models.Model):
    """A row that belongs to a space and can be deleted with undo."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Draft(models.Model):
    """What was being typed on one page when it was left, locked or lost."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="drafts")
    page = models.CharField(max_length=80)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "page"], name="one_draft_a_page")]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def place(self) -> str:
        """Return where its words lie, where a second passphrase seals them."""
        return f"draft {self.page}"
