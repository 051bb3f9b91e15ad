"""The pictures of the hope box: look at them, add one, say what it shows, delete it.

An address holds a number and nothing else. A picture is sent as what `kith.pictures` found it to
be, under the policy of every page: only Kith's own pages can show it.
"""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.pictures import MOST_BYTES, RefusedPicture, cleaned
from kith.web.practise import pictures
from kith.web.practise.forms import LONGEST
from kith.web.practise.models import Picture
from kith.web.shell import aside, drafts, errors, gone, inside, meanwhile, notices
from kith.web.shell.own_words import OwnForm
from kith.web.shell.space import space_of
from kith.web.today import care
from kith.web.today.forms import Text

ACCEPTED = ",".join(pictures.TYPES.values())
REFUSALS: dict[str, Any] = {
    "empty": gettext_lazy("No picture came along. You could choose one and send it again."),
    "kind": gettext_lazy(
        "This is no picture that Kith can keep: it reads PNG, JPEG and WebP. Nothing was kept. "
        "You could save it as one of these and try again."
    ),
    "heic": gettext_lazy(
        "This is a kind of picture that phones write and that many browsers cannot show. Nothing "
        "was kept. You could save or share it as JPEG and try again."
    ),
    "moves": gettext_lazy(
        "This picture moves, and here all stands still. Nothing was kept. You could choose one "
        "that stands still."
    ),
    "damaged": gettext_lazy(
        "A part of this picture is missing or cannot be read. Nothing was kept. You could open it "
        "in another program, save it anew and try again."
    ),
    "too_large": gettext_lazy(
        "This picture is larger than Kith keeps (%(most)s MB). Nothing was kept. You could save a "
        "smaller copy and try again."
    ),
    "too_many_pixels": gettext_lazy(
        "This picture has more dots than a browser can show well. Nothing was kept. You could save "
        "a smaller copy and try again."
    ),
    "no_room": gettext_lazy(
        "There is no more room for pictures (%(number)s pictures or %(together)s MB, with those "
        "that wait to be brought back). Nothing was kept. You could delete one for good first."
    ),
}
_SIZES = {
    "most": MOST_BYTES // pictures.MEGABYTE,
    "number": pictures.MOST,
    "together": pictures.MOST_TOGETHER // pictures.MEGABYTE,
}


class PictureForm(OwnForm):
    """What a picture shows, in own words; they may stay empty."""

    alt = Text(
        max_length=LONGEST,
        label=gettext_lazy("What does it show, in a few words?"),
        help_text=gettext_lazy(
            "Whoever listens to the page hears these words, and search finds the picture by them."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "maxlength": None}),
    )


@transaction.non_atomic_requests  # a disk may be full at the very end, and the words come back
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """Show the pictures; keep one that was chosen, with its words."""
    space, problem = space_of(request), ""
    form = PictureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        offer = care.offer_for(space, [request.POST.get("alt", "")])
        problem = _problem(request, form)
        if form.is_valid() and not problem:
            notices.notify(request, _("Kept, without what a camera writes beside a picture."))
            return care.answer(request, offer, "practise_pictures")
        care.refused(request, offer)
    context = {
        "rows": pictures.pictures_of(space),
        "deleted": pictures.pictures_of(space, deleted=True),
        "form": form,
        "problem": problem,
        "accepted": ACCEPTED,
        "second_on": inside.is_on(space),
        **_SIZES,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "practise/pictures.html", context, status=status)


@sensitive_variables()
def _problem(request: HttpRequest, form: PictureForm) -> str:
    """Keep the picture that came along with words that fit; return why not, "" where it is kept."""
    if not form.is_valid():
        return ""
    sent, space, now = request.FILES.get("picture"), space_of(request), timezone.now()
    try:
        picture = cleaned(sent.read() if isinstance(sent, UploadedFile) else b"")
        with transaction.atomic():
            pictures.keep(space, picture, form.cleaned_data["alt"], now)
            drafts.saved(request, space)
    except RefusedPicture as refused:
        return str(REFUSALS[refused.code] % _SIZES)
    except pictures.NoRoom:
        return str(REFUSALS["no_room"] % _SIZES)
    except Exception as error:
        code = errors.of_the_disk(error)
        if not code:
            raise
        return errors.in_words(code)  # the words stand in the form; the picture is chosen once more
    return ""


@gone.holds(
    pictures.there,
    lambda request, _rows: PictureForm(request.POST),
    restore=lambda row: pictures.bring_back(row, timezone.now()),
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one picture, and keep other words for it."""
    space = space_of(request)
    row = pictures.picture_of(space, pk)
    form = _form(row, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        offer = care.offer_for(space, [request.POST.get("alt", "")])
        if form.is_valid() and _said(request, row, form):
            drafts.saved(request, space)
            notices.notify(request, _("Kept."))
            return care.answer(request, offer, reverse("practise_pictures"))
        care.refused(request, offer)
    status = meanwhile.status(request) if request.method == "POST" else 200
    return render(request, "practise/picture.html", {"row": row, "form": form}, status=status)


def _form(row: Picture, data: Any = None) -> PictureForm:
    return PictureForm(data, initial={"alt": row.alt})


def _said(request: HttpRequest, row: Picture, form: PictureForm) -> bool:
    space = space_of(request)
    stood = row.alt
    if meanwhile.kept(
        request,
        form,
        lambda: pictures.say(row, form.cleaned_data["alt"], timezone.now()),
        lambda: _form(pictures.picture_of(space, row.pk)),
    ):
        return True
    row.alt = stood
    return False


@require_safe
def image(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the bytes of a picture to a page; opened by itself it would stay after the lock."""
    if request.headers.get("Sec-Fetch-Dest", "image") != "image":
        return redirect("practise_picture", pk)
    found = pictures.picture_of(space_of(request), pk)
    return HttpResponse(bytes(found.data), content_type=pictures.TYPES[found.form])


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a picture aside for thirty days; the next page offers to undo it."""
    aside.deleted(request, pictures.picture_of(space_of(request), pk), "practise_picture_restore")
    return redirect("practise_pictures")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted picture back."""
    row = pictures.picture_of(space_of(request), pk, deleted=True)
    aside.restored(request, row, lambda one: pictures.bring_back(one, timezone.now()))
    return redirect("practise_pictures")


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one that was put aside, now and without undo."""
    row = pictures.picture_of(space_of(request), pk, deleted=True)
    aside.gone(request, row, pictures.delete_for_good)
    return redirect("practise_pictures")
