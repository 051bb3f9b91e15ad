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
from kith.machine import placing
from kith.remains import finding
from kith.web.keep import rotating
from kith.web.keep.models import Rotation
from kith.web.room import running
from kith.web.shell import notices, scrubbing
from kith.web.shell.own_words import OwnForm
from kith.web.shell.space import space_of

EMPTIED = gettext_lazy(
    "That folder is emptied when the computer starts again, or after some days. Backups in it would "
    "be gone when you need them."
)
NOT_SAVED = gettext_lazy(
    "Nothing was saved yet. You could choose another folder, best on another disk or a stick."
)


class RotationForm(OwnForm):
    """Where to, how often, how many stay."""

    folder = forms.CharField(
        max_length=4000,
        label=gettext_lazy("Folder"),
        help_text=gettext_lazy(
            "The whole path of a folder that is there, best on another disk or a stick."
        ),
    )
    all_the_same = forms.BooleanField(
        required=False,
        label=gettext_lazy("Keep backups there all the same"),
        help_text=gettext_lazy("You could do this if you copy them elsewhere yourself."),
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask about a folder that is emptied only where one is newly named."""
        super().__init__(*args, **kwargs)
        named = str(self.data.get("folder") or "")
        as_before = named in {"", self.initial.get("folder")}
        if as_before or not placing.goes_by_itself(Path(named)):
            del self.fields["all_the_same"]

    def clean(self) -> dict[str, Any] | None:
        """Refuse a folder that is emptied, until somebody says that it is meant."""
        said = super().clean()
        asked = "all_the_same" in self.fields and "folder" in self.cleaned_data
        if asked and not self.cleaned_data.get("all_the_same"):
            self.add_error("folder", f"{EMPTIED} {NOT_SAVED}")
        return said

    def clean_folder(self) -> str:
        """Refuse what is no folder of its own, or cannot be written to."""
        folder = Path(self.cleaned_data["folder"]).expanduser()
        if not folder.is_absolute() or not rotating.is_folder(folder):
            raise forms.ValidationError(
                _(
                    "There is no such folder. Nothing was saved yet. You could make it first, or "
                    "write its whole path, such as /media/stick/backups."
                )
            )
        why = _unfit(folder.resolve())
        if why:
            raise forms.ValidationError(
                f"{why} {_('Nothing was saved yet. You could choose another folder.')}"
            )
        return str(folder)


def _unfit(folder: Path) -> str:
    """Return why backups may not go into a folder, links followed; empty where they may."""
    if folder.is_relative_to(running.current().folder.resolve()):
        return _(
            "That is inside the folder of your vault: what happens to the one happens to the other."
        )
    if any(vault.exists(one) for one in (folder, *folder.parents)):
        return _("That is inside the folder of another vault.")
    if placing.is_the_systems(folder):
        return _("That folder belongs to the system and is no place for what is yours.")
    if any(folder.is_relative_to(one) for one in finding.own_folders()):
        return _("That is inside the folder of the program Kith, which may be removed one day.")
    if not placing.can_be_written_to(folder):
        return _("Kith cannot write there: it may be read-only, full, or somebody else's.")
    return ""


def told(rotation: Rotation | None) -> dict[str, Any]:
    """Return what the page Keep says of backups by themselves."""
    if rotation is None:
        return {"rotation": None}
    folder = Path(rotation.folder)
    return {
        "rotation": rotation,
        "rotation_gone": not rotating.is_folder(folder),
        "rotation_missing": rotating.is_missing(rotation),
        "rotation_emptied": placing.goes_by_itself(folder),
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
            new = begun.folder != form.cleaned_data["folder"]
            if new:
                rotating.lead_to(begun, form.cleaned_data["folder"])
            for name in names:
                setattr(begun, name, form.cleaned_data[name])
            begun.problem = ""
            begun.save()
            first = _("Kept. The first backup in this folder is made soon, while Kith is open.")
            notices.notify(request, first if new else _("Your changes are kept."))
            return redirect("keep")
    context = {"form": form, "sample_life": room.mode == "sample", **told(rotation)}
    return render(request, "keep/rotation.html", context, status=422 if form.errors else 200)
