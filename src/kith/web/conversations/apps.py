"""The conversations app."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.conversations"
    label = "conversations"
