"""What a person chose about offers on Today."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    dependencies = [
        ('practise', '0001_initial'),
        ('shell', '0003_compartment'),
    ]

    operations = [
        migrations.CreateModel(
            name='PractiseChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offers', models.BooleanField(default=True)),
                ('not_now', models.JSONField(default=dict)),
                ('space', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='practise_choice', to='shell.space')),
            ],
        ),
    ]
