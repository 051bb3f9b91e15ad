"""What can be tried out: a few things of one's own to do, and anything else in own words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

OWN = "own"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to try: its code, what it is called, what one does on a yes day."""

    code: str
    name: Any
    doing: Any
    hour: int


QUESTIONS = (
    Question(
        "walk_first",
        _("A walk before I write to them"),
        _("I go for a short walk before I write."),
        18,
    ),
    Question(
        "call_friend",
        _("Calling a friend in the evening"),
        _("I call a friend."),
        18,
    ),
    Question(
        "outside_early",
        _("Going outside in the morning"),
        _("I go outside for a quarter of an hour."),
        9,
    ),
    Question(
        "quiet_after",
        _("Half an hour to myself after company"),
        _("I take half an hour to myself."),
        18,
    ),
    Question("phone_away", _("Phone in another room at supper"), _("My phone stays away."), 18),
    Question(OWN, _("Something of my own"), "", 18),
)
BY_CODE = {question.code: question for question in QUESTIONS}
HOURS = {
    9: _("in the morning, about 9:00"),
    12: _("at midday, about 12:00"),
    15: _("in the afternoon, about 15:00"),
    18: _("in the early evening, about 18:00"),
    20: _("in the evening, about 20:00"),
}
LENGTHS = (14, 28, 56)
