"""Places under the menu entry of the plan."""

from django.urls import path

from kith.web.plan import outside_views, views

urlpatterns = [
    path("", views.plan, name="plan"),
    path("part/<slug:code>/", views.part, name="plan_part"),
    path("earlier/", views.earlier, name="plan_earlier"),
    path("earlier/forget/", views.forget_earlier, name="plan_forget_earlier"),
    path("earlier/<int:pk>/", views.version, name="plan_version"),
    path("earlier/<int:pk>/back/", views.back, name="plan_back"),
    path("print/", outside_views.print_page, name="plan_print"),
    path("pdf/", outside_views.pdf, name="plan_pdf"),
    path("open-copy/", outside_views.copy, name="plan_open_copy"),
    path("open-copy/take-away/", outside_views.take_away, name="plan_take_away"),
    path("delete/", views.delete, name="plan_delete"),
    path("delete/restore/", views.restore, name="plan_restore"),
    path("delete/for-good/", views.delete_for_good, name="plan_delete_for_good"),
]
