"""A place for joint paths beside an answer, from which changes are told without a new fit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the column."""

    dependencies = [("insight", "0002_outcome_name")]

    operations = [
        migrations.AddField(
            model_name="fit",
            name="joint",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
