"""Places under the menu entry of insight."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
