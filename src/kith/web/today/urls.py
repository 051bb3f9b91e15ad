"""Places under the menu entry of today."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
