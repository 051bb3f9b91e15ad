"""Keep: what comes in, what goes out, what is kept safe."""

from django.urls import path

from kith.web.keep import (
    backup_views,
    everything_views,
    import_views,
    reminder_views,
    rotation_views,
)
from kith.web.keep.export import views as export_views

urlpatterns = [
    path("", backup_views.keep, name="keep"),
    path("backup/", backup_views.backup, name="backup"),
    path("backups/", rotation_views.page, name="rotation"),
    path("export/", export_views.page, name="export"),
    path("reminder/", reminder_views.page, name="reminder"),
    path("delete-everything/", everything_views.page, name="delete_everything"),
    path("import/", import_views.choose, name="import"),
    path("import/look/", import_views.look, name="import_look"),
    path("import/<int:pk>/", import_views.done, name="import_done"),
    path("import/<int:pk>/undo/", import_views.take_back, name="import_undo"),
]
