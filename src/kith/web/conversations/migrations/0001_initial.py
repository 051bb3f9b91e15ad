"""Words that were kept."""

import django.db.models.deletion
import kith.web.shell.models
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    initial = True

    dependencies = [
        ('keep', '0003_rotation'),
        ('people', '0005_taken_out'),
        ('shell', '0003_compartment'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kith.web.shell.models.new_uid, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('zone', models.CharField(default='UTC', max_length=64)),
                ('source_id', models.CharField(blank=True, max_length=80)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('sort', models.CharField(max_length=16)),
                ('first', models.TextField(blank=True)),
                ('later', models.TextField()),
                ('import_batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='keep.importbatch')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='people.person')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='shell.space')),
            ],
            options={
                'get_latest_by': 'at',
                'indexes': [models.Index(fields=['space', 'sort', 'at'], name='conversatio_space_i_e03296_idx')],
            },
        ),
    ]
