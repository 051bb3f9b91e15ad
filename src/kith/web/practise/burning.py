"""Letting a run go at its end: deleted for good, now, so that nothing of it is left in the file."""

from collections.abc import Mapping

from django.urls import reverse

from kith.web.practise import creating, saving
from kith.web.practise.models import Run
from kith.web.shell import scrubbing


def burn(run: Run, texts: Mapping[str, str]) -> str:
    """Delete the run and all that was written in it; what was made of it before stays."""
    del texts
    saving.delete_for_good(run)
    scrubbing.leave_nothing()
    return reverse("practise")


creating.register("burn", burn)
