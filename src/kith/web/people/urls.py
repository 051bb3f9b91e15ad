"""Places under the menu entry of people."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
