"""Plans with what fulfils them, duties, emergencies, commitments, reviews of conduct."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0040_plan_and_duty_codes"),
        ('governance', '0002_trail_capture'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='planitem',
            name='carried_from',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='governance.planitem'),
        ),
        migrations.AddField(
            model_name='planitem',
            name='owner',
            field=models.CharField(blank=True, max_length=60, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='planitem',
            name='owner_account',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planitem',
            name='proof_id',
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='planitem',
            name='proof_kind',
            field=models.CharField(blank=True, editable=False, max_length=20),
        ),
        migrations.AddField(
            model_name='planitem',
            name='proof_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_on', models.DateField(verbose_name='made on')),
                ('owner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'calendar feed',
            },
        ),
        migrations.CreateModel(
            name='DutyRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='duty')),
                ('basis', models.CharField(max_length=300, verbose_name='basis')),
                ('recipient', models.CharField(max_length=200, verbose_name='recipient')),
                ('every', models.CharField(max_length=20, verbose_name='how often')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days')),
                ('days_in', models.CharField(blank=True, max_length=20, verbose_name='counted in')),
                ('due_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='due month')),
                ('due_day', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='due day')),
                ('in_same_year', models.BooleanField(blank=True, null=True, verbose_name='in the same year')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'duty rule',
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='duty')),
                ('period', models.CharField(max_length=20, verbose_name='for the period')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='basis')),
                ('recipient', models.CharField(blank=True, max_length=200, verbose_name='recipient')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='to be done from')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='handed in on')),
                ('receipt', models.CharField(blank=True, max_length=200, verbose_name='receipt')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
                ('rule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.dutyrule')),
            ],
            options={
                'verbose_name': 'duty',
            },
        ),
        migrations.CreateModel(
            name='EmergencyPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='emergency plan')),
                ('business', models.CharField(max_length=40, verbose_name='business')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='document number')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='issued on')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='next review')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'emergency plan',
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='kind of incident')),
                ('title', models.CharField(max_length=200, verbose_name='incident')),
                ('discovered_on', models.DateField(verbose_name='discovered on')),
                ('discovered_at', models.CharField(blank=True, max_length=5, verbose_name='discovered at')),
                ('is_major', models.BooleanField(blank=True, null=True, verbose_name='major')),
                ('affected', models.PositiveIntegerField(blank=True, null=True, verbose_name='persons affected')),
                ('description', models.TextField(blank=True, max_length=4000, verbose_name='what happened')),
                ('handling', models.TextField(blank=True, max_length=4000, verbose_name='what was done')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'incident',
            },
        ),
        migrations.CreateModel(
            name='IncidentReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clock', models.CharField(max_length=30, verbose_name='which report')),
                ('reported_at', models.DateTimeField(verbose_name='reported at')),
                ('recipient', models.CharField(max_length=200, verbose_name='recipient')),
                ('receipt', models.CharField(blank=True, max_length=200, verbose_name='receipt')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='governance.incident')),
            ],
            options={
                'verbose_name': 'incident report',
                'ordering': ['reported_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlanProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('text', models.CharField(max_length=300, verbose_name='problem')),
                ('measure', models.CharField(max_length=300, verbose_name='what to do')),
                ('source', models.CharField(blank=True, max_length=30, verbose_name='found by')),
                ('item', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='problem', to='governance.planitem')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'problem found',
            },
        ),
        migrations.CreateModel(
            name='Screening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='kind of review')),
                ('name', models.CharField(max_length=200, verbose_name='review')),
                ('held_on', models.DateField(verbose_name='held on')),
                ('checked', models.PositiveIntegerField(blank=True, null=True, verbose_name='checked')),
                ('found', models.PositiveIntegerField(blank=True, null=True, verbose_name='problems found')),
                ('findings', models.TextField(blank=True, max_length=2000, verbose_name='what was found')),
                ('measures', models.TextField(blank=True, max_length=2000, verbose_name='measures')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='to be mended by')),
                ('mended_on', models.DateField(blank=True, null=True, verbose_name='mended on')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'review of access or conduct',
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('submitted_on', models.DateField(verbose_name='handed in on')),
                ('sha256', models.CharField(max_length=64, verbose_name='hash')),
                ('receipt', models.CharField(blank=True, max_length=200, verbose_name='receipt')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason of the correction')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='governance.duty')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.attachment')),
            ],
            options={
                'verbose_name': 'submission',
                'ordering': ['version'],
            },
        ),
        migrations.CreateModel(
            name='CommitmentLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('staff_number', models.CharField(max_length=30, verbose_name='staff number')),
                ('person', models.CharField(max_length=60, verbose_name='person')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='remark')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'commitment letter',
                'constraints': [models.UniqueConstraint(models.F('root'), models.F('year'), models.F('staff_number'), name='commitment_letter_once_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Drill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='drill')),
                ('business', models.CharField(blank=True, max_length=40, verbose_name='business')),
                ('plan_title', models.CharField(blank=True, max_length=200, verbose_name='emergency plan')),
                ('held_on', models.DateField(verbose_name='held on')),
                ('scenario', models.TextField(blank=True, max_length=2000, verbose_name='scenario')),
                ('participants', models.PositiveIntegerField(blank=True, null=True, verbose_name='participants')),
                ('evaluation', models.TextField(blank=True, max_length=2000, verbose_name='evaluation')),
                ('improvements', models.TextField(blank=True, max_length=2000, verbose_name='improvements')),
                ('improve_by', models.DateField(blank=True, null=True, verbose_name='improve by')),
                ('improved_on', models.DateField(blank=True, null=True, verbose_name='improved on')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'drill',
                'constraints': [models.UniqueConstraint(models.F('root'), models.F('held_on'), models.F('name'), name='drill_once_a_day')],
            },
        ),
        migrations.AddConstraint(
            model_name='dutyrule',
            constraint=models.UniqueConstraint(models.F('root'), models.F('name'), models.F('valid_from'), name='duty_rule_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='dutyrule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='duty_rule_valid_forward'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['root', 'due_on'], name='duty_by_due_date'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(models.F('root'), models.F('name'), models.F('period'), name='duty_once_a_period'),
        ),
        migrations.AddConstraint(
            model_name='emergencyplan',
            constraint=models.UniqueConstraint(models.F('root'), models.F('title'), name='emergency_plan_once'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.UniqueConstraint(models.F('root'), models.F('discovered_on'), models.F('title'), name='incident_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('discovered_on')), _connector='OR'), name='incident_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='planproblem',
            constraint=models.UniqueConstraint(models.F('root'), models.F('year'), models.F('text'), name='plan_problem_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='screening',
            constraint=models.UniqueConstraint(models.F('root'), models.F('held_on'), models.F('kind'), models.F('name'), name='screening_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='screening',
            constraint=models.CheckConstraint(condition=models.Q(('found', None), ('checked', None), ('found__lte', models.F('checked')), _connector='OR'), name='screening_finds_among_checked'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(models.F('duty'), models.F('version'), name='submission_version_once'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='submission_corrected_for_a_reason'),
        ),
    ]
