"""Applications for rechecks, and mediations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0009_public_pages_and_online_filing'),
        ('core', '0013_recheck_and_mediation_data'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mediation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('body', models.CharField(max_length=20, verbose_name='kind of body')),
                ('body_name', models.CharField(blank=True, max_length=100, verbose_name='name of the body')),
                ('offered_on', models.DateField(verbose_name='offered on')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='accepted or refused on')),
                ('refused_by', models.CharField(blank=True, max_length=20, verbose_name='refused by')),
                ('refusal', models.TextField(blank=True, max_length=2000, verbose_name='reason of the refusal')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='began on')),
                ('has_stopped_clock', models.BooleanField(default=False, verbose_name='clock stopped for it')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('agreement', models.TextField(blank=True, max_length=4000, verbose_name='agreement')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mediations', to='complaints.complaint', verbose_name='complaint')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put on record by')),
            ],
            options={
                'verbose_name': 'mediation',
                'indexes': [models.Index(fields=['status', 'offered_on'], name='mediation_by_state')],
                'constraints': [models.UniqueConstraint(models.F('complaint'), condition=models.Q(('status__in', ('offered', 'accepted', 'started'))), name='mediation_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'agreed'), _negated=True), models.Q(('agreement', ''), _negated=True), _connector='OR'), name='mediation_agreed_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('refusal', ''), _negated=True), _connector='OR'), name='mediation_refused_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('answered_on', models.DateField(verbose_name='answer told on')),
                ('applied_on', models.DateField(verbose_name='applied on')),
                ('apply_until', models.DateField(verbose_name='last day to apply')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('grounds', models.TextField(max_length=4000, verbose_name='what is objected to')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='accepted on')),
                ('result', models.CharField(blank=True, max_length=20, verbose_name='result')),
                ('reasons', models.TextField(blank=True, max_length=4000, verbose_name='reasons')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('reopened_on', models.DateField(blank=True, null=True, verbose_name='case reopened on')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='complaints.complaint', verbose_name='complaint')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put on record by')),
            ],
            options={
                'verbose_name': 'recheck',
                'indexes': [models.Index(fields=['status', 'due_on'], name='recheck_by_due')],
                'constraints': [models.UniqueConstraint(models.F('complaint'), condition=models.Q(('status__in', ('applied', 'accepted', 'decided'))), name='recheck_one_at_a_time'), models.CheckConstraint(condition=models.Q(('applied_on__gte', models.F('answered_on'))), name='recheck_after_the_answer'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('decided', 'told')), _negated=True), models.Q(models.Q(('result', ''), _negated=True), ('decided_by__isnull', False)), _connector='OR'), name='recheck_decided_has_result')],
            },
        ),
        trail_sql.capture('complaints_recheck', 'complaints.recheck'),
        trail_sql.capture('complaints_mediation', 'complaints.mediation'),
    ]
