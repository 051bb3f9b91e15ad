"""Runs of practices, the definitions they were made by, and intentions."""

import django.db.models.deletion
import kith.web.shell.models
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the tables."""

    initial = True

    dependencies = [
        ('keep', '0003_rotation'),
        ('people', '0005_taken_out'),
        ('shell', '0003_compartment'),
    ]

    operations = [
        migrations.CreateModel(
            name='Definition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('text', models.TextField()),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='shell.space')),
            ],
        ),
        migrations.CreateModel(
            name='Intention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kith.web.shell.models.new_uid, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('zone', models.CharField(default='UTC', max_length=64)),
                ('source_id', models.CharField(blank=True, max_length=80)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('how', models.CharField(blank=True, max_length=200)),
                ('cue', models.TextField(blank=True)),
                ('act', models.TextField(blank=True)),
                ('looks', models.JSONField(default=list)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('import_batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='keep.importbatch')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='intentions', to='people.person')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='shell.space')),
            ],
            options={
                'get_latest_by': 'at',
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kith.web.shell.models.new_uid, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('zone', models.CharField(default='UTC', max_length=64)),
                ('source_id', models.CharField(blank=True, max_length=80)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('practice', models.CharField(max_length=40)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('before', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('after', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('definition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='practise.definition')),
                ('import_batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='keep.importbatch')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='runs', to='people.person')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='shell.space')),
            ],
            options={
                'get_latest_by': 'at',
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('values', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='practise.run')),
            ],
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.UniqueConstraint(fields=('space', 'digest'), name='one_text_a_space'),
        ),
        migrations.AddIndex(
            model_name='intention',
            index=models.Index(fields=['space', 'at'], name='practise_in_space_i_111469_idx'),
        ),
        migrations.AddIndex(
            model_name='run',
            index=models.Index(fields=['space', 'at'], name='practise_ru_space_i_1ee7b1_idx'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('run', 'step'), name='one_answer_a_step'),
        ),
    ]
