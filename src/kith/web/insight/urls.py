"""Places under the menu entry Impact. People stand in addresses as numbers only."""

from django.urls import path

from kith.web.insight import views

urlpatterns = [
    path("", views.impact, name="impact"),
    path("between", views.between, name="impact_between"),
    path("print/", views.printed, name="impact_print"),
    path("state", views.state, name="impact_state"),
    path("start", views.start, name="impact_start"),
    path("name", views.name, name="impact_name"),
    path("stop", views.stop, name="impact_stop"),
]
