"""A place for what the person calls a column of an import."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table of own names."""

    dependencies = [("insight", "0001_initial"), ("shell", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="OutcomeName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("column", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=60)),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcome_names",
                        to="shell.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("space", "column"), name="one_name_a_column"
                    )
                ],
            },
        ),
    ]
