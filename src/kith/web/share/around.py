"""The map of the people who may stand on the page: a picture, and the same as a table."""

from dataclasses import replace
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.plots import ecomap
from kith.plots.report import Picture, Row, Section
from kith.records import Flow, Kind
from kith.web.people import picture, snapshots, words
from kith.web.people.models import Person
from kith.web.people.picture import Life
from kith.web.share import parts
from kith.web.share.choice import Choice
from kith.web.share.labels import Labels
from kith.web.share.parts import NAMES
from kith.web.shell.models import Space

FLOWS = {
    Flow.THEM_TO_ME: gettext_lazy("they support me"),
    Flow.ME_TO_THEM: gettext_lazy("I support them"),
    Flow.BOTH: gettext_lazy("we support each other"),
}


def around(space: Space, choice: Choice, called: Labels) -> Section:
    """Return the map as it stood at the end of the days; a look back claims nothing of check-ins."""
    title = str(parts.PARTS[parts.MAP])
    life = picture.life_of(space)
    people = [_labelled(one, choice, called) for one in life.people if called.knows(one.pk)]
    after = choice.span(space)[1]
    then = after <= datetime.now(UTC)
    ties = snapshots.as_of(life.ties, after)
    rows = Life(people, life.ties, life.effects).rows(ties, then=then)
    nodes = picture.nodes_of(rows)
    if not nodes:
        return Section(title)
    said = replace(picture.map_words(), you=_("me"))
    drawn = ecomap.draw(nodes, said, standalone=True)
    placed = sorted((row for row in rows if row.tie), key=lambda row: row.person.name.casefold())
    return Section(
        title,
        picture=Picture(drawn, _("The map of my people. The table beside it says the same.")),
        rows=tuple(Row(row.person.name, _said(row)) for row in placed),
        note=_("Nearer to the middle is closer to me. Only people I chose stand on it."),
    )


def _labelled(person: Person, choice: Choice, called: Labels) -> Person:
    """Return somebody as the page calls them; nothing is saved.

    Pronouns and kinds in the person's own words may name somebody, so they go with the names.
    """
    if choice.names != NAMES:
        person.kinds = [kind for kind in person.kinds if kind in {*Kind}]
    else:
        person.kinds = [called.within(kind) for kind in person.kinds]
    person.name, person.pronouns = called.of(person.pk), ""
    return person


def _said(row: picture.Row) -> str:
    """Return what the map shows of somebody, without the name."""
    circle = str(words.CIRCLES_SAID[row.tie.circle]) if row.tie else ""
    flow = str(FLOWS.get(Flow(row.tie.flow), "")) if row.tie else ""
    line = words.joined([row.kinds, row.presence, circle, row.bond, flow])
    return f"{line}; {row.check_ins_show}." if row.check_ins_show else f"{line}."
