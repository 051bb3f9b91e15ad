"""Places under Impact where something is tried out. No word of a person stands in an address."""

from django.urls import path

from kith.web.experiments import views

urlpatterns = [
    path("", views.listed, name="experiments"),
    path("new/", views.new, name="experiment_new"),
    path("start", views.start, name="experiment_start"),
    path("<int:pk>/", views.one, name="experiment"),
    path("<int:pk>/did", views.did, name="experiment_did"),
    path("<int:pk>/stop", views.stop, name="experiment_stop"),
    path("<int:pk>/delete", views.delete, name="experiment_delete"),
    path("<int:pk>/restore", views.restore, name="experiment_restore"),
    path("<int:pk>/for-good", views.delete_for_good, name="experiment_for_good"),
]
