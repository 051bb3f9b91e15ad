"""An experiment of one person: paired days, coins, what it could find, and what it found.

    from kith.impact import experiments
    days = experiments.planned(28, rng)
    experiments.power(experiments.course_of(before), experiments.usual_days(before.at), ...)
    experiments.analysed(record, days, first=first, hour=18, rng=rng)

How it is worked out, and how often it finds what is there, is in docs/impact.md.
"""

from kith.impact.experiments.analysis import FEWEST_PAIRS, Found, Outcome, analysed
from kith.impact.experiments.coins import Day, planned
from kith.impact.experiments.course import FEWEST_FOR_COURSE, Course, course_of
from kith.impact.experiments.power import Power, power, usual_days
from kith.impact.experiments.record import ExperimentError, Record, day_means

__all__ = [
    "FEWEST_FOR_COURSE",
    "FEWEST_PAIRS",
    "Course",
    "Day",
    "ExperimentError",
    "Found",
    "Outcome",
    "Power",
    "Record",
    "analysed",
    "course_of",
    "day_means",
    "planned",
    "power",
    "usual_days",
]
