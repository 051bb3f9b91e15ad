"""A short life told through the site's own tables, and fits that wait until a test wants them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from resting import rest_on

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_a_room(room: Any) -> None:
    """Fits belong to a room."""


@pytest.fixture
def diary(space: Any, person: Any) -> Callable[..., dict[str, Any]]:
    """Tell check-ins and contacts: after every contact with Amara the mood is higher for hours."""

    def tell(days: int = 24, of: Any = None) -> dict[str, Any]:
        from kith.web.today.models import CheckIn, Contact

        home = of or space
        people = {n: person(n, of=home, kinds=[k]) for n, k in (("Amara", "friend"), ("Zed", "ex"))}
        for day in range(days):
            at = START + timedelta(days=day)
            who = people["Amara" if day % 2 else "Zed"]
            contact = Contact.objects.create(
                space=home, at=at, minutes=60, felt=2 if day % 2 else -1
            )
            contact.people.add(who)
            lift = 0.4 if day % 2 else -0.2
            for hours, effect in ((-1, 0.0), (1, lift), (2, lift), (8, 0.0)):
                CheckIn.objects.create(
                    space=home,
                    at=at + timedelta(hours=hours),
                    valence=0.05 * ((day * 7 + hours) % 5 - 2) + effect,
                    note="violet canary sentence",
                )
        return people

    return tell


@pytest.fixture
def answered(space: Any) -> Callable[..., Any]:
    """Store an answer as a fit would: rows of (person, verdict, mean, low, high, more[, estimand])."""

    def store(rows: list[tuple[Any, ...]], key: str = "mood", of: Any = None) -> Any:
        from kith.web.insight.models import Fit

        times = [(START + timedelta(days=9 * i)).isoformat() for i in range(8)]
        effects, paths = [], {}
        for who, verdict, mean, low, high, more, *estimand in rows:
            name = f"p{who.pk}"
            change = {"mean": 0.9, "low": 0.4, "high": 1.3, "p": 0.99}
            effects.append(
                {
                    "person": name,
                    "kind": "friend",
                    "contacts": 14,
                    "mean": mean,
                    "low": low,
                    "high": high,
                    "sd_units": mean / 2.0,
                    "verdict": verdict,
                    "more_contacts": more,
                    "mood_hours": {"mean": 1.0, "low": 0.0, "high": 2.0},
                    "change": change if verdict == "draining" else None,
                    "estimand": estimand[0] if estimand else "after_4h",
                    "false_sign_rate": 0.02 if verdict in {"nourishing", "draining"} else 0.3,
                    "before": None,
                }
            )
            mean_path = [mean + 0.1 * (i - 4) for i in range(8)]
            paths[name] = {
                "times": times,
                "mean": mean_path,
                "low": [m - 0.3 for m in mean_path],
                "high": [m + 0.3 for m in mean_path],
            }
        rest_on(of or space, {"mood": "valence"}.get(key, key))
        result = {
            "effects": effects,
            "paths": paths,
            "n_checkins": 611,
            "first": times[0],
            "last": times[-1],
            "notes": ["few_contacts_pooled"],
        }
        return Fit.objects.create(
            space=of or space, outcome=key, result=result, fingerprint="old", finished_at=START
        )

    return store
