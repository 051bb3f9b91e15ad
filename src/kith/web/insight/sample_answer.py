"""What the engine says of the sample life, kept in the package so that looking around never waits.

`python -m kith.web.insight.sample_answer` works it out anew and writes it; a test does the same
and compares. Run it whenever the model or the simulator changes.
"""

import json
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kith.impact import Life, simulate

if TYPE_CHECKING:
    from kith.web.shell.models import Space

SEED, DAYS, PEOPLE, CHECK_INS_A_DAY = 8, 244, 8, 3.0
FIRST_DAY = date(2025, 3, 3)
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)
ZONE = "Europe/London"
KEPT = "sample_answer.json"


def life(weeks: int = 0, zone: str = ZONE) -> Life:
    """Return the sample life, so many weeks later than it was first drawn."""
    return simulate(
        seed=SEED,
        days=DAYS,
        people=PEOPLE,
        checkins_per_day=CHECK_INS_A_DAY,
        first_day=FIRST_DAY + timedelta(weeks=weeks),
        tz=zone,
    )


def order_of(told: Life) -> dict[str, Any]:
    """Return the order for a fit of this life's mood; people stand under their names."""
    return {
        "outcome": "mood",
        "unit": "points of 10",
        "check_ins": [
            [*_moment(row.at), _points(row.valence), _names(row.with_people)]
            for row in told.checkins
        ],
        "contacts": [[*_moment(c.start), list(c.people), c.minutes] for c in told.contacts],
        "kinds": dict(told.kinds),
    }


def answer(keys: dict[str, str], weeks: int) -> dict[str, Any]:
    """Return the kept answer with people under their keys, so many weeks later."""
    kept = json.loads(files(__package__).joinpath(KEPT).read_text("utf-8"))
    kept["first"], kept["last"] = _later(kept["first"], weeks), _later(kept["last"], weeks)
    for effect in kept["effects"]:
        effect["person"] = keys[effect["person"]]
        for name in ("first_contact", "last_contact"):
            effect[name] = effect[name] and _later(effect[name], weeks)
    for path in kept["paths"].values():
        path["times"] = [_later(at, weeks) for at in path["times"]]
    for path in kept["joint"].values():
        path["begin"] += 7.0 * weeks
    for name in ("paths", "joint"):
        kept[name] = {keys[person]: path for person, path in kept[name].items()}
    for effect in kept["effects"]:
        effect["before"]["person"] = effect["person"]
    return dict(kept)


def store(space: "Space", pks: dict[str, int], weeks: int) -> None:
    """Keep the answer in the vault as if it had been worked out just now."""
    from django.utils import timezone

    from kith.web.insight.fingerprint import fingerprint
    from kith.web.insight.gather import person_key
    from kith.web.insight.models import Fit
    from kith.web.insight.outcomes import MOOD

    keys = {name: person_key(pk) for name, pk in pks.items()}
    told = answer(keys, weeks)
    joint = told.pop("joint")
    Fit.objects.create(
        space=space,
        outcome=MOOD.key,
        fingerprint=fingerprint(space, MOOD),
        finished_at=timezone.now(),
        result=told,
        joint=joint,
    )


def work_out() -> dict[str, Any]:
    """Fit the sample life (some seconds, with numba)."""
    from kith.web.insight.child import fitted

    return fitted(order_of(life()), lambda _: None)


def _moment(at: datetime) -> tuple[float, float]:
    offset = at.utcoffset() or timedelta()
    return at.timestamp(), offset.total_seconds()


def _points(valence: float | None) -> float | None:
    return None if valence is None else (valence + 1.0) * 5.0


def _names(present: tuple[str, ...] | None) -> list[str] | None:
    return None if present is None else list(present)


def _later(at: str, weeks: int) -> str:
    moved = datetime.fromisoformat(at).astimezone(UTC) + timedelta(weeks=weeks)
    return moved.isoformat(timespec="minutes")


if __name__ == "__main__":
    text = json.dumps(work_out(), ensure_ascii=False, separators=(",", ":"))
    Path(__file__).with_name(KEPT).write_text(text + "\n", "utf-8")
