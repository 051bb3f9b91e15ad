"""The questionnaires app."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.questionnaires"
    label = "questionnaires"
