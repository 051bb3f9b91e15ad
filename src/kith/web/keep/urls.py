"""Places under the menu entry of keep."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
