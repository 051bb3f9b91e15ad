"""Places under the menu entry Talk. No text ever stands in an address; scenes go by their number."""

from django.urls import path

from kith.web.conversations import chat_views, critic_views, kept_views, practice_views, views

urlpatterns = [
    path("", views.talk, name="talk"),
    path("look/", views.message, name="talk_look"),
    path("parts/", views.four_parts, name="talk_parts"),
    path("chat/", chat_views.chat, name="talk_chat"),
    path("critic/", critic_views.critic, name="talk_critic"),
    path("listening/", practice_views.listening, name="talk_listening"),
    path("listening/<int:number>/", practice_views.scene, name="talk_scene"),
    path("limits/", practice_views.limits, name="talk_limits"),
    path("limits/<int:number>/", practice_views.limit, name="talk_limit"),
    path("kept/", kept_views.kept, name="talk_kept"),
    path("kept/keep", kept_views.keep, name="talk_keep"),
    path("kept/<int:pk>/", kept_views.wording, name="talk_wording"),
    path("kept/<int:pk>/delete", kept_views.delete, name="talk_kept_delete"),
    path("kept/<int:pk>/restore", kept_views.restore, name="talk_kept_restore"),
    path("kept/<int:pk>/for-good", kept_views.delete_for_good, name="talk_kept_for_good"),
]
