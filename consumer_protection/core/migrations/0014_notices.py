"""Notices of due dates, the ladder they follow, quiet hours."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from consumer_protection.core import first_data


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0013_recheck_and_mediation_data'),
    ]

    operations = [
        migrations.CreateModel(
            name='WarningStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('measure', models.CharField(max_length=10)),
                ('amount', models.PositiveSmallIntegerField()),
                ('whom', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None)),
                ('is_urgent', models.BooleanField(default=False)),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='legal source')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
            ],
            options={
                'verbose_name': 'step of warning',
                'ordering': ['level', 'valid_from'],
                'constraints': [models.UniqueConstraint(models.F('code'), models.F('valid_from'), name='warning_step_once_a_day'), models.CheckConstraint(condition=models.Q(('measure__in', ('share', 'before', 'after'))), name='warning_step_measured'), models.CheckConstraint(condition=models.Q(models.Q(('measure', 'share'), _negated=True), ('amount__lte', 100), _connector='OR'), name='warning_step_share_of_the_days')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(max_length=60)),
                ('record_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('data', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('visible_from', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True, verbose_name='read at')),
                ('settled_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'notice',
                'ordering': ['-visible_from', 'due_on', 'pk'],
                'indexes': [models.Index(condition=models.Q(('read_at', None), ('settled_at', None)), fields=['user', 'visible_from'], name='notice_unread'), models.Index(condition=models.Q(('read_at', None)), fields=['matter', 'record_id'], name='notice_waiting'), models.Index(fields=['user', '-visible_from'], name='notice_newest')],
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('matter'), models.F('record_id'), models.F('kind'), models.F('due_on'), name='notice_once'), models.CheckConstraint(condition=models.Q(('settled_at', None), ('read_at', None), _connector='OR'), name='notice_read_stays')],
            },
        ),
        migrations.RunPython(first_data.add_thresholds, first_data.keep),
        migrations.RunPython(first_data.add_warning_steps, first_data.keep),
    ]
