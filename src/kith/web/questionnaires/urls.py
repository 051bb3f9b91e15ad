"""Places under the menu entry of questionnaires. No answer and no name ever stands in an address."""

from django.urls import path

from kith.web.questionnaires import now_views, tie_views, views
from kith.web.shell.addresses import number_for

NUMBERS = (
    *("phq9", "phq8", "phq4", "phq2", "gad7", "k6", "asq", "hark", "mspss", "ucla3", "ons4"),
    *("scs_sf", "cbi", "rses", "k10", "qpr15", "ecr_rs"),
)
number_for("questionnaire", NUMBERS)

urlpatterns = [
    path("", views.listed, name="questionnaires"),
    path("choose", views.choose, name="questionnaire_choose"),
    path("now/", now_views.now, name="questionnaire_now"),
    path("answers/<int:pk>/", views.answers, name="questionnaire_answers"),
    path("answers/<int:pk>/total", views.total, name="questionnaire_total"),
    path("answers/<int:pk>/now", views.follow_up, name="questionnaire_follow_up"),
    path("answers/<int:pk>/edit/", views.edit, name="questionnaire_edit"),
    path("answers/<int:pk>/delete", views.delete, name="questionnaire_delete"),
    path("answers/<int:pk>/restore", views.restore, name="questionnaire_restore"),
    path("answers/<int:pk>/for-good", views.delete_for_good, name="questionnaire_for_good"),
    path("<questionnaire:measure>/", views.history, name="questionnaire_history"),
    path("<questionnaire:measure>/fill/", views.fill, name="questionnaire_fill"),
    path("<questionnaire:measure>/whom/", tie_views.whom, name="questionnaire_whom"),
    path("<questionnaire:measure>/whom/<int:pk>/", tie_views.tie, name="questionnaire_tie"),
    path(
        "<questionnaire:measure>/whom/<int:pk>/fill/",
        tie_views.fill,
        name="questionnaire_fill_tie",
    ),
    path("<questionnaire:measure>/want", views.want, name="questionnaire_want"),
    path("<questionnaire:measure>/not-now", views.not_now, name="questionnaire_not_now"),
]
