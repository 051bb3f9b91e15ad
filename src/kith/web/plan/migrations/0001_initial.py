"""The plan for bad days: its parts as they were saved, and the people in them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make both tables."""

    initial = True

    dependencies = [
        ('people', '0003_safe_to_call'),
        ('shell', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=16)),
                ('at', models.DateTimeField()),
                ('content', models.JSONField(default=dict)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_parts', to='shell.space')),
            ],
        ),
        migrations.CreateModel(
            name='PlanPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reach', models.CharField(blank=True, max_length=80)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='plan.planpart')),
            ],
        ),
        migrations.AddIndex(
            model_name='planpart',
            index=models.Index(fields=['space', 'part'], name='plan_planpa_space_i_dfa89f_idx'),
        ),
        migrations.AddConstraint(
            model_name='planperson',
            constraint=models.UniqueConstraint(fields=('row', 'person'), name='once_in_a_part'),
        ),
    ]
