"""The people of a part move into its words, each row gets a name, and safety notes get a table."""

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import kith.web.shell.models


def move_people(apps: Any, schema_editor: Any) -> None:
    """Put who stands in a part, and how to reach them, beside its words; name each row."""
    alias = schema_editor.connection.alias
    parts = apps.get_model("plan", "PlanPart").objects.using(alias)
    people = apps.get_model("plan", "PlanPerson").objects.using(alias)
    for row in parts.order_by("pk").iterator():
        named = people.filter(row=row).order_by("pk").values_list("person__uid", "reach")
        found = [[str(uid), reach] for uid, reach in named]
        row.content = {**row.content, "people": found} if found else row.content
        row.uid = uuid.uuid4()
        row.save(update_fields=["content", "uid"])


class Migration(migrations.Migration):
    """Move, then drop the table that is empty of meaning."""

    dependencies = [("plan", "0001_initial"), ("shell", "0003_compartment")]

    operations = [
        migrations.AddField("planpart", "uid", models.UUIDField(default=kith.web.shell.models.new_uid, editable=False)),
        migrations.RunPython(move_people, migrations.RunPython.noop),
        migrations.DeleteModel("PlanPerson"),
        migrations.CreateModel(
            name="SafetyNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=kith.web.shell.models.new_uid, editable=False)),
                ("at", models.DateTimeField()),
                ("content", models.JSONField(default=dict)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.UUIDField(default=kith.web.shell.models.new_uid, editable=False)),
                ("space", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="safety_notes", to="shell.space")),
            ],
        ),
        migrations.AddIndex(
            model_name="safetynote",
            index=models.Index(fields=["space", "note"], name="plan_safety_space_note_idx"),
        ),
    ]
