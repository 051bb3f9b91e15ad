"""Places under the menu entry of people. No name ever stands in an address."""

from django.urls import path

from kith.web.people import care_views, export_views, map_views, person_views, tie_views
from kith.web.people.everywhere import views as everywhere

urlpatterns = [
    path("", map_views.people, name="people"),
    path("map/", map_views.as_map, name="people_map"),
    path("list/", map_views.as_list, name="people_list"),
    path("picture/", map_views.drawn, name="people_picture"),
    path("place-waiting/", map_views.place_waiting, name="people_place_waiting"),
    path("choose/", map_views.choose, name="people_choose"),
    path("save/<slug:form>/", export_views.save, name="people_save"),
    path("add/", person_views.add, name="person_add"),
    path("<int:pk>/", person_views.page, name="person"),
    path("<int:pk>/edit/", person_views.edit, name="person_edit"),
    path("<int:pk>/delete/", person_views.delete, name="person_delete"),
    path("<int:pk>/delete-for-good/", person_views.delete_for_good, name="person_delete_for_good"),
    path("<int:pk>/undo/", person_views.undo, name="person_undo"),
    path("<int:pk>/more/", everywhere.page, name="person_everywhere"),
    path("<int:pk>/more/undo/", everywhere.undo, name="person_everywhere_undo"),
    path("<int:pk>/more/forget/", everywhere.forget, name="person_forget_old_name"),
    path("<int:pk>/place/", map_views.place, name="person_place"),
    path("<int:pk>/care/", care_views.questions, name="care"),
    path("<int:pk>/care/more/", care_views.more, name="care_more"),
    path("<int:pk>/care/not-now/", care_views.not_now, name="care_not_now"),
    path("<int:pk>/tie/", tie_views.write, name="tie"),
    path("<int:pk>/tie/<int:tie_pk>/forget/", tie_views.forget, name="tie_forget"),
]
