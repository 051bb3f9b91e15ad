"""Places under the menu entry Talk. No text ever stands in an address; scenes go by their number."""

from django.urls import path

from kith.web.conversations import practice_views, views

urlpatterns = [
    path("", views.talk, name="talk"),
    path("look/", views.message, name="talk_look"),
    path("parts/", views.four_parts, name="talk_parts"),
    path("listening/", practice_views.listening, name="talk_listening"),
    path("listening/<int:number>/", practice_views.scene, name="talk_scene"),
    path("limits/", practice_views.limits, name="talk_limits"),
    path("limits/<int:number>/", practice_views.limit, name="talk_limit"),
]
