"""Runs that stay silent when somebody is gone; an intention of any length."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the column and widen the lines."""

    dependencies = [
        ('practise', '0002_choice'),
    ]

    operations = [
        migrations.AddField(
            model_name='run',
            name='guarded',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='intention',
            name='how',
            field=models.TextField(blank=True),
        ),
    ]
