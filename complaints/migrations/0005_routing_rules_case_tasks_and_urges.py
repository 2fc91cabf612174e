"""Rules that route complaints; tasks and urges beside a case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from consumer_protection.core import first_data, trail_sql


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0004_life_of_a_case'),
        ('core', '0008_trail_locks_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('text', models.TextField(max_length=2000, verbose_name='what is to be done')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('set_on', models.DateField(verbose_name='set on')),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('answered_on', models.DateField(null=True, verbose_name='answered on')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='complaints.complaint', verbose_name='complaint')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'task',
                'indexes': [models.Index(fields=['unit', 'status', 'due_on'], name='case_task_of_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('set_on'))), name='case_task_due_after_set'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('done', 'accepted')), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='case_task_done_has_answer')],
            },
        ),
        migrations.CreateModel(
            name='CaseUrge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('text', models.TextField(max_length=1000, verbose_name='text')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='answered at')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='urges', to='complaints.complaint', verbose_name='complaint')),
            ],
            options={
                'verbose_name': 'urge',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('urge', 'supervise'))), name='case_urge_of_a_known_kind'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='case_urge_answer_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='RoutingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='order')),
                ('source', models.CharField(blank=True, max_length=40, verbose_name='source')),
                ('category', models.CharField(blank=True, max_length=60, verbose_name='business category')),
                ('intake_channel', models.CharField(blank=True, max_length=40, verbose_name='intake channel')),
                ('level', models.CharField(blank=True, max_length=20, verbose_name='level')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('handling_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='handling unit')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='unit complained of')),
            ],
            options={
                'verbose_name': 'routing rule',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='routing_rule_ends_after_it_began'), models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='routing_rule_counts_from_one')],
            },
        ),
        trail_sql.capture('complaints_routingrule', 'complaints.routingrule'),
        trail_sql.capture('complaints_casetask', 'complaints.casetask'),
        trail_sql.capture('complaints_caseurge', 'complaints.caseurge'),
        migrations.RunPython(first_data.add_codes, first_data.keep),
    ]
