"""The map as a file: SVG, PNG, GraphML. Names stand inside the file, never in its name."""

from datetime import UTC

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kith import records
from kith.exchange import graphml
from kith.plots import ecomap, png
from kith.web.people import doors, picture, snapshots
from kith.web.people.models import Person, Tie
from kith.web.shell.models import Space
from kith.web.shell.space import space_of

TYPES = {"svg": "image/svg+xml", "png": "image/png", "graphml": "application/graphml+xml"}


@require_safe
def save(request: HttpRequest, form: str) -> HttpResponse:
    """Hand the map of now over as a file."""
    if form not in TYPES:
        raise Http404
    space = space_of(request)
    content = _graph(space) if form == "graphml" else _drawn(space)
    answer = HttpResponse(png(content) if form == "png" else content, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="map.{form}"'
    return answer


def _drawn(space: Space) -> str:
    life = picture.life_of(space)
    nodes = picture.nodes_of(life.rows(snapshots.latest(life.ties)))
    return ecomap.draw(nodes, picture.map_words(), standalone=True)


def _graph(space: Space) -> str:
    people, ties = doors.people_of(space), snapshots.latest(doors.ties_of(space))
    names = {person.pk: person.name for person in people}
    return graphml.written(
        [person_record(person) for person in people],
        [tie_record(tie, names[pk]) for pk, tie in ties.items()],
    )


def person_record(person: Person) -> records.Person:
    """Return somebody as the shared words of Kith have them."""
    return records.Person(
        person.name,
        tuple(person.kinds),
        person.pronouns,
        records.Presence(person.presence),
        person.note,
    )


def tie_record(tie: Tie, name: str) -> records.Tie:
    """Return a snapshot of a tie as the shared words of Kith have it."""
    return records.Tie(
        name,
        tie.at.astimezone(UTC),
        tie.circle,
        records.Bond(tie.bond),
        records.Flow(tie.flow),
        tie.role,
        tie.closeness,
        tie.intimacy,
        tie.x,
        tie.y,
    )
