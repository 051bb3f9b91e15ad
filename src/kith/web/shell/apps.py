"""The shell app."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.shell"
    label = "shell"
