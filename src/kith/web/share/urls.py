"""Places under the menu entry Share. What was chosen lies in memory and never in an address."""

from django.urls import path

from kith.web.share import answers_views, list_views, views

urlpatterns = [
    path("", views.share, name="share"),
    path("session/", views.session, name="session_page"),
    path("session/look/", views.preview, name="session_preview"),
    path("session/look/<int:number>.png", views.picture, name="session_picture"),
    path("session/sure", views.sure, name="session_sure"),
    path("session/save", views.save, name="session_save"),
    path("answers/", answers_views.answers, name="share_answers"),
    path("list/<int:pk>/delete", list_views.delete, name="shared_delete"),
    path("list/<int:pk>/restore", list_views.restore, name="shared_restore"),
    path("list/<int:pk>/for-good", list_views.delete_for_good, name="shared_for_good"),
]
