"""A bond that nobody stated yet has a word of its own; no table changes."""

from django.db import migrations, models

import kith.records


class Migration(migrations.Migration):
    """Widen the choices of a bond."""

    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="tie",
            name="bond",
            field=models.CharField(
                choices=[
                    ("unsaid", "unsaid"),
                    ("strong", "strong"),
                    ("thin", "thin"),
                    ("stressful", "stressful"),
                    ("cut_off", "cut_off"),
                ],
                default=kith.records.Bond["UNSAID"],
                max_length=12,
            ),
        ),
    ]
