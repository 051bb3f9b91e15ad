"""Before a name is looked for: ask for the second passphrase, where one keeps the plan and the notes.

Without it nobody knows whether the name stands in there. So the page asks first; whoever goes on
without it is told afterwards that this part was not looked into.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from kith.web.people.everywhere.forms import EverywhereForm
from kith.web.people.models import Person
from kith.web.plan import second_views
from kith.web.shell import inside, notices

UNPROCESSABLE = 422
WITHOUT = "without"  # the field by which somebody goes on without that part


@sensitive_variables()
def asked_first(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Ask in the place of the page while that part is shut; None where the page may be shown.

    A form that comes when it has just shut is not carried out: what is ticked in it stood in
    there, too. What was typed and chosen is handed on, and the page is shown anew.
    """
    if not inside.is_shut(person.space) or WITHOUT in request.POST:
        return None
    problem = ""
    if "second" in request.POST:
        problem = second_views.opened(request, person.space)
        if not problem:
            return None if "look" in request.POST else redirect(request.path)
    began = bool({"do", "look"} & request.POST.keys())
    if "do" in request.POST:
        notices.notify(
            request,
            _(
                "That part closed meanwhile, so nothing was changed. You could look at it once more."
            ),
        )
    context = {
        "person": person,
        "problem": problem,
        "sent": [
            (name, value)
            for name in EverywhereForm.base_fields
            for value in request.POST.getlist(name)
        ]
        if began
        else [],
        "began": began,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "people/everywhere_asks.html", context, status=status)
