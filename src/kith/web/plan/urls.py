"""Places under the menu entry of the plan."""

from django.urls import path

from kith.web.plan import note_views, outside_views, second_views, views

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
    path("notes/", note_views.list_, name="plan_notes"),
    path("notes/where/", note_views.where, name="plan_notes_where"),
    path("notes/new/<slug:sort>/", note_views.new, name="plan_note_new"),
    path("notes/<int:pk>/", note_views.note, name="plan_note"),
    path("notes/<int:pk>/change/", note_views.change, name="plan_note_change"),
    path("notes/<int:pk>/delete/", note_views.delete, name="plan_note_delete"),
    path("notes/<int:pk>/restore/", note_views.restore, name="plan_note_restore"),
    path("second/", second_views.page, name="plan_second"),
    path("second/open/", second_views.open_, name="plan_open"),
    path("second/close/", second_views.close, name="plan_close"),
    path("second/rest/", second_views.rest, name="plan_rest"),
    path("second/alive", second_views.alive, name="plan_alive"),
    path("second/change/", second_views.change, name="plan_second_change"),
    path("second/off/", second_views.off, name="plan_second_off"),
    path("second/words/", second_views.words, name="plan_second_words"),
    path("second/lost/", second_views.lost, name="plan_second_lost"),
    path("second/anew/", second_views.anew, name="plan_second_anew"),
]
