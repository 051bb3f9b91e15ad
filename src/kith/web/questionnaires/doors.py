"""The only ways to answers and to a questionnaire: through the space, and only what is kept there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kith import measures
from kith.measures import Measure, MeasureError
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


def response_of(space: Space, pk: int, *, deleted: bool = False) -> Response:
    """Return answers of this space, else 404; those of a questionnaire that is gone are not shown."""
    rows = Response.objects.filter(space=space, deleted_at__isnull=not deleted)
    found: Response = get_object_or_404(rows, pk=pk)
    measure_of(found.measure)
    return found


def there(space: Space, pk: int) -> list[Response]:
    """Return answers of this space as a list, put aside or not; none where they are gone."""
    return list(Response.objects.filter(space=space, pk=pk))


def responses_of(space: Space, one: Measure, *, deleted: bool = False) -> list[Response]:
    """Return the answers to one questionnaire, oldest first."""
    rows = Response.objects.filter(space=space, measure=one.id, deleted_at__isnull=not deleted)
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
    """Return the names of the questionnaires whose answers are kept, in their order on a page."""
    return [name for name in measures.ids() if measures.measure(name).use == KEPT]
