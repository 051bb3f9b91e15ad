"""An answer of the impact engine as it lies in the vault, so that pages have something to show."""

import pytest
from resting import rest_on

FIRST, LAST = "2026-03-02T09:00:00+00:00", "2026-06-02T09:00:00+00:00"
SIZES = {"nourishing": 0.7, "draining": -0.7, "no clear effect": 0.02, "not enough yet": 0.1}


@pytest.fixture
def fitted(space):
    """Store a fit that says this of somebody."""

    def store(verdicts, contacts=34):
        from kith.web.insight.models import Fit

        effects = [
            {
                "person": f"p{person.pk}",
                "contacts": contacts,
                "mean": SIZES[verdict],
                "low": SIZES[verdict] - 0.3,
                "high": SIZES[verdict] + 0.3,
                "sd_units": SIZES[verdict] / 2,
                "verdict": verdict,
                "more_contacts": 12 if verdict == "not enough yet" else None,
                "mood_hours": {"mean": 1.0, "low": 0.0, "high": 2.0},
                "change": None,
                "estimand": "after_4h",
            }
            for person, verdict in verdicts.items()
        ]
        told = {"effects": effects, "n_checkins": 300, "first": FIRST, "last": LAST}
        result = told | {"notes": [], "paths": {}}
        rest_on(space)
        return Fit.objects.create(
            space=space, outcome="mood", result=result, fingerprint="old", finished_at=LAST
        )

    return store
