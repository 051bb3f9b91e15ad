"""The boundaries app."""

from importlib import import_module

from django.apps import AppConfig


class BoundariesConfig(AppConfig):
    """Registers the app under its short name, and what practices can make of it."""

    name = "kith.web.boundaries"
    label = "boundaries"

    def ready(self) -> None:
        """Let the definitions of practices create boundaries."""
        import_module("kith.web.boundaries.practising")
        import_module("kith.web.boundaries.frightening")
