"""The app of what is shared."""

from django.apps import AppConfig


class ShareConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.share"
    label = "share"
