"""The page on which backups by themselves are switched on, off, and set."""

from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kith import vault
from kith.web.keep import rotating
from kith.web.keep.models import Rotation
from kith.web.room import running
from kith.web.shell import notices, scrubbing
from kith.web.shell.own_words import OwnForm
from kith.web.shell.space import space_of


class RotationForm(OwnForm):
    """Where to, how often, how many stay."""

    folder = forms.CharField(
        max_length=4000,
        label=gettext_lazy("Folder"),
        help_text=gettext_lazy(
            "The whole path of a folder that is there, best on another disk or a stick."
        ),
    )
    every_days = forms.IntegerField(
        min_value=1,
        max_value=90,
        label=gettext_lazy("Every how many days"),
        help_text=gettext_lazy("Only while Kith is open; a day that is missed is made up for."),
    )
    keep = forms.IntegerField(
        min_value=1, max_value=99, label=gettext_lazy("How many of the newest stay")
    )
    months = forms.IntegerField(
        min_value=0,
        max_value=120,
        label=gettext_lazy("And the newest of each of how many months"),
    )

    def clean_folder(self) -> str:
        """Refuse what is no folder of its own, or cannot be written to."""
        folder = Path(self.cleaned_data["folder"]).expanduser()
        if not folder.is_absolute() or not _is_folder(folder):
            raise forms.ValidationError(
                _(
                    "There is no such folder. Nothing was saved yet. You could make it first, or "
                    "write its whole path, such as /media/stick/backups."
                )
            )
        if folder.resolve().is_relative_to(running.current().folder.resolve()):
            raise forms.ValidationError(
                _(
                    "That is inside the folder of your vault: what happens to the one happens to "
                    "the other. Nothing was saved yet. You could choose another folder."
                )
            )
        return str(folder)


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False


def told(rotation: Rotation | None) -> dict[str, Any]:
    """Return what the page Keep says of backups by themselves."""
    if rotation is None:
        return {"rotation": None}
    folder = Path(rotation.folder)
    return {
        "rotation": rotation,
        "rotation_gone": not _is_folder(folder),
        "rotation_synced": vault.synced_by(folder),
        "rotation_problem": rotation.problem not in {"", rotating.FOLDER_GONE},
    }


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show how it is set, and set it."""
    space, room = space_of(request), running.current()
    rotation = Rotation.objects.filter(space=space).first()
    begun = rotation or Rotation(space=space)
    names = ("folder", "every_days", "keep", "months")
    form = RotationForm(
        request.POST if request.method == "POST" and "off" not in request.POST else None,
        initial={name: getattr(begun, name) for name in names},
    )
    if request.method == "POST" and room.mode != "sample":
        if "off" in request.POST:
            Rotation.objects.filter(space=space).delete()
            scrubbing.leave_nothing()
            notices.notify(request, _("Kith makes no more backups by itself. The files stay."))
            return redirect("keep")
        if form.is_valid():
            for name in names:
                setattr(begun, name, form.cleaned_data[name])
            begun.problem = ""
            begun.save()
            notices.notify(request, _("Kept. The first backup is made soon, while Kith is open."))
            return redirect("keep")
    context = {"form": form, "sample_life": room.mode == "sample", **told(rotation)}
    return render(request, "keep/rotation.html", context, status=422 if form.errors else 200)
