"""The map as a file: SVG, PNG, GraphML, Network Canvas, vCard. Names (or letters) stand inside it, never in its name."""

from dataclasses import replace
from datetime import UTC
from string import ascii_uppercase

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kith import records
from kith.exchange import graphml, network_canvas, vcard
from kith.plots import ecomap, png
from kith.web.people import doors, picture, snapshots
from kith.web.people.models import Person, Tie
from kith.web.room import running
from kith.web.shell.models import Space
from kith.web.shell.space import space_of

LETTERS = "letters"
TYPES = {
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "graphml": "application/graphml+xml; charset=utf-8",
    "zip": "application/zip",
    "vcf": "text/vcard; charset=utf-8",
}


@require_safe
def save(request: HttpRequest, form: str) -> HttpResponse:
    """Hand the map of now over as a file."""
    if form not in TYPES:
        raise Http404
    space, letters = space_of(request), request.GET.get("names") == LETTERS
    answer = HttpResponse(_content(space, form, letters=letters), content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="map.{form}"'
    return answer


def drawn(space: Space, *, letters: bool) -> str:
    """Return the map of now as one SVG that needs nothing else, with names or with letters."""
    life = picture.life_of(space)
    if letters:
        _put_letters(life.people)
    nodes = picture.nodes_of(life.rows(snapshots.latest(life.ties)))
    words = picture.map_words()
    if running.current().mode == "sample":
        words = replace(words, mark=_("A sample life. Nobody here is real."))
    return ecomap.draw(nodes, words, standalone=True)


def _content(space: Space, form: str, *, letters: bool) -> str | bytes:
    if form in {"svg", "png"}:
        picture = drawn(space, letters=letters)
        return png(picture) if form == "png" else picture
    people, ties = _records(space, letters=letters)
    if form == "vcf":
        return vcard.written(people)
    return (
        graphml.written(people, ties) if form == "graphml" else network_canvas.written(people, ties)
    )


def _records(space: Space, *, letters: bool) -> tuple[list[records.Person], list[records.Tie]]:
    people, ties = doors.people_of(space), snapshots.latest(doors.ties_of(space))
    if letters:
        people = _put_letters(people)
    names = {person.pk: person.name for person in people}
    found = [tie_record(tie, names[pk]) for pk, tie in ties.items()]
    return [person_record(person) for person in people], found


def _put_letters(people: list[Person]) -> list[Person]:
    """Return people under letters, in the order in which they were added; nothing is saved.

    The alphabet of the names would tell of them, so it is not the order. Pronouns and kinds in
    the person's own words may name somebody and go.
    """
    found = sorted(people, key=lambda person: person.pk)
    for number, person in enumerate(found):
        person.name, person.pronouns = letter(number), ""
        person.kinds = [kind for kind in person.kinds if kind in set(records.Kind)]
    return found


def letter(number: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    before, place = divmod(number, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[place]


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
