"""The parts of a page for a session, and how people are called on it: codes with their words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

QUESTIONS, CHANGED, EFFECTS = "questions", "changed", "effects"
BOUNDARIES, PRACTICES, INTENTIONS = "boundaries", "practices", "intentions"
MEASURES, TRIED, TOTALS, MAP = "measures", "tried", "totals", "map"
PLAN, NOTES = "plan", "notes"

OPEN: dict[str, Any] = {
    QUESTIONS: _("What I want to ask"),
    CHANGED: _("What changed"),
    EFFECTS: _("What people do to my mood"),
    TRIED: _("What I tried out"),
    BOUNDARIES: _("Boundaries: held and crossed"),
    PRACTICES: _("Practices I did"),
    INTENTIONS: _("What I want to try"),
    MEASURES: _("Questionnaires"),
    TOTALS: _("Questionnaires over time"),
    MAP: _("The map of my people"),
}
"""What may stand on the page at one tick, in the order of the page."""
ROOMY = frozenset({TOTALS, MAP})
"""What takes much of a page, so it is not ticked to begin with."""
USUAL = frozenset(OPEN) - ROOMY
TWICE: dict[str, Any] = {PLAN: _("My plan for bad days"), NOTES: _("My safety notes")}
"""What stays out until it was ticked twice."""
PARTS = OPEN | TWICE

NAMES, ROLES, LETTERS = "names", "roles", "letters"
CALLED: dict[str, Any] = {
    NAMES: _("by their names"),
    ROLES: _("by their part in my life, such as “friend 2”"),
    LETTERS: _("by letters"),
}
