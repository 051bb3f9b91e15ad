"""Keep the places that the map found, so that nobody moves when somebody new comes."""

from kith.plots import ecomap
from kith.web.keep import brought
from kith.web.people import picture, snapshots
from kith.web.people.models import Tie
from kith.web.shell.models import Space


def settle(space: Space) -> None:
    """Give a place to every tie that has none, then and now.

    An earlier snapshot gets the direction of now in its own circle: moving somebody later does not
    move where they stood.
    """
    life = picture.life_of(space)
    homeless = [tie for tie in life.ties if tie.x is None or tie.y is None]
    if not homeless:
        return
    newest = snapshots.latest(life.ties)
    found = picture.standing(picture.nodes_of(life.rows(newest)))
    before = [(tie, brought.mark(tie)) for tie in homeless]
    for tie in homeless:
        tie.x, tie.y = ecomap.moved_to(tie.circle, *found[str(tie.person_id)])
    Tie.objects.bulk_update(homeless, ["x", "y"])
    for tie, then in before:  # a place that Kith found is no change by the person
        brought.remark(tie, then)
