"""Settings: the little that a person may want to change."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kith import vault
from kith.safety import helplines
from kith.web.door import opencopy, pages
from kith.web.room import running
from kith.web.shell import helping, meanwhile, notices
from kith.web.shell.asking import suggestion, tried
from kith.web.shell.models import Space
from kith.web.shell.own_words import OwnWords
from kith.web.shell.space import settle, space_of
from kith.web.today import care


def _countries() -> list[tuple[str, str]]:
    return [("", str(_("Not chosen"))), *((c.code, c.name) for c in helplines.countries())]


class SpaceForm(OwnWords, forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What a person can set, each with a sentence that says what it does."""

    unmarked = OwnWords.unmarked | {"country"}  # it says itself whether it was changed

    country = forms.ChoiceField(  # of the folder, not of the space: see kith.web.shell.helping
        show_hidden_initial=True,  # a page that was open while Help now set it changes nothing
        choices=_countries,
        required=False,
        label=gettext_lazy("Country for help lines"),
        help_text=gettext_lazy("Kith never finds out by itself where you are."),
    )
    exit_site = forms.URLField(
        required=False,
        max_length=300,
        assume_scheme="https",
        label=gettext_lazy("Where the exit button goes"),
        help_text=gettext_lazy(
            "Any web address, for instance a weather page. Empty: a plain page without the network."
        ),
    )
    idle_minutes = forms.IntegerField(
        min_value=1,
        max_value=60,
        label=gettext_lazy("Lock after this many quiet minutes"),
        help_text=gettext_lazy("From 1 to 60. Typing counts as being here."),
    )

    class Meta:
        model = Space
        fields = (
            "title",
            "exit_site",
            "idle_minutes",
            "keep_drafts",
            "quiet_help",
            "low_battery",
        )
        labels = {
            "title": gettext_lazy("Name in the browser tab"),
            "keep_drafts": gettext_lazy("Keep what I was typing when Kith locks"),
            "quiet_help": gettext_lazy("Offer help when my words sound like a hard moment"),
            "low_battery": gettext_lazy("Low-battery mode: check in with one tap"),
        }
        help_texts = {
            "title": gettext_lazy(
                "For instance Notes. The lock page shows it too, so it is kept outside the encrypted "
                "file. It hides the name, not the use of this device."
            ),
            "keep_drafts": gettext_lazy(
                "Drafts stay inside the encrypted file. Switched off, Kith also drops those it has."
            ),
            "quiet_help": gettext_lazy(
                "Kith looks for plain words in English and Spanish, on this machine only. It misses "
                "things. "
                "Words that name a plan to die always lead to help."
            ),
        }


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Show the settings and save them."""
    space = space_of(request)
    form = _form(space, request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        saved = space
        if "country" in form.changed_data:  # where the disk does not take it, nothing is saved
            helping.keep_country(form.cleaned_data["country"])
        if not saved.keep_drafts:
            saved.drafts.all().delete()
        settle(running.current())
        notices.notify(request, _("Your settings are saved."))
        texts = [saved.title] if "title" in form.changed_data else []
        return care.answer(request, care.offer_for(saved, texts), "settings")
    differs = meanwhile.of(request) is not None
    if form.errors or differs:
        if differs:
            care.refused(request, care.offer_for(space, [str(form["title"].value() or "")]))
        space.refresh_from_db()  # the page around the form shows what is kept, not what was refused
    room = running.current()
    context = {
        "form": form,
        "languages": pages.languages(request.path, says_so=True),
        "folder": room.folder,
        "synced": vault.synced_by(room.folder),
        "open_copy": room.mode != "sample" and opencopy.exists(room.folder),
    }
    status = meanwhile.CONFLICT if differs else 200
    return render(request, "shell/settings.html", context, status=status)


def _form(space: Space, data: Any = None) -> SpaceForm:
    return SpaceForm(data, instance=space, initial={"country": helping.country() or ""})


def _kept(request: HttpRequest, form: SpaceForm) -> bool:
    return meanwhile.kept(
        request, form, form.save, lambda: _form(Space.objects.get(pk=form.instance.pk))
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def passphrase(request: HttpRequest) -> HttpResponse:
    """Change the passphrase: the key is wrapped anew, nothing is re-encrypted."""
    problem = _changed(request) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        notices.notify(request, _("Your new passphrase holds from now on."))
        return redirect("settings")
    return render(
        request, "shell/passphrase.html", {"problem": problem, "suggestion": suggestion(request)}
    )


def _changed(request: HttpRequest) -> str:
    new = request.POST.get("new", "")
    weak = vault.passphrase_problem(new)
    if weak == "too_common":
        return _("That passphrase is one of the first that others would try. Nothing was changed.")
    if weak:
        return _("The new passphrase needs 15 characters or more. Nothing was changed.")
    room = running.current()

    def work() -> None:
        vault.unlock(room.folder, request.POST.get("current", ""))
        vault.change_passphrase(room.vault, new)

    return tried(work)
