"""What the pages with a check-in form have in common."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.web.people.models import Person
from kith.web.shell import notices
from kith.web.shell.meanwhile import Beside
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of
from kith.web.today import company, vocabulary_lists, when, words
from kith.web.today.entry import Entry
from kith.web.today.forms import FeelingForm, MeetingForm, WhenForm
from kith.web.today.models import CheckIn, Contact, Writing
from kith.web.today.telling import EVERYBODY, Block, Telling

ASSUMED = {
    "gap": gettext_lazy(
        "The clocks went forward over that time, so Kith took %(at)s. You could change it."
    ),
    "fold": gettext_lazy(
        "The clock showed that time twice that night. Kith took the first; you could change it."
    ),
    "yesterday": gettext_lazy("That time has not come yet today, so Kith took yesterday, %(at)s."),
}
NOT_YET = {
    "future": gettext_lazy(
        "That time has not come yet. Nothing was saved yet, and what you wrote is still here. You could choose an earlier one."
    ),
    "no_time": gettext_lazy(
        "About what time was it? Nothing was saved yet, and what you wrote is still here."
    ),
    "too_early": gettext_lazy(
        "Kith keeps days from the year 1900 on. Nothing was saved yet. You could choose a later date."
    ),
}


def form_context(space: Space, form: FeelingForm, told: Telling, **more: Any) -> dict[str, Any]:
    """Return what the parts of the check-in form need."""
    chosen = told.chosen
    return {
        "form": form,
        "told": told,
        "chosen": chosen,
        "offered": company.offered(space, chosen),
        "families": vocabulary_lists.feelings(),
        "chosen_feelings": form["feelings"].value() or (),
        "need_groups": vocabulary_lists.needs(),
        "chosen_needs": form["needs"].value() or (),
        "landmarks": vocabulary_lists.landmarks(),
        "pleasant": words.PLEASANT,
        "awake": words.AWAKE,
        "support": [*words.SUPPORT.items()],
        "today": now_in(space).date(),
        "blank": Block("__key__", "__name__", MeetingForm(prefix="__key__")),
        "blank_group": Block(EVERYBODY, "", MeetingForm(prefix=EVERYBODY)),
        **more,
    }


def entry_of(
    request: HttpRequest,
    space: Space,
    form: FeelingForm,
    told: Telling,
    now: datetime,
    *,
    stood: CheckIn | None = None,
) -> Entry | None:
    """Return what was told, None where something has to be mended first (the form says what).

    `stood` is the check-in that is being changed: it keeps its instant to the second, and the
    zone it was made in, unless its time is changed.
    """
    if not (form.is_valid() & told.is_valid()):
        return None
    found = instant(request, space, form, now, stood)
    if found is None:
        return None
    said = form.cleaned_data
    return Entry(
        at=found,
        zone=stood.zone if stood and found == stood.at else space.zone,
        valence=_kept(form, "valence", stood),
        arousal=_kept(form, "arousal", stood),
        energy=said["energy"],
        feelings=tuple(dict.fromkeys([*said["feelings"], *said["own_words"]])),
        needs=tuple(said["needs"]),
        note=said["note"],
        sleep_hours=said["sleep_hours"],
        alone=said["alone"],
        meetings=told.meetings(found, zone_of(space)),
        uid=said["uid"],
        at_said=bool(said["day"] or said["clock"]),
    )


def _kept(form: FeelingForm, axis: str, stood: CheckIn | None) -> float | None:
    """Return what was said of one axis; an axis that nobody moved stays as it stood."""
    if stood is not None and axis not in form.changed_data:
        before: float | None = getattr(stood, axis)
        return before
    said: float | None = form.cleaned_data[axis]
    return said


def instant(
    request: HttpRequest,
    space: Space,
    form: WhenForm,
    now: datetime,
    stood: CheckIn | Contact | Writing | None = None,
) -> datetime | None:
    """Return the instant a form names; None where it cannot be (the form says why)."""
    said, zone = form.cleaned_data, zone_of(space)
    if stood is not None and not form.time_changed():
        return stood.at
    try:
        found = when.moment(said["day"], said["clock"], zone, now, second=said["second"])
    except when.WhenError as problem:
        form.add_error("clock", NOT_YET[problem.code])
        return None
    if found.assumed:
        at = found.at.astimezone(zone)
        notices.notify(request, str(ASSUMED[found.assumed]) % {"at": f"{at:%H:%M}"})
    return found.at


def stands_at(row: CheckIn | Contact) -> Beside:
    """Return when a row is, for the mark of its page: the instant, however the zone shows it."""
    at = timezone.localtime(row.at)
    return Beside(_("When"), row.at.isoformat(), date_format(at, "j F Y, H:i"))


def stands_with(label: str, people: Iterable[Person]) -> Beside:
    """Return who stands on a page, for its mark: whoever is called otherwise is still the same."""
    people = list(people)
    named = ", ".join(sorted(person.name for person in people))
    return Beside(label, sorted(person.pk for person in people), named)


def since(last: datetime | None, zone: Any, now: datetime) -> str:
    """Return the question of who was there since the last check-in."""
    if last is not None:
        at, today = last.astimezone(zone), now.astimezone(zone).date()
        if at.date() == today:
            return _("Who were you with since %(at)s?") % {"at": f"{at:%H:%M}"}
        if at.date() == today - timedelta(days=1):
            return _("Who were you with since yesterday, %(at)s?") % {"at": f"{at:%H:%M}"}
    return _("Who were you with today?")


def now_in(space: Space) -> datetime:
    """Return the present in the zone the person lives in."""
    return timezone.now().astimezone(zone_of(space))
