"""The plan: read it, write it part by part, go back to an earlier one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.web.people import calling
from kith.web.plan import deleting, open_copy, steps, versions
from kith.web.plan.forms import PartForm
from kith.web.plan.steps import Part
from kith.web.plan.telling import told
from kith.web.plan.versions import Said
from kith.web.practise.doors import last_finished
from kith.web.practise.pictures import pictures_of
from kith.web.room import running
from kith.web.shell import drafts, inside, meanwhile, notices, scrubbing
from kith.web.shell.models import Space
from kith.web.shell.space import space_of
from kith.web.today import care

HOPE_BOX = "hope_box"  # the practice whose last finished run stands at the top


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the plan as it stands, and what can be done with it."""
    space, room = space_of(request), running.current()
    now = versions.as_of(space)
    shown = told(space, now)
    held = open_copy.held(room)
    context = {
        "plan": shown,
        "written": any(now.values()),
        "today": timezone.localdate(),
        "left_out": sum(one.left_out for one in shown),
        "earlier": bool(versions.sittings(space)),
        "waits": deleting.waits(space),
        "open_copy": open_copy.exists(room),
        "second_on": inside.is_on(space),
        "hope": last_finished(space, HOPE_BOX),
        "pictures": pictures_of(space).exists(),
        "behind": held is not None and open_copy.is_behind(held, shown),
    }
    return render(request, "plan/plan.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, code: str) -> HttpResponse:
    """Write one part; every save is kept beside the ones before it."""
    space, this = space_of(request), _part(code)
    people = calling.may_stand_in_plan(space)
    said = versions.as_of(space).get(code, Said())
    form = PartForm(this, people, request.POST if request.method == "POST" else None, said)
    if request.method == "POST" and form.is_valid():
        before, wrote = versions.last_pk(space), form.said()
        if meanwhile.kept(
            request,
            form,
            lambda: versions.keep(space, this.code, wrote, timezone.now()),
            lambda: PartForm(this, people, None, versions.as_of(space).get(code, Said())),
        ):
            return _kept(request, space, this, wrote, before)
    changed = meanwhile.of(request) is not None
    if changed:
        care.refused(request, care.offer_for(space, _own_text(wrote)))
    return render(
        request,
        "plan/part.html",
        {"part": this, "form": form, "next": steps.after(this)},
        status=meanwhile.CONFLICT if changed else 200,
    )


def _own_text(said: Said) -> list[str]:
    return [said.text, said.barrier, said.fix]


def _part(code: str) -> Part:
    found = steps.part_of(code)
    if found is None:
        raise Http404
    return found


@sensitive_variables()
def _kept(request: HttpRequest, space: Space, this: Part, said: Said, before: int) -> HttpResponse:
    """Say that it is saved; help comes first where the words ask for it, else the page the person chose."""
    changed = versions.last_pk(space) != before
    drafts.saved(request, space)
    if changed:
        notices.notify(request, _("Kept."), undo=reverse("plan_back", args=[before]))
    following = steps.after(this)
    to_next = "next" in request.POST and following is not None
    where = reverse("plan_part", args=[following.code]) if to_next and following else "plan"
    offer = care.offer_for(space, _own_text(said) if changed else [])
    # Plain words of a bad time belong in a plan, and Help now stands above each of its parts; so
    # only what leads to help at once elsewhere does so here.
    return care.answer(request, offer, where) if offer.level >= care.FULL_PAGE else redirect(where)


@require_safe
def earlier(request: HttpRequest) -> HttpResponse:
    """List the days on which the plan was different."""
    found = versions.sittings(space_of(request))
    return render(request, "plan/earlier.html", {"sittings": found})


@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plan as it stood after one save."""
    space = space_of(request)
    row = versions.row_of(space, pk)
    if row is None:
        raise Http404
    shown = told(space, versions.as_of(space, pk))
    is_now = pk == versions.last_pk(space)
    return render(request, "plan/version.html", {"plan": shown, "row": row, "is_now": is_now})


@require_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an earlier plan the plan of now (0: an empty one); this can be undone as well."""
    space = space_of(request)
    if pk and versions.row_of(space, pk) is None:
        raise Http404
    before = versions.last_pk(space)
    if versions.bring_back(space, pk, timezone.now()):
        undo = reverse("plan_back", args=[before])
        notices.notify(request, _("The plan is as it was then. Nothing was lost."), undo=undo)
    return redirect("plan")


@require_POST
def forget_earlier(request: HttpRequest) -> HttpResponse:
    """Delete the earlier versions for good."""
    deleting.forget_earlier(space_of(request))
    scrubbing.leave_nothing()
    notices.notify(request, _("The earlier plans are gone for good. The plan of now stays."))
    return redirect("plan")


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Explain what deleting takes away, then do it; the open copy goes at once."""
    space, room = space_of(request), running.current()
    if request.method == "POST":
        open_copy.take_away(room)
        deleting.put_aside(space, timezone.now())
        if "for_good" in request.POST:
            deleting.for_good(space)
            scrubbing.leave_nothing()
            notices.notify(request, _("Your plan is gone for good."))
        else:
            undo = reverse("plan_restore")
            notices.notify(request, _("Your plan is deleted."), undo=undo)
        return redirect("plan")
    context = {"open_copy": open_copy.exists(room), "waits": deleting.waits(space)}
    return render(request, "plan/delete.html", context)


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Bring a deleted plan back; an open copy is not made again."""
    deleting.restore(space_of(request))
    notices.notify(request, _("Your plan is back, and nothing was lost."))
    return redirect("plan")


@require_POST
def delete_for_good(request: HttpRequest) -> HttpResponse:
    """Delete at once a plan that waits for its thirty days."""
    deleting.for_good(space_of(request))
    scrubbing.leave_nothing()
    notices.notify(request, _("Your plan is gone for good."))
    return redirect("plan")
