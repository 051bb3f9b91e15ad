"""Whether the recovery phrase was kept; the country leaves the vault for `place.json`."""

from typing import Any

from django.db import migrations, models

from kith.web.door import place
from kith.web.room import running


def move_country(apps: Any, schema_editor: Any) -> None:
    """Hand a country that an early version kept in here to where Help now looks for it."""
    spaces = apps.get_model("shell", "Space").objects.using(schema_editor.connection.alias)
    kept = spaces.exclude(country="").order_by("pk").values_list("country", flat=True).first()
    if kept is None:
        return
    folder = running.current().folder
    known = place.read(folder)
    if known is None or known.country is None:  # a later choice on any page goes first
        place.keep_country(folder, kept)


class Migration(migrations.Migration):
    dependencies = [("shell", "0001_initial")]

    operations = [
        migrations.AddField("space", "phrase_kept", models.BooleanField(default=False)),
        migrations.RunPython(move_country, migrations.RunPython.noop),
        migrations.RemoveField("space", "country"),
    ]
