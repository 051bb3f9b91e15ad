"""The experiments app."""

from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.experiments"
    label = "experiments"
