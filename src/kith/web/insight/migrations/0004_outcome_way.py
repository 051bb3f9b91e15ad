"""A place for which way of a column of an import the person called better."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table of ways."""

    dependencies = [("insight", "0003_joint_paths"), ("shell", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="OutcomeWay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("column", models.CharField(max_length=200)),
                (
                    "better",
                    models.CharField(choices=[("more", "more"), ("less", "less")], max_length=4),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcome_ways",
                        to="shell.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("space", "column"), name="one_way_a_column")
                ],
            },
        ),
    ]
