"""Rows that stay silent when somebody is gone; a boundary of any length."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the column and widen the lines."""

    dependencies = [
        ('boundaries', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='boundary',
            name='guarded',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='boundaryevent',
            name='guarded',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='commitment',
            name='guarded',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='boundary',
            name='then',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='boundary',
            name='when',
            field=models.TextField(blank=True),
        ),
    ]
