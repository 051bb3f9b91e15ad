"""Places under the menu entry Practise. No word of a person stands in an address."""

from django.urls import path

from kith.web.practise import intention_views, picture_views, run_views, views

urlpatterns = [
    path("", views.listed, name="practise"),
    path("<int:number>/", views.practice, name="practise_one"),
    path("intention/<int:pk>/", intention_views.words, name="practise_intention"),
    path("intention/<int:pk>/look", views.look, name="practise_look"),
    path("intention/<int:pk>/restore", views.intention_restore, name="practise_intention_restore"),
    path("<int:number>/not-now", views.not_now, name="practise_not_now"),
    path("room/not-now", views.room_not_now, name="practise_room_not_now"),
    path("offers", views.offers, name="practise_offers"),
    path("conditions/", views.conditions_page, name="practise_conditions"),
    path("waiting/not-now", views.waiting_not_now, name="practise_waiting_not_now"),
    path("pictures/", picture_views.listed, name="practise_pictures"),
    path("pictures/<int:pk>/", picture_views.one, name="practise_picture"),
    path("pictures/<int:pk>/image", picture_views.image, name="practise_image"),
    path("pictures/<int:pk>/delete", picture_views.delete, name="practise_picture_delete"),
    path("pictures/<int:pk>/restore", picture_views.restore, name="practise_picture_restore"),
    path(
        "pictures/<int:pk>/for-good",
        picture_views.delete_for_good,
        name="practise_picture_for_good",
    ),
    path("runs/", run_views.runs, name="practise_runs"),
    path("run/<int:pk>/", run_views.run, name="practise_run"),
    path("run/<int:pk>/<int:number>/", run_views.step, name="practise_step"),
    path("run/<int:pk>/make/<int:number>", run_views.make, name="practise_make"),
    path("run/<int:pk>/sheet/", run_views.sheet, name="practise_sheet"),
    path("run/<int:pk>/open", run_views.unseal, name="practise_unseal"),
    path("run/<int:pk>/delete", run_views.delete, name="practise_delete"),
    path("run/<int:pk>/restore", run_views.restore, name="practise_restore"),
    path("run/<int:pk>/for-good", run_views.delete_for_good, name="practise_for_good"),
]
