"""How people affect you: an honest estimate of what contact with each person does to your days.

    from kith.impact import Diary, ImpactModel
    model = ImpactModel().fit(checkins, contacts)  # tables, or a Diary made with options
    model.effects()

Values, diary and simulator load without numba; the model loads it when something is fitted.
"""

from kith.impact.diary import Diary
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
from kith.impact.model import ImpactModel
from kith.impact.report import as_json
from kith.impact.simulate import Life, simulate
from kith.impact.values import Change, Effect, Interval, Path, Verdict

__all__ = [
    "ApproximateHyperparameters",
    "Change",
    "Diary",
    "DiaryError",
    "Effect",
    "EmptyCompany",
    "FeltSummary",
    "ImpactModel",
    "ImpactWarning",
    "Interval",
    "Life",
    "NotIdentified",
    "Path",
    "RestsOn",
    "TooFewCheckIns",
    "Verdict",
    "as_json",
    "felt_summary",
    "rests_on",
    "simulate",
]
