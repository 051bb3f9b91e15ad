"""How people affect you: an honest estimate of what contact with each person does to your days.

    from kith.impact import Diary, ImpactModel
    model = ImpactModel().fit(checkins, contacts)  # tables, or a Diary made with options
    model.effects()

Values, diary and simulator load without numba; the model loads it when something is fitted.
"""

from kith.impact.between import Between, Stretch
from kith.impact.chance import Chance, chance
from kith.impact.checks import check_model
from kith.impact.diary import Diary
from kith.impact.during import During
from kith.impact.errors import (
    ApproximateHyperparameters,
    DiaryError,
    EmptyCompany,
    ImpactWarning,
    NotIdentified,
    TooFewCheckIns,
)
from kith.impact.explained import RestsOn, rests_on
from kith.impact.felt import FeltSummary, felt_summary
from kith.impact.felt_course import FeltCourse, disagreement, felt_courses, ratings_of
from kith.impact.model import ImpactModel
from kith.impact.report import as_json
from kith.impact.selection import BeforeContact, Ratio
from kith.impact.simulate import Life, simulate
from kith.impact.simulated_selection import Selection
from kith.impact.values import Change, Effect, Interval, Path, Verdict

__all__ = [
    "ApproximateHyperparameters",
    "BeforeContact",
    "Between",
    "Chance",
    "Change",
    "Diary",
    "DiaryError",
    "During",
    "Effect",
    "EmptyCompany",
    "FeltCourse",
    "FeltSummary",
    "ImpactModel",
    "ImpactWarning",
    "Interval",
    "Life",
    "NotIdentified",
    "Path",
    "Ratio",
    "RestsOn",
    "Selection",
    "Stretch",
    "TooFewCheckIns",
    "Verdict",
    "as_json",
    "chance",
    "check_model",
    "disagreement",
    "felt_courses",
    "felt_summary",
    "ratings_of",
    "rests_on",
    "simulate",
]
