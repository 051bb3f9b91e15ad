"""A second lock for a part of a space; there is none until a person switches it on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    dependencies = [("shell", "0002_phrase_kept")]

    operations = [
        migrations.CreateModel(
            name="Compartment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locks", models.JSONField(default=dict)),
                ("gone", models.JSONField(default=list)),
                ("swept", models.BooleanField(default=False)),
                ("space", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="compartment", to="shell.space")),
            ],
        ),
    ]
