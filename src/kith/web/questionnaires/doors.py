"""The only ways to answers and to a questionnaire: through the space, and only what is kept there."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from kith import measures
from kith.measures import Measure, MeasureError
from kith.web.people.models import Person
from kith.web.questionnaires.models import QuestionnaireChoice, Response
from kith.web.shell.models import Space

KEPT = "trend"  # the use of a questionnaire whose answers are kept


def measure_of(name: str) -> Measure:
    """Return a questionnaire whose answers are kept, else 404."""
    try:
        found = measures.measure(name)
    except MeasureError as problem:
        raise Http404 from problem
    if found.use != KEPT:
        raise Http404
    return found


def _rows(space: Space, *, deleted: bool) -> QuerySet[Response]:
    """Return answers of this space, but for those about somebody deleted."""
    with_them = Q(person=None) | Q(person__deleted_at=None)
    return Response.objects.filter(with_them, space=space, deleted_at__isnull=not deleted)


def response_of(space: Space, pk: int, *, deleted: bool = False) -> Response:
    """Return answers of this space, else 404; those of a questionnaire that is gone are not shown."""
    rows = _rows(space, deleted=deleted).select_related("person")
    found: Response = get_object_or_404(rows, pk=pk)
    measure_of(found.measure)
    return found


def there(space: Space, pk: int) -> list[Person | Response]:
    """Return answers of this space, put aside or not, behind whom they are about; none where gone."""
    row = Response.objects.filter(space=space, pk=pk).select_related("person").first()
    if row is None:
        return []
    return [row] if row.person is None else [row.person, row]


def responses_of(
    space: Space, one: Measure, person: Person | None = None, *, deleted: bool = False
) -> list[Response]:
    """Return the answers to one questionnaire, oldest first; about one person where it is about a tie."""
    rows = _rows(space, deleted=deleted).filter(measure=one.id, person=person)
    return list(rows.order_by("at", "pk"))


def may_ask_about_self_harm(space: Space) -> bool:
    """Say whether questions about death and self-harm may be asked."""
    chosen = QuestionnaireChoice.objects.filter(space=space).first()
    return chosen is None or chosen.ask_about_self_harm


def asked_instead(space: Space, one: Measure) -> Measure:
    """Return the questionnaire to fill in: a shorter one where self-harm is not to be asked about."""
    if not one.without_self_harm or may_ask_about_self_harm(space):
        return one
    return measures.measure(one.without_self_harm)


def offered(space: Space) -> list[Measure]:
    """Return the questionnaires on offer, in order; a shorter one only where it stands in."""
    every = [measures.measure(name) for name in kept()]
    stand_ins = {one.without_self_harm for one in every if one.without_self_harm}
    return [asked_instead(space, one) for one in every if one.id not in stand_ins]


def kept() -> list[str]:
    """Return the names of the questionnaires about oneself whose answers are kept, in their order.

    Those about a tie have a history for each person and are named by `about_ties`: what a room does
    with all others (offers them, tells their totals) it does not do with them by itself.
    """
    return [name for name in _every() if not measures.measure(name).tie]


def about_ties() -> list[str]:
    """Return the names of the questionnaires about a tie, in their order on a page."""
    return [name for name in _every() if measures.measure(name).tie]


def _every() -> list[str]:
    return [name for name in measures.ids() if measures.measure(name).use == KEPT]
