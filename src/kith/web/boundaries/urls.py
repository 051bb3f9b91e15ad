"""Places under the menu entry Boundaries. No word of a person stands in an address."""

from django.urls import path

from kith.web.boundaries import event_views, kind_views, their_views, views

urlpatterns = [
    path("", views.listed, name="boundaries"),
    path("new/", views.new, name="boundary_new"),
    path("<int:pk>/", views.one, name="boundary"),
    path("<int:pk>/edit/", views.edit, name="boundary_edit"),
    path("<int:pk>/delete", views.delete, name="boundary_delete"),
    path("<int:pk>/restore", views.restore, name="boundary_restore"),
    path("<int:pk>/for-good", views.delete_for_good, name="boundary_for_good"),
    path("<int:pk>/day/", event_views.new, name="boundary_event_new"),
    path("day/<int:pk>/", event_views.edit, name="boundary_event"),
    path("day/<int:pk>/next/", event_views.follow_up, name="boundary_follow_up"),
    path("day/<int:pk>/did", event_views.followed, name="boundary_followed"),
    path("day/<int:pk>/delete", event_views.delete, name="boundary_event_delete"),
    path("day/<int:pk>/restore", event_views.restore, name="boundary_event_restore"),
    path("day/<int:pk>/for-good", event_views.delete_for_good, name="boundary_event_for_good"),
    path("contact/<int:pk>", event_views.from_contact, name="boundary_from_contact"),
    path("<int:pk>/words/", kind_views.kind_words, name="boundary_words"),
    path("<int:pk>/rehearse/<int:number>/", kind_views.scene, name="boundary_scene"),
    path("rehearse/", kind_views.rehearse, name="boundary_rehearse"),
    path("rehearse/<int:number>/", kind_views.scene, name="boundary_rehearse_scene"),
    path("theirs/", their_views.everybody, name="theirs_all"),
    path("theirs/<int:pk>/", their_views.card, name="theirs"),
    path("theirs/<int:pk>/add/", their_views.add, name="their_limit_add"),
    path("theirs/<int:pk>/sorry/", their_views.sorry, name="apology_new"),
    path("limit/<int:pk>/", their_views.change, name="their_limit"),
    path("limit/<int:pk>/delete", their_views.delete_limit, name="their_limit_delete"),
    path("limit/<int:pk>/restore", their_views.restore_limit, name="their_limit_restore"),
    path("limit/<int:pk>/for-good", their_views.limit_for_good, name="their_limit_for_good"),
    path("sorry/<int:pk>/", their_views.apology, name="apology"),
    path("sorry/<int:pk>/said", their_views.said, name="apology_said"),
    path("sorry/<int:pk>/delete", their_views.delete_apology, name="apology_delete"),
    path("sorry/<int:pk>/restore", their_views.restore_apology, name="apology_restore"),
    path("sorry/<int:pk>/for-good", their_views.apology_for_good, name="apology_for_good"),
]
