"""Places under the menu entry of the plan."""

from django.urls import path

from kith.web.plan import note_views, notes, outside_views, second_views, views
from kith.web.shell.addresses import number_for

number_for("note_sort", notes.SORTS)

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
    path("notes/new/<note_sort:sort>/", note_views.new, name="plan_note_new"),
    path("notes/<int:pk>/", note_views.note, name="plan_note"),
    path("notes/<int:pk>/change/", note_views.change, name="plan_note_change"),
    path("notes/<int:pk>/delete/", note_views.delete, name="plan_note_delete"),
    path("notes/<int:pk>/restore/", note_views.restore, name="plan_note_restore"),
    path("more/", second_views.page, name="plan_second"),
    path("more/open/", second_views.open_, name="plan_open"),
    path("more/close/", second_views.close, name="plan_close"),
    path("more/rest/", second_views.rest, name="plan_rest"),
    path("more/alive", second_views.alive, name="plan_alive"),
    path("more/change/", second_views.change, name="plan_second_change"),
    path("more/off/", second_views.off, name="plan_second_off"),
    path("more/words/", second_views.words, name="plan_second_words"),
    path("more/lost/", second_views.lost, name="plan_second_lost"),
    path("more/anew/", second_views.anew, name="plan_second_anew"),
]
