"""Somebody can be marked as one who may stand in the plan for bad days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the mark, off for everybody."""

    dependencies = [
        ('people', '0002_bond_unsaid'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='safe_to_call',
            field=models.BooleanField(default=False),
        ),
    ]
