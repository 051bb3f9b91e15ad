"""Places under the menu entry of Today."""

from django.urls import path, re_path

from kith.web.today.views import check_in, contact, deleted, help_first, today, writing

urlpatterns = [
    path("", today.today, name="today"),
    path("quick/", today.quick, name="today_quick"),
    path("day/", today.day, name="today_choose_day"),
    re_path(r"^day/(?P<day>\d{4}-\d{2}-\d{2})/$", today.day, name="today_day"),
    path("not-now", today.not_now, name="today_not_now"),
    path("help-first/", help_first.help_first, name="today_help_first"),
    path("check-in/<int:pk>/", check_in.check_in, name="check_in"),
    path("contact/new/", contact.contact, name="new_contact"),
    path("contact/<int:pk>/", contact.contact, name="contact"),
    path("writing/<int:pk>/", writing.writing, name="writing"),
    path("deleted/", deleted.deleted, name="today_deleted"),
    path("<slug:kind>/<int:pk>/delete", deleted.delete, name="today_delete"),
    path("<slug:kind>/<int:pk>/restore", deleted.restore, name="today_restore"),
    path(
        "<slug:kind>/<int:pk>/delete-for-good",
        deleted.delete_for_good,
        name="today_delete_for_good",
    ),
]
