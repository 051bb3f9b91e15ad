"""The practise app."""

from importlib import import_module

from django.apps import AppConfig


class PractiseConfig(AppConfig):
    """Registers the app under its short name, and what can be made of a run."""

    name = "kith.web.practise"
    label = "practise"

    def ready(self) -> None:
        """Let the definitions create intentions, and lead to another practice."""
        import_module("kith.web.practise.intentions")
        import_module("kith.web.practise.going_on")
        import_module("kith.web.practise.burning")
        import_module("kith.web.practise.frightening")
