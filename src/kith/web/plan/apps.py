"""The plan app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.plan"
    label = "plan"
