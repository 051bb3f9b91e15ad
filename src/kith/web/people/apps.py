"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.people"
    label = "people"
