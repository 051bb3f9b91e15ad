"""The map of one life at one time: rows of the vault in, the words and marks of the picture out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.plots import ecomap
from kith.plots.ecomap import Node, Shape, Shows, Words
from kith.records import Bond, Flow, Kind, Presence
from kith.web.people import doors, snapshots, words
from kith.web.people.effects import Effect, effects_of, shown
from kith.web.people.models import Person, Tie
from kith.web.shell.models import Space

NO_ARROW = {Flow.UNSAID, Flow.NONE}  # the map draws no support for these
SHAPES = {Kind.GROUP: Shape.GROUP, Kind.PLACE: Shape.PLACE, Kind.PET: Shape.PET}


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody as the list shows them; without a tie they are not on the map yet."""

    person: Person
    tie: Tie | None
    effect: Effect | None
    shows: Shows

    @property
    def kinds(self) -> str:
        """Return what they are, in words."""
        return words.joined(words.kinds(self.person.kinds))

    @property
    def circle(self) -> str:
        """Return the circle in words."""
        return str(words.CIRCLES[self.tie.circle]) if self.tie else _("not on the map yet")

    @property
    def bond(self) -> str:
        """Return the bond in words."""
        return str(words.BONDS[self.tie.bond]) if self.tie else ""

    @property
    def flow(self) -> str:
        """Return who gives support, in words."""
        return str(words.FLOWS[self.tie.flow]) if self.tie else ""

    @property
    def presence(self) -> str:
        """Return a word for who is not part of the person's days any more."""
        if self.person.presence == Presence.PRESENT:
            return ""
        return str(words.PRESENCE[self.person.presence])

    @property
    def check_ins_show(self) -> str:
        """Return in words what the check-ins show."""
        return str(words.SHOWS[self.shows])

    @property
    def said(self) -> str:
        """Return everything the map shows of them, as one line."""
        circle = str(words.CIRCLES_SAID[self.tie.circle]) if self.tie else self.circle
        flow = self.flow if self.tie and self.tie.flow not in NO_ARROW else ""
        parts = [self.person.name, self.kinds, self.presence, circle, self.bond, flow]
        line = words.joined(parts)
        return f"{line}; {self.check_ins_show}" if self.check_ins_show else line


@dataclass(frozen=True, slots=True)
class Life:
    """Everything People reads of a space, read once a page."""

    people: list[Person]
    ties: list[Tie]
    effects: Mapping[int, Effect]

    def rows(self, ties: Mapping[int, Tie], *, then: bool = False) -> list[Row]:
        """Return everybody with their tie; a look back claims nothing of the check-ins."""
        return [self._row(person, ties.get(person.pk), then=then) for person in self.people]

    def _row(self, person: Person, tie: Tie | None, *, then: bool) -> Row:
        effect = self.effects.get(person.pk)
        return Row(person, tie, effect, Shows.UNSAID if then else shown(person, effect))


def life_of(space: Space) -> Life:
    """Read the people, their ties and the last effects of a space: one query each."""
    return Life(doors.people_of(space), doors.ties_of(space), effects_of(space))


def map_words() -> Words:
    """Return the words that stand in the picture."""
    return Words(
        title=_("The people around you"),
        description=_("You in the middle, circles of closeness around you."),
        you=_("you"),
        circles=(str(words.CIRCLES[1]), str(words.CIRCLES[2]), str(words.CIRCLES[3])),
    )


def nodes_of(rows: Iterable[Row]) -> tuple[Node, ...]:
    """Return the nodes of everybody who has a tie, oldest person first so that places last."""
    placed = sorted((row for row in rows if row.tie), key=lambda row: row.person.pk)
    return tuple(_node(row, row.tie) for row in placed if row.tie)


def _node(row: Row, tie: Tie) -> Node:
    x, y = _place(tie)
    return Node(
        key=str(row.person.pk),
        label=row.person.name,
        said=row.said,
        circle=tie.circle,
        bond=Bond(tie.bond),
        flow=Flow(tie.flow),
        shows=row.shows,
        shape=next((SHAPES[k] for k in row.person.kinds if k in SHAPES), Shape.PERSON),
        presence=Presence(row.person.presence),
        x=x,
        y=y,
        href=reverse("person", args=[row.person.pk]),
    )


def _place(tie: Tie) -> tuple[float | None, float | None]:
    """Return the place of a tie; one that came from elsewhere is brought into the circle it says."""
    if tie.x is None or tie.y is None:
        return None, None
    return ecomap.moved_to(tie.circle, *ecomap.kept_on_map(tie.x, tie.y))


def standing(nodes: tuple[Node, ...]) -> dict[str, tuple[float, float]]:
    """Return where everybody stands, the chosen places and the found ones, −1..1."""
    arranged = ecomap.arrange(nodes, map_words())
    return {
        node.key: (x / arranged.half, y / arranged.half)
        for node, (x, y) in zip(arranged.nodes, arranged.at, strict=True)
    }


def looked_back(
    nodes: tuple[Node, ...], now: Mapping[str, tuple[float, float]]
) -> tuple[Node, ...]:
    """Give nodes of an earlier day without a place of their own the direction they have now."""
    return tuple(_directed(node, now.get(node.key)) for node in nodes)


def _directed(node: Node, now: tuple[float, float] | None) -> Node:
    if node.x is not None or now is None:
        return node
    x, y = ecomap.moved_to(node.circle, *now)
    return replace(node, x=x, y=y)


def compared(now: tuple[Node, ...], then: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the nodes of now, each knowing where it stood then."""
    was = standing(then)
    return tuple(replace(node, was=was.get(node.key)) for node in now)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one tie between two days: codes in, words out."""

    person: Person
    before: str
    after: str


def changes(life: Life, then: Mapping[int, Tie], now: Mapping[int, Tie]) -> list[Change]:
    """Say in words who joined, moved or changed between then and now, by name."""
    found = []
    for person in life.people:
        before, after = then.get(person.pk), now.get(person.pk)
        if after is None:
            continue
        old = _told(before) if before else _("not on the map yet")
        if old != _told(after):
            found.append(Change(person, old, _told(after)))
    return found


def _told(tie: Tie) -> str:
    return words.joined([str(words.CIRCLES[tie.circle]), str(words.BONDS[tie.bond])])


def stops(life: Life, zone: tzinfo, today: date) -> list[date]:
    """Return the days the slider stops at, oldest first; the last one is now."""
    earlier = [day for day in snapshots.days(life.ties, zone) if day < today]
    return [*earlier, today]
