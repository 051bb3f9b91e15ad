"""Keep the places that the map found, so that nobody moves when somebody new comes."""

from kith.web.people import picture, snapshots
from kith.web.people.models import Tie
from kith.web.shell.models import Space


def settle(space: Space) -> None:
    """Give a place to every tie of now that has none."""
    life = picture.life_of(space)
    newest = snapshots.latest(life.ties)
    homeless = [tie for tie in newest.values() if tie.x is None or tie.y is None]
    if not homeless:
        return
    found = picture.standing(picture.nodes_of(life.rows(newest)))
    for tie in homeless:
        tie.x, tie.y = found[str(tie.person_id)]
    Tie.objects.bulk_update(homeless, ["x", "y"])
