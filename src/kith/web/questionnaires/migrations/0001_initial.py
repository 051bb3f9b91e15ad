"""Answers to questionnaires, and whether somebody may be asked about self-harm."""

import django.db.models.deletion
import kith.web.shell.models
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make both tables."""

    initial = True

    dependencies = [
        ('keep', '0002_brought'),
        ('shell', '0002_phrase_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionnaireChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ask_about_self_harm', models.BooleanField(default=True)),
                ('space', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='questionnaire_choice', to='shell.space')),
            ],
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kith.web.shell.models.new_uid, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('zone', models.CharField(default='UTC', max_length=64)),
                ('source_id', models.CharField(blank=True, max_length=80)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('measure', models.CharField(max_length=24)),
                ('answers', models.JSONField(default=dict)),
                ('told', models.BooleanField(default=False)),
                ('import_batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='keep.importbatch')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='shell.space')),
            ],
            options={
                'get_latest_by': 'at',
                'indexes': [models.Index(fields=['space', 'measure', 'at'], name='questionnai_space_i_969628_idx')],
            },
        ),
    ]
